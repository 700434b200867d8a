import { RULE_FORMATS } from "../../core/recommend/routingRule";
import type { Estimate } from "../../core/estimate/estimate";
import { MAX_LISTED, type RequestsJson } from "../../core/estimate/estimateJson";
import { formatDecimals, NOT_KNOWN } from "../../core/format";
import { MEASURED_PAIRS, type MeasuredPair, measuredPairOf } from "../../core/recommend/pair";
import { knownWeights } from "../../core/recommend/pairWeights";
import { toleratedLoss } from "../../core/recommend/recommendInput";
import { routedKinds } from "../../core/recommend/routedKinds";
import { routeResult } from "../../core/recommend/routeResult";
import { exportRoutingRules } from "../../core/recommend/routingRules";
import { trainedWeights } from "../../core/recommend/trainedWeights";
import { routedRequest } from "../../core/estimate/routedRequest";
import {
  splitWords,
  type WorkspaceSplit,
  WorkspaceSplitBuilder,
} from "../../core/recommend/workspaceSplit";
import { findModelAtEffort } from "../../core/models/modelAtEffort";
import { chosenSide } from "../../core/surfaces/words";
import { visibleLine } from "../../core/visibleText";
import type { Command } from "../command";
import { recommendationWords } from "../estimateWords";
import { namedPair } from "../estimator";
import type { Host } from "../host";
import { PAIR_OPTIONS, pairOptions, readTolerance, readWords } from "../options";
import { readConfig } from "../projectConfig";
import { promptCommand } from "../promptCommand";
import { type ExitCode, UsageError } from "../usage";

/** `tokenscale route`: which model to use for a prompt and why, or the routing table as an export. */
export const route: Command = (words, host) =>
  asksForTable(words) ? exportTable(words, host) : routeFiles(words, host);

const routeFiles = promptCommand({
  requestJson,
  requestsJson: () => new RoutesJson(),
  requestsWords: (estimates) => {
    const [first, ...others] = estimates;
    if (first !== undefined && others.length === 0) return recommendationWords(first);
    const rows = estimates.map((estimate, index) =>
      row(estimate, estimate.prompt.name ?? String(index + 1)),
    );
    return [...rows, conclusion(splitOf(estimates))].join("\n");
  },
  linesWords: () => {
    const split = new WorkspaceSplitBuilder();
    return {
      add: (estimate, name) => {
        split.add(routedRequest(estimate));
        return `${row(estimate, name)}\n`;
      },
      addUnread: () => undefined,
      end: () => conclusion(split.split()),
    };
  },
});

/** The routes of a file's requests: one, or their split and the first ones in `requests`. */
class RoutesJson implements RequestsJson {
  private readonly split = new WorkspaceSplitBuilder();
  private readonly listed: object[] = [];
  private requests = 0;

  add(estimate: Estimate): void {
    this.split.add(routedRequest(estimate));
    this.requests += 1;
    if (this.listed.length < MAX_LISTED) this.listed.push(requestJson(estimate));
  }

  json(): object {
    const [first = {}] = this.listed;
    if (this.requests <= 1) return first;
    const { requests, toMini, shareToMini, costShare, qualityShare } = this.split.split();
    return {
      split: { requests, toMini, shareToMini, costShare, qualityShare },
      requestCount: this.requests,
      requests: this.listed,
    };
  }
}

const EXPORT = "--export";

function asksForTable(words: readonly string[]): boolean {
  return words.some((word) => word === EXPORT || word.startsWith(`${EXPORT}=`));
}

/** The table as code or configuration; JSON if `--export` has no value. */
async function exportTable(words: readonly string[], host: Host): Promise<ExitCode> {
  const completed = words.map((word, index) => {
    const next = words[index + 1];
    const isAlone = word === EXPORT && (next === undefined || next.startsWith("-"));
    return isAlone ? `${EXPORT}=json` : word;
  });
  const { values, positionals } = readWords(completed, {
    ...PAIR_OPTIONS,
    export: { type: "string" },
    tolerance: { type: "string" },
  });
  if (positionals.length > 0) throw new UsageError("--export takes no file: the table is for all.");
  const format = RULE_FORMATS.find((candidate) => candidate.format === values.export)?.format;
  if (format === undefined) {
    const formats = RULE_FORMATS.map((candidate) => candidate.format).join(", ");
    throw new UsageError(`--export ${values.export} is none of ${formats}.`);
  }
  const config = await readConfig(host);
  const tolerance = readTolerance(values.tolerance) ?? config?.tolerance ?? "balanced";
  const pair = exportedPair(pairOptions(values, config ?? {}));
  const table = routedKinds(knownWeights(trainedWeights, pair));
  await host.out(exportRoutingRules(format, toleratedLoss(tolerance), table, pair, host.today));
  return 0;
}

/** The pair that is named, if there is a table for it. */
function exportedPair(options: Parameters<typeof namedPair>[0]): MeasuredPair {
  const { left, right } = namedPair(options);
  const [leftId, rightId] = [left, right].map((name) => {
    const choice = findModelAtEffort(name);
    return choice.kind === "unknown" ? name : choice.model.id;
  });
  const pair = measuredPairOf(leftId ?? left, rightId ?? right);
  if (pair) return pair;
  const known = MEASURED_PAIRS.map(({ strong, light }) => `${strong} and ${light}`).join(", ");
  throw new UsageError(
    `No outcomes are measured for ${left} and ${right}, so there is no table to export. There is one for ${known}.`,
  );
}

function requestJson({ prompt: { name }, recommendation }: Estimate): object {
  return { ...(name !== undefined && { name }), ...routeResult(recommendation) };
}

function splitOf(estimates: readonly Estimate[]): WorkspaceSplit {
  const split = new WorkspaceSplitBuilder();
  for (const estimate of estimates) split.add(routedRequest(estimate));
  return split.split();
}

/** Tab-separated columns: name, model, what decided, kind, evidence level. */
function row(estimate: Estimate, name: string): string {
  const { evidence, level, decidedBy, loss } = estimate.recommendation;
  const decision = loss
    ? `loss ${formatDecimals(loss.expected, 2)} of ${formatDecimals(loss.tolerated, 2)}`
    : `by ${decidedBy}`;
  return [
    visibleLine(name),
    chosenSide(estimate)?.model.label ?? (decidedBy === "context" ? "every request" : "neither"),
    decision,
    evidence === undefined
      ? NOT_KNOWN
      : evidence.isRecognized
        ? evidence.kind.label
        : "not recognized",
    level,
  ].join("\t");
}

function conclusion(split: WorkspaceSplit): string {
  return split.requests === 0 ? "No outcomes are measured for this pair." : `${splitWords(split)}.`;
}
