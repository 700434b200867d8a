import type { PicoUsd } from "../../money";
import { costOfRequest } from "../../cost/requestCost";
import type { Answer } from "../answerContent";
import { type CostDifference, explainCostDifference } from "../spending/costDifference";
import type { RunUsage } from "../runEvent";
import { outputTokensPerSecond } from "../runResult";
import type { RunMessage } from "../runWords";
import { costBasisOf } from "../records/answerEnd";
import {
  type StoredAnswer,
  type StoredEnd,
  type StoredEstimate,
  storedMessages,
  type StoredRun,
} from "../records/storedRun";
import type { Side } from "../../pair";

/** What is shown of each model; undefined for one that was not run. */
export type ShownSides = Readonly<Record<Side, ShownSide | undefined>>;

/** One model's part of a run that goes on, that is over, or that was taken from the history. */
export interface ShownSide {
  readonly runId: string;
  /** As it was sent: `gpt-4o`. */
  readonly model: string;
  /** Whether something still comes. */
  readonly isRunning: boolean;
  /** What had been expected. */
  readonly estimate?: ShownEstimate;
  /** Those that have begun, in the order of the runs. */
  readonly answers: readonly ShownAnswer[];
}

interface ShownEstimate {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cost?: PicoUsd;
}

export interface ShownAnswer extends Answer {
  readonly phase: "running" | "waiting" | "done" | "interrupted";
  readonly finishReason?: string;
  readonly servedModel?: string;
  /** So far, or in all. Undefined if the window was closed during the run. */
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
type ShownMessage = Pick<RunMessage, "title" | "sentence"> & Partial<Pick<RunMessage, "actions">>;

/** The text of an answer as it is read: what the model says, and where it refuses its words for that. */
export function textOfAnswer({ text, refusal = "" }: Answer): string {
  return text + refusal;
}

/** One model's part of a run of the history, as it was. */
export function shownStoredSide(run: StoredRun, side: Side): ShownSide | undefined {
  const model = run.models[side];
  if (model === undefined) return undefined;
  const estimate = run.estimates[side];
  return {
    runId: run.id,
    model,
    isRunning: false,
    ...(estimate && { estimate: shownEstimate(estimate) }),
    answers: run.answers
      .filter((answer) => answer.side === side)
      .map((answer) => shownStoredAnswer(run, answer, estimate)),
  };
}

/** With what the expected tokens would have cost. */
export function shownEstimate({ inputTokens, outputTokens, price }: StoredEstimate): ShownEstimate {
  const cost = price && costOfRequest(price, { inputTokens, outputTokens });
  return { inputTokens, outputTokens, ...(cost !== undefined && { cost }) };
}

function shownStoredAnswer(
  run: StoredRun,
  { side, text, refusal, toolCalls, end, truncated }: StoredAnswer,
  estimate: StoredEstimate | undefined,
): ShownAnswer {
  const cut: readonly ShownMessage[] = truncated
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
  return {
    ...answer,
    ...shownEnd(end, estimate),
    messages: [...storedMessages(run, side, end), ...cut],
  };
}

/** What is shown of an answer that is over, besides its text and its messages. */
export function shownEnd(
  end: StoredEnd,
  estimate: StoredEstimate | undefined,
): Omit<ShownAnswer, keyof Answer | "messages"> {
  const { finishReason, usage, timing, servedModel, outputTokens, cost } = end;
  const tokensPerSecond = outputTokensPerSecond(outputTokens, timing);
  const difference =
    estimate?.price && usage && explainCostDifference(estimate.price, estimate, usage);
  return {
    phase: "done",
    ...(finishReason !== undefined && { finishReason }),
    ...(servedModel !== undefined && { servedModel }),
    elapsedMs: timing.totalMs,
    ...(timing.firstTokenMs !== undefined && { firstTokenMs: timing.firstTokenMs }),
    ...(tokensPerSecond !== undefined && { tokensPerSecond }),
    ...(usage && { usage }),
    outputTokens,
    ...(cost !== undefined && { cost }),
    costBasis: costBasisOf(end),
    ...(difference && { difference }),
  };
}
