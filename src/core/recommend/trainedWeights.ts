import type { RecommendWeights } from "./weights";
import weights from "./weights.json";

/** The last result of `npm run train`. JSON modules are typed by their contents, with tuples as arrays. */
export const trainedWeights = weights as unknown as RecommendWeights;
