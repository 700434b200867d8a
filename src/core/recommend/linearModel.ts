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
  const terms = weights.terms && decodeMatrix(weights.terms);
  const buckets = weights.terms ? 2 ** weights.terms.bits : 0;
  return (input) => {
    const values = Float64Array.from(intercepts);
    for (let output = 0; output < outputs; output++) {
      let value = 0;
      const denseStart = output * input.dense.length;
      for (let i = 0; i < input.dense.length; i++)
        value += (dense[denseStart + i] ?? 0) * (input.dense[i] ?? 0);
      if (terms) {
        const { buckets: found, values: counts } = input.terms;
        const start = output * buckets;
        for (let i = 0; i < found.length; i++)
          value += (terms[start + ((found[i] ?? 0) & (buckets - 1))] ?? 0) * (counts[i] ?? 0);
      }
      values[output] = (values[output] ?? 0) + value;
    }
    return values;
  };
}

function decodeMatrix({ bytes, scales }: QuantizedMatrix): Float32Array {
  const decoded = decodeInt8(bytes);
  const columns = decoded.length / scales.length;
  return Float32Array.from(
    decoded,
    (byte, index) => byte * (scales[Math.floor(index / columns)] ?? 0),
  );
}
