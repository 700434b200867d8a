import { countRequest } from "../../../src/core/accounting/countRequest";
import type { JsonNode } from "../../../src/core/json/jsonNode";
import { parseJson } from "../../../src/core/json/parseJson";
import type { Prompt } from "../../../src/core/prompt/prompt";
import { readChatRequest, readResponsesRequest } from "../../../src/core/prompt/requestJson";
import { tokenCounter } from "./tokenCounter";

/** GPT-4o's price of an image in tokens. */
const IMAGE_TOKENS = { kind: "tiles" as const, base: 85, perTile: 170 };

/** A value as the tree that a file with it is read into. */
export function node(value: unknown): JsonNode {
  const { root } = parseJson(JSON.stringify(value));
  if (root === undefined) throw new Error("nothing to read");
  return root;
}

export function chat(request: object): Prompt {
  return readChatRequest(node(request));
}

export function responses(request: object): Prompt {
  return readResponsesRequest(node(request));
}

export function count(prompt: Prompt) {
  return countRequest(prompt, { imageTokens: IMAGE_TOKENS }, tokenCounter);
}

/** Tokens of a text as the project counts them. */
export function tokens(text: string): number {
  return tokenCounter.count(text);
}
