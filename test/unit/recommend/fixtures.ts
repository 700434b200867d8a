import type { Message, Part, Prompt, Tool } from "../../../src/core/prompt/prompt";
import type { ModelOnPrompt, RecommendInput } from "../../../src/core/recommend/recommendInput";

const RANGE = { start: 0, end: 0 };

export function textPart(text: string): Part {
  return { kind: "text", text, range: RANGE, placeholders: [] };
}

export const IMAGE: Part = { kind: "image", source: "a.png", detail: "auto", range: RANGE };

export function message(role: Message["role"], ...parts: readonly Part[]): Message {
  return { role, parts, toolCalls: [], range: RANGE };
}

export function promptOf(content: Partial<Prompt>): Prompt {
  return {
    range: RANGE,
    endpoint: "chat",
    tier: "standard",
    messages: [],
    tools: [],
    variables: [],
    valueSets: [],
    serverState: [],
    caveats: [],
    ...content,
  };
}

export function userPrompt(text: string): Prompt {
  return promptOf({ messages: [message("user", textPart(text))] });
}

export const TOOL: Tool = { type: "function", name: "get_weather", range: RANGE };

export const UNPRICED: ModelOnPrompt = {
  modelId: "gpt-4o",
  label: "GPT-4o",
  inputTokens: 1000,
  imageTokens: 0,
  contextWindowTokens: 128_000,
  acceptsImages: true,
  shutdown: { date: "2027-01-14", daysLeft: 55, confidence: "reported" },
};

export const GPT_4O: ModelOnPrompt = { ...UNPRICED, totalPicoUsd: 16_700_000n };

export const MINI: ModelOnPrompt = {
  ...UNPRICED,
  modelId: "gpt-4o-mini",
  label: "GPT-4o mini",
  totalPicoUsd: 1_000_000n,
};

export function input(prompt: Prompt, change: Partial<RecommendInput> = {}): RecommendInput {
  return {
    prompt,
    left: GPT_4O,
    right: MINI,
    output: {
      minTokens: 50,
      expectedTokens: 100,
      maxTokens: 200,
      origin: "set by you",
      originKind: "user",
    },
    tolerance: "balanced",
    ...change,
  };
}
