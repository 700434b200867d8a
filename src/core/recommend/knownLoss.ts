import type { EvidenceLevel, QualityEvidence } from "./recommendation";

/** Levels at which the size of a loss is known, so that it can be held against a tolerance. */
const SIZED_LEVELS: ReadonlySet<EvidenceLevel> = new Set([
  "your measurements",
  "measured",
  "extrapolated",
  "published",
]);

export function isSizedLevel(level: EvidenceLevel): boolean {
  return SIZED_LEVELS.has(level);
}

/** Whether the evidence can decide: guides and guesses give no size to weigh. */
export function isLossKnown(evidence: QualityEvidence | undefined): evidence is QualityEvidence {
  return evidence !== undefined && isSizedLevel(evidence.level);
}

/**
 * The one comparison that every surface decides by: at a loss of score of just what is tolerated the
 * cheaper model is still taken.
 */
export function isLossTolerated(loss: number, tolerated: number): boolean {
  return loss <= tolerated;
}

/** How likely a loss is on that side of `tolerated` on which it is expected: 0.5 … 1. */
export function lossConfidence(expected: number, deviation: number, tolerated: number): number {
  const distance = Math.abs(tolerated - expected) / Math.max(deviation, MIN_DEVIATION);
  return normalDistribution(distance);
}

const MIN_DEVIATION = 1e-6;

/** The share of a normal distribution below `deviations` (Abramowitz and Stegun 26.2.17, to 7.5e-8). */
function normalDistribution(deviations: number): number {
  const t = 1 / (1 + 0.2316419 * deviations);
  const polynomial =
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return 1 - (Math.exp((-deviations * deviations) / 2) / Math.sqrt(2 * Math.PI)) * polynomial;
}
