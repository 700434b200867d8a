import type { Pair } from "../pair";

/** How the user's own rows came out on both models of a pair. Scores are 0 … 1. */
export interface PairOutcomes {
  readonly rows: number;
  readonly scoreSums: Pair<number>;
  /** Rows on which a side's score is the higher one. */
  readonly wins: Pair<number>;
}

/** Measured outcomes of a pair, by the names of its models with their efforts, and the kind of task. */
export type OutcomesOfPair = (
  models: Pair<string>,
  kind: string | undefined,
) => PairOutcomes | undefined;

/** Undefined for none. */
export function sumOutcomes(all: readonly PairOutcomes[]): PairOutcomes | undefined {
  return all.length === 0 ? undefined : all.reduce(addOutcomes);
}

/** The same rows with the models in the other order. */
export function flipOutcomes({ rows, scoreSums, wins }: PairOutcomes): PairOutcomes {
  return {
    rows,
    scoreSums: { left: scoreSums.right, right: scoreSums.left },
    wins: { left: wins.right, right: wins.left },
  };
}

function addOutcomes(one: PairOutcomes, other: PairOutcomes): PairOutcomes {
  const added = (a: Pair<number>, b: Pair<number>): Pair<number> => ({
    left: a.left + b.left,
    right: a.right + b.right,
  });
  return {
    rows: one.rows + other.rows,
    scoreSums: added(one.scoreSums, other.scoreSums),
    wins: added(one.wins, other.wins),
  };
}
