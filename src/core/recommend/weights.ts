import type { MeasuredPair } from "./pair";
import type { MeasuredKindId, TaskKindId } from "./taskKinds";

/** Measurements on a set of prompts. Scores are 0 … 1, gaps are 4o − mini. */
export interface MeasuredGap {
  readonly gap: number;
  readonly standardError: number;
  readonly prompts: number;
  /** Mean score of GPT-4o. */
  readonly score4o: number;
  /** Share of the prompts on which mini was at least as good. */
  readonly miniAtLeastAsGood: number;
}

/** Mean scores of both models that others published of a kind, without scores per prompt. */
export interface PublishedGap {
  /** Mean score of 4o − mini, scores 0 … 1. */
  readonly gap: number;
  /** How far apart the tasks lie that it is the mean of. */
  readonly standardError: number;
  /** Left out if the source does not give it. */
  readonly prompts?: number;
  /** Mean score of GPT-4o. */
  readonly score4o: number;
  /** Who measured what. */
  readonly source: string;
}

/** A matrix of signed bytes: value = byte × the scale of its row. */
export interface QuantizedMatrix {
  /** Base64, row by row. */
  readonly bytes: string;
  readonly scales: readonly number[];
}

/** A linear model: a row of weights for each output over the dense features, then the term buckets. */
export interface LinearWeights {
  readonly intercepts: readonly number[];
  readonly dense: QuantizedMatrix;
  /** Undefined for a model of dense features alone. */
  readonly terms?: QuantizedMatrix & { readonly bits: number };
}

/** Means over several sources, each about as heavy. */
export interface PooledOutcome {
  readonly gap: number;
  readonly miniAtLeastAsGood: number;
  readonly score4o: number;
}

/** A group of scored prompts that resemble each other: a source, or a subject of a large one. */
export interface Pool extends PooledOutcome {
  readonly id: string;
  readonly source: string;
  readonly kind: MeasuredKindId;
  /** Of a pool that is one subject of its source: id in `subjects`. */
  readonly subject?: string;
  readonly standardError: number;
}

/** The weights that predict the gap. */
export interface QualityWeights {
  /** For standardizing the dense features. */
  readonly means: readonly number[];
  readonly deviations: readonly number[];
  /**
   * Of each kind: its sources pooled with about equal weight, published averages among them, drawn to
   * the mean of all kinds if they are few or none.
   */
  readonly pooledKinds: Readonly<Record<TaskKindId, PooledOutcome>>;
  readonly pools: readonly Pool[];
  /** Scores 0 … 1 of how much a prompt resembles each pool. */
  readonly resemblance: LinearWeights;
  /** Difference of a prompt's gap from its pool's mean, for prompts that resemble one. */
  readonly withinPool: LinearWeights;
  /**
   * By position in TASK_KINDS, for a pair whose kinds are told by those of another one: how far a
   * kind's gap may lie from that. Left out if each kind has measurements of its own.
   */
  readonly kindErrors?: readonly number[];
  /** How far the mean gap of a source never seen lies from what its kinds say, as a part of it (qualityModel.ts). */
  readonly unseenSpread: number;
}

/** The trained file, weights.json. Written by `npm run train`; no prompt's text is in it. */
export interface RecommendWeights extends QualityWeights {
  readonly provenance: {
    readonly trainedBy: string;
    readonly data: string;
    readonly prompts: number;
    readonly sources: readonly string[];
    readonly table: { readonly prompts: number; readonly sources: number };
    readonly credits: readonly string[];
  };
  readonly denseNames: readonly string[];
  /** Of each measured kind: over more sources than the prompts that were trained on. */
  readonly kinds: Readonly<Partial<Record<MeasuredKindId, MeasuredGap>>>;
  /** Of kinds without scores per prompt. */
  readonly published: Readonly<Partial<Record<TaskKindId, PublishedGap>>>;
  readonly subjects: readonly (MeasuredGap & { readonly id: string; readonly label: string })[];
  /** Standard deviation of the score difference of single prompts. */
  readonly outcomeDeviation: number;
  readonly length: LengthWeights;
  /** Other pairs of models. */
  readonly pairs: readonly PairTable[];
  /** Set in the weights of another pair (pairWeights.ts): its own table. */
  readonly table?: PairTable;
}

/** Measurements of another pair of models. Gaps are of its stronger model − its lighter one. */
export interface PairTable extends MeasuredPair {
  readonly prompts: number;
  readonly sources: number;
  readonly kinds: Readonly<Partial<Record<MeasuredKindId, MeasuredGap>>>;
  /** Averages that others published, of any kind. */
  readonly published: Readonly<Partial<Record<TaskKindId, PublishedGap>>>;
  readonly subjects: RecommendWeights["subjects"];
  readonly line: PairLine;
}

/** The gaps of a pair by those of GPT-4o and mini: `mean + slope × (gap − meanOf4o)`. */
export interface PairLine {
  readonly mean: number;
  readonly meanOf4o: number;
  readonly slope: number;
  /** How far the gap of a kind that was not measured may lie from that. */
  readonly deviation: number;
  /** Mean score of the stronger model − that of GPT-4o on the same kinds. */
  readonly scoreShift: number;
}

/** The weights that predict the length of the answer; all logarithms are of tokens. */
export interface LengthWeights {
  /** Mean logarithm of each of TASK_KINDS, its sources counting the same. */
  readonly kinds: readonly number[];
  /** The part that the text adds to the mean of its kinds. */
  readonly model: LinearWeights;
  /** How far off predictions are: on prompts that resemble those measured, on others. */
  readonly seen: LengthError;
  readonly unseen: LengthError;
}

export interface LengthError {
  /** Sum of actual over sum of exp(predicted): predictions of a logarithm undershoot the sum. */
  readonly smear: number;
  /** 10% and 90% quantiles of log(actual) − predicted. */
  readonly low: number;
  readonly high: number;
}
