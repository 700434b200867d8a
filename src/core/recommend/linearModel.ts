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
    const values = new Float64Array(outputs);
    for (let output = 0; output < outputs; output++) {
      const start = output * input.dense.length;
      for (let i = 0; i < input.dense.length; i++)
        values[output]! += (dense[start + i] ?? 0) * input.dense[i]!;
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
    for (let output = 0; output < outputs; output++) values[output]! += intercepts[output]!;
    return values;
  };
}

/** The outputs' weights of each column side by side, as they are read. */
function byColumn(matrix: Float32Array, outputs: number): Float32Array {
  const columns = matrix.length / outputs;
  return matrix.map((_, at) => matrix[(at % outputs) * columns + Math.floor(at / outputs)]!);
}

function decodeMatrix({ bytes, scales }: QuantizedMatrix): Float32Array {
  const decoded = decodeInt8(bytes);
  const columns = decoded.length / scales.length;
  return Float32Array.from(
    decoded,
    (byte, index) => byte * (scales[Math.floor(index / columns)] ?? 0),
  );
}
