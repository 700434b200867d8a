import { leftOut } from "../caveats";
import type { Prompt } from "../prompt";
import type { Token } from "./token";

/** Names of functions and settings that change every request of a client or a model, as it is sent. */
const MIDDLEWARE: ReadonlySet<string> = new Set([
  "wrapLanguageModel",
  "transformRequest",
  "beforeRequest",
  "event_hooks",
  "_prepare_options",
  "_prepare_request",
  "prepareOptions",
  "prepareRequest",
]);

/** Transports of httpx that change no request. */
const PLAIN_TRANSPORT = /^(?:Async)?(?:HTTP|Retry|Mock)Transport$/;

/** Clients of httpx that change no request by themselves. */
const PLAIN_HTTP_CLIENT = /^(?:Async)?Client$|^Default(?:Async|Aio)?HttpxClient$/i;

/** Methods that add tools or a schema to all requests of a model of LangChain or LlamaIndex. */
const BINDINGS: ReadonlySet<string> = new Set([
  "bind_tools",
  "bindTools",
  "with_structured_output",
  "withStructuredOutput",
  "as_structured_llm",
  "structured_predict",
  "astructured_predict",
  "predict_and_call",
  "chat_with_tools",
  "achat_with_tools",
  "create_agent",
  "createAgent",
  "create_react_agent",
  "createReactAgent",
  "create_tool_calling_agent",
  "createToolCallingAgent",
  "create_openai_tools_agent",
  "create_openai_functions_agent",
  "createOpenAIToolsAgent",
  "createOpenAIFunctionsAgent",
  "model_kwargs",
  "modelKwargs",
  ...MIDDLEWARE,
]);

/** Decorators that add to an agent's prompt: `@agent.tool`, `@agent.system_prompt`. */
const DECORATIONS: ReadonlySet<string> = new Set([
  "tool",
  "tool_plain",
  "system_prompt",
  "instructions",
]);

/** The prompts with what the program binds to the models and clients that send them. */
export function withBindings(
  prompts: readonly Prompt[],
  tokens: readonly Token[],
): readonly Prompt[] {
  const middleware = tokens.find((_, index) => isMiddleware(tokens, index));
  const binding = middleware ?? tokens.find((_, index) => isBinding(tokens, index));
  if (binding === undefined) return prompts;
  const caveat = leftOut(`what ${binding.text} adds`);
  // What is bound to a model of LangChain is not in a request that is written out.
  return prompts.map((prompt) =>
    middleware === undefined && prompt.settings !== undefined
      ? prompt
      : { ...prompt, caveats: [...prompt.caveats, caveat] },
  );
}

function isMiddleware(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  if (token?.kind !== "name") return false;
  const next = tokens[index + 1]?.text;
  // Axios: `api.interceptors.request.use(…)`.
  if (token.text === "interceptors") return tokens[index + 2]?.text === "request";
  // `client.chat.completions.create = withTools(create)`, `client.post = withTools(post)`.
  if (isMethodOfClient(tokens, index)) return next === "=";
  // `new OpenAI({ fetch: (url, options) => … })`, `new OpenAI({ fetch })`.
  if (token.text === "fetch") return /^[:,}(]$/.test(next ?? "") && isOptionOfClient(tokens, index);
  if (token.text === "setattr") return isSetOfMethod(tokens, index);
  if (token.text === "transport") return next === "=" && !makes(PLAIN_TRANSPORT, tokens, index + 2);
  if (token.text === "http_client")
    return next === "=" && !makes(PLAIN_HTTP_CLIENT, tokens, index + 2);
  return MIDDLEWARE.has(token.text) || isSubclass(tokens, index);
}

/** Whether the value at `index` is not a call of the program's own, or is one of a function with such a name. */
function makes(plain: RegExp, tokens: readonly Token[], index: number): boolean {
  let at = index;
  while (tokens[at + 1]?.text === ".") at += 2;
  return tokens[at + 1]?.text !== "(" || plain.test(tokens[at]?.text ?? "");
}

function isMethodOfClient(tokens: readonly Token[], index: number): boolean {
  const [owner = "", dot, method = ""] = tokens
    .slice(Math.max(0, index - 2), index + 1)
    .map(({ text }) => text);
  const isOther = /^(?:parse|stream|post|fetch|request)$/.test(method) && CLIENT_PART.test(owner);
  return dot === "." && (method === "create" || isOther);
}

const CLIENT_PART = /^(?:completions|responses|\w*client|openai)$/i;

/** `setattr(client.chat.completions, "create", patched)`. */
function isSetOfMethod(tokens: readonly Token[], index: number): boolean {
  return tokens
    .slice(index + 1, index + MAX_TARGET_LENGTH)
    .some(
      ({ literal }) => literal !== undefined && /^(?:create|parse|post)$/.test(literal.text.text),
    );
}

/** `class Recorder extends OpenAI {…}` and `class Recorder(OpenAI):`. */
function isSubclass(tokens: readonly Token[], index: number): boolean {
  const isClient = /^(?:Async)?(?:Azure)?OpenAI$/.test(tokens[index]?.text ?? "");
  const [sign, name] = [tokens[index - 1]?.text, tokens[index - 3]?.text];
  return isClient && (sign === "extends" || (sign === "(" && name === "class"));
}

/** More tokens than `(client.chat.completions, "create"` has. */
const MAX_TARGET_LENGTH = 12;

/** How far before an option the name of the client is looked for. */
const MAX_OPTION_DISTANCE = 60;

function isOptionOfClient(tokens: readonly Token[], index: number): boolean {
  let depth = 0;
  for (let at = index - 1; at > Math.max(0, index - MAX_OPTION_DISTANCE); at -= 1) {
    const text = tokens[at]?.text ?? "";
    if (/^[)\]}]$/.test(text)) depth += 1;
    if (!/^[([{]$/.test(text)) continue;
    depth -= 1;
    if (depth < 0 && text === "(") return /openai|azure/i.test(tokens[at - 1]?.text ?? "");
  }
  return false;
}

function isBinding(tokens: readonly Token[], index: number): boolean {
  const token = tokens[index];
  return (
    token?.kind === "name" &&
    (BINDINGS.has(token.text) || isBindCall(tokens, index) || isDecoration(tokens, index))
  );
}

/** `model.bind(tools=…)` and `model.bind({ tools })`. */
function isBindCall(tokens: readonly Token[], index: number): boolean {
  const [dot, name, ...given] = tokens.slice(Math.max(0, index - 1), index + 4);
  return (
    dot?.text === "." &&
    name?.text === "bind" &&
    given.some(({ text }) => /^(?:tools|functions|response_format)$/.test(text))
  );
}

function isDecoration(tokens: readonly Token[], index: number): boolean {
  const isKnown = DECORATIONS.has(tokens[index]?.text ?? "");
  return isKnown && tokens[index - 1]?.text === "." && tokens[index - 3]?.text === "@";
}
