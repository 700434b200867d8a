import type { SourceRange } from "../../sourceRange";
import { type Field, fieldNamed, type Fields } from "./fields";

/** The API or library that takes the request and so decides the names of its settings. */
export type Dialect =
  | "chat"
  | "responses"
  /** Vercel's AI SDK. */
  | "ai-sdk"
  /** A class that takes the settings of a model in camelCase, such as LangChain's in JavaScript. */
  | "camel-case"
  /** An agent framework, which has its own objects for model settings. */
  | "agent";

/** The request, or the settings of a model, that surrounds the name of a model. */
export interface Request {
  readonly dialect: Dialect;
  /** The object that names the model. */
  readonly main: Fields;
  /** The member that names it; absent for a positional argument. */
  readonly modelField?: Field;
  /** The member, or the argument, that names the model: a new one goes after it. */
  readonly anchor: SourceRange;
  /** `main` and the sibling objects that hold settings of the same request. */
  readonly holders: readonly Fields[];
  /** The path of the called function: `client.chat.completions.create`. */
  readonly callee?: string;
}

/** Other spellings of the API's parameters in prompt files and SDKs. */
const API_NAMES: ReadonlyMap<string, string> = new Map([
  ["frequencyPenalty", "frequency_penalty"],
  ["functionCall", "function_call"],
  ["logitBias", "logit_bias"],
  ["maxCompletionTokens", "max_completion_tokens"],
  ["maxOutputTokens", "max_output_tokens"],
  ["maxTokens", "max_tokens"],
  ["parallelToolCalls", "parallel_tool_calls"],
  ["presencePenalty", "presence_penalty"],
  ["promptCacheRetention", "prompt_cache_retention"],
  ["reasoningEffort", "reasoning_effort"],
  ["stopSequences", "stop"],
  ["stop_sequences", "stop"],
  ["toolChoice", "tool_choice"],
  ["topLogprobs", "top_logprobs"],
  ["topP", "top_p"],
  ["webSearchOptions", "web_search_options"],
]);

/** The API's name of a parameter, however a file spells it: `maxTokens`, `max-tokens`. */
function apiName(key: string): string {
  return API_NAMES.get(key) ?? key.replaceAll("-", "_");
}

/** A parameter of a request and the object that holds it. */
export interface Parameter {
  readonly field: Field;
  readonly holder: Fields;
}

/** The parameter with the API's name, however the file spells it. */
export function parameter({ holders }: Request, name: string): Parameter | undefined {
  for (const holder of holders) {
    const field = holder.fields.findLast(({ key }) => apiName(key) === name);
    if (field !== undefined && field.value?.kind !== "null") return { field, holder };
  }
  return undefined;
}

/** The effort, if it is written: `reasoning_effort`, or `effort` in `reasoning`. */
export function effortParameter(request: Request): Parameter | undefined {
  const flat = parameter(request, "reasoning_effort");
  if (flat !== undefined) return flat;
  const nested = parameter(request, "reasoning")?.field.fields;
  const effort = nested && fieldNamed(nested, "effort");
  if (nested !== undefined && effort !== undefined) return { field: effort, holder: nested };
  return undefined;
}

const API_KEYS: ReadonlySet<string> = new Set([
  "audio",
  "frequency_penalty",
  "function_call",
  "functions",
  "input",
  "instructions",
  "logit_bias",
  "logprobs",
  "max_completion_tokens",
  "max_output_tokens",
  "max_tokens",
  "messages",
  "modalities",
  "parallel_tool_calls",
  "prediction",
  "presence_penalty",
  "prompt_cache_retention",
  "reasoning",
  "reasoning_effort",
  "response_format",
  "seed",
  "stop",
  "stream",
  "temperature",
  "tool_choice",
  "tools",
  "top_logprobs",
  "top_p",
  "web_search_options",
]);

/** Whether any member is one that only a request, or the settings of a model, has. */
export function hasApiKeys(fields: Fields): boolean {
  return fields.fields.some(({ key }) => API_KEYS.has(apiName(key)));
}
