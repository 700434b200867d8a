import { formatCount } from "../format";
import { isLossKnown } from "./knownLoss";
import { LIGHT_MODEL_ID } from "./pair";
import type { QualityEvidence } from "./recommendation";

/** The outcomes of prompts of one kind that the user ran on both models. Scores are 0 … 1. */
export interface OwnOutcomes {
  readonly prompts: number;
  /** Sum of score of 4o − score of mini. */
  readonly gapSum: number;
  /** Prompts on which mini was at least as good. */
  readonly miniAtLeastAsGood: number;
}

export const NO_OUTCOMES: OwnOutcomes = { prompts: 0, gapSum: 0, miniAtLeastAsGood: 0 };

/** Fewer rows of one's own shift what is known, but are not yet a measurement. */
const MIN_ROWS = 10;

/** Adds one pair of scores, each 0 … 1. */
export function addOutcome(outcomes: OwnOutcomes, score4o: number, scoreMini: number): OwnOutcomes {
  return {
    prompts: outcomes.prompts + 1,
    gapSum: outcomes.gapSum + score4o - scoreMini,
    miniAtLeastAsGood: outcomes.miniAtLeastAsGood + (scoreMini >= score4o ? 1 : 0),
  };
}

/**
 * The evidence after the user's own outcomes. The estimate is a prior worth `strengthPrompts`
 * prompts: a normal one for the gap, a Beta one for the probability, both conjugate, so that the new
 * mean is the mean over those and the own prompts. The order of outcomes makes no difference.
 */
export function learnFrom(
  evidence: QualityEvidence,
  own: OwnOutcomes,
  lightModelId: string = LIGHT_MODEL_ID,
): QualityEvidence {
  if (own.prompts === 0) return evidence;
  const { strengthPrompts, expectedGap, pMiniAtLeastAsGood, interval } = evidence;
  const strength = strengthPrompts + own.prompts;
  const gap = (strengthPrompts * expectedGap + own.gapSum) / strength;
  // The deviation of a mean falls with the root of what it rests on.
  const halfBefore = Math.max(interval[1] - expectedGap, expectedGap - interval[0]);
  const half = halfBefore * Math.sqrt(strengthPrompts / strength);
  const { opinion, ...rest } = evidence;
  const deviation = evidence.deviation * Math.sqrt(strengthPrompts / strength);
  const rows = own.prompts + (evidence.own?.rows ?? 0);
  const isMeasured = rows >= MIN_ROWS;
  const gapBefore = evidence.own ? evidence.own.gapBefore : gapIfKnown(evidence);
  return {
    ...rest,
    ...(opinion !== undefined && !isMeasured && { opinion }),
    level: isMeasured ? "your measurements" : evidence.level,
    expectedGap: gap,
    deviation,
    interval: [Math.max(-1, gap - half), Math.min(1, gap + half)],
    pMiniAtLeastAsGood: (strengthPrompts * pMiniAtLeastAsGood + own.miniAtLeastAsGood) / strength,
    strengthPrompts: strength,
    own: {
      rows,
      lightAtLeastAsGood: own.miniAtLeastAsGood + (evidence.own?.lightAtLeastAsGood ?? 0),
      lightModelId,
      ...(gapBefore !== undefined && { gapBefore }),
    },
    source: `${evidence.source}; ${formatCount(own.prompts, "outcome")} of your own`,
  };
}

function gapIfKnown(evidence: QualityEvidence): number | undefined {
  return isLossKnown(evidence) ? evidence.expectedGap : undefined;
}
