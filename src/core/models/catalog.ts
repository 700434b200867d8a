import { GPT_4_1 } from "./gpt41";
import { GPT_4_1_MINI } from "./gpt41Mini";
import { GPT_4_1_NANO } from "./gpt41Nano";
import { GPT_4O } from "./gpt4o";
import { GPT_4O_MINI } from "./gpt4oMini";
import { GPT_5 } from "./gpt5";
import { GPT_5_1 } from "./gpt51";
import { GPT_5_2 } from "./gpt52";
import { GPT_5_4 } from "./gpt54";
import { GPT_5_4_MINI } from "./gpt54Mini";
import { GPT_5_4_NANO } from "./gpt54Nano";
import { GPT_5_5 } from "./gpt55";
import { GPT_5_6_LUNA } from "./gpt56Luna";
import { GPT_5_6_SOL } from "./gpt56Sol";
import { GPT_5_6_TERRA } from "./gpt56Terra";
import { GPT_5_MINI } from "./gpt5Mini";
import { GPT_5_NANO } from "./gpt5Nano";
import { GPT_6_1_SOL } from "./gpt61Sol";
import { GPT_6_1_TERRA } from "./gpt61Terra";
import { GPT_6_2_SOL } from "./gpt62Sol";
import { GPT_6_LUNA } from "./gpt6Luna";
import { GPT_6_SOL } from "./gpt6Sol";
import { O3 } from "./o3";
import { O4_MINI } from "./o4Mini";
import type { Model } from "./model";

/**
 * The models whose facts are kept here: first the pair that is compared by default, then by family. A
 * new model takes one more file and one more line here.
 */
export const CATALOG: readonly Model[] = [
  GPT_4O,
  GPT_4O_MINI,
  GPT_4_1,
  GPT_4_1_MINI,
  GPT_4_1_NANO,
  GPT_5,
  GPT_5_MINI,
  GPT_5_NANO,
  GPT_5_1,
  GPT_5_2,
  GPT_5_4,
  GPT_5_4_MINI,
  GPT_5_4_NANO,
  GPT_5_5,
  GPT_5_6_SOL,
  GPT_5_6_TERRA,
  GPT_5_6_LUNA,
  GPT_6_LUNA,
  GPT_6_SOL,
  GPT_6_1_SOL,
  GPT_6_1_TERRA,
  GPT_6_2_SOL,
  O3,
  O4_MINI,
];
