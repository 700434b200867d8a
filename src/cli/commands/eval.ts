import { randomUUID } from "node:crypto";
import { resolve } from "node:path";
import { SYSTEM_CLOCK } from "../../node/systemClock";
import { formatCount } from "../../core/format";
import { loadAnswerChecker } from "../../core/measure/assertions/checkAnswer";
import { checkRowsBy } from "../../core/measure/engine/finishedRow";
import { headOf, isLeftOf, settle, withoutFailed } from "../../core/measure/engine/earlierRun";
import { measuredCosts, type MeasurePlan } from "../../core/measure/engine/measurePlan";
import {
  isWhole,
  type MeasureEnd,
  Measurement,
  type MeasureServices,
} from "../../core/measure/engine/measurement";
import {
  changeSentences,
  costSentence,
  holdSentence,
  judgeHoldSentence,
  judgeStoppedSentence,
  progressSentence,
  stoppedSentence,
} from "../../core/measure/engine/measureWords";
import { judgmentJson, resultJson } from "../../core/measure/engine/resultJson";
import { JUDGE_INSTRUCTIONS } from "../../core/measure/judge/judgePrompt";
import { SIDES } from "../../core/pair";
import type { ModelRunner } from "../../core/runs/modelRunner";
import type { TokenCounter } from "../../core/tokens/tokenCounter";
import { visibleJson, visibleLine } from "../../core/visibleText";
import { type OpenedRun, openRun, readRun } from "../../node/runFolder";
import type { Command } from "../command";
import { compareWithBaseline, saveBaseline } from "../evalBaseline";
import { evalFolder } from "../evalFolder";
import { type EvalOptions, readEvalOptions } from "../evalOptions";
import { writeSummary } from "../evalSummary";
import type { Host } from "../host";
import { readMeasurement } from "../measureInput";
import { recordOutcomes } from "../outcomesFile";
import { type CliSpending, openSpending } from "../spending";
import { InputError } from "../usage";

/** How often the progress is printed. */
const PROGRESS_MS = 5_000;

/** `tokenscale eval`: one prompt on the rows of a dataset, on both models. */
export const evaluate: Command = async (words, host) => {
  const options = readEvalOptions(words);
  const startedAt = SYSTEM_CLOCK.date().toISOString();
  // Loaded by these commands alone: no other one can reach the network.
  const network = await import("../network");
  const server = network.readAddress(options.baseUrl, host);
  const { plan, estimator, config } = await readMeasurement(options, { startedAt, server }, host);
  host.err(`${costSentence(measuredCosts(plan), plan.rows.length)}\n`);
  for (const sentence of changeSentences(plan)) host.err(`${sentence}\n`);
  if (options.showsJudgePrompt) await showJudgePrompt(options, host);
  if (options.isDryRun) return 0;
  const spending = openSpending(config, host);
  const runner = await network.connect(server, options.file, host);
  const folder = resolve(
    host.folder,
    options.out ?? (await evalFolder(host.folder, options.file, startedAt, options.resumes)),
  );
  const opening = await openRun(folder, headOf(plan, startedAt), options.resumes);
  if (opening.kind === "refused") throw new InputError(opening.reason);
  let end: MeasureEnd;
  try {
    const { counter } = estimator.services;
    const opened = options.retriesFailed
      ? { ...opening, earlier: withoutFailed(opening.earlier) }
      : opening;
    end = await measure(plan, opened, { runner, counter, spending }, { options, host });
  } finally {
    await opening.close();
  }
  for (const side of SIDES) {
    const fault = end.stopped[side];
    if (fault) host.err(`${visibleLine(stoppedSentence(plan, side, fault))}\n`);
  }
  if (end.judgeStopped) {
    host.err(`${visibleLine(judgeStoppedSentence(plan, end.judgeStopped))}\n`);
  }
  if (end.kind === "failed") {
    const reason = end.error instanceof Error ? end.error.message : "no record is possible";
    host.err(
      `${visibleLine(`${folder} can't be written: ${reason}. Free some space and go on with --resume.`)}\n`,
    );
  }
  const isDone = isWhole(end);
  if (!isDone) host.err(`Go on with --resume --out ${folder}\n`);
  const run = await readRun(folder);
  const results = [...(run?.results.values() ?? [])];
  const judgments = [...(run?.judgments.values() ?? [])];
  const passes = await writeSummary(plan, { results, judgments }, options, host);
  if (run && options.baseline !== undefined) {
    await compareWithBaseline(options.baseline, run, plan, host);
  }
  if (run && options.savedSide !== undefined) await saveBaseline(run, options.savedSide, host);
  if (run && options.outcomes !== undefined) {
    const { recommendation } = await estimator.estimatePrompt(options.file, plan.prompt);
    const { evidence } = recommendation;
    const kind = evidence?.isRecognized ? evidence.kind.id : undefined;
    const { pair } = estimator.settings;
    await recordOutcomes(
      options.outcomes,
      { ...plan, id: opening.earlier.head.id },
      { results, judgments: run.judgments, kind, pair },
      host,
    );
  }
  return isDone ? (passes ? 0 : 1) : 2;
};

interface MeasureTools {
  readonly runner: ModelRunner;
  readonly counter: TokenCounter;
  readonly spending: CliSpending;
}

/** Runs what is left if the budget allows it, and shows how far it is. */
async function measure(
  plan: MeasurePlan,
  { earlier, log }: OpenedRun,
  { runner, counter, spending }: MeasureTools,
  { options, host }: { readonly options: EvalOptions; readonly host: Host },
): Promise<MeasureEnd> {
  if (earlier.damagedLines.length > 0) {
    const lines = formatCount(earlier.damagedLines.length, "line");
    host.err(`${lines} of the results can't be read; their rows are asked again.\n`);
  }
  const checker = await loadAnswerChecker(counter);
  const { ledger, mustRecord } = spending;
  await settle(ledger, earlier.unsettled);
  let printed = Promise.resolve();
  const services: MeasureServices = {
    runner,
    clock: SYSTEM_CLOCK,
    random: Math.random,
    countTokens: (text) => counter.count(text),
    check: checkRowsBy(checker, plan),
    log,
    ledger,
    mustRecord,
    listener: (event) => {
      if (event.kind === "held") host.err(`${holdSentence(plan, event.hold)}\n`);
      if (event.kind === "judge-held") host.err(`${judgeHoldSentence(plan, event.wait)}\n`);
      if (event.kind === "problem") host.err(`${visibleLine(problemSentence(event.error))}\n`);
      if (options.output !== "json") return;
      const json =
        event.kind === "result"
          ? resultJson(event.result)
          : event.kind === "judgment"
            ? judgmentJson(event.judgment)
            : undefined;
      if (json) printed = printed.then(() => host.out(`${visibleJson(json)}\n`));
    },
  };
  const own = { ...plan, id: earlier.head.id };
  const planned = measuredCosts(own, isLeftOf(own, earlier));
  const run = await spending.pass(
    { planned, runsEach: 1 },
    () => new Measurement(own, earlier, options.settings, services, randomUUID().slice(0, 8)),
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

/** The instructions of the judge; the user's message is the JSON that it describes. */
async function showJudgePrompt({ comparesPairs }: EvalOptions, host: Host): Promise<void> {
  const { rubric, pair } = JUDGE_INSTRUCTIONS;
  await host.out(`For llm-rubric:\n\n${rubric}\n\n`);
  if (comparesPairs) await host.out(`For two answers, in both orders:\n\n${pair}\n\n`);
}

/** The run goes on without its bookkeeping. */
function problemSentence(error: unknown): string {
  const reason = error instanceof Error ? error.message : String(error);
  return `The ledger of spending can't be written: ${reason}.`;
}
