import { formatDecimals, formatTokens } from "../format";
import type { Model, ReasoningEffort } from "../models/model";
import {
  MAX_OVER_XHIGH,
  MAX_OVER_XHIGH_SOURCE,
  type OutputFactor,
  REASONING_FLOORS,
  REASONING_QUESTION_MEDIANS,
  REASONING_QUESTION_SOURCE,
  type ReasoningTask,
  RECORDED_FACTORS,
  RECORDED_SOURCE,
  SIBLING_ID,
  SIBLING_MEASUREMENTS,
  SIBLING_SOURCE,
} from "../models/reasoningMeasurements";
import type { SourceKey } from "../models/sources";
import type { OutputEstimate } from "./outputEstimate";

/** Reasoning tokens of a request: billed as output and never shown. Always an estimate. */
export interface ReasoningEstimate {
  readonly effort: ReasoningEffort;
  readonly minTokens: number;
  readonly expectedTokens: number;
  readonly maxTokens: number;
  /** A clause shown to the user: `2.35 times the answer, measured on gpt-5.4-mini`. Empty without reasoning. */
  readonly origin: string;
  readonly sources: readonly SourceKey[];
}

/** The visible answers that the model reasons for. */
interface VisibleAnswers {
  readonly output: OutputEstimate;
  /** Answers to the request (`n`): each is reasoned for. */
  readonly answers: number;
  /** The task of the prompt, if that is clear. */
  readonly task?: ReasoningTask;
}

/**
 * The reasoning tokens for the visible answers at the model's effort. Undefined if the model does not
 * reason, or if its effort is unknown.
 */
export function estimateReasoning(
  { id, effort, reasoning }: Model,
  { output, answers, task }: VisibleAnswers,
): ReasoningEstimate | undefined {
  if (effort === undefined || reasoning === undefined || reasoning.efforts.length === 0)
    return undefined;
  if (effort === "none") return noReasoning(effort);
  const modelId = id.replace(/@.*$/, "");
  const { factor, origin, sources } = factorOf(modelId, effort, task);
  const floor = REASONING_FLOORS.find(isOf(modelId, effort));
  const hard = REASONING_QUESTION_MEDIANS.find(isOf(modelId, effort));
  const beside = (visible: number, times: number): number => Math.round(visible * (times - 1));
  const expectedTokens = Math.max(
    beside(output.expectedTokens, factor.expected),
    (floor?.tokens ?? 0) * answers,
  );
  return {
    effort,
    minTokens: Math.min(beside(output.minTokens, factor.min), expectedTokens),
    expectedTokens,
    maxTokens: Math.max(
      beside(output.maxTokens, factor.max),
      (hard?.tokens ?? 0) * answers,
      expectedTokens,
    ),
    origin: floor ? `${origin}, at least ${formatTokens(floor.tokens)} an answer` : origin,
    sources: [
      ...new Set([
        ...sources,
        ...(floor ? [floor.source] : []),
        ...(hard ? [REASONING_QUESTION_SOURCE] : []),
      ]),
    ],
  };
}

/** Output tokens as billed: visible answer and reasoning, which share the request's limit. */
export function withReasoning(
  output: OutputEstimate,
  reasoning: ReasoningEstimate | undefined,
  limitTokens: number | undefined,
): OutputEstimate {
  if (reasoning === undefined || reasoning.maxTokens === 0) return output;
  const stopped = (tokens: number): number => Math.min(tokens, limitTokens ?? tokens);
  const wanted = output.maxTokens + reasoning.maxTokens;
  const isStopped = limitTokens !== undefined && wanted > limitTokens;
  const reasons = `${output.origin}; with reasoning at ${reasoning.effort}, ${reasoning.origin}`;
  return {
    minTokens: stopped(output.minTokens + reasoning.minTokens),
    expectedTokens: stopped(output.expectedTokens + reasoning.expectedTokens),
    maxTokens: stopped(wanted),
    origin: isStopped
      ? `${reasons}; the limit stops both at ${formatTokens(limitTokens)}`
      : reasons,
    originKind: output.originKind,
  };
}

/** The part of a request's output that is reasoning: a limit cuts off the answer first. */
export function withinOutput(
  reasoning: ReasoningEstimate,
  output: OutputEstimate,
): ReasoningEstimate {
  return {
    ...reasoning,
    minTokens: Math.min(reasoning.minTokens, output.minTokens),
    expectedTokens: Math.min(reasoning.expectedTokens, output.expectedTokens),
    maxTokens: Math.min(reasoning.maxTokens, output.maxTokens),
  };
}

function noReasoning(effort: ReasoningEffort): ReasoningEstimate {
  return { effort, minTokens: 0, expectedTokens: 0, maxTokens: 0, origin: "", sources: [] };
}

interface SourcedFactor {
  readonly factor: OutputFactor;
  readonly origin: string;
  readonly sources: readonly SourceKey[];
}

/** From the model's own recorded requests, else from the sibling that was measured at every effort. */
function factorOf(
  modelId: string,
  effort: ReasoningEffort,
  task: ReasoningTask | undefined,
): SourcedFactor {
  const recorded = RECORDED_FACTORS.find(isOf(modelId, effort));
  if (recorded) {
    return {
      factor: recorded,
      origin: `${times(recorded.expected)} the answer, the median of ${formatTokens(recorded.requests)} recorded requests`,
      sources: [RECORDED_SOURCE],
    };
  }
  return effort === "max" ? maxFactor(task) : siblingFactor(effort, task);
}

function siblingFactor(effort: ReasoningEffort, task: ReasoningTask | undefined): SourcedFactor {
  const measured = SIBLING_MEASUREMENTS.get(effort);
  if (measured === undefined) return minimalFactor();
  const byTask = Object.values(measured.shareByTask).map(factorOfShare);
  const own = task && factorOfShare(measured.shareByTask[task]);
  const expected = own ?? measured.factor;
  const whose = modelWords(task);
  return {
    factor: {
      min: Math.min(...byTask, expected),
      expected,
      max: Math.max(...byTask, expected),
    },
    origin: `${times(expected)} the answer, ${whose}`,
    sources: [SIBLING_SOURCE],
  };
}

/** Nothing was measured at `minimal`: it lies between no reasoning and `low`. */
function minimalFactor(): SourcedFactor {
  const { factor: low } = siblingFactor("low", undefined);
  return {
    factor: { min: 1, expected: 1, max: low.max },
    origin: "not measured at minimal, at most as at low",
    sources: [SIBLING_SOURCE],
  };
}

function maxFactor(task: ReasoningTask | undefined): SourcedFactor {
  const { factor, sources } = siblingFactor("xhigh", task);
  const expected = factor.expected * MAX_OVER_XHIGH;
  return {
    factor: { min: factor.min, expected, max: factor.max * MAX_OVER_XHIGH },
    origin: `${times(expected)} the answer, ${modelWords(task)} at xhigh and 1.75 times that`,
    sources: [...sources, MAX_OVER_XHIGH_SOURCE],
  };
}

function modelWords(task: ReasoningTask | undefined): string {
  return `measured on ${SIBLING_ID}${task === undefined ? "" : ` for ${TASK_WORDS[task]}`}`;
}

const TASK_WORDS: Readonly<Record<ReasoningTask, string>> = {
  summary: "a summary",
  extraction: "an extraction",
  "one fact": "a single fact",
  arithmetic: "arithmetic",
  puzzle: "a puzzle",
};

/** For an output of which `share` is reasoning. */
function factorOfShare(share: number): number {
  return 1 / (1 - share);
}

function times(factor: number): string {
  return `${formatDecimals(factor, 2)} times`;
}

function isOf(modelId: string, effort: ReasoningEffort) {
  return (row: { readonly modelId: string; readonly effort: ReasoningEffort }): boolean =>
    row.modelId === modelId && row.effort === effort;
}
