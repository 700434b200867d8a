import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { costOfRequest } from "../../../src/core/cost/requestCost";
import { AnswerContent } from "../../../src/core/runs/answerContent";
import type { RunUsage } from "../../../src/core/runs/runEvent";
import { Ledger } from "../../../src/core/runs/spending/ledger";
import { MemoryFiles } from "../runs/memoryFiles";
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
} from "./faultServer";
import { describeResult, KEY, responsesPrompt, type RunSetup, runOn } from "./runOn";

const PRICE = { usdPerMillionInput: 2.5, usdPerMillionCachedInput: 1.25, usdPerMillionOutput: 10 };

/** Servers that answer what no server of the API would. */
describe("a server that can't be believed", () => {
  let server: FaultServer;
  beforeAll(async () => {
    server = await FaultServer.start();
  });
  afterAll(() => server.stop());

  const run = async (answer: Answer, setup: RunSetup = {}) => {
    server.answerWith(answer);
    return (await runOn(server.baseUrl, setup)).result;
  };
  const withUsage = (...usages: readonly object[]): Answer =>
    stream(
      chatChunk({ content: "Good morning" }),
      chatChunk({}, "stop"),
      ...usages.map((usage) => data({ choices: [], usage })),
      DONE,
    );

  const IMPOSSIBLE: readonly (readonly [name: string, usage: object])[] = [
    ["more cached than input tokens", usage(17, 4, { cached_tokens: 5_000 })],
    ["negative input", usage(-17, 4)],
    ["negative output", usage(17, -4)],
    ["negative cached", usage(17, 4, { cached_tokens: -1 })],
    ["a fraction", usage(17.5, 4)],
    ["a text", usage("17", 4)],
    ["nine quadrillion tokens", usage(17, 9e15)],
    ["beyond all integers", usage(1e308, 4)],
    [
      "more reasoning than output tokens",
      { ...usage(17, 4), completion_tokens_details: { reasoning_tokens: 5 } },
    ],
  ];

  it.each(IMPOSSIBLE)(
    "%s: the usage is ignored, and a notice says so",
    async (_name, impossible) => {
      const result = await run(withUsage(impossible));
      expect(result).toMatchObject({ status: "finished", text: "Good morning" });
      expect(result.usage).toBeUndefined();
      const [message] = describeResult(result, {
        host: "h",
        model: "gpt-4o",
        alternatives: [],
        reportsUsage: true,
        outputTokens: 2,
        cost: 62_500_000n,
      });
      expect(message).toMatchObject({
        title: "Finished, usage not credible",
        sentence: expect.stringMatching(
          /^The server's usage can't be true, so it is not used\. Cost is our estimate: \$0\.00006\d* for 2 tokens out\.$/,
        ) as string,
      });
    },
  );

  it.each([
    ["more input than the context window", usage(128_001, 4)],
    ["more output than the model gives", usage(17, 16_385)],
  ])("%s is not credible", async (_name, impossible) => {
    const usageLimits = { inputTokens: 128_000, outputTokens: 16_384 };
    const result = await run(withUsage(impossible), { usageLimits });
    expect(result).toMatchObject({ status: "finished", isUsageNotCredible: true });
    expect(result.usage).toBeUndefined();
  });

  it("a credible usage is kept, whatever else arrives", async () => {
    const result = await run(withUsage(usage(17, 4), usage(-1, -1)));
    expect(result.usage).toEqual({ inputTokens: 17, cachedTokens: 0, outputTokens: 4 });
  });

  it("of Responses likewise", async () => {
    const response = {
      object: "response",
      status: "completed",
      output: [{ type: "message", content: [{ type: "output_text", text: "Good morning" }] }],
      usage: { input_tokens: 17, output_tokens: 4, input_tokens_details: { cached_tokens: 18 } },
    };
    const prompt = responsesPrompt({ model: "gpt-4o", input: "hello" });
    const result = await run(respond(200, JSON.stringify(response)), { prompt });
    expect(result).toMatchObject({ status: "finished", isUsageNotCredible: true });
  });

  it("every usage that is taken has a cost from 0 on, and the ledger reads it back", async () => {
    const credible: RunUsage = { inputTokens: 100_000_000, cachedTokens: 1, outputTokens: 0 };
    const cost = costOfRequest(PRICE, credible);
    if (cost === undefined) throw new Error("no cost");
    expect(cost >= 0n).toBe(true);
    const ledger = new Ledger(new MemoryFiles());
    const entry = { id: "a", day: "2026-11-27", model: "gpt-4o", file: "f", host: "h" };
    await ledger.start(entry);
    await ledger.end(entry, { tokens: credible, cost, basis: "billed" });
    expect(await ledger.readAll()).toMatchObject({
      damagedLines: 0,
      entries: [{ basis: "billed", tokens: credible }],
    });
  });

  it("names and ids of tool calls count toward the longest answer", async () => {
    const content = new AnswerContent();
    content.add({
      kind: "tool-call",
      index: 0,
      id: "i".repeat(10),
      name: "n".repeat(20),
      arguments: "{}",
    });
    expect(content.characters).toBe(32);
    const call = (index: number): string =>
      chatChunk({ tool_calls: [{ index, function: { name: "n".repeat(1_000), arguments: "" } }] });
    const calls = Array.from({ length: 30 }, (_each, index) => call(index));
    const result = await run(stream(...calls, DONE), { limits: { answerCharacters: 10_000 } });
    expect(result.fault).toMatchObject({ code: "too-long" });
  });

  it.each([
    ["comments", ": keep-alive\n\n"],
    ["empty pieces", `${chatChunk({ content: "" })}\n\n`],
  ])("%s without end do not keep a run alive", async (_name, beat) => {
    const clock = new ManualClock();
    const beats = beginStream([chatChunk({ content: "Good" })], (response) => {
      const send = (count: number): void => {
        if (response.destroyed) return;
        clock.advance(400);
        if (count < 20) response.write(beat, () => setImmediate(() => send(count + 1)));
      };
      send(0);
    });
    const result = await run(beats, { connection: { clock }, limits: { silenceMs: 2_000 } });
    expect(result).toMatchObject({ text: "Good", fault: { code: "stalled", seconds: 2 } });
  });

  const COMPLETION = JSON.stringify({
    model: "gpt-4o",
    choices: [{ index: 0, message: { content: "Good morning" }, finish_reason: "stop" }],
    usage: usage(17, 4),
  });
  const EVENTS = [
    chatChunk({ content: "Good morning" }),
    chatChunk({}, "stop"),
    data({ choices: [], usage: usage(17, 4) }),
    DONE,
  ]
    .map((event) => `${event}\n\n`)
    .join("");

  it.each([
    ["events as application/json", EVENTS, "application/json"],
    ["events as text/plain", EVENTS, "text/plain"],
    ["events without a type", EVENTS, undefined],
    ["events with CR line ends", EVENTS.replaceAll("\n", "\r"), "text/event-stream"],
    ["events with CR LF line ends", EVENTS.replaceAll("\n", "\r\n"), "text/event-stream"],
    ["a whole completion as text/plain", COMPLETION, "text/plain"],
    ["a whole completion as text/event-stream", COMPLETION, "text/event-stream"],
    ["a whole completion without a type", `\n  ${COMPLETION}`, undefined],
    ["a whole completion after a byte order mark", `\ufeff${COMPLETION}`, "application/json"],
  ])("%s is read", async (_name, body, type) => {
    const headers = type === undefined ? {} : { "content-type": type };
    expect(await run(respond(200, body, headers))).toMatchObject({
      status: "finished",
      text: "Good morning",
      usage: { inputTokens: 17, cachedTokens: 0, outputTokens: 4 },
    });
  });

  it.each([
    [403, "gpt-4o not found (403)"],
    [404, "gpt-4o not found (404)"],
  ])("a model that is missing under %i keeps that number", async (status, title) => {
    const error = JSON.stringify({ error: { code: "model_not_found", message: "Gone" } });
    const result = await run(respond(status, error));
    const context = { host: "h", model: "gpt-4o", alternatives: [], reportsUsage: true };
    expect(describeResult(result, { ...context, outputTokens: 0, cost: 0n })[0]?.title).toBe(title);
  });

  it.each([
    ["a very long one", "m".repeat(1_000_000), `${"m".repeat(119)}…`],
    ["one that steers a terminal", "gpt\u001b[31m-4o", "gpt‹U+001B›[31m-4o"],
    ["one of two lines", "gpt-4o\nBilled: $0", "gpt-4o‹U+000A›Billed: $0"],
    ["one that reads backwards", "gpt-\u202eo4", "gpt-‹U+202E›o4"],
  ])("the name of the model, %s: bounded and written out", async (_name, model, shown) => {
    const event = data({ model, choices: [{ delta: { content: "Hi" }, finish_reason: "stop" }] });
    expect((await run(stream(event, DONE))).servedModel).toBe(shown);
  });

  it("an error that reads backwards or never ends: written out and bounded", async () => {
    const message = `No\u202e ${"x".repeat(60_000)}`;
    const { fault } = await run(respond(400, JSON.stringify({ error: { message } })));
    expect(fault?.serverMessage).toMatch(/^No‹U\+202E› x+…$/);
    expect(fault?.serverMessage?.length).toBeLessThanOrEqual(300);
  });

  it("304 is not a redirect", async () => {
    const result = await run((_request, response) => response.writeHead(304).end());
    expect(result.fault).toEqual({ code: "unexpected-status", status: 304 });
  });

  it("a redirect without a host names none", async () => {
    const result = await run(respond(302, "", { location: "javascript:alert(1)" }));
    expect(result.fault).toEqual({ code: "redirected", status: 302 });
  });

  it.each([400, 500])("deeply nested JSON under %i is an error like others", async (status) => {
    const deep = `{"error":${"[".repeat(20_000)}${"]".repeat(20_000)}}`;
    const result = await run(respond(status, deep));
    expect(result.fault).toMatchObject({ status });
  });

  describe("sends the key back", () => {
    const upper = KEY.toUpperCase();
    const broken = `${KEY.slice(0, 14)}\n${KEY.slice(14)}`;
    const encoded = [...KEY].map((each) => `%${each.charCodeAt(0).toString(16)}`).join("");
    const codes = [...KEY].map((each) => each.charCodeAt(0).toString(16));
    const forms = [
      KEY,
      upper,
      broken,
      encoded,
      encoded.replaceAll("%", "%25"),
      codes.join(""),
      codes.map((code) => `\\u00${code}`).join(""),
      codes.map((code) => `&#x${code};`).join(""),
      btoa(KEY),
      btoa(`:${KEY}`),
      btoa(`me:${KEY}`),
      KEY.slice(4),
    ];

    it.each(forms)("as %j in an answer, a refusal, a call, and the model's name", async (form) => {
      const call = {
        index: 0,
        id: form,
        function: { name: form, arguments: JSON.stringify({ form }) },
      };
      const result = await run(
        stream(
          data({ model: form, choices: [{ delta: { content: `It is ${form}.` } }] }),
          chatChunk({ refusal: form }),
          chatChunk({ tool_calls: [call] }),
          chatChunk({}, "stop"),
          DONE,
        ),
      );
      expect(result.status).toBe("finished");
      expectNoKey(JSON.stringify(result), form);
    });

    it("cut into pieces, one character each", async () => {
      const pieces = [...`It is ${KEY}, as you know.`];
      const result = await run(
        stream(...pieces.map((content) => chatChunk({ content })), chatChunk({}, "stop"), DONE),
      );
      expect(result.text).toBe("It is •••, as you know.");
    });

    it("loses nothing that only begins like the key", async () => {
      const text = `${KEY.slice(0, 9)} and sk- and s`;
      const result = await run(
        stream(...[...text].map((content) => chatChunk({ content })), chatChunk({}, "stop"), DONE),
      );
      expect(result.text).toBe(text);
    });

    it("in the host of a redirect", async () => {
      const result = await run(respond(302, "", { location: `http://${KEY}.evil.test/x` }));
      expectNoKey(JSON.stringify(result), KEY);
    });

    it.each(forms)("as %j in an error", async (form) => {
      const error = { error: { message: `Bad key ${form}`, code: "bad" } };
      expectNoKey(JSON.stringify(await run(respond(400, JSON.stringify(error)))), form);
    });
  });
});

function expectNoKey(shown: string, form: string): void {
  const text = shown.toLowerCase();
  expect(text).not.toContain(KEY.toLowerCase());
  expect(text).not.toContain(JSON.stringify(form).slice(1, -1).toLowerCase());
}

function usage(prompt: unknown, completion: unknown, details: object = {}): object {
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    prompt_tokens_details: details,
  };
}
