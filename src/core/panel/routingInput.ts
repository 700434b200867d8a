import type { Side } from "../pair";
import type { KnownGap } from "../recommend/routedKinds";

/** The measurements of both models by kind of task, and the workspace's prompts of each kind. */
export interface RoutingInput {
  readonly kinds: readonly RoutedKind[];
  /** The model that costs less on text: a kind goes to it while it loses no more than is tolerated. */
  readonly cheaperSide: Side;
  /** The number of scored prompts and their sources, over all kinds. */
  readonly prompts: number;
  readonly sources: number;
  /** Undefined until the workspace's prompt files are counted. */
  readonly workspace?: WorkspaceSplit;
}

/** One kind of task, with what is known of the gap between the models. */
export interface RoutedKind {
  readonly id: string;
  /** `Instruction following`. */
  readonly label: string;
  /** A short remark: `the text does not tell`. */
  readonly remark?: string;
  /**
   * Gap: mean score of the left model minus the right one's, 0 … 1. Undefined if no size of a gap is
   * known: then cost decides.
   */
  readonly known?: KnownGap;
}

/** The prompts of this workspace and the effect of routing them by kind. */
export interface WorkspaceSplit {
  readonly promptFiles: number;
  readonly prompts: number;
  /** By kind id. */
  readonly promptsOfKind: ReadonlyMap<string, number>;
  /** Shares 0 … 1. */
  readonly shareToRight: number;
  /** Undefined if a price is missing. */
  readonly costShare?: number;
  /** Undefined if nothing is known about the quality of any prompt. */
  readonly qualityShare?: number;
}
