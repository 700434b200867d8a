import type { PublishedGap } from "./weights";

/** How well a recommendation is founded; shown as a badge of these very words. */
export type EvidenceLevel =
  | "your measurements"
  | "measured"
  | "extrapolated"
  | "published"
  | "published opinion"
  | "no evidence";

/** A kind of task, such as `instruction_following` with the label `Instruction following`. */
export interface TaskKind {
  readonly id: string;
  readonly label: string;
  /** 0 … 1; the kinds of one prediction sum to at most 1. */
  readonly probability: number;
}

/** The evidence on the quality of both models on a prompt. Scores are 0 … 1, gaps are 4o − mini. */
export interface QualityEvidence {
  readonly kind: TaskKind;
  readonly alternatives: readonly TaskKind[];
  /** Whether the kind is clear. If it is not, `kind` is a guess that decides nothing. */
  readonly isRecognized: boolean;
  /** Words of the prompt that told its kind, the most telling first; none if it is not recognized. */
  readonly decidingWords: readonly string[];
  readonly level: EvidenceLevel;
  readonly expectedGap: number;
  /** 90% interval of the gap: [low, high]. */
  readonly interval: readonly [number, number];
  /** Of the expected gap, as one standard deviation. */
  readonly deviation: number;
  readonly pMiniAtLeastAsGood: number;
  /** Expected score of GPT-4o. */
  readonly score4o: number;
  /** Prompts of one's own that would weigh as much as all of this: how fast outcomes shift it. */
  readonly strengthPrompts: number;
  /** Where published guides send a kind that nobody scored. */
  readonly opinion?: "4o" | "mini";
  /** The measurements for the kind itself; undefined if there are none. */
  readonly measured?: {
    readonly gap: number;
    readonly standardError: number;
    readonly prompts: number;
  };
  /** Mean scores that others published of the kind, if it was not measured prompt by prompt. */
  readonly published?: PublishedGap;
  /** Nothing is known of the kind on this pair: its gap follows that of GPT-4o and mini. */
  readonly isByOtherPair?: true;
  /** The user's own rows in it; undefined without any. */
  readonly own?: OwnRows;
  /** Weights, table or published statement that it comes from. */
  readonly source: string;
}

interface OwnRows {
  readonly rows: number;
  /** Rows on which the model that may lose was at least as good. */
  readonly lightAtLeastAsGood: number;
  /** The model that may lose: the gap is the other one's score minus its own. */
  readonly lightModelId: string;
  /** The expected gap without these rows; undefined if its size was not known. */
  readonly gapBefore?: number;
}

export interface RecommendationReason {
  readonly code:
    | "does-not-fit"
    | "retired"
    | "no-vision"
    | "quality"
    | "cost"
    | "images"
    | "context"
    | "structured-output"
    | "latency"
    | "retirement"
    | "no-text"
    | "every-request";
  /** One sentence for people, numbers first: `Instruction following: measured gap 0.04 ± 0.01 on 1,063 prompts.` */
  readonly text: string;
  /** For ordering, largest first; in score units where it can be put so. */
  readonly size: number;
  /** Where it is from. */
  readonly source: string;
}

/** The expected loss of score that decided. */
export interface ExpectedLoss {
  /** The model that may lose: the cheaper one of the pair. */
  readonly modelId: string;
  readonly label: string;
  readonly expected: number;
  /** Of `expected`, as one standard deviation. */
  readonly deviation: number;
  readonly tolerated: number;
  /** Whether the model is known to be cheaper; if not, nothing is tolerated. */
  readonly hasSaving: boolean;
  /** 0.5 … 1: how likely the loss is on that side of the tolerance on which it is expected. */
  readonly confidence: number;
}

/** Which of the pair to use and why. `modelId` is undefined if neither can take the prompt. */
export interface Recommendation {
  readonly modelId?: string;
  readonly level: EvidenceLevel;
  /** The basis of the decision. `limit`: a hard limit. `latency`: the user's preference. `context`: the text is sent along with every request and not run by itself. `nothing`: there was nothing to decide by. */
  readonly decidedBy: "quality" | "cost" | "limit" | "latency" | "context" | "nothing";
  /** Decided by cost where there was nothing to weigh: GPT-4o costs less, as it does on images. */
  readonly isStrongerCheaper?: true;
  /** The evidence, if quality decided; undefined otherwise. */
  readonly loss?: ExpectedLoss;
  /** Undefined if there is not a text to judge, or the pair has no measurements. */
  readonly evidence?: QualityEvidence;
  /** Largest first. */
  readonly reasons: readonly RecommendationReason[];
}
