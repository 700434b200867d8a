import { GPT_4O } from "./gpt4o";
import { GPT_4O_MINI } from "./gpt4oMini";
import type { Model } from "./model";

/** The models whose facts are kept here, most expensive first. A new model is one more file and one more row. */
export const CATALOGUE: readonly Model[] = [GPT_4O, GPT_4O_MINI];
