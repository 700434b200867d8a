import { LLMock } from "@copilotkit/aimock";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createOpenAiRunner } from "../../../src/openai/openAiRunner";
import { readServerAddress } from "../../../src/openai/serverAddress";
import { SYSTEM_CLOCK } from "../../../src/node/systemClock";
import { chatPrompt, connectionTo, KEY, responsesPrompt, runOn, textsOf } from "./runOn";

/** The runner against a third-party OpenAI-compatible server. */
describe("a run on an OpenAI-compatible server", () => {
  const mock = new LLMock({ port: 0, host: "127.0.0.1" });
  const baseUrl = (): string => `${mock.url}/v1`;
  beforeAll(async () => {
    await mock.start();
  });
  afterAll(() => mock.stop());
  beforeEach(() => {
    mock.clearFixtures();
    mock.clearRequests();
  });

  const chat = (text: string, more: object = {}) =>
    chatPrompt({ model: "gpt-4o", messages: [{ role: "user", content: text }], ...more });
  const responses = (text: string, more: object = {}) =>
    responsesPrompt({ model: "gpt-4o", input: text, ...more });
  const sentBody = (): Readonly<Record<string, unknown>> => ({ ...mock.getLastRequest()?.body });

  const SAID = "Good morning, what can I do for you?";

  describe.each([
    ["chat", chat("hello")],
    ["responses", responses("hello")],
  ] as const)("%s", (endpoint, prompt) => {
    it("streams the text in pieces and reports the usage", async () => {
      mock.onMessage(
        "hello",
        { content: SAID, usage: { prompt_tokens: 8, completion_tokens: 9, total_tokens: 17 } },
        { chunkSize: 4 },
      );
      const { result, events } = await runOn(baseUrl(), { prompt });
      expect(result).toMatchObject({
        status: "finished",
        text: SAID,
        finishReason: "stop",
        usage: { inputTokens: 8, cachedTokens: 0, outputTokens: 9 },
        servedModel: "gpt-4o",
      });
      expect(textsOf(events).join("")).toBe(SAID);
      expect(textsOf(events).length).toBeGreaterThan(3);
      const kinds = events.map(({ kind }) => kind);
      expect(kinds.slice(0, 3)).toEqual(["first-byte", "first-token", "text"]);
      expect(kinds).toContain("finish");
      expect(mock.getLastRequest()?.path).toBe(
        endpoint === "chat" ? "/v1/chat/completions" : "/v1/responses",
      );
    });

    it("shows a tool call as the answer that it is", async () => {
      mock.onMessage("hello", {
        toolCalls: [
          { id: "call_a", name: "get_weather", arguments: { city: "Bern" } },
          { id: "call_b", name: "get_time", arguments: { zone: "CET" } },
        ],
      });
      const { result, events } = await runOn(baseUrl(), { prompt });
      expect(result).toMatchObject({ status: "finished", text: "", finishReason: "tool-calls" });
      expect(result.toolCalls).toEqual([
        { id: "call_a", name: "get_weather", arguments: '{"city":"Bern"}' },
        { id: "call_b", name: "get_time", arguments: '{"zone":"CET"}' },
      ]);
      expect(events.find(({ kind }) => kind === "first-token")).toBeDefined();
    });

    it("keeps what was said before a stream was cut", async () => {
      mock.onMessage(
        "hello",
        { content: SAID },
        { chunkSize: 4, latency: 2, truncateAfterChunks: 8 },
      );
      const { result } = await runOn(baseUrl(), { prompt });
      expect(result).toMatchObject({ status: "failed", fault: { code: "cut" } });
      expect(SAID.startsWith(result.text)).toBe(true);
      expect(result.text).not.toBe("");
    });

    it("measures from the request to the first byte, the first token and the end", async () => {
      mock.onMessage("hello", { content: SAID }, { chunkSize: 4, latency: 2 });
      const { result, events } = await runOn(baseUrl(), {
        prompt,
        connection: { clock: SYSTEM_CLOCK },
      });
      const { firstByteMs = NaN, firstTokenMs = NaN, totalMs } = result.timing;
      expect(firstByteMs).toBeGreaterThan(0);
      expect(firstTokenMs).toBeGreaterThanOrEqual(firstByteMs);
      expect(totalMs).toBeGreaterThan(firstTokenMs);
      expect(events).toContainEqual({ kind: "first-token", atMs: firstTokenMs });
    });

    it("passes the server's error on", async () => {
      mock.nextRequestError(503, { message: "Overloaded", type: "server_error" });
      const { result } = await runOn(baseUrl(), { prompt });
      expect(result).toMatchObject({
        status: "failed",
        text: "",
        fault: { code: "server-error", status: 503, page: false, serverMessage: "Overloaded" },
      });
    });

    it("retries after a rate limit, immediately if the user wants it", async () => {
      mock.nextRequestError(429, { message: "Slow down", type: "rate_limit_error" });
      mock.onMessage("hello", { content: SAID });
      const { result, events } = await runOn(baseUrl(), {
        prompt,
        onEvent: (event) => {
          if (event.kind === "waiting") event.retryNow();
        },
      });
      expect(events.slice(0, 2).map(({ kind }) => kind)).toEqual(["waiting", "retrying"]);
      expect(result).toMatchObject({ status: "finished", text: SAID });
    });
  });

  it("sends the key to the server that it was given for", async () => {
    mock.onMessage("hello", { content: SAID });
    const seen: (string | undefined)[] = [];
    await runOn(baseUrl(), {
      prompt: chat("hello"),
      connection: {
        send: (url, init) => {
          seen.push(init.headers["authorization"]);
          return fetch(url, init);
        },
      },
    });
    expect(seen).toEqual([`Bearer ${KEY}`]);
  });

  it("sends tools, tool choice and settings as they stand", async () => {
    mock.onMessage("hello", { content: SAID });
    const tool = {
      type: "function",
      function: {
        name: "get_weather",
        description: "The weather of a city",
        strict: true,
        parameters: {
          type: "object",
          properties: { city: { type: "string" } },
          required: ["city"],
          additionalProperties: false,
        },
      },
    };
    await runOn(baseUrl(), {
      prompt: chat("hello", {
        temperature: 0.25,
        seed: 7,
        n: 3,
        tools: [tool],
        tool_choice: { type: "function", function: { name: "get_weather" } },
        max_tokens: 64,
      }),
    });
    expect(sentBody()).toMatchObject({
      model: "gpt-4o",
      temperature: 0.25,
      seed: 7,
      tools: [tool],
      tool_choice: { type: "function", function: { name: "get_weather" } },
      max_tokens: 64,
      stream: true,
      stream_options: { include_usage: true },
    });
    expect(sentBody()).not.toHaveProperty("n");
  });

  it("asks for an answer by a JSON schema and gets one", async () => {
    mock.addFixture({
      match: { userMessage: "extract", responseFormat: "json_schema" },
      response: { content: '{"city":"Bern"}' },
    });
    const schema = {
      type: "object",
      properties: { city: { type: "string" } },
      required: ["city"],
      additionalProperties: false,
    };
    const { result } = await runOn(baseUrl(), {
      prompt: chat("extract", {
        response_format: {
          type: "json_schema",
          json_schema: { name: "place", strict: true, schema },
        },
      }),
    });
    expect(JSON.parse(result.text)).toEqual({ city: "Bern" });
    expect(sentBody()["response_format"]).toEqual({
      type: "json_schema",
      json_schema: { name: "place", strict: true, schema },
    });
  });

  it("sends an image file as a data URI with its detail", async () => {
    mock.onMessage("What is this", { content: "A dot." });
    const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
    const asked: string[] = [];
    const { result } = await runOn(baseUrl(), {
      prompt: chatPrompt({
        model: "gpt-4o",
        messages: [
          {
            role: "user",
            content: [
              { type: "text", text: "What is this" },
              { type: "image_url", image_url: { url: "img/dot.png", detail: "low" } },
              { type: "image_url", image_url: { url: "https://example.com/far.png" } },
            ],
          },
        ],
      }),
      connection: {
        images: {
          read: (source) => {
            asked.push(source);
            return Promise.resolve(png);
          },
        },
      },
    });
    expect(result.text).toBe("A dot.");
    expect(asked).toEqual(["img/dot.png"]);
    const base64 = Buffer.from(png).toString("base64");
    expect(sentBody()["messages"]).toEqual([
      {
        role: "user",
        content: [
          { type: "text", text: "What is this" },
          {
            type: "image_url",
            image_url: { url: `data:image/png;base64,${base64}`, detail: "low" },
          },
          {
            type: "image_url",
            image_url: { url: "https://example.com/far.png", detail: "auto" },
          },
        ],
      },
    ]);
  });

  it("runs a deployment of Azure OpenAI by its name", async () => {
    mock.onMessage("hello", { content: SAID });
    const server = readServerAddress({
      baseUrl: "https://team.openai.azure.com",
      apiVersion: "2024-10-21",
      azureDeployments: { "team-chat": "gpt-4o" },
    });
    if (server === undefined) throw new Error("no address");
    const seen: { url: string; headers: Record<string, string> }[] = [];
    const runner = createOpenAiRunner({
      ...connectionTo(baseUrl()),
      server,
      key: { scope: server.keyScope, value: "azure-key-0123456789" },
      send: (url, init) => {
        seen.push({ url, headers: init.headers });
        return fetch(url.replace("https://team.openai.azure.com", mock.url), init);
      },
    });
    const result = await runner.run(
      { prompt: chat("hello"), model: "gpt-4o", endpoint: "chat" },
      { signal: new AbortController().signal, onEvent: () => undefined },
    );
    expect(result).toMatchObject({ status: "finished", text: SAID });
    expect(seen[0]?.url).toBe(
      "https://team.openai.azure.com/openai/deployments/team-chat/chat/completions?api-version=2024-10-21",
    );
    expect(seen[0]?.headers).toMatchObject({ "api-key": "azure-key-0123456789" });
    expect(seen[0]?.headers).not.toHaveProperty("authorization");
  });

  it("tells a server nothing about the user's machine", async () => {
    mock.onMessage("hello", { content: SAID });
    const seen: string[] = [];
    await runOn(baseUrl(), {
      prompt: chat("hello"),
      connection: {
        send: (url, init) => {
          seen.push(...Object.keys(init.headers));
          return fetch(url, init);
        },
      },
    });
    expect(seen.sort()).toEqual(["accept", "authorization", "content-type", "user-agent"]);
  });

  it("ignores what the environment says of OpenAI", async () => {
    mock.onMessage("hello", { content: SAID });
    const names = [
      "OPENAI_BASE_URL",
      "OPENAI_API_KEY",
      "OPENAI_ADMIN_KEY",
      "OPENAI_ORG_ID",
      "OPENAI_CUSTOM_HEADERS",
    ];
    const before = names.map((name) => process.env[name]);
    process.env["OPENAI_BASE_URL"] = "http://127.0.0.1:9/v1";
    process.env["OPENAI_API_KEY"] = "sk-from-the-environment";
    process.env["OPENAI_ADMIN_KEY"] = "sk-admin-from-the-environment";
    process.env["OPENAI_ORG_ID"] = "org-from-the-environment";
    process.env["OPENAI_CUSTOM_HEADERS"] = "x-from: the-environment";
    try {
      const seen: string[] = [];
      const { result } = await runOn(baseUrl(), {
        prompt: chat("hello"),
        connection: {
          key: undefined,
          send: (url, init) => {
            seen.push(JSON.stringify([url, init]));
            return fetch(url, init);
          },
        },
      });
      expect(result.status).toBe("finished");
      expect(seen.join()).not.toContain("environment");
      expect(seen.join()).not.toContain("uthorization");
    } finally {
      names.forEach((name, index) => {
        if (before[index] === undefined) delete process.env[name];
        else process.env[name] = before[index];
      });
    }
  });
});
