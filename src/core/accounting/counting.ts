import type { Prompt } from "../prompt/prompt";
import type { FamilyRules } from "./familyRules";
import type { ImageTokens } from "./imageTokens";
import type { TokenLedger } from "./tokenLedger";

/** The inputs and outputs of counting one request. */
export interface Counting {
  readonly prompt: Prompt;
  readonly rules: FamilyRules;
  readonly hasImages: boolean;
  /** Undefined for a model whose image tokens are not known. */
  readonly imageTokens: ImageTokens | undefined;
  readonly ledger: TokenLedger;
  /** The number of o200k_base tokens of a text. */
  readonly tokens: (text: string) => number;
}
