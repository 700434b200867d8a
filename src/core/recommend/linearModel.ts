import { decodeInt8 } from "./decodeInt8";
import type { HashedTerms } from "./hashedTerms";
import type { LinearWeights, QuantizedMatrix } from "./weights";

/** Standardised features of one prompt. */
export interface ModelInput {
  readonly dense: Float64Array;
  readonly terms: HashedTerms;
}

/** Values of every output of a linear model. */
type LinearModel = (input: ModelInput) => Float64Array;

/** How far a standardized feature may go: a script or a shape never seen must not carry a prediction away. */
const MAX_DEVIATIONS = 3;

export function standardize(
  dense: Float64Array,
  means: readonly number[],
  deviations: readonly number[],
): Float64Array {
  return dense.map((value, index) => {
    const standard = (value - (means[index] ?? 0)) / (deviations[index] ?? 1);
    return Math.min(MAX_DEVIATIONS, Math.max(-MAX_DEVIATIONS, standard));
  });
}

export function createLinearModel(weights: LinearWeights): LinearModel {
  const { intercepts } = weights;
  const dense = readMatrix(weights.dense);
  const terms = weights.terms && readMatrix(weights.terms);
  const mask = weights.terms ? 2 ** weights.terms.bits - 1 : 0;
  return (input) => {
    const values = Float64Array.from(intercepts);
    const features = input.dense;
    for (let output = 0; output < values.length; output++) {
      const { bytes, scales, columns } = dense;
      let sum = 0;
      for (let i = 0; i < features.length; i++)
        sum += (bytes[output * columns + i] ?? 0) * features[i]!;
      values[output]! += sum * scales[output]!;
      if (terms) values[output]! += sumOfTerms(terms, output, input.terms, mask);
    }
    return values;
  };
}

function sumOfTerms(
  { bytes, scales, columns }: Matrix,
  row: number,
  { buckets, values }: HashedTerms,
  mask: number,
): number {
  const start = row * columns;
  let sum = 0;
  for (let i = 0; i < buckets.length; i++) sum += bytes[start + (buckets[i]! & mask)]! * values[i]!;
  return sum * scales[row]!;
}

/** Signed bytes row by row, each to be multiplied by its row's scale: cheaper to read than numbers are. */
interface Matrix {
  readonly bytes: Int8Array;
  readonly scales: readonly number[];
  readonly columns: number;
}

function readMatrix({ bytes, scales }: QuantizedMatrix): Matrix {
  const decoded = decodeInt8(bytes);
  return { bytes: decoded, scales, columns: decoded.length / scales.length };
}
