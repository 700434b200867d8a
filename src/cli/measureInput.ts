import { resolve } from "node:path";
import { formatCount } from "../core/format";
import type { Pace } from "../core/estimate/pace";
import {
  type MeasurePlan,
  type PlannedJudge,
  planMeasurement,
} from "../core/measure/engine/measurePlan";
import { findJudge, planJudge } from "../core/measure/engine/planJudge";
import { rowsOfPrompt, withAssertions } from "../core/measure/rows/rowsOfPrompt";
import type { Assertion } from "../core/measure/assertion";
import type { DatasetRow } from "../core/measure/row";
import { type Side, SIDES } from "../core/pair";
import type { Prompt } from "../core/prompt/prompt";
import { visibleLine } from "../core/visibleText";
import { assertionsBeside, readAssertions, readDataset } from "../node/measureFiles";
import { Estimator } from "./estimator";
import type { Host } from "./host";
import { readText, unreadable } from "./input";
import { DEFAULT_CONFIG, type ProjectConfig, readConfig } from "./projectConfig";
import { InputError } from "./usage";

/** The prompt, rows, and models to measure, as named on the command line. */
export interface MeasureCall {
  readonly file: string;
  readonly data: string;
  /** The name or the number of the request in the file. */
  readonly request?: string | undefined;
  readonly left?: string | undefined;
  readonly right?: string | undefined;
  readonly asserts?: string | undefined;
  readonly limit?: number | undefined;
  /** `MODEL` or `MODEL@EFFORT`. */
  readonly judge?: string | undefined;
  readonly comparesPairs?: boolean;
  /** The side that a cascade asks first. */
  readonly cascade?: Side | undefined;
}

/** Problems of rows that are printed one by one. */
const MAX_PROBLEMS = 20;

interface PlannedMeasurement {
  readonly plan: MeasurePlan;
  readonly estimator: Estimator;
  readonly config: ProjectConfig;
}

/** Reads the prompt, the rows and the assertions of a call, and plans their requests. */
export async function readMeasurement(
  call: MeasureCall,
  { startedAt, server }: { readonly startedAt: string; readonly server: { readonly host: string } },
  host: Host,
): Promise<PlannedMeasurement> {
  const config = (await readConfig(host)) ?? DEFAULT_CONFIG;
  const { left = config.left, right = config.right } = call;
  const estimator = await Estimator.create({ left, right, tolerance: config.tolerance }, host);
  const prompt = await readPrompt(call, estimator, host);
  const rows = await readRows(call, prompt, host);
  const plan = await planMeasurement(
    {
      id: startedAt.replaceAll(/\D/g, ""),
      file: call.file,
      data: call.data,
      host: server.host,
      prompt,
      rows,
      measured: SIDES,
      isBilled: true,
      asksLogProbabilities: call.cascade !== undefined || needsLogProbabilities(rows),
    },
    estimator.services,
    estimator.settings,
    NO_PAUSES,
  );
  const judge = await planJudgeOf(call, plan, estimator, host);
  return { plan: { ...plan, ...(judge && { judge }) }, estimator, config };
}

/** Other answers are shorter without them. */
function needsLogProbabilities(
  holders: readonly Pick<DatasetRow | Assertion, "assertions">[],
): boolean {
  return holders.some(
    ({ assertions = [] }) =>
      assertions.some(({ type }) => type === "perplexity") || needsLogProbabilities(assertions),
  );
}

/** The command line ends with its work: nothing waits for it. */
const NO_PAUSES: Pace = { yieldIfDue: () => Promise.resolve() };

async function planJudgeOf(
  { judge: name, comparesPairs = false }: MeasureCall,
  plan: MeasurePlan,
  { services }: Estimator,
  { today }: Host,
): Promise<PlannedJudge | undefined> {
  if (name === undefined) return undefined;
  const found = findJudge(name, today);
  if (found.kind === "refused") throw new InputError(visibleLine(`--judge: ${found.reason}`));
  const judge = { ...found.judge, comparesPairs, isBilled: true };
  return planJudge(plan, judge, services.counter, today, NO_PAUSES);
}

/** The request to measure: the file's only one, or the one that `--request` names. */
async function readPrompt(
  { file, request }: MeasureCall,
  estimator: Estimator,
  host: Host,
): Promise<Prompt> {
  const { prompts, problems } = await estimator.readText(file, await readText(file, host));
  const names = prompts.map(({ name }, index) => name ?? String(index + 1));
  const [only] = prompts;
  if (only === undefined) throw new InputError(`${file}: ${problems[0]?.message ?? "no request."}`);
  if (request === undefined && prompts.length === 1) return only;
  const found = prompts.find((_, index) => names[index] === request || request === `${index + 1}`);
  if (found !== undefined) return found;
  throw new InputError(
    `${file} has ${formatCount(prompts.length, "request")}. Name one with --request: ${names.join(", ")}.`,
  );
}

/** The rows to run, each with all of its assertions. What is left out is printed. */
async function readRows(
  { file, data, asserts, limit }: MeasureCall,
  prompt: Prompt,
  host: Host,
): Promise<readonly DatasetRow[]> {
  const path = resolve(host.folder, data);
  const dataset = await readDataset(path).catch((error: unknown) => {
    throw unreadable(data, error);
  });
  const { rows, problems, leftOut, unusedNames } = rowsOfPrompt(prompt, dataset);
  for (const { message } of problems.slice(0, MAX_PROBLEMS)) {
    host.err(`${visibleLine(`${data}: ${message}`)}\n`);
  }
  if (problems.length > MAX_PROBLEMS) {
    host.err(`${data}: ${formatCount(problems.length - MAX_PROBLEMS, "further problem")}.\n`);
  }
  if (leftOut > 0) host.err(`${data}: ${formatCount(leftOut, "row")} left out.\n`);
  if (rows.length === 0) {
    const has = unusedNames.length > 0 ? ` The rows have ${unusedNames.join(", ")}.` : "";
    throw new InputError(`${data}: no row can be run with ${file}.${has}`);
  }
  const read =
    asserts === undefined
      ? await assertionsBeside(resolve(host.folder, file))
      : await readAssertions(resolve(host.folder, asserts)).catch((error: unknown) => {
          throw unreadable(asserts, error);
        });
  for (const problem of read?.problems ?? []) host.err(`${visibleLine(problem)}\n`);
  return withAssertions(limit === undefined ? rows : rows.slice(0, limit), read?.assertions ?? []);
}
