import type { TokenUsage, TrafficRecord } from "../trafficRecord";
import { countOf, textOf, unwrapJson } from "./jsonAccess";
import { loggedPrompt } from "./loggedPrompt";
import { recordOf } from "./recordOf";
import { isObject, type JsonObject, type TrafficFormat } from "./trafficFormat";

type Attributes = ReadonlyMap<string, unknown>;

/** Names of one fact, the current one first, then older ones and those of OpenInference and OpenLLMetry. */
const NAMES = {
  model: [
    "gen_ai.response.model",
    "gen_ai.request.model",
    "llm.model_name",
    "llm.response.model",
    "llm.request.model",
  ],
  input: [
    "gen_ai.usage.input_tokens",
    "gen_ai.usage.prompt_tokens",
    "llm.token_count.prompt",
    "llm.usage.prompt_tokens",
  ],
  output: [
    "gen_ai.usage.output_tokens",
    "gen_ai.usage.completion_tokens",
    "llm.token_count.completion",
    "llm.usage.completion_tokens",
  ],
  cached: [
    "gen_ai.usage.cache_read.input_tokens",
    "gen_ai.usage.cache_read_input_tokens",
    "gen_ai.usage.cached_input_tokens",
    "gen_ai.usage.input_tokens.cached",
    "gen_ai.usage.details.cache_read_tokens",
    "gen_ai.usage.details.cached_tokens",
    "llm.token_count.prompt_details.cache_read",
  ],
  cacheWrite: [
    "gen_ai.usage.cache_creation.input_tokens",
    "gen_ai.usage.cache_creation_input_tokens",
    "gen_ai.usage.details.cache_write_tokens",
    "llm.token_count.prompt_details.cache_write",
  ],
  reasoning: [
    "gen_ai.usage.reasoning.output_tokens",
    "gen_ai.usage.reasoning_output_tokens",
    "gen_ai.usage.reasoning_tokens",
    "gen_ai.usage.output_tokens.reasoning",
    "gen_ai.usage.details.reasoning_tokens",
    "llm.token_count.completion_details.reasoning",
  ],
  inputAudio: ["gen_ai.usage.details.input_audio_tokens", "llm.token_count.prompt_details.audio"],
  outputAudio: [
    "gen_ai.usage.details.output_audio_tokens",
    "llm.token_count.completion_details.audio",
  ],
  image: ["gen_ai.usage.details.input_image_tokens", "llm.token_count.prompt_details.image"],
  prompt: ["gen_ai.input.messages", "gen_ai.prompt", "gen_ai.request.messages", "input.value"],
  instructions: ["gen_ai.system_instructions"],
  tools: ["gen_ai.tool.definitions", "llm.tools"],
  route: ["gen_ai.prompt.name", "http.route", "url.path", "http.target", "gen_ai.agent.name"],
  tier: [
    "gen_ai.openai.response.service_tier",
    "openai.response.service_tier",
    "gen_ai.response.service_tier",
    "gen_ai.openai.request.service_tier",
    "openai.request.service_tier",
    "gen_ai.request.service_tier",
  ],
  id: ["gen_ai.response.id", "llm.response.id"],
} as const;

/** Operations that ask a model once. An agent's span carries the sums of the spans below it. */
const SINGLE_OPERATIONS = new Set(["chat", "text_completion", "generate_content", "embeddings"]);
const MODEL_PREFIX = /^(?:gen_ai|llm)\./;

/**
 * GenAI spans and events of OpenTelemetry: OTLP as JSON, spans with a map of attributes, or the
 * attributes alone. The input holds the cached tokens, the output the reasoning tokens.
 */
export const OTEL: TrafficFormat = {
  id: "otel",
  label: "OpenTelemetry export",
  keepsText: true,
  recognizes: (value) =>
    ["resourceSpans", "resourceLogs", "resource_spans", "resource_logs"].some(
      (key) => key in value,
    ) ||
    hasModelAttribute(value) ||
    (isObject(value["attributes"]) && hasModelAttribute(value["attributes"])) ||
    (Array.isArray(value["attributes"]) && listed(value["attributes"]).size > 0),
  read: (value) => ({ records: [...spansOf(value)].flatMap(readSpan) }),
};

function hasModelAttribute(value: JsonObject): boolean {
  return Object.keys(value).some((key) => MODEL_PREFIX.test(key));
}

interface Span {
  /** Times and ids beside the attributes. */
  readonly own: JsonObject;
  readonly attributes: Attributes;
  readonly service: string | undefined;
}

function* spansOf(value: JsonObject): Generator<Span> {
  const resources = [
    ...arrayAt(value, "resourceSpans", "resource_spans"),
    ...arrayAt(value, "resourceLogs", "resource_logs"),
  ];
  if (resources.length === 0) {
    yield { own: value, attributes: attributesOf(value), service: undefined };
    return;
  }
  for (const resource of resources) {
    const described = isObject(resource["resource"])
      ? attributesOf(resource["resource"])
      : undefined;
    const service = textOf(described?.get("service.name"));
    const scopes = [
      ...arrayAt(resource, "scopeSpans", "scope_spans", "instrumentationLibrarySpans"),
      ...arrayAt(resource, "scopeLogs", "scope_logs"),
    ];
    for (const scope of scopes) {
      for (const own of [
        ...arrayAt(scope, "spans"),
        ...arrayAt(scope, "logRecords", "log_records"),
      ]) {
        yield { own, attributes: attributesOf(own), service };
      }
    }
  }
}

function readSpan({ own, attributes, service }: Span): readonly TrafficRecord[] {
  const find = (names: readonly string[]): unknown => {
    const name = names.find((candidate) => isGiven(attributes.get(candidate)));
    return name === undefined ? undefined : attributes.get(name);
  };
  const operation = textOf(attributes.get("gen_ai.operation.name"));
  if (operation !== undefined && !SINGLE_OPERATIONS.has(operation)) return [];
  const model = textOf(find(NAMES.model));
  const usage = usageIn(find);
  if (model === undefined || (usage === undefined && operation === undefined)) return [];
  return [
    recordOf({
      time:
        own["startTimeUnixNano"] ??
        own["start_time_unix_nano"] ??
        own["timeUnixNano"] ??
        own["time_unix_nano"] ??
        own["observedTimeUnixNano"] ??
        timeOf(own["startTime"] ?? own["start_time"] ?? own["timestamp"]),
      model,
      route: textOf(find(NAMES.route)) ?? service,
      tier: find(NAMES.tier),
      id: textOf(find(NAMES.id)) ?? spanId(own),
      usage,
      prompt:
        loggedPrompt(find(NAMES.prompt) ?? promptOfEvents(own), {
          instructions: find(NAMES.instructions),
          tools: find(NAMES.tools),
        }) ?? loggedPrompt(indexedMessages(attributes)),
    }),
  ];
}

/** JavaScript's SDK writes a time as `[seconds, nanoseconds]`. */
function timeOf(time: unknown): unknown {
  return Array.isArray(time) ? time[0] : time;
}

function usageIn(find: (names: readonly string[]) => unknown): TokenUsage | undefined {
  const count = (names: readonly string[]): number | undefined => countOf(find(names));
  const [input, output] = [count(NAMES.input), count(NAMES.output)];
  if (input === undefined && output === undefined) return undefined;
  return {
    input: input ?? 0,
    cached: count(NAMES.cached) ?? 0,
    cacheWrite: count(NAMES.cacheWrite) ?? 0,
    output: output ?? 0,
    reasoning: count(NAMES.reasoning) ?? 0,
    inputAudio: count(NAMES.inputAudio) ?? 0,
    outputAudio: count(NAMES.outputAudio) ?? 0,
    image: count(NAMES.image) ?? 0,
  };
}

function spanId(own: JsonObject): string | undefined {
  const [trace, span] = [own["traceId"] ?? own["trace_id"], own["spanId"] ?? own["span_id"]];
  return textOf(span) === undefined ? undefined : `${textOf(trace) ?? ""}/${textOf(span) ?? ""}`;
}

/** Older instrumentations put the prompt into an event of the span. */
function promptOfEvents(own: JsonObject): unknown {
  const events = arrayAt(own, "events").map(attributesOf);
  return events.map((event) => event.get("gen_ai.prompt")).find(isGiven);
}

const INDEXED = /^(?:gen_ai\.prompt|llm\.input_messages)\.(\d+)\.(?:message\.)?(role|content)$/;

/** `gen_ai.prompt.0.content` … as messages. */
function indexedMessages(attributes: Attributes): readonly JsonObject[] {
  const messages = new Map<number, Record<string, unknown>>();
  for (const [name, value] of attributes) {
    const [, index, member] = INDEXED.exec(name) ?? [];
    if (index === undefined || member === undefined) continue;
    const message = messages.get(Number(index)) ?? {};
    message[member] = unwrapJson(value);
    messages.set(Number(index), message);
  }
  return [...messages].sort(([a], [b]) => a - b).map(([, message]) => message);
}

function attributesOf(own: JsonObject): Attributes {
  const { attributes } = own;
  if (Array.isArray(attributes)) return listed(attributes);
  if (isObject(attributes)) return new Map(Object.entries(attributes));
  return hasModelAttribute(own) ? new Map(Object.entries(own)) : new Map();
}

/** OTLP's list of `{ key, value: { intValue: "40" } }`. */
function listed(attributes: readonly unknown[]): Attributes {
  return new Map(
    attributes.filter(isObject).flatMap(({ key, value }) => {
      const name = textOf(key);
      return name === undefined || !isObject(value) ? [] : [[name, anyValue(value)] as const];
    }),
  );
}

function anyValue(value: JsonObject): unknown {
  const [name, inner] = Object.entries(value)[0] ?? [];
  if (!isObject(inner)) return inner;
  const values = inner["values"];
  if (!Array.isArray(values)) return inner;
  return name === "kvlistValue"
    ? Object.fromEntries(listed(values as readonly unknown[]))
    : values.filter(isObject).map(anyValue);
}

function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null && value !== "";
}

function arrayAt(value: JsonObject, ...keys: readonly string[]): readonly JsonObject[] {
  const found = keys.map((key) => value[key]).find(Array.isArray);
  return Array.isArray(found) ? found.filter(isObject) : [];
}
