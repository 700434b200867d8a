import type { RecommendWeights } from "./weights";
import weights from "./weights.json";

/** What `npm run train` last wrote. JSON modules are typed by what is in them, tuples as arrays. */
export const trainedWeights = weights as unknown as RecommendWeights;
