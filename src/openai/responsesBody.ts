import { VerbatimJson, type BodyValue } from "./bodyJson";
import { callIds, type CallIds } from "./callIds";
import { imageUrl, schemaMembers } from "./chatBody";
import type { BodyOptions } from "./bodyOptions";
import { sentSettings } from "./sentSettings";
import { member, stringValue } from "../core/json/jsonNode";
import { itemsOf } from "../core/prompt/nodes";
import type {
  Message,
  Part,
  Prompt,
  ResponseFormat,
  Tool,
  ToolChoice,
} from "../core/prompt/prompt";

type Body = Readonly<Record<string, BodyValue>>;
type Options = Pick<BodyOptions, "model" | "images" | "effort" | "isWhole" | "logProbabilities">;

/**
 * The body of a Responses request. The server stores responses by default, so `store` is
 * false unless the file says otherwise or builds on a stored response.
 */
export function responsesBody(prompt: Prompt, options: Options): Body {
  const ids = callIds(prompt.messages);
  return {
    store: buildsOnStoredState(prompt) ? undefined : false,
    ...sentSettings(prompt, "responses", options.effort),
    ...(options.logProbabilities && { include: withLogProbabilities(prompt) }),
    model: options.model,
    instructions: prompt.instructions?.text,
    input: prompt.messages.flatMap((message) => responsesItems(message, ids, options)),
    tools: prompt.tools.length > 0 ? prompt.tools.map(responsesTool) : undefined,
    tool_choice: prompt.toolChoice && responsesToolChoice(prompt.toolChoice),
    text: prompt.responseFormat && { format: responsesFormat(prompt.responseFormat) },
    max_output_tokens: prompt.maxOutputTokens?.value,
    stream: options.isWhole ? undefined : true,
  };
}

const LOG_PROBABILITIES = "message.output_text.logprobs";

/** Keeps the `include` entries of the file. */
function withLogProbabilities({ settings = [] }: Prompt): BodyValue {
  const included = itemsOf(settings.findLast(({ key }) => key === "include")?.value);
  const others = included.filter((item) => stringValue(item) !== LOG_PROBABILITIES);
  return [...others.map((item) => new VerbatimJson(item)), LOG_PROBABILITIES];
}

function buildsOnStoredState(prompt: Prompt): boolean {
  return (
    prompt.serverState.length > 0 || prompt.messages.some(({ itemId }) => itemId !== undefined)
  );
}

/** A chat message is one item, one for each of its calls, or both. */
function responsesItems(message: Message, ids: CallIds, options: Options): readonly BodyValue[] {
  const { role, parts, toolCalls, itemId } = message;
  if (role === "tool") {
    return [
      {
        type: "function_call_output",
        id: itemId,
        call_id: ids.ofResult.get(message),
        output: responsesContent(message, options),
      },
    ];
  }
  const [first] = parts;
  if (first?.kind === "opaque" && first.definition?.range.start === message.range.start) {
    return [new VerbatimJson(first.definition)];
  }
  const calls = toolCalls.map((call) => ({
    type: "function_call",
    id: itemId,
    call_id: ids.ofCall.get(call),
    name: call.name,
    arguments: call.arguments,
  }));
  if (first === undefined && calls.length > 0) return calls;
  // An answer from the server that is sent back needs its id and its completed status.
  const replayed =
    role === "assistant" && itemId !== undefined
      ? { type: "message", id: itemId, status: "completed" }
      : {};
  return [{ ...replayed, role, content: responsesContent(message, options) }, ...calls];
}

function responsesContent({ role, parts }: Message, options: Options): BodyValue {
  const [first] = parts;
  if (first === undefined) return "";
  if (parts.length === 1 && first.kind === "text") return first.text;
  return parts.map((part) => responsesPart(part, role, options));
}

function responsesPart(part: Part, role: Message["role"], options: Options): BodyValue {
  switch (part.kind) {
    case "text":
      return { type: role === "assistant" ? "output_text" : "input_text", text: part.text };
    case "refusal":
      return { type: "refusal", refusal: part.text };
    case "image":
      return {
        type: "input_image",
        image_url: imageUrl(part, options.images),
        detail: part.detail,
      };
    case "opaque":
      return part.definition && new VerbatimJson(part.definition);
  }
}

/** By default, Responses treats a function as strict, and chat treats it as not strict. */
function responsesTool(tool: Tool): BodyValue {
  const { definition } = tool;
  const chatBody = member(definition, "function");
  const legacy = definition && tool.type === "function" && member(definition, "type") === undefined;
  if (definition && !chatBody && !legacy) return new VerbatimJson(definition);
  const strict = member(chatBody ?? definition, "strict");
  return {
    type: "function",
    name: tool.name,
    description: tool.description,
    parameters: tool.parameters && new VerbatimJson(tool.parameters),
    strict: strict ? new VerbatimJson(strict) : false,
  };
}

function responsesToolChoice(choice: ToolChoice): BodyValue {
  return choice.kind === "function" ? { type: "function", name: choice.name } : choice.kind;
}

function responsesFormat(format: ResponseFormat): BodyValue {
  if (format.kind !== "json_schema") return { type: format.kind };
  return { type: "json_schema", ...schemaMembers(format) };
}
