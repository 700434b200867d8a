import type { ReasoningEffort } from "./model";
import type { SourceKey } from "./sources";

/** The kinds of task on which reasoning was measured. */
export type ReasoningTask = "summary" | "extraction" | "one fact" | "arithmetic" | "puzzle";

/** The number of output tokens, reasoning included, per token of visible answer. */
export interface OutputFactor {
  readonly min: number;
  readonly expected: number;
  readonly max: number;
}

interface EffortMeasurement {
  /** Over all tasks. */
  readonly factor: number;
  /** Share of the output that is reasoning, by task. */
  readonly shareByTask: Readonly<Record<ReasoningTask, number>>;
}

/** gpt-5.4-mini, five short tasks three times at each effort. */
export const SIBLING_SOURCE: SourceKey = "fre-1430";
export const SIBLING_ID = "gpt-5.4-mini";
export const SIBLING_MEASUREMENTS: ReadonlyMap<ReasoningEffort, EffortMeasurement> = new Map([
  [
    "low",
    {
      factor: 1.92,
      shareByTask: {
        summary: 0.09,
        extraction: 0.26,
        "one fact": 0.75,
        arithmetic: 0.68,
        puzzle: 0.74,
      },
    },
  ],
  [
    "medium",
    {
      factor: 2.35,
      shareByTask: {
        summary: 0.25,
        extraction: 0.51,
        "one fact": 0.81,
        arithmetic: 0.56,
        puzzle: 0.82,
      },
    },
  ],
  [
    "high",
    {
      factor: 2.99,
      shareByTask: {
        summary: 0.34,
        extraction: 0.7,
        "one fact": 0.83,
        arithmetic: 0.61,
        puzzle: 0.85,
      },
    },
  ],
  [
    "xhigh",
    {
      factor: 5.85,
      shareByTask: {
        summary: 0.74,
        extraction: 0.76,
        "one fact": 0.93,
        arithmetic: 0.75,
        puzzle: 0.87,
      },
    },
  ],
]);

/** According to Artificial Analysis, a task of the index costs gpt-6-luna $0.07 at max and $0.04 at xhigh. */
export const MAX_OVER_XHIGH = 1.75;
export const MAX_OVER_XHIGH_SOURCE: SourceKey = "aa43";

/** Output per visible token on recorded requests: the 10th, 50th and 90th percentile. */
interface RecordedFactor extends OutputFactor {
  readonly modelId: string;
  readonly effort: ReasoningEffort;
  readonly requests: number;
}

export const RECORDED_SOURCE: SourceKey = "recorded-requests";
export const RECORDED_FACTORS: readonly RecordedFactor[] = [
  { modelId: "gpt-5", effort: "low", requests: 20, min: 1, expected: 1.4, max: 14.37 },
  { modelId: "gpt-5", effort: "medium", requests: 214, min: 1, expected: 6.33, max: 17.41 },
  { modelId: "gpt-5", effort: "high", requests: 19, min: 1, expected: 5.53, max: 9.73 },
  { modelId: "gpt-5-mini", effort: "medium", requests: 503, min: 1, expected: 3.91, max: 12.64 },
  { modelId: "gpt-5-nano", effort: "medium", requests: 467, min: 2.83, expected: 6.82, max: 17 },
  { modelId: "gpt-5.2", effort: "medium", requests: 19, min: 1.49, expected: 2.38, max: 2.71 },
  { modelId: "o4-mini", effort: "medium", requests: 37, min: 1, expected: 2.49, max: 6.57 },
  { modelId: "o4-mini", effort: "high", requests: 13, min: 1, expected: 1.48, max: 6.82 },
];

/** The reasoning tokens that even a short answer takes: the median on simple tasks. */
interface ReasoningFloor {
  readonly modelId: string;
  readonly effort: ReasoningEffort;
  readonly tokens: number;
  readonly source: SourceKey;
}

export const REASONING_FLOORS: readonly ReasoningFloor[] = [
  { modelId: "gpt-6-luna", effort: "medium", tokens: 49, source: "joonlab" },
  { modelId: "gpt-6-sol", effort: "medium", tokens: 53, source: "joonlab" },
  ...["gpt-5.6-sol", "gpt-5.6-terra", "gpt-5.6-luna"].flatMap((modelId): ReasoningFloor[] => [
    { modelId, effort: "low", tokens: 24, source: "foundry-probe" },
    { modelId, effort: "medium", tokens: 34, source: "foundry-probe" },
    { modelId, effort: "high", tokens: 22, source: "foundry-probe" },
    { modelId, effort: "xhigh", tokens: 45, source: "foundry-probe" },
  ]),
];

/** Median reasoning tokens of a call on 88 reasoning questions: the amount for a hard task. */
export const REASONING_QUESTION_SOURCE: SourceKey = "joonlab";
export const REASONING_QUESTION_MEDIANS: readonly Omit<ReasoningFloor, "source">[] = [
  { modelId: "gpt-6-luna", effort: "medium", tokens: 190 },
  { modelId: "gpt-6-luna", effort: "high", tokens: 251 },
  { modelId: "gpt-6-sol", effort: "medium", tokens: 148 },
  { modelId: "gpt-6-sol", effort: "high", tokens: 184 },
  { modelId: "gpt-6.1-sol", effort: "medium", tokens: 100 },
  { modelId: "gpt-6.1-sol", effort: "high", tokens: 130 },
  { modelId: "gpt-5.6-sol", effort: "medium", tokens: 193 },
  { modelId: "gpt-5.6-sol", effort: "high", tokens: 174 },
];
