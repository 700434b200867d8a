/** A request as JSON. */
export type RequestBody = Readonly<Record<string, unknown>>;

const EFFORTS = ["none", "low", "medium", "high", "xhigh", "max"];
const ONLY_AT_NONE = ["temperature", "top_p", "presence_penalty", "frequency_penalty", "logprobs"];
const NEVER = [
  "max_tokens",
  "stop",
  "logit_bias",
  "prediction",
  "modalities",
  "audio",
  "web_search_options",
];

/** The members that the API documents to answer with 400 on GPT-5.6 and GPT-6 models. */
export function refusals(request: RequestBody): readonly string[] {
  const isChat = "messages" in request;
  const effort = isChat
    ? (request["reasoning_effort"] ?? "medium")
    : ((request["reasoning"] as RequestBody | undefined)?.["effort"] ?? "medium");
  const refused: string[] = [];
  if (!/^gpt-(?:5\.6|6)-/.test(String(request["model"]))) refused.push("model");
  if (!EFFORTS.includes(effort as string)) refused.push("effort");
  if (isChat) refused.push(...NEVER.filter((key) => key in request));
  if (!isChat && "reasoning_effort" in request) refused.push("reasoning_effort");
  if (request["prompt_cache_retention"] === "in_memory") refused.push("prompt_cache_retention");
  if (Number(request["top_logprobs"] ?? 0) > 5) refused.push("top_logprobs");
  if (Number(request["n"] ?? 1) > 8) refused.push("n");
  if (effort === "none") return refused;
  refused.push(...ONLY_AT_NONE.filter((key) => key in request && request[key] !== 1));
  if (isChat && "tools" in request) refused.push("tools");
  return refused;
}
