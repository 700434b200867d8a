import { otherSide, type Side } from "../pair";
import { learnFrom, type OwnOutcomes } from "./learning";
import { cheaperModel, measuredPairIn, modelOf } from "./pair";
import type { PairOutcomes } from "./pairOutcomes";
import type { RecommendInput } from "./recommendInput";
import type { QualityEvidence } from "./recommendation";

/**
 * Nothing is known of other pairs before: as if so many rows had shown no difference. With scores of 0
 * and 1 that differ on every other row, the gap then deviates by 0.16.
 */
const UNKNOWN_STRENGTH = 10;
const UNKNOWN_DEVIATION = 0.5 / Math.sqrt(UNKNOWN_STRENGTH);

/** The evidence on a prompt with the user's own rows, for any pair. */
export function withOwnOutcomes(
  input: RecommendInput,
  evidence: QualityEvidence,
  own: PairOutcomes,
): QualityEvidence {
  const known = measuredPairIn(input);
  const light = (known ? modelOf(input, known.light) : cheaperModel(input)) ?? input.right;
  const side = light === input.left ? "left" : "right";
  const prior = known
    ? evidence
    : unknownPair(evidence, own.scoreSums[otherSide(side)] / Math.max(1, own.rows));
  return learnFrom(prior, outcomesOn(side, own), light.modelId);
}

function unknownPair({ kind }: QualityEvidence, strongScore: number): QualityEvidence {
  return {
    kind,
    alternatives: [],
    isRecognized: true,
    decidingWords: [],
    level: "no evidence",
    expectedGap: 0,
    interval: [-1.645 * UNKNOWN_DEVIATION, 1.645 * UNKNOWN_DEVIATION],
    deviation: UNKNOWN_DEVIATION,
    pMiniAtLeastAsGood: 0.5,
    score4o: strongScore,
    strengthPrompts: UNKNOWN_STRENGTH,
    source: "no outcomes of others",
  };
}

/** As the outcomes of the model on `light`, which is compared with the other one. */
export function outcomesOn(light: Side, { rows, scoreSums, wins }: PairOutcomes): OwnOutcomes {
  const strong = otherSide(light);
  return {
    prompts: rows,
    gapSum: scoreSums[strong] - scoreSums[light],
    miniAtLeastAsGood: rows - wins[strong],
  };
}
