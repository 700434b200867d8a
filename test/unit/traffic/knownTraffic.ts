/** Requests whose tokens are known, to be written in each format of logs. */
export interface KnownRequest {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly model: string;
  readonly route: string;
  /** With `cached`. */
  readonly input: number;
  readonly cached: number;
  /** With `reasoning`. */
  readonly output: number;
  readonly reasoning: number;
  readonly text: string;
}

const MODELS = ["gpt-4o-2024-08-06", "gpt-4o-mini", "gpt-5-mini"];
const ROUTES = ["/digest", "/triage", "/reply"];

/** `count` requests, the same for the same `seed`. */
export function knownRequests(count: number, seed = 1): readonly KnownRequest[] {
  const random = randomOf(seed);
  return Array.from({ length: count }, (_, index) => {
    const model = MODELS[random(MODELS.length)] ?? "";
    const input = 1 + random(6_000);
    const output = 1 + random(900);
    return {
      id: `request-${seed}-${index}`,
      time: new Date(
        Date.UTC(2026, 9, 1 + random(28), random(24), random(60), random(60)),
      ).toISOString(),
      model,
      route: ROUTES[random(ROUTES.length)] ?? "",
      input,
      cached: random(2) === 0 ? 0 : random(input),
      output,
      reasoning: model === "gpt-5-mini" ? random(output) : 0,
      text: `Summarize ticket ${index} about "${"delivery".repeat(1 + random(3))}" in one sentence.\n`,
    };
  });
}

function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** USD per million tokens, written down here so that nothing is checked against itself. */
const PRICES: Readonly<Record<string, readonly [input: number, cached: number, output: number]>> = {
  "gpt-4o-2024-08-06": [2.5, 1.25, 10],
  "gpt-4o-mini": [0.15, 0.075, 0.6],
  "gpt-5-mini": [0.25, 0.025, 2],
};

/** In USD × 10⁻⁹, exact. */
export function knownCost(requests: readonly KnownRequest[]): bigint {
  return requests.reduce((sum, { model, input, cached, output }) => {
    const [inputUsd = 0, cachedUsd = 0, outputUsd = 0] = PRICES[model] ?? [];
    const nano = (tokens: number, usd: number): bigint =>
      BigInt(tokens) * BigInt(Math.round(usd * 1_000));
    return sum + nano(input - cached, inputUsd) + nano(cached, cachedUsd) + nano(output, outputUsd);
  }, 0n);
}

/** As Chat Completions names them. */
function usageOf({ input, cached, output, reasoning }: KnownRequest): object {
  return {
    prompt_tokens: input,
    completion_tokens: output,
    prompt_tokens_details: { cached_tokens: cached },
    completion_tokens_details: { reasoning_tokens: reasoning },
  };
}

function messagesOf({ text }: KnownRequest): readonly object[] {
  return [{ role: "user", content: text }];
}

function lines(values: readonly unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join("");
}

const attribute = (key: string, value: string | number) => ({
  key,
  value: typeof value === "number" ? { intValue: String(value) } : { stringValue: value },
});

function nanoseconds(time: string): string {
  return `${Date.parse(time)}000000`;
}

/** The requests in each format, as the tool that keeps the log writes them. */
export const WRITERS: Readonly<Record<string, (requests: readonly KnownRequest[]) => string>> = {
  "OpenTelemetry, a document": (requests) =>
    JSON.stringify(
      {
        resourceSpans: [
          {
            resource: { attributes: [attribute("service.name", "desk")] },
            scopeSpans: [
              {
                spans: [
                  {
                    spanId: "agent",
                    attributes: [
                      attribute("gen_ai.operation.name", "invoke_agent"),
                      attribute("gen_ai.request.model", "gpt-4o"),
                      attribute("gen_ai.usage.input_tokens", 999_999),
                    ],
                  },
                  ...requests.map((request) => ({
                    spanId: request.id,
                    startTimeUnixNano: nanoseconds(request.time),
                    attributes: [
                      attribute("gen_ai.operation.name", "chat"),
                      attribute("gen_ai.request.model", request.model),
                      attribute("http.route", request.route),
                      attribute("gen_ai.usage.input_tokens", request.input),
                      attribute("gen_ai.usage.cache_read.input_tokens", request.cached),
                      attribute("gen_ai.usage.output_tokens", request.output),
                      attribute("gen_ai.usage.reasoning.output_tokens", request.reasoning),
                      attribute(
                        "gen_ai.input.messages",
                        JSON.stringify([
                          { role: "user", parts: [{ type: "text", content: request.text }] },
                        ]),
                      ),
                    ],
                  })),
                ],
              },
            ],
          },
        ],
      },
      undefined,
      2,
    ),
  "OpenTelemetry, lines of events with older names": (requests) =>
    lines(
      requests.map((request) => ({
        resourceLogs: [
          {
            scopeLogs: [
              {
                logRecords: [
                  {
                    timeUnixNano: nanoseconds(request.time),
                    attributes: [
                      attribute("gen_ai.request.model", request.model),
                      attribute("gen_ai.response.id", request.id),
                      attribute("http.route", request.route),
                      attribute("gen_ai.usage.prompt_tokens", request.input),
                      attribute("gen_ai.usage.cached_input_tokens", request.cached),
                      attribute("gen_ai.usage.completion_tokens", request.output),
                      attribute("gen_ai.usage.reasoning_output_tokens", request.reasoning),
                      attribute("gen_ai.prompt", JSON.stringify(messagesOf(request))),
                    ],
                  },
                ],
              },
            ],
          },
        ],
      })),
    ),
  "LiteLLM, spend logs": (requests) =>
    lines(
      requests.map((request) => ({
        request_id: request.id,
        call_type: "acompletion",
        cache_hit: "None",
        startTime: request.time.replace("T", " ").replace("Z", "000"),
        model: request.model,
        spend: 0.1,
        prompt_tokens: request.input,
        completion_tokens: request.output,
        request_tags: JSON.stringify(["User-Agent: test", request.route]),
        messages: JSON.stringify(messagesOf(request)),
        metadata: JSON.stringify({
          usage_object: usageOf(request),
        }),
      })),
    ),
  "LiteLLM, standard payloads": (requests) =>
    JSON.stringify(
      requests.map((request) => ({
        id: request.id,
        call_type: "acompletion",
        response_cost: 0.1,
        startTime: request.time,
        model: request.model,
        prompt_tokens: request.input,
        completion_tokens: request.output,
        request_tags: [request.route],
        messages: messagesOf(request),
        response: {
          usage: usageOf(request),
        },
      })),
      undefined,
      1,
    ),
  // The input leaves the cached tokens out, the output the reasoning tokens; counts are texts.
  Langfuse: (requests) =>
    lines(
      requests.flatMap((request) => [
        { id: `trace-${request.id}`, traceId: "t", type: "SPAN", name: "handler" },
        {
          id: request.id,
          traceId: "t",
          type: "GENERATION",
          promptName: request.route,
          startTime: request.time.replace("T", " ").replace("Z", ""),
          providedModelName: request.model,
          usageDetails: {
            input: String(request.input - request.cached),
            input_cached_tokens: String(request.cached),
            output: String(request.output - request.reasoning),
            output_reasoning_tokens: String(request.reasoning),
            total: String(request.input + request.output),
          },
          input: JSON.stringify({ messages: messagesOf(request) }),
        },
      ]),
    ),
  "Helicone, JSONL": (requests) =>
    lines(
      requests.map((request) => ({
        response_id: request.id,
        request_created_at: request.time,
        request_properties: { "Helicone-Prompt-Id": request.route },
        model: request.model,
        prompt_tokens: request.input,
        completion_tokens: request.output,
        request_body: { messages: messagesOf(request) },
        response_body: {
          usage: usageOf(request),
        },
      })),
    ),
  "JSONL of requests, Chat Completions": (requests) =>
    lines(
      requests.map((request) => ({
        timestamp: request.time,
        id: request.id,
        model: request.model,
        route: request.route,
        messages: messagesOf(request),
        usage: usageOf(request),
      })),
    ),
  "JSONL of requests, Responses": (requests) =>
    lines(
      requests.map((request) => ({
        created_at: Date.parse(request.time) / 1_000,
        endpoint: request.route,
        request: { model: request.model, input: request.text },
        response: {
          id: request.id,
          model: request.model,
          usage: {
            input_tokens: request.input,
            input_tokens_details: { cached_tokens: request.cached },
            output_tokens: request.output,
            output_tokens_details: { reasoning_tokens: request.reasoning },
          },
        },
      })),
    ),
  CSV: (requests) =>
    `Date,Request ID,Model,Path,"Input tokens",Cached tokens,Output tokens,Reasoning tokens,Prompt\r\n${requests
      .map((request) =>
        [
          request.time,
          request.id,
          request.model,
          request.route,
          request.input,
          request.cached,
          request.output,
          request.reasoning,
          `"${request.text.replaceAll('"', '""')}"`,
        ].join(","),
      )
      .join("\r\n")}\r\n`,
};
