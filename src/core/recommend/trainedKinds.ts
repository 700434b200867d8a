import type { KindWeights } from "./kindClassifier";
import kindWeights from "./kindWeights.json";

/** The last result of `npm run train`. */
export const trainedKinds: KindWeights = kindWeights;
