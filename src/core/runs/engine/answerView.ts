import type { PicoUsd } from "../../money";
import { costOfRequest } from "../../cost/requestCost";
import { atEffort, findModelAtEffort } from "../../models/modelAtEffort";
import type { Answer } from "../answerContent";
import type { ModelName } from "../comparisonPlan";
import { type CostDifference, explainCostDifference } from "../spending/costDifference";
import type { RequestPrice } from "../../models/model";
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

/** The view of each model; undefined for one that was not run. */
export type ShownSides = Readonly<Record<Side, ShownSide | undefined>>;

/** One model's part of a run that is in progress, finished, or from the history. */
export interface ShownSide {
  readonly runId: string;
  readonly name: ModelName;
  /** As it was sent: `gpt-4o`. */
  readonly model: string;
  /** Whether more is still to come. */
  readonly isRunning: boolean;
  /** Of a baseline: when its answers were given, as an ISO date and time. */
  readonly savedAt?: string;
  /** The estimate before the run. */
  readonly estimate?: ShownEstimate;
  /** The answers that have begun, in the order of the runs. */
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
  /** So far, or in total. Undefined if the window was closed during the run. */
  readonly elapsedMs?: number;
  readonly firstTokenMs?: number;
  readonly tokensPerSecond?: number;
  readonly usage?: RunUsage;
  /** Billed, or counted from the text received. */
  readonly outputTokens?: number;
  readonly cost?: PicoUsd;
  readonly costBasis?: "billed" | "at-most";
  /** The cost of the reasoning, a part of `cost`. */
  readonly reasoningCost?: PicoUsd;
  readonly difference?: CostDifference;
  readonly messages: readonly ShownMessage[];
}

/** A message about an answer; in the history, messages have no buttons. */
type ShownMessage = Pick<RunMessage, "title" | "sentence"> & Partial<Pick<RunMessage, "actions">>;

/** The text of an answer as shown: the model's text, and its refusal if there is one. */
export function textOfAnswer({ text, refusal = "" }: Answer): string {
  return text + refusal;
}

/** One model's part of a run in the history. */
export function shownStoredSide(run: StoredRun, side: Side): ShownSide | undefined {
  const model = run.models[side];
  if (model === undefined) return undefined;
  const estimate = run.estimates[side];
  return {
    runId: run.id,
    name: storedName(model, run.efforts?.[side]),
    model,
    isRunning: false,
    ...(run.isBaseline && { savedAt: run.startedAt }),
    ...(estimate && { estimate: shownEstimate(estimate) }),
    answers: run.answers
      .filter((answer) => answer.side === side)
      .map((answer) => shownStoredAnswer(run, answer, estimate)),
  };
}

/** By the catalog of today: the history keeps ids. */
function storedName(id: string, written: string | undefined): ModelName {
  const choice = findModelAtEffort(written === undefined ? id : `${id}@${written}`);
  if (choice.kind !== "found") return { label: id, shortLabel: id };
  const { model, effort } = choice;
  const { label, shortLabel } = effort === undefined ? model : atEffort(model, effort);
  return { label, shortLabel };
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

/** The view of a finished answer besides its text and its messages. */
export function shownEnd(
  end: StoredEnd,
  estimate: StoredEstimate | undefined,
): Omit<ShownAnswer, keyof Answer | "messages"> {
  const { finishReason, usage, timing, servedModel, outputTokens, cost } = end;
  const tokensPerSecond = outputTokensPerSecond(outputTokens, timing);
  const difference =
    estimate?.price && usage && explainCostDifference(estimate.price, estimate, usage);
  const reasoningCost = estimate?.price && usage && costOfReasoning(estimate.price, usage);
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
    ...(reasoningCost !== undefined && { reasoningCost }),
    ...(difference && { difference }),
  };
}

/** Undefined if the server says nothing of reasoning, or the model has no price for its output. */
function costOfReasoning(price: RequestPrice, usage: RunUsage): PicoUsd | undefined {
  const { outputTokens, reasoningTokens } = usage;
  if (reasoningTokens === undefined) return undefined;
  const all = costOfRequest(price, usage);
  const rest = costOfRequest(price, { ...usage, outputTokens: outputTokens - reasoningTokens });
  return all === undefined || rest === undefined ? undefined : all - rest;
}
