import { VerbatimJson, type BodyValue } from "./bodyJson";
import type { BodyOptions } from "./bodyOptions";
import { member } from "../core/json/jsonNode";
import type {
  ImagePart,
  Message,
  Part,
  Prompt,
  ResponseFormat,
  Tool,
  ToolChoice,
} from "../core/prompt/prompt";
import { sentSettings } from "./sentSettings";
import { callIds, type CallIds } from "./callIds";

type Body = Readonly<Record<string, BodyValue>>;

/** The body of a Chat Completions request. */
export function chatBody(prompt: Prompt, options: BodyOptions): Body {
  const messages = prompt.endpoint === "chat" ? prompt.messages : joinCalls(prompt.messages);
  const ids = callIds(messages);
  return {
    ...sentSettings(prompt, "chat", options.effort),
    ...(options.logProbabilities && { logprobs: true }),
    model: options.model,
    messages: [
      ...(prompt.instructions ? [{ role: "system", content: prompt.instructions.text }] : []),
      ...messages.map((message) => chatMessage(message, ids, options)),
    ],
    tools: prompt.tools.length > 0 ? prompt.tools.map(chatTool) : undefined,
    tool_choice: prompt.toolChoice && chatToolChoice(prompt.toolChoice),
    response_format: prompt.responseFormat && chatFormat(prompt.responseFormat),
    [options.maxTokensName]: prompt.maxOutputTokens?.value,
    ...(options.isWhole ? {} : { stream: true, stream_options: { include_usage: true } }),
  };
}

function chatMessage(message: Message, ids: CallIds, options: BodyOptions): Body {
  const { role, name, parts, toolCalls } = message;
  return {
    role,
    content: parts.length === 0 && toolCalls.length > 0 ? undefined : chatContent(parts, options),
    name: role === "tool" ? undefined : name,
    tool_calls:
      toolCalls.length === 0
        ? undefined
        : toolCalls.map((call) => ({
            id: ids.ofCall.get(call),
            type: "function",
            function: { name: call.name, arguments: call.arguments },
          })),
    tool_call_id: role === "tool" ? ids.ofResult.get(message) : undefined,
  };
}

function chatContent(parts: readonly Part[], options: BodyOptions): BodyValue {
  const [first] = parts;
  if (first === undefined) return "";
  if (parts.length === 1 && first.kind === "text") return first.text;
  return parts.map((part): BodyValue => {
    switch (part.kind) {
      case "text":
        return { type: "text", text: part.text };
      case "refusal":
        return { type: "refusal", refusal: part.text };
      case "image":
        return {
          type: "image_url",
          image_url: { url: imageUrl(part, options.images), detail: part.detail },
        };
      case "opaque":
        return part.definition && new VerbatimJson(part.definition);
    }
  });
}

function chatTool(tool: Tool): BodyValue {
  const { definition } = tool;
  if (definition && member(definition, "function")) return new VerbatimJson(definition);
  if (definition?.kind === "object" && tool.type === "function") {
    const members = definition.members.filter(({ key }) => key !== "type");
    return { type: "function", function: new VerbatimJson({ ...definition, members }) };
  }
  if (definition) return new VerbatimJson(definition);
  return {
    type: "function",
    function: {
      name: tool.name,
      description: tool.description,
      parameters: tool.parameters && new VerbatimJson(tool.parameters),
    },
  };
}

function chatToolChoice(choice: ToolChoice): BodyValue {
  return choice.kind === "function"
    ? { type: "function", function: { name: choice.name } }
    : choice.kind;
}

function chatFormat(format: ResponseFormat): BodyValue {
  if (format.kind !== "json_schema") return { type: format.kind };
  return { type: "json_schema", json_schema: schemaMembers(format) };
}

/** The schema members of both APIs: in chat under `json_schema`, in Responses next to `type`. */
export function schemaMembers(format: Extract<ResponseFormat, { kind: "json_schema" }>): Body {
  return {
    name: format.name || "answer",
    description: format.description,
    schema: new VerbatimJson(format.schema),
    strict: format.strict,
  };
}

/** The URL as which an image is sent: a data URI for a file, or else what the prompt names. */
export function imageUrl(part: ImagePart, images: ReadonlyMap<string, string>): string {
  const source = part.source ?? "";
  return images.get(source) ?? source;
}

/**
 * The messages of a Responses request in chat's form: consecutive calls, and the text before them, are
 * one assistant message there.
 */
function joinCalls(messages: readonly Message[]): readonly Message[] {
  const joined: Message[] = [];
  for (const message of messages) {
    const last = joined.at(-1);
    const callsOnly = message.toolCalls.length > 0 && message.parts.length === 0;
    if (callsOnly && last?.role === "assistant") {
      joined[joined.length - 1] = { ...last, toolCalls: [...last.toolCalls, ...message.toolCalls] };
    } else joined.push(message);
  }
  return joined;
}
