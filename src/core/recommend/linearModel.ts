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
  const outputs = intercepts.length;
  const dense = decodeMatrix(weights.dense);
  const terms = weights.terms && byColumn(decodeMatrix(weights.terms), outputs);
  const mask = weights.terms ? 2 ** weights.terms.bits - 1 : 0;
  return (input) => {
    const values = Float64Array.from(intercepts);
    const features = input.dense;
    for (let output = 0; output < outputs; output++) {
      const start = output * features.length;
      let sum = 0;
      for (let i = 0; i < features.length; i++) sum += (dense[start + i] ?? 0) * features[i]!;
      values[output]! += sum;
    }
    if (terms) {
      const { buckets, values: counts } = input.terms;
      for (let i = 0; i < buckets.length; i++) {
        const start = (buckets[i]! & mask) * outputs;
        const count = counts[i]!;
        for (let output = 0; output < outputs; output++)
          values[output]! += terms[start + output]! * count;
      }
    }
    return values;
  };
}

/** The outputs' weights of each column side by side, as they are read. */
function byColumn(matrix: Float64Array, outputs: number): Float64Array {
  const columns = matrix.length / outputs;
  const turned = new Float64Array(matrix.length);
  for (let output = 0; output < outputs; output++) {
    for (let column = 0; column < columns; column++)
      turned[column * outputs + output] = matrix[output * columns + column]!;
  }
  return turned;
}

function decodeMatrix({ bytes, scales }: QuantizedMatrix): Float64Array {
  const decoded = decodeInt8(bytes);
  const values = new Float64Array(decoded.length);
  const columns = decoded.length / scales.length;
  for (let row = 0; row < scales.length; row++) {
    const scale = scales[row]!;
    for (let at = row * columns; at < (row + 1) * columns; at++) values[at] = decoded[at]! * scale;
  }
  return values;
}
