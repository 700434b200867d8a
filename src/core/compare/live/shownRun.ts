import type { PicoUsd } from "../../cost/money";
import { costOfRequest } from "../../cost/requestCost";
import type { Answer } from "../../run/answerContent";
import type { Comparison } from "../../run/comparison";
import type { AnswerProgress } from "../../run/comparisonPlan";
import type { CostDifference } from "../../run/costDifference";
import type { RunUsage } from "../../run/runEvent";
import { outputTokensPerSecond } from "../../run/runResult";
import { describeWaiting, type RunMessage } from "../../run/runWords";
import type { StoredAnswer, StoredRun } from "../../run/storedRun";
import type { Side } from "../words";

/** A run as the panel shows it: one that goes on, the last one, or one out of the history. */
export interface ShownRun {
  readonly id: string;
  readonly host: string;
  readonly endpoint: "chat" | "responses";
  readonly isRunning: boolean;
  /** Undefined for a side that was not run. */
  readonly sides: Readonly<Record<Side, ShownSide | undefined>>;
}

export interface ShownSide {
  /** As it was sent: `gpt-4o`. */
  readonly model: string;
  /** What had been expected; undefined for a run out of the history. */
  readonly estimate?: {
    readonly inputTokens: number;
    readonly outputTokens: number;
    readonly cost?: PicoUsd;
  };
  /** In the order of the runs. */
  readonly answers: readonly ShownAnswer[];
}

export interface ShownAnswer extends Answer {
  readonly phase: "running" | "waiting" | "done" | "interrupted";
  readonly finishReason?: string;
  readonly servedModel?: string;
  /** So far, or in all. Undefined where the window was closed during the run. */
  readonly elapsedMs?: number;
  readonly firstTokenMs?: number;
  readonly tokensPerSecond?: number;
  readonly usage?: RunUsage;
  /** Billed, or counted in what has arrived. */
  readonly outputTokens?: number;
  readonly cost?: PicoUsd;
  readonly costBasis?: "billed" | "at-most";
  readonly difference?: CostDifference;
  readonly messages: readonly ShownMessage[];
}

/** What is said of an answer; messages of the history have no buttons any more. */
export type ShownMessage = Pick<RunMessage, "title" | "sentence"> &
  Partial<Pick<RunMessage, "actions">>;

const SIDES: readonly Side[] = ["left", "right"];

/** `nowMs` by the clock that the comparison runs by; `waitingSeconds`: of a side that waits for a rate limit. */
export function shownComparison(
  comparison: Comparison,
  nowMs: number,
  waitingSeconds: Readonly<Partial<Record<Side, number>>>,
): ShownRun {
  const { plan } = comparison;
  const sideOf = (side: Side): ShownSide | undefined => {
    const planned = plan.sides[side];
    if (planned === undefined) return undefined;
    const { request, estimatedInputTokens, output, price } = planned;
    const expectedCost =
      price &&
      costOfRequest(price, {
        inputTokens: estimatedInputTokens,
        outputTokens: output.expectedTokens,
      });
    return {
      model: request.model,
      estimate: {
        inputTokens: estimatedInputTokens,
        outputTokens: output.expectedTokens,
        ...(expectedCost !== undefined && { cost: expectedCost }),
      },
      answers: comparison
        .progressOf(side)
        .map((progress) =>
          shownProgress(progress, comparison.answerOf(progress), nowMs, waitingSeconds[side]),
        ),
    };
  };
  const sides = { left: sideOf("left"), right: sideOf("right") };
  const isRunning = SIDES.some((side) => {
    const shown = sides[side];
    if (shown === undefined) return false;
    return (
      shown.answers.length < plan.runsEach || shown.answers.some(({ phase }) => phase !== "done")
    );
  });
  const any = plan.sides.left ?? plan.sides.right;
  return {
    id: plan.id,
    host: plan.host,
    endpoint: any?.request.endpoint ?? "chat",
    isRunning,
    sides,
  };
}

function shownProgress(
  progress: AnswerProgress,
  answer: Answer = { text: "", toolCalls: [] },
  nowMs: number,
  waitingSeconds: number | undefined,
): ShownAnswer {
  const { phase, startedAtMs, outputTokens, cost, finished } = progress;
  if (finished === undefined) {
    return {
      ...answer,
      phase,
      elapsedMs: nowMs - startedAtMs,
      ...(progress.firstTokenMs !== undefined && { firstTokenMs: progress.firstTokenMs }),
      outputTokens,
      ...(cost !== undefined && { cost }),
      costBasis: "at-most",
      messages: phase === "waiting" ? [describeWaiting(waitingSeconds ?? 0)] : [],
    };
  }
  const { result, costBasis, difference, messages } = finished;
  return {
    ...answer,
    ...endOf({ ...result, outputTokens }),
    outputTokens,
    ...(cost !== undefined && { cost }),
    costBasis,
    ...(difference && { difference }),
    messages,
  };
}

/** A run of the history as it was. */
export function shownStored(run: StoredRun): ShownRun {
  const sideOf = (side: Side): ShownSide | undefined => {
    const model = run.models[side];
    const answers = run.answers.filter((answer) => answer.side === side);
    return model === undefined ? undefined : { model, answers: answers.map(shownStoredAnswer) };
  };
  return {
    id: run.id,
    host: run.host,
    endpoint: run.endpoint,
    isRunning: false,
    sides: { left: sideOf("left"), right: sideOf("right") },
  };
}

function shownStoredAnswer({
  text,
  refusal,
  toolCalls,
  end,
  truncated,
}: StoredAnswer): ShownAnswer {
  const cut: ShownMessage[] = truncated
    ? [{ title: "Cut in the history", sentence: "The answer was longer than the history keeps." }]
    : [];
  const answer = { text, toolCalls, ...(refusal !== undefined && { refusal }) };
  if (end === undefined) {
    const interrupted = {
      title: "Interrupted",
      sentence: "The window was closed during the run. What had arrived is shown.",
    };
    return { ...answer, phase: "interrupted", messages: [interrupted, ...cut] };
  }
  const { outputTokens, cost, usage, messages } = end;
  return {
    ...answer,
    ...endOf(end),
    outputTokens,
    ...(cost !== undefined && { cost }),
    costBasis: usage ? "billed" : "at-most",
    messages: [...messages, ...cut],
  };
}

type End = Pick<
  NonNullable<StoredAnswer["end"]>,
  "finishReason" | "usage" | "timing" | "servedModel" | "outputTokens"
>;

function endOf({ finishReason, usage, timing, servedModel, outputTokens }: End) {
  const tokensPerSecond = outputTokensPerSecond(outputTokens, timing);
  return {
    phase: "done" as const,
    ...(finishReason !== undefined && { finishReason }),
    ...(servedModel !== undefined && { servedModel }),
    elapsedMs: timing.totalMs,
    ...(timing.firstTokenMs !== undefined && { firstTokenMs: timing.firstTokenMs }),
    ...(tokensPerSecond !== undefined && { tokensPerSecond }),
    ...(usage && { usage }),
  };
}
