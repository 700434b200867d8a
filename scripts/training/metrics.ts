/** One prompt that a method ranked: the larger `score`, the sooner it goes to GPT-4o. */
export interface Ranked {
  readonly score: number;
  readonly gap: number;
  readonly score4o: number;
  readonly weight: number;
}

/** Quality over the share of prompts that go to GPT-4o, from none to all; prompts of equal score go together. */
interface Curve {
  readonly shares4o: readonly number[];
  /** Sum of weight × gap gained up to there. */
  readonly gained: readonly number[];
}

function curveOf(ranked: readonly Ranked[]): Curve {
  const sorted = ranked.toSorted((a, b) => b.score - a.score);
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0);
  const shares4o = [0];
  const gained = [0];
  let share = 0;
  let gain = 0;
  sorted.forEach(({ score, gap, weight }, index) => {
    share += weight / total;
    gain += (weight / total) * gap;
    if (sorted[index + 1]?.score === score) return;
    shares4o.push(share);
    gained.push(gain);
  });
  return { shares4o, gained };
}

/** Area under the share of the gap recovered, over the share of calls to GPT-4o: 0.5 for a coin. */
export function apgr(ranked: readonly Ranked[]): number {
  const curve = curveOf(ranked);
  return areaUnder(curve) / (curve.gained.at(-1) ?? 0);
}

/** Mean score gained over random routing at the same share of calls; also defined without a gap to recover. */
export function gainOverRandom(ranked: readonly Ranked[]): number {
  const curve = curveOf(ranked);
  return areaUnder(curve) - (curve.gained.at(-1) ?? 0) / 2;
}

function areaUnder({ shares4o, gained }: Curve): number {
  let area = 0;
  for (let i = 1; i < shares4o.length; i++) {
    const width = (shares4o[i] ?? 0) - (shares4o[i - 1] ?? 0);
    area += (width * ((gained[i] ?? 0) + (gained[i - 1] ?? 0))) / 2;
  }
  return area;
}

/** The least share of calls to GPT-4o that recovers `part` of the gap (CPT50, CPT80). */
export function callsFor(ranked: readonly Ranked[], part: number): number {
  const curve = curveOf(ranked);
  return shareThatGains(curve, part * (curve.gained.at(-1) ?? 0));
}

/** The largest share that can go to mini while the mean score stays at `part` of GPT-4o's. */
export function shareToMini(ranked: readonly Ranked[], part: number): number {
  const curve = curveOf(ranked);
  const total = ranked.reduce((sum, { weight }) => sum + weight, 0);
  const mean4o = ranked.reduce((sum, { weight, score4o }) => sum + weight * score4o, 0) / total;
  return 1 - shareThatGains(curve, (curve.gained.at(-1) ?? 0) - (1 - part) * mean4o);
}

/** Sums of weights are off by about this. */
const ROUNDING = 1e-12;

/** The least share of calls to GPT-4o that gains as much; within a step of equal scores in proportion. */
function shareThatGains({ shares4o, gained }: Curve, wanted: number): number {
  if (wanted <= ROUNDING) return 0;
  for (let i = 1; i < shares4o.length; i++) {
    const [before, after] = [gained[i - 1] ?? 0, gained[i] ?? 0];
    if (after < wanted - ROUNDING) continue;
    const inStep = (wanted - before) / (after - before);
    return (shares4o[i - 1] ?? 0) + inStep * ((shares4o[i] ?? 0) - (shares4o[i - 1] ?? 0));
  }
  return 1;
}

/** Weighted area under the ROC curve of `score` for a label; ties count half. */
export function areaUnderRoc(
  items: readonly { readonly score: number; readonly label: boolean; readonly weight: number }[],
): number {
  const sorted = items.toSorted((a, b) => a.score - b.score);
  let negativesBelow = 0;
  let area = 0;
  let start = 0;
  while (start < sorted.length) {
    let positives = 0;
    let negatives = 0;
    let end = start;
    while (end < sorted.length && sorted[end]?.score === sorted[start]?.score) {
      const item = sorted[end++];
      if (item?.label) positives += item.weight;
      else negatives += item?.weight ?? 0;
    }
    area += positives * (negativesBelow + negatives / 2);
    negativesBelow += negatives;
    start = end;
  }
  const positives = items.reduce((sum, { label, weight }) => sum + (label ? weight : 0), 0);
  return area / (positives * negativesBelow);
}

const CALIBRATION_BINS = 10;

/** Mean distance of predicted and actual means over ten bins of equal weight, ordered by prediction. */
export function calibrationError(
  items: readonly {
    readonly predicted: number;
    readonly actual: number;
    readonly weight: number;
  }[],
): number {
  const sorted = items.toSorted((a, b) => a.predicted - b.predicted);
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0);
  const differences = new Float64Array(CALIBRATION_BINS);
  let passed = 0;
  for (const { predicted, actual, weight } of sorted) {
    const bin = Math.min(
      CALIBRATION_BINS - 1,
      Math.floor((CALIBRATION_BINS * (passed + weight / 2)) / total),
    );
    differences[bin] = (differences[bin] ?? 0) + weight * (predicted - actual);
    passed += weight;
  }
  return differences.reduce((sum, difference) => sum + Math.abs(difference), 0) / total;
}

/** Share of the variance of `actual` that `predicted` explains. */
export function explainedVariance(
  items: readonly { readonly predicted: number; readonly actual: number }[],
): number {
  const mean = items.reduce((sum, { actual }) => sum + actual, 0) / items.length;
  const rest = items.reduce((sum, { actual, predicted }) => sum + (actual - predicted) ** 2, 0);
  return 1 - rest / items.reduce((sum, { actual }) => sum + (actual - mean) ** 2, 0);
}

/** The value below which `part` of the values lie. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const position = part * (sorted.length - 1);
  const below = sorted[Math.floor(position)] ?? NaN;
  const above = sorted[Math.ceil(position)] ?? NaN;
  return below + (position - Math.floor(position)) * (above - below);
}
