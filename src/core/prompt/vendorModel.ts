import type { JsonNode } from "../json/jsonNode";
import { locateModel } from "./buildPrompt";
import type { Located, PromptProblem } from "./prompt";

/** The model named in a file of another vendor's tool. */
interface VendorModel {
  /** Set only for OpenAI's models: no other vendor's tokens or prices are known here. */
  readonly model?: Located<string>;
  readonly problems: readonly PromptProblem[];
}

const OPENAI_MODEL = /^(?:gpt-(?!oss)|chatgpt|o\d|text-|davinci|ft:)/i;

/** Values that leave the choice to the tool. */
const NO_MODEL = /^(?:inherit|default|auto|)$/i;

/** Reads a model's name that may be another vendor's alias, such as `sonnet`. */
export function readVendorModel(source: string, node: JsonNode | undefined): VendorModel {
  if (node?.kind !== "string" || NO_MODEL.test(node.value)) return { problems: [] };
  const model = locateModel(source, node);
  return OPENAI_MODEL.test(model.value)
    ? { model, problems: [] }
    : { problems: [otherVendor(model)] };
}

/** A caveat that a model is not OpenAI's. */
export function otherVendor({ value, range }: Located<string>): PromptProblem {
  const message = `${value} is not an OpenAI model: tokens are counted as an OpenAI model counts them.`;
  return { code: "unsupported", message, range };
}
