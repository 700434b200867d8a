import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeVerifiedCount } from "../../../src/core/runs/engine/verifiedCount";
import { verifyCount } from "../../../src/openai/verifyCount";
import { ManualClock } from "../runs/manualClock";
import { type Answer, FaultServer, respond } from "./faultServer";
import { chatPrompt, connectionTo, HELLO } from "./runOn";

describe("the count by the server's own endpoint", () => {
  let server: FaultServer;
  beforeAll(async () => {
    server = await FaultServer.start();
  });
  afterAll(() => server.stop());

  const verify = (answer: Answer, prompt = HELLO, clock = new ManualClock()) => {
    server.answerWith(answer);
    return verifyCount(
      connectionTo(server.baseUrl, { clock }),
      { prompt, model: "gpt-4o" },
      new AbortController().signal,
    );
  };
  const counted = (tokens: number): Answer =>
    respond(200, JSON.stringify({ object: "response.input_tokens", input_tokens: tokens }));

  it("asks with the request that would be sent", async () => {
    const prompt = chatPrompt({
      messages: [{ role: "user", content: "hello" }],
      tools: [{ type: "function", function: { name: "f", parameters: { type: "object" } } }],
    });
    expect(await verify(counted(42), prompt)).toEqual({ kind: "counted", inputTokens: 42 });
    const [request] = server.seen;
    expect(request?.url).toBe("/v1/responses/input_tokens");
    expect(JSON.parse(request?.body ?? "")).toEqual({
      model: "gpt-4o",
      input: [{ role: "user", content: "hello" }],
      tools: [{ type: "function", name: "f", parameters: { type: "object" }, strict: false }],
    });
  });

  it("says whether it is the same as ours", () => {
    const say = (inputTokens: number) =>
      describeVerifiedCount({ kind: "counted", inputTokens }, 1_204, "api.openai.com");
    expect(say(1_204)).toBe(
      "api.openai.com: 1,204 tokens. Tokenscale: 1,204, the same. Counted as a Responses request.",
    );
    expect(say(1_207)).toBe(
      "api.openai.com: 1,207 tokens. Tokenscale: 1,204, 3 fewer. Counted as a Responses request.",
    );
  });

  it("says so if a server has no such endpoint", async () => {
    const verified = await verify(respond(404, '{"error":{"message":"Not Found"}}'));
    expect(describeVerifiedCount(verified, 8, "localhost:4000")).toBe(
      "localhost:4000 has no endpoint that counts; OpenAI's has one.",
    );
  });

  it("says what the server has against it", async () => {
    const verified = await verify(respond(400, '{"error":{"message":"Bad tool"}}'));
    expect(describeVerifiedCount(verified, 8, "api.openai.com")).toBe(
      "api.openai.com did not count it (Bad tool).",
    );
  });

  it("takes no other answer for a count", async () => {
    const verified = await verify(respond(200, '{"input_tokens":"many"}'));
    expect(verified).toEqual({ kind: "failed", fault: { code: "not-an-answer" } });
  });

  it("does not wait forever", async () => {
    const clock = new ManualClock();
    const verified = await verify(() => clock.advance(60_000), HELLO, clock);
    expect(verified).toEqual({ kind: "failed", fault: { code: "no-answer", seconds: 60 } });
    expect(clock.pending).toBe(0);
  });

  it("ends when it is stopped", async () => {
    const stop = new AbortController();
    server.answerWith(() => stop.abort());
    const verified = await verifyCount(
      connectionTo(server.baseUrl),
      { prompt: HELLO, model: "gpt-4o" },
      stop.signal,
    );
    expect(verified.kind).toBe("failed");
  });
});
