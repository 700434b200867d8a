import type { KindWeights } from "./kindClassifier";
import kindWeights from "./kindWeights.json";

/** What `npm run train` last wrote. */
export const trainedKinds: KindWeights = kindWeights;
