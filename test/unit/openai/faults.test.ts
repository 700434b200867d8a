import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunResult } from "../../../src/core/runs/runResult";
import { describeWaiting, type RunContext } from "../../../src/core/runs/runWords";
import { ManualClock } from "../runs/manualClock";
import {
  type Answer,
  beginStream,
  chatChunk,
  data,
  DONE,
  FaultServer,
  respond,
  stream,
  usageChunk,
} from "./faultServer";
import {
  chatPrompt,
  describeResult,
  HELLO,
  KEY,
  responsesPrompt,
  type RunSetup,
  runOn,
} from "./runOn";

/** Every way in which a run can fail: the message to the user, and that nothing is lost. */
describe("a run that goes wrong", () => {
  let server: FaultServer;
  beforeAll(async () => {
    server = await FaultServer.start();
  });
  afterAll(() => server.stop());

  /** As in the design: GPT-4o with 111 tokens out at $0.000250 at most. */
  const CONTEXT: RunContext = {
    host: "api.openai.com",
    model: "gpt-4o",
    shutdown: { date: "2027-01-14", confidence: "reported" },
    other: { model: "gpt-4o-mini", answered: true },
    alternatives: ["gpt-5", "gpt-5-mini"],
    reportsUsage: true,
    outputTokens: 111,
    cost: 250_000_000n,
  };
  const NONE_OUT = { outputTokens: 0, cost: 0n };

  const run = (answer: Answer, setup: RunSetup = {}) => {
    server.answerWith(answer);
    return runOn(server.baseUrl, setup);
  };
  const words = (result: RunResult, changes: Partial<RunContext> = {}) =>
    describeResult(result, { ...CONTEXT, ...changes }).map(({ title, sentence, actions }) => [
      title,
      sentence,
      ...actions,
    ]);
  const apiError = (status: number, error: object, headers: Record<string, string> = {}): Answer =>
    respond(status, JSON.stringify({ error }), { "content-type": "application/json", ...headers });

  const BEGUN = [chatChunk({ role: "assistant", content: "" }), chatChunk({ content: "Good mor" })];
  const WHOLE = [...BEGUN, chatChunk({ content: "ning" }), chatChunk({}, "stop")];

  it("401: the key is refused, and no part of it is shown", async () => {
    const { result } = await run(
      apiError(401, {
        message: `Incorrect API key provided: ${KEY}. Find yours on the website.`,
        code: "invalid_api_key",
      }),
    );
    expect(words(result, NONE_OUT)).toEqual([
      [
        "Key refused (401)",
        "api.openai.com does not accept the stored key. Set another one; nothing was billed.",
        "set-key",
      ],
    ]);
    expect(JSON.stringify(result)).not.toContain("sk-");
  });

  it("401 without a key: one is needed", async () => {
    const { result } = await run(apiError(401, { message: "No key" }), {
      connection: { key: undefined },
    });
    expect(words(result, NONE_OUT)[0]?.slice(0, 2)).toEqual([
      "Key needed (401)",
      "api.openai.com wants a key and none is stored for it. Nothing was billed.",
    ]);
    expect(server.seen[0]?.headers).not.toHaveProperty("authorization");
  });

  it("does not send a key that was given for another server", async () => {
    const { result } = await run(stream(...WHOLE, DONE), {
      connection: { key: { scope: "https://api.openai.com/v1", value: KEY } },
    });
    expect(result.status).toBe("finished");
    expect(JSON.stringify(server.seen)).not.toContain(KEY);
  });

  it("403: the project may not use the model", async () => {
    const { result } = await run(
      apiError(403, { message: "Project p has no access to it", code: "model_not_allowed" }),
    );
    expect(words(result, NONE_OUT)).toEqual([
      [
        "Not allowed (403)",
        "The key may not use gpt-4o. Choose a project with access, or another model. It says: Project p has no access to it.",
        "choose-pair",
      ],
    ]);
  });

  it("404: the model may be retired; says when and what is left", async () => {
    const { result } = await run(
      apiError(404, { message: "The model `gpt-4o` does not exist", code: "model_not_found" }),
    );
    expect(words(result, NONE_OUT)).toEqual([
      [
        "gpt-4o not found (404)",
        "It may be retired: 2027-01-14 is its reported date. gpt-4o-mini answered; choose what to compare it with.",
        "choose-pair",
      ],
    ]);
    const bothGone = { ...NONE_OUT, other: { model: "gpt-4o-mini", answered: false } };
    expect(words(result, bothGone)[0]?.[1]).toBe(
      "It may be retired: 2027-01-14 is its reported date. What is left to compare: gpt-5, gpt-5-mini.",
    );
  });

  it("404 of the path: the base URL leads nowhere", async () => {
    const { result } = await run(
      respond(404, "<html>Not Found</html>", { "content-type": "text/html" }),
    );
    expect(words(result, NONE_OUT)).toEqual([
      [
        "Address not found (404)",
        "api.openai.com has no API at this URL. Check the base URL.",
        "open-server-settings",
      ],
    ]);
  });

  it("429 with Retry-After: waits as long as asked, tries again twice, then says so", async () => {
    const clock = new ManualClock();
    const waits: number[] = [];
    const { result, events } = await run(
      apiError(429, { message: "Rate limit reached" }, { "retry-after": "12" }),
      {
        connection: { clock },
        onEvent: (event) => {
          if (event.kind !== "waiting") return;
          waits.push(event.seconds);
          queueMicrotask(() => clock.advance(12_000));
        },
      },
    );
    expect(waits).toEqual([12, 12]);
    expect(server.seen).toHaveLength(3);
    expect(events.map(({ kind }) => kind)).toEqual(["waiting", "retrying", "waiting", "retrying"]);
    expect(describeWaiting(12)).toMatchObject({
      title: "Rate limit (429)",
      sentence: "Next try in 12 s, by itself, twice at most.",
      actions: ["retry-now", "stop"],
    });
    expect(words(result, NONE_OUT)).toEqual([
      [
        "Rate limit (429)",
        "Still limited after 2 further tries. Retry later, or check the quota of the project. It says: Rate limit reached.",
        "retry",
      ],
    ]);
  });

  it("429 with Retry-After: a stop ends the wait", async () => {
    const stop = new AbortController();
    const clock = new ManualClock();
    const { result } = await run(apiError(429, {}, { "retry-after": "12" }), {
      connection: { clock },
      signal: stop.signal,
      onEvent: ({ kind }) => {
        if (kind === "waiting") stop.abort();
      },
    });
    expect(result).toMatchObject({ status: "stopped", isUnsent: true });
    expect(server.seen).toHaveLength(1);
    expect(clock.pending).toBe(0);
  });

  it("429 without Retry-After: leaves it to the user", async () => {
    const { result } = await run(apiError(429, {}));
    expect(server.seen).toHaveLength(1);
    expect(words(result, NONE_OUT)).toEqual([
      [
        "Rate limit (429)",
        "No waiting time given. Retry later, or check the quota of the project.",
        "retry",
      ],
    ]);
  });

  it("429 with an hour to wait: leaves it to the user", async () => {
    const { result } = await run(apiError(429, {}, { "retry-after": "3600" }));
    expect(server.seen).toHaveLength(1);
    expect(words(result, NONE_OUT)[0]?.[1]).toBe("The server asks to wait 3,600 s. Retry then.");
  });

  it("429 of a used-up quota: does not wait for what waiting does not mend", async () => {
    const { result } = await run(
      apiError(429, { code: "insufficient_quota" }, { "retry-after": "1" }),
    );
    expect(server.seen).toHaveLength(1);
    expect(words(result, NONE_OUT)[0]?.[1]).toBe(
      "The quota of the project is used up. Check its plan and its limits.",
    );
  });

  it("400: shows what the server says of the request", async () => {
    const { result } = await run(
      apiError(400, { message: "Invalid schema for function 'f'", code: "invalid_function" }),
    );
    expect(words(result, NONE_OUT)).toEqual([
      [
        "Request refused (400)",
        "api.openai.com does not take the request as it stands; nothing was billed. It says: Invalid schema for function 'f'.",
        "open-log",
      ],
    ]);
  });

  it("400 of Azure's filter: the prompt was stopped", async () => {
    const { result } = await run(apiError(400, { message: "Filtered", code: "content_filter" }));
    expect(words(result, NONE_OUT)[0]?.slice(0, 2)).toEqual([
      "Stopped by the content filter",
      "The filter of api.openai.com did not let the prompt pass. It says: Filtered.",
    ]);
  });

  it("500 with JSON", async () => {
    const { result } = await run(apiError(500, { message: "The server had an error" }));
    expect(words(result, NONE_OUT)).toEqual([
      [
        "Server error (500)",
        "api.openai.com failed. Nothing was billed as far as is known. It says: The server had an error.",
        "retry",
        "open-log",
      ],
    ]);
  });

  it("502 with a page: shows no markup", async () => {
    const { result } = await run(
      respond(502, "<html><h1>502 Bad Gateway</h1></html>", { "content-type": "text/html" }),
    );
    expect(words(result, NONE_OUT)).toEqual([
      [
        "Server error (502)",
        "api.openai.com failed, with a page instead of an answer. Nothing was billed as far as is known.",
        "retry",
        "open-log",
      ],
    ]);
  });

  it("200 with a page, as networks with a login send it", async () => {
    const { result } = await run(
      respond(200, "<html>Login</html>", { "content-type": "text/html" }),
    );
    expect(result.fault?.code).toBe("not-an-answer");
    expect(words(result, NONE_OUT)[0]?.[0]).toBe("Not an answer");
  });

  it("302: does not carry the key to another address", async () => {
    const { result } = await run(
      respond(302, "", { location: "https://elsewhere.example/v1/chat/completions" }),
    );
    expect(server.seen).toHaveLength(1);
    expect(words(result, NONE_OUT)[0]?.slice(0, 2)).toEqual([
      "Redirected (302)",
      "api.openai.com redirects runs to elsewhere.example. A key goes only where it was given for: set that address as the base URL if it is right.",
    ]);
  });

  it.each(["end", "destroy"] as const)(
    "a stream cut in the middle (%s): keeps what had arrived",
    async (how) => {
      const { result } = await run(
        beginStream(BEGUN, (response) => {
          if (how === "end") response.end();
          else response.destroy();
        }),
      );
      expect(result.text).toBe("Good mor");
      expect(words(result)).toEqual([
        [
          "Cut after 111 tokens",
          "The connection ended without a finish. 111 tokens kept, $0.000250 at most so far; usage unknown.",
          "run-again",
        ],
      ]);
    },
  );

  it("a connection that breaks before the answer", async () => {
    const { result } = await run((_request, response) => response.destroy());
    expect(result.fault).toEqual({ code: "cut" });
  });

  it("a malformed event: leaves it out, says so and reads on", async () => {
    const { result } = await run(
      stream(...BEGUN, 'data: {"choices":[{"del', ...WHOLE.slice(2), usageChunk(8, 3), DONE),
    );
    expect(result).toMatchObject({ status: "finished", text: "Good morning" });
    expect(words(result)).toEqual([
      [
        "Answer not readable",
        "1 event was not JSON and was left out; the text may have a gap.",
        "open-log",
      ],
    ]);
  });

  it("nothing but malformed events", async () => {
    const { result } = await run(stream("data: <oops>", "data: <again>"));
    expect(words(result, NONE_OUT)).toEqual([
      [
        "Answer not readable",
        "2 events were not JSON, and nothing else came.",
        "run-again",
        "open-log",
      ],
    ]);
  });

  it.each([
    ["no event at all", stream()],
    ["the end alone", stream(DONE)],
    ["a beginning without words", stream(BEGUN[0] ?? "", DONE)],
    ["a finish without words", stream(chatChunk({}, "stop"), usageChunk(8, 0), DONE)],
  ])("an empty stream: %s", async (_name, answer) => {
    const { result } = await run(answer);
    expect(words(result, NONE_OUT)).toEqual([
      ["0 tokens", "The answer ended before it began.", "run-again"],
    ]);
  });

  it("a missing usage chunk: the cost is our estimate", async () => {
    const { result } = await run(stream(...WHOLE, DONE));
    expect(result).toMatchObject({ status: "finished", text: "Good morning" });
    expect(words(result, { outputTokens: 203, cost: 5_040_000_000n })).toEqual([
      [
        "Finished, usage missing",
        "The server gave no usage. Cost is our estimate: $0.00504 for 203 tokens out.",
        "verify-count",
      ],
    ]);
  });

  it("a server that leaves out the end mark has still finished", async () => {
    const { result } = await run(stream(...WHOLE, usageChunk(8, 3)));
    expect(result).toMatchObject({ status: "finished", text: "Good morning" });
    expect(words(result)).toEqual([]);
  });

  it("a refusal: the model's own words stand as the answer", async () => {
    const { result } = await run(
      stream(
        chatChunk({ refusal: "I can't " }),
        chatChunk({ refusal: "help with that." }),
        chatChunk({}, "stop"),
        usageChunk(8, 6),
        DONE,
      ),
    );
    expect(result).toMatchObject({ status: "finished", refusal: "I can't help with that." });
    expect(words(result)).toEqual([["Refused", "The model's own words stand below."]]);
  });

  it("the content filter in the middle of an answer: keeps what was said", async () => {
    const { result } = await run(
      stream(...BEGUN, chatChunk({}, "content_filter"), usageChunk(8, 2), DONE),
    );
    expect(result).toMatchObject({ status: "finished", text: "Good mor" });
    expect(words(result)).toEqual([
      ["Stopped by the content filter", "The model's own words stand below."],
    ]);
  });

  it("finish_reason length", async () => {
    const answer = stream(...BEGUN, chatChunk({}, "length"), usageChunk(8, 720), DONE);
    const { result } = await run(answer);
    expect(words(result, { outputTokens: 720, maxOutputTokens: 720 })).toEqual([
      [
        "Stopped at 720 tokens",
        "max_tokens ends the answer here. Raise it to see the rest.",
        "set-max-tokens",
      ],
    ]);
    expect(words(result, { outputTokens: 16_384 })).toEqual([
      ["Stopped at 16,384 tokens", "The model's own limit ends the answer here."],
    ]);
  });

  it("an error in the middle of the stream: keeps what had arrived", async () => {
    const { result } = await run(
      stream(
        ...BEGUN,
        data({ error: { message: "The engine is overloaded", type: "server_error" } }),
      ),
    );
    expect(result.text).toBe("Good mor");
    expect(words(result)[0]?.slice(0, 2)).toEqual([
      "Server error",
      "api.openai.com failed. 111 tokens kept, $0.000250 at most so far; usage unknown. It says: The engine is overloaded.",
    ]);
  });

  it("a server that never answers: stopped after the time that is set", async () => {
    const clock = new ManualClock();
    const { result } = await run(() => clock.advance(60_000), { connection: { clock } });
    expect(words(result, NONE_OUT)).toEqual([
      ["No answer in 60 s", "Stopped by Tokenscale. 0 tokens.", "run-again"],
    ]);
    expect(result.timing.totalMs).toBe(60_000);
  });

  it("a server that falls silent: keeps what had arrived", async () => {
    const clock = new ManualClock();
    const { result } = await run(
      beginStream(BEGUN, () => undefined),
      {
        connection: { clock },
        onEvent: ({ kind }) => {
          if (kind === "text") setImmediate(() => clock.advance(30_000));
        },
      },
    );
    expect(result.text).toBe("Good mor");
    expect(words(result)).toEqual([
      [
        "Silent for 30 s",
        "Stopped by Tokenscale. 111 tokens kept, $0.000250 at most so far; usage unknown.",
        "run-again",
      ],
    ]);
  });

  it("a stop by the user: keeps what had arrived", async () => {
    const stop = new AbortController();
    const { result } = await run(
      beginStream(BEGUN, () => undefined),
      {
        signal: stop.signal,
        onEvent: ({ kind }) => {
          if (kind === "text") stop.abort();
        },
      },
    );
    expect(result).toMatchObject({ status: "stopped", text: "Good mor" });
    expect(words(result)).toEqual([
      [
        "Stopped after 111 tokens",
        "111 tokens kept, $0.000250 at most so far; usage unknown.",
        "run-again",
      ],
    ]);
  });

  it("a stop before the request: sends nothing", async () => {
    const { result } = await run(stream(...WHOLE), { signal: AbortSignal.abort() });
    expect(result).toMatchObject({ status: "stopped", isUnsent: true });
    expect(server.seen).toHaveLength(0);
  });

  it("a connection that breaks after the finish: the answer is complete", async () => {
    const { result } = await run(beginStream(WHOLE, (response) => response.destroy()));
    expect(result).toMatchObject({ status: "finished", text: "Good morning" });
    expect(words(result)[0]?.[0]).toBe("Finished, usage missing");
  });

  it("a server that falls silent after the finish: the answer is complete", async () => {
    const clock = new ManualClock();
    const { result } = await run(
      beginStream(WHOLE, () => undefined),
      {
        connection: { clock },
        onEvent: ({ kind }) => {
          if (kind === "finish") setImmediate(() => clock.advance(30_000));
        },
      },
    );
    expect(result).toMatchObject({ status: "finished", text: "Good morning" });
  });

  it("an endless answer: stopped at the memory limit", async () => {
    const piece = chatChunk({ content: "x".repeat(1_000) });
    const { result } = await run(
      (_request, response) => {
        response.writeHead(200, { "content-type": "text/event-stream" });
        const more = (): void => {
          if (!response.destroyed) response.write(`${piece}\n\n`, () => setImmediate(more));
        };
        more();
      },
      { limits: { answerCharacters: 50_000 } },
    );
    expect(words(result)[0]?.[0]).toBe("Longer than 50,000 characters");
    expect(result.text.length).toBeGreaterThan(50_000);
    expect(result.text.length).toBeLessThan(200_000);
  });

  it("offline: everything else continues", async () => {
    const gone = await FaultServer.start();
    const { baseUrl } = gone;
    await gone.stop();
    const { result } = await runOn(baseUrl);
    expect(result.fault).toEqual({ code: "offline", reason: "ECONNREFUSED" });
    expect(words(result, NONE_OUT)).toEqual([
      [
        "Offline",
        "api.openai.com can't be reached. Counts, prices and the recommendation work without it.",
        "retry",
      ],
    ]);
  });

  it("an image that can't be read: nothing is sent", async () => {
    const prompt = chatPrompt({
      messages: [
        { role: "user", content: [{ type: "image_url", image_url: { url: "gone.png" } }] },
      ],
    });
    const { result } = await run(stream(...WHOLE), { prompt });
    expect(server.seen).toHaveLength(0);
    expect(words(result, NONE_OUT)[0]?.slice(0, 2)).toEqual([
      "Image not read",
      "gone.png can't be read as PNG, JPEG, GIF or WebP. Nothing was sent.",
    ]);
  });

  it("a part that the API can't take: nothing is sent", async () => {
    const prompt = chatPrompt({
      messages: [{ role: "user", content: [{ type: "file", file: { file_id: "file-1" } }] }],
    });
    const { result } = await run(stream(...WHOLE), { prompt, endpoint: "responses" });
    expect(server.seen).toHaveLength(0);
    expect(words(result, NONE_OUT)[0]?.slice(0, 2)).toEqual([
      "Not sent",
      "The prompt has a part that this run can't send: file. Nothing was sent.",
    ]);
  });

  it("an answer in one piece, of a server that does not stream", async () => {
    const { result, events } = await run(
      respond(
        200,
        JSON.stringify({
          model: "local-7b",
          choices: [
            { message: { role: "assistant", content: "Good morning" }, finish_reason: "stop" },
          ],
          usage: { prompt_tokens: 8, completion_tokens: 2, total_tokens: 10 },
        }),
      ),
    );
    expect(result).toMatchObject({
      status: "finished",
      text: "Good morning",
      servedModel: "local-7b",
      usage: { inputTokens: 8, cachedTokens: 0, outputTokens: 2 },
    });
    expect(events.map(({ kind }) => kind)).toEqual([
      "first-byte",
      "first-token",
      "text",
      "finish",
      "usage",
    ]);
  });

  it("counts the cached tokens that the server reports", async () => {
    const { result } = await run(stream(...WHOLE, usageChunk(2_000, 3, 1_024), DONE));
    expect(result.usage).toEqual({ inputTokens: 2_000, cachedTokens: 1_024, outputTokens: 3 });
  });

  it("events in strange shapes do no harm", async () => {
    const { result } = await run(
      stream(
        "data: 42",
        "data: null",
        "data: []",
        'data: {"choices":"none"}',
        'data: {"choices":[{"delta":{"content":7,"tool_calls":{}}}],"usage":{"prompt_tokens":-1}}',
        ": a comment",
        "event: ping",
        ...WHOLE,
        DONE,
      ),
    );
    expect(result).toMatchObject({ status: "finished", text: "Good morning", unreadableEvents: 0 });
  });

  it("reads events whatever the cuts of the network and the line ends", async () => {
    const text = [...WHOLE, usageChunk(8, 3), DONE]
      .map((event) => `${event}\r\n\r\n`)
      .join("")
      .replace("ning", "ning, Zoë 🙂");
    const bytes = Buffer.from(text, "utf8");
    const { result } = await run((_request, response) => {
      response.writeHead(200, { "content-type": "text/event-stream" });
      let at = 0;
      const next = (): void => {
        if (at >= bytes.length) response.end();
        else response.write(bytes.subarray(at, (at += 7)), () => setImmediate(next));
      };
      next();
    });
    expect(result).toMatchObject({ status: "finished", text: "Good morning, Zoë 🙂" });
  });

  describe("in the Responses API", () => {
    const prompt = responsesPrompt({ model: "gpt-4o", input: "hello" });
    const event = (type: string, more: object): string =>
      `event: ${type}\n${data({ type, ...more })}`;
    const said = event("response.output_text.delta", { output_index: 0, delta: "Good mor" });
    const end = (status: string, more: object = {}): string =>
      event(`response.${status}`, {
        response: {
          object: "response",
          model: "gpt-4o-2024-08-06",
          status,
          usage: {
            input_tokens: 8,
            input_tokens_details: { cached_tokens: 0 },
            output_tokens: 2,
          },
          ...more,
        },
      });

    it.each([
      ["max_output_tokens", "length", "Stopped at 720 tokens"],
      ["content_filter", "content-filter", "Stopped by the content filter"],
    ])("incomplete by %s", async (reason, finishReason, title) => {
      const { result } = await run(
        stream(said, end("incomplete", { incomplete_details: { reason } })),
        { prompt },
      );
      expect(result).toMatchObject({ status: "finished", text: "Good mor", finishReason });
      expect(words(result, { outputTokens: 720, maxOutputTokens: 720 })[0]?.[0]).toBe(title);
    });

    it("failed in the middle", async () => {
      const { result } = await run(
        stream(said, end("failed", { error: { code: "server_error", message: "Broke" } })),
        { prompt },
      );
      expect(result).toMatchObject({
        status: "failed",
        text: "Good mor",
        fault: { code: "server-error", serverMessage: "Broke" },
      });
    });

    it("ends with its last event, though the connection stays", async () => {
      const { result } = await run(
        beginStream([said, end("completed")], () => undefined),
        { prompt },
      );
      expect(result).toMatchObject({ status: "finished", usage: { outputTokens: 2 } });
    });

    it("the log-probabilities of its tokens, streamed or in one piece", async () => {
      const tokens = [-0.2, -0.6].map((logprob) => ({ token: "x", logprob }));
      const delta = event("response.output_text.delta", { delta: "Good", logprobs: tokens });
      const streamed = await run(stream(delta, end("completed")), { prompt });
      expect(streamed.result.meanLogProbability).toBeCloseTo(-0.4, 12);
      const content = [{ type: "output_text", text: "Good", logprobs: tokens }];
      const whole = { object: "response", status: "completed", output: [{ content }] };
      const answered = await run(respond(200, JSON.stringify(whole)), { prompt });
      expect(answered.result.meanLogProbability).toBeCloseTo(-0.4, 12);
    });

    it("cut in the middle", async () => {
      const { result } = await run(stream(said), { prompt });
      expect(result).toMatchObject({ text: "Good mor", fault: { code: "cut" } });
    });

    it("a refusal", async () => {
      const { result } = await run(
        stream(event("response.refusal.delta", { delta: "No." }), end("completed")),
        { prompt },
      );
      expect(result).toMatchObject({ status: "finished", refusal: "No." });
    });

    it("an answer in one piece", async () => {
      const { result } = await run(
        respond(
          200,
          JSON.stringify({
            object: "response",
            model: "gpt-4o",
            status: "completed",
            output: [
              { type: "message", content: [{ type: "output_text", text: "Good morning" }] },
              { type: "function_call", call_id: "call_1", name: "f", arguments: "{}" },
            ],
            usage: { input_tokens: 8, output_tokens: 2 },
          }),
        ),
        { prompt },
      );
      expect(result).toMatchObject({
        status: "finished",
        text: "Good morning",
        toolCalls: [{ id: "call_1", name: "f", arguments: "{}" }],
        finishReason: "tool-calls",
        usage: { inputTokens: 8, cachedTokens: 0, outputTokens: 2 },
      });
    });
  });

  it("one side failing leaves the other alone", async () => {
    server.answerWith((request, response) => {
      const isMini = request.body.includes("gpt-4o-mini");
      (isMini ? stream(...WHOLE, usageChunk(8, 3), DONE) : apiError(500, {}))(request, response);
    });
    const [left, right] = await Promise.all([
      runOn(server.baseUrl, { prompt: HELLO, model: "gpt-4o" }),
      runOn(server.baseUrl, { prompt: HELLO, model: "gpt-4o-mini" }),
    ]);
    expect(left.result.status).toBe("failed");
    expect(right.result).toMatchObject({ status: "finished", text: "Good morning" });
  });

  it("reads nothing after the end mark", async () => {
    const { result } = await run(
      stream(...WHOLE, usageChunk(8, 3), DONE, chatChunk({ content: " and more" })),
    );
    expect(result).toMatchObject({ status: "finished", text: "Good morning" });
  });
});
