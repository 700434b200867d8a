import { resolve } from "node:path";
import { SYSTEM_CLOCK } from "../../node/systemClock";
import { formatCount } from "../../core/format";
import { loadAnswerChecker } from "../../core/measure/assertions/checkAnswer";
import { headOf } from "../../core/measure/engine/earlierRun";
import {
  measuredCosts,
  type MeasurePlan,
  planMeasurement,
} from "../../core/measure/engine/measurePlan";
import { type MeasureEnd, Measurement } from "../../core/measure/engine/measurement";
import {
  costSentence,
  holdSentence,
  progressSentence,
  stoppedSentence,
} from "../../core/measure/engine/measureWords";
import { resultJson } from "../../core/measure/engine/resultJson";
import { rowsOfPrompt, withAssertions } from "../../core/measure/rows/rowsOfPrompt";
import type { DatasetRow } from "../../core/measure/row";
import { SIDES } from "../../core/pair";
import type { Prompt } from "../../core/prompt/prompt";
import type { ModelRunner } from "../../core/runs/modelRunner";
import type { TokenCounter } from "../../core/tokens/tokenCounter";
import { visibleJson, visibleLine } from "../../core/visibleText";
import { assertionsBeside, readAssertions, readDataset } from "../../node/measureFiles";
import { type OpenedRun, openRun, readRun } from "../../node/runFolder";
import type { Command } from "../command";
import { Estimator } from "../estimator";
import { evalFolder } from "../evalFolder";
import { type EvalOptions, readEvalOptions } from "../evalOptions";
import { writeSummary } from "../evalSummary";
import type { Host } from "../host";
import { readText, unreadable } from "../input";
import { DEFAULT_CONFIG, readConfig } from "../projectConfig";
import { InputError } from "../usage";

/** Problems of rows that are printed one by one. */
const MAX_PROBLEMS = 20;

/** How often the progress is printed. */
const PROGRESS_MS = 5_000;

/** `tokenscale eval`: one prompt on the rows of a dataset, on both models. */
export const evaluate: Command = async (words, host) => {
  const options = readEvalOptions(words);
  const startedAt = SYSTEM_CLOCK.date().toISOString();
  const config = (await readConfig(host)) ?? DEFAULT_CONFIG;
  const { left = config.left, right = config.right } = options;
  const estimator = await Estimator.create({ left, right, tolerance: config.tolerance }, host);
  const prompt = await readPrompt(options, estimator, host);
  const rows = await readRows(options, prompt, host);
  // Loaded by this command alone: no other one can reach the network.
  const network = await import("../network");
  const server = network.readAddress(options.baseUrl, host);
  const plan = await planMeasurement(
    {
      id: startedAt.replaceAll(/\D/g, ""),
      file: options.file,
      data: options.data,
      host: server.host,
      prompt,
      rows,
      measured: SIDES,
      isBilled: true,
    },
    estimator.services,
    estimator.settings,
    { yieldIfDue: () => Promise.resolve() },
  );
  host.err(`${costSentence(measuredCosts(plan), plan.rows.length)}\n`);
  if (options.isDryRun) return 0;
  const runner = await network.connect(server, options.file, host);
  const folder = resolve(
    host.folder,
    options.out ?? (await evalFolder(host.folder, options.file, startedAt, options.resumes)),
  );
  const opening = await openRun(folder, headOf(plan, startedAt), options.resumes);
  if (opening.kind === "refused") throw new InputError(opening.reason);
  let end: MeasureEnd;
  try {
    end = await measure(plan, opening, { runner, counter: estimator.services.counter }, startedAt, {
      options,
      host,
    });
  } finally {
    await opening.close();
  }
  for (const side of SIDES) {
    const fault = end.stopped[side];
    if (fault) host.err(`${visibleLine(stoppedSentence(plan, side, fault))}\n`);
  }
  if (end.kind === "failed") {
    const reason = end.error instanceof Error ? end.error.message : "no record is possible";
    host.err(
      `${visibleLine(`${folder} can't be written: ${reason}. Free some space and go on with --resume.`)}\n`,
    );
  }
  const isWhole = end.kind === "finished" && Object.keys(end.stopped).length === 0;
  if (!isWhole) host.err(`Go on with --resume --out ${folder}\n`);
  const results = (await readRun(folder))?.results.values() ?? [];
  const passes = await writeSummary(plan, [...results], options, host);
  return isWhole ? (passes ? 0 : 1) : 2;
};

/** Runs what is left, and shows how far it is. */
async function measure(
  plan: MeasurePlan,
  { earlier, log }: OpenedRun,
  { runner, counter }: { readonly runner: ModelRunner; readonly counter: TokenCounter },
  session: string,
  { options, host }: { readonly options: EvalOptions; readonly host: Host },
): Promise<MeasureEnd> {
  if (earlier.damagedLines.length > 0) {
    const lines = formatCount(earlier.damagedLines.length, "line");
    host.err(`${lines} of the results can't be read; their rows are asked again.\n`);
  }
  const checker = await loadAnswerChecker(counter);
  let printed = Promise.resolve();
  const run = new Measurement(
    { ...plan, id: earlier.head.id },
    earlier.results,
    options.settings,
    {
      runner,
      clock: SYSTEM_CLOCK,
      random: Math.random,
      countTokens: (text) => counter.count(text),
      check: (row, answer) => {
        const { assertions = [], values, prompt = plan.prompt } = row;
        return checker.check(assertions, { answer, values, tools: prompt.tools });
      },
      log,
      listener: (event) => {
        if (event.kind === "held") host.err(`${holdSentence(plan, event.hold)}\n`);
        if (event.kind !== "result" || options.output !== "json") return;
        printed = printed.then(() => host.out(`${visibleJson(resultJson(event.result))}\n`));
      },
    },
    session,
  );
  const forgetInterrupt = host.onInterrupt(() => run.cancel());
  const progress = setInterval(
    () => host.err(`${progressSentence(run.progress())}\n`),
    PROGRESS_MS,
  );
  const end = await run.done;
  clearInterval(progress);
  forgetInterrupt();
  host.err(`${progressSentence(run.progress())}\n`);
  await printed;
  return end;
}

/** The request to measure: the file's only one, or the one that `--request` names. */
async function readPrompt(
  { file, request }: EvalOptions,
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
  { file, data, asserts, limit }: EvalOptions,
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
