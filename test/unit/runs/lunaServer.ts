import type http from "node:http";
import type { Answer } from "../openai/faultServer";

type Body = Readonly<Record<string, unknown>>;

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

/** Why gpt-6-luna refuses a request, by what is documented and measured of it; empty if it does not. */
export function refusalsOfLuna(url: string, body: Body): readonly string[] {
  const isChat = url.endsWith("/chat/completions");
  const reasoning = (body["reasoning"] ?? {}) as Body;
  const effort = (isChat ? body["reasoning_effort"] : reasoning["effort"]) ?? "medium";
  const isAtNone = effort === "none";
  const tools = body["tools"];
  return [
    ...(EFFORTS.some((each) => each === effort) ? [] : ["reasoning_effort"]),
    ...ONLY_AT_NONE.filter((key) => body[key] !== undefined && body[key] !== false && !isAtNone),
    ...NEVER.filter((key) => key in body),
    ...(isChat && !isAtNone && Array.isArray(tools) && tools.length > 0 ? ["tools"] : []),
    ...(body["prompt_cache_retention"] === "in_memory" ? ["prompt_cache_retention"] : []),
  ];
}

/** Answers for gpt-6-luna as the API does, and for every older model at once. */
export function lunaServer(answer: Answer): Answer {
  return (request, response) => {
    const body = JSON.parse(request.body) as Body;
    const refused = body["model"] === "gpt-6-luna" ? refusalsOfLuna(request.url, body) : [];
    const [parameter] = refused;
    if (parameter === undefined) return answer(request, response);
    return refuse(response, parameter);
  };
}

function refuse(response: http.ServerResponse, parameter: string): void {
  response.writeHead(400, { "content-type": "application/json" });
  response.end(
    JSON.stringify({
      error: {
        message: `Unsupported parameter: '${parameter}' is not supported with this model.`,
        type: "invalid_request_error",
        param: parameter,
        code: "unsupported_parameter",
      },
    }),
  );
}
