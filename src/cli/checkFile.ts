import { USD } from "../core/currency";
import type { DiagnosticSettings } from "../core/estimate/diagnostic";
import { sideThatRuns } from "../core/estimate/diagnoseLimits";
import type { Estimate, FileEstimate } from "../core/estimate/estimate";
import { varsFileName } from "../core/estimate/readWithDependencies";
import { formatTokens, formatUsd, formatWholePercent } from "../core/format";
import { findBreaches } from "../core/gate/findBreaches";
import type { GateFinding } from "../core/gate/gateReport";
import type { GateRules } from "../core/gate/gateRules";
import { lineNumbers } from "../core/lineNumbers";
import { type PicoUsd, picoUsdOf } from "../core/money";
import type { ModelSources } from "../core/models/findModel";
import { JSONL_LABELS } from "../core/prompt/formats/jsonl";
import type { BaseTree } from "./baseTree";
import type { Estimator } from "./estimator";
import type { Host } from "./host";
import { decodeText, readText } from "./input";
import {
  type Budget,
  budgetOf,
  CONFIG_NAME,
  type ProjectConfig,
  requestsPerMonthOf,
} from "./projectConfig";
import { jsonlFormatOf, readRequestLines } from "./requestLines";
import { InputError } from "./usage";

/** The rules and services that all files of one call are checked with. */
export interface CheckContext {
  readonly estimator: Estimator;
  readonly config: ProjectConfig;
  /** Whether the call names the model whose cost is held against the budgets. */
  readonly isModelNamed: boolean;
  readonly rules: GateRules;
  /** Loaded if a rule asks what is known of a model. */
  readonly findOther?: ModelSources["findOther"];
  /** Undefined if no budget limits growth. */
  readonly base: BaseTree | undefined;
  readonly host: Host;
}

/** The outcome of one file. */
export interface FileCheck {
  readonly path: string;
  readonly isPrompt: boolean;
  readonly findings: readonly GateFinding[];
  /** Sentences about what can't be read, and so is not checked. */
  readonly unread: readonly UnreadPart[];
}

interface UnreadPart {
  readonly line: number;
  readonly code: string;
  readonly message: string;
}

/** Sums of the requests of a file, each made once. */
interface FileSums {
  inputTokens: number;
  /** Undefined as soon as the cost of one is not known. */
  cost: PicoUsd | undefined;
}

/** Holds the requests of a file against its budgets and the project's rules. Throws an `InputError`. */
export async function checkFile(path: string, context: CheckContext): Promise<FileCheck> {
  const { config, rules, estimator, host } = context;
  const budget = budgetOf(path, config);
  const settings = settingsOf(path, budget, context);
  const findings: GateFinding[] = [];
  const unread: UnreadPart[] = [];
  const sums: FileSums = { inputTokens: 0, cost: 0n };
  let isPrompt = false;
  for await (const { result, lineOf } of partsOf(path, estimator, host)) {
    isPrompt ||= result.estimates.length > 0 || result.file.problems.length > 0;
    for (const { code, message, range } of findBreaches(result, rules, settings))
      findings.push({ file: path, line: lineOf(range.start), code, message });
    for (const { code, message, range } of result.file.problems)
      if (isUnread(code)) unread.push({ line: lineOf(range.start), code, message });
    addTo(sums, result.estimates, settings);
  }
  findings.push(...monthFindings(path, sums, budget, config));
  const growth = isPrompt ? await growthFinding(path, sums, budget, settings, context) : undefined;
  if (growth) findings.push(growth);
  return { path, isPrompt, findings, unread };
}

function settingsOf(
  path: string,
  budget: Budget | undefined,
  { estimator, isModelNamed, findOther }: CheckContext,
): DiagnosticSettings {
  return {
    ...estimator.settings,
    ...(findOther && { findOther }),
    ...(isModelNamed && { runsOn: "left" as const }),
    budgetUsdPerRequest: budget?.usdPerRequest,
    budgetInputTokens: budget?.inputTokens,
    currency: USD,
    isStale: false,
    varsFileName: varsFileName(path),
  };
}

function addTo(sums: FileSums, estimates: readonly Estimate[], settings: DiagnosticSettings): void {
  for (const estimate of estimates) {
    const { count, cost } = sideThatRuns(estimate, settings);
    sums.inputTokens += count.inputTokens;
    sums.cost =
      sums.cost === undefined || cost?.total === undefined ? undefined : sums.cost + cost.total;
  }
}

function monthFindings(
  path: string,
  { cost }: FileSums,
  budget: Budget | undefined,
  config: ProjectConfig,
): readonly GateFinding[] {
  if (budget?.usdPerMonth === undefined || cost === 0n) return [];
  const requests = requestsPerMonthOf(path, config);
  if (requests === undefined) {
    throw new InputError(
      `${path}: its usdPerMonth can't be checked. Add it to requestsPerMonth in ${CONFIG_NAME}.`,
    );
  }
  if (cost === undefined) return [];
  const limit = picoUsdOf(budget.usdPerMonth);
  const month = cost * BigInt(requests);
  if (month <= limit) return [];
  const message = `${formatUsd(month)} a month at ${formatTokens(requests)} requests: over the budget of ${formatUsd(limit)}.`;
  return [{ file: path, line: 1, code: "over-budget-month", message }];
}

async function growthFinding(
  path: string,
  { inputTokens }: FileSums,
  budget: Budget | undefined,
  settings: DiagnosticSettings,
  { base, estimator, host }: CheckContext,
): Promise<GateFinding | undefined> {
  const limit = budget?.maxIncrease;
  if (limit === undefined || base === undefined) return undefined;
  const change = base.changeOf(path);
  const basePath = change === undefined ? path : change.basePath;
  if (basePath === undefined) return undefined;
  const textNow = await readText(path, host);
  if (change === undefined) {
    const file = await estimator.readText(path, textNow);
    if (!base.hasChangedDependency(path, file)) return undefined;
  }
  const textBefore =
    change === undefined ? textNow : decodeText(basePath, await base.bytesOf(basePath));
  const before = await estimator.withFiles(base.otherVersion).estimateText(basePath, textBefore);
  const was: FileSums = { inputTokens: 0, cost: 0n };
  addTo(was, before.estimates, settings);
  const grown = inputTokens - was.inputTokens;
  if (grown <= allowedIncrease(limit, was.inputTokens)) return undefined;
  const share = was.inputTokens > 0 ? `, ${formatWholePercent(grown, was.inputTokens)}` : "";
  const allowed = typeof limit === "string" ? limit : `${formatTokens(limit)} tokens`;
  const message = `${formatTokens(grown)} more input tokens than at the base${share}: ${allowed} allowed.`;
  return { file: path, line: 1, code: "over-increase", message };
}

/** In tokens. */
function allowedIncrease(limit: number | string, tokensBefore: number): number {
  return typeof limit === "number" ? limit : (tokensBefore * Number(limit.slice(0, -1))) / 100;
}

/** The unit of a check: a file, or one line of a JSONL of any size. */
interface Part {
  readonly result: FileEstimate;
  readonly lineOf: (offset: number) => number;
}

async function* partsOf(path: string, estimator: Estimator, host: Host): AsyncGenerator<Part> {
  const format = await jsonlFormatOf(path, host);
  if (format === undefined) {
    const input = await readText(path, host);
    yield {
      result: await estimator.estimateText(path, input),
      lineOf: lineNumbers(input.text),
    };
    return;
  }
  for await (const { prompt, problem, lineNumber } of readRequestLines(path, format, host)) {
    const file = {
      format,
      formatLabel: JSONL_LABELS[format],
      prompts: prompt ? [prompt] : [],
      problems: problem ? [problem] : [],
      references: [],
    };
    const estimates = prompt ? [await estimator.estimatePrompt(path, prompt)] : [];
    yield { result: { file, estimates }, lineOf: () => lineNumber };
  }
}

/** Unreadable content can't be checked: it is reported but doesn't fail the check. */
function isUnread(code: string): boolean {
  return code === "broken-file" || code === "broken-line";
}
