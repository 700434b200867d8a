import type { Side } from "../pair";

/** What is measured of both models by kind of task, and what this workspace holds of each kind. */
export interface RoutingInput {
  readonly kinds: readonly RoutedKind[];
  /** Prompts scored and the sources they are from, over all kinds. */
  readonly prompts: number;
  readonly sources: number;
  /** Undefined until the workspace's prompt files are counted. */
  readonly workspace?: WorkspaceSplit;
}

/** One kind of task: measured, or sent somewhere by published guides alone. */
export interface RoutedKind {
  readonly id: string;
  /** `Instruction following`. */
  readonly label: string;
  /** A remark of a few words: `the text does not tell`. */
  readonly remark?: string;
  /** Gap: mean score of the left model minus the right one's, 0 … 1. */
  readonly measured?: {
    readonly gap: number;
    readonly standardError: number;
    readonly prompts: number;
  };
  /** Where published guides send it. */
  readonly opinion?: Side;
}

/** The prompts of this workspace and what routing them by kind would do. */
export interface WorkspaceSplit {
  readonly promptFiles: number;
  readonly prompts: number;
  /** By kind id. */
  readonly promptsOfKind: ReadonlyMap<string, number>;
  /** Shares 0 … 1. */
  readonly shareToRight: number;
  /** Undefined if a price is missing. */
  readonly costShare?: number;
  /** Undefined if nothing is known of the quality of any prompt. */
  readonly qualityShare?: number;
}
