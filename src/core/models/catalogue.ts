import { GPT_4O } from "./gpt4o";
import { GPT_4O_MINI } from "./gpt4oMini";
import { GPT_6_LUNA } from "./gpt6Luna";
import type { Model } from "./model";

/** The models whose facts are kept here. A new model is one more file and one more row. */
export const CATALOGUE: readonly Model[] = [GPT_4O, GPT_4O_MINI, GPT_6_LUNA];
