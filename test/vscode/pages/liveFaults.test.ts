import http from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import {
  type Answer,
  beginStream,
  chatChunk,
  DONE,
  FaultServer,
  respond,
  stream,
  usageChunk,
} from "../../unit/openai/faultServer";
import { useVSCode } from "../harness/useVSCode";

const KEY = "sk-from-the-environment-0123456789";

const GOOD = stream(
  chatChunk({ content: "All is well." }),
  chatChunk({}, "stop"),
  usageChunk(17, 4),
  DONE,
);
const HALF = chatChunk({ content: "Half of it" });
const error = (code: string, message: string): string =>
  JSON.stringify({ error: { code, message } });

/** The behavior of the left model's server, and the message about it. */
const FAULTS: readonly (readonly [name: string, answer: Answer, title: string, words: RegExp])[] = [
  [
    "401",
    respond(401, error("invalid_api_key", `Bad key ${KEY}`)),
    "Key refused (401)",
    /does not accept the stored key/,
  ],
  ["403", respond(403, error("forbidden", "No access")), "Not allowed (403)", /may not use gpt-4o/],
  [
    "404",
    respond(404, error("model_not_found", "Gone")),
    "gpt-4o not found (404)",
    /It may be retired: 2027-01-14 is its published date\. (gpt-4o-mini answered|What is left to compare)/,
  ],
  [
    "429",
    respond(429, error("rate_limit", "Slow down")),
    "Rate limit (429)",
    /No waiting time given/,
  ],
  ["500", respond(500, error("server_error", "Oops")), "Server error (500)", /Nothing was billed/],
  [
    "502 with a page",
    respond(502, "<html><b>Bad gateway</b></html>", { "content-type": "text/html" }),
    "Server error (502)",
    /with a page instead of an answer/,
  ],
  [
    "a cut stream",
    beginStream([HALF], (response) => response.destroy()),
    "Cut after 3 tokens",
    /3 tokens kept, \$[\d.]+ at most so far/,
  ],
  [
    "a malformed event",
    stream(HALF, "data: {oops", chatChunk({}, "stop"), usageChunk(17, 3), DONE),
    "Answer not readable",
    /1 event was not JSON and was left out/,
  ],
  ["an empty stream", stream(DONE), "0 tokens", /ended before it began/],
  [
    "a refusal",
    stream(chatChunk({ refusal: "I can't." }), chatChunk({}, "stop"), usageChunk(17, 3), DONE),
    "Refused",
    /I can't\./,
  ],
  [
    "the content filter",
    stream(HALF, chatChunk({}, "content_filter"), usageChunk(17, 3), DONE),
    "Stopped by the content filter",
    /Half of it/,
  ],
  [
    "the model's limit",
    stream(HALF, chatChunk({}, "length"), usageChunk(17, 3), DONE),
    "Stopped at 3 tokens",
    /own limit ends the answer/,
  ],
  ["no answer", () => undefined, "No answer in 3 s", /Stopped by Tokenscale/],
  ["a silent stream", beginStream([HALF], () => undefined), "Silent for 1 s", /3 tokens kept/],
];

// Settings and environment of the window need their ports.
const server = await FaultServer.start();
const proxy = http.createServer((_request, response) => response.writeHead(407).end());
proxy.on("connect", (_request, socket: Socket) =>
  socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n"),
);
await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
const proxyPort = (proxy.address() as AddressInfo).port;

describe("what goes wrong in a live run", () => {
  const vscode = useVSCode({
    workspace: { files: { "prompts/flag.md": "Which three colours does the flag of Italy have?" } },
    settings: {
      "tokenscale.openai.baseUrl": server.baseUrl,
      "tokenscale.openai.allowEnvironmentKey": true,
      "tokenscale.run.confirmAboveUsd": 100,
      "tokenscale.run.answerTimeoutSeconds": 3,
      "tokenscale.run.stallTimeoutSeconds": 1,
      "tokenscale.history.enabled": false,
      "http.proxy": `http://127.0.0.1:${proxyPort}`,
    },
    env: { OPENAI_API_KEY: KEY, OPENAI_BASE_URL: server.baseUrl },
    viewport: { width: 1700, height: 1500 },
  });
  afterAll(async () => {
    proxy.close();
    await server.stop();
  });

  const live = () => vscode.panel().locator("#live");
  const answer = (model: string) =>
    live().getByRole("article", { name: `Answer of ${model}`, exact: true });
  const [left, right] = [() => answer("GPT-4o"), () => answer("GPT-4o mini")];
  const run = () => live().getByRole("button", { name: "Run on Both" }).click();
  /** Answers the left model so, the right one well. */
  const answerLeft = (fault: Answer): void =>
    server.answerWith((request, response) => {
      const { model } = JSON.parse(request.body) as { readonly model: string };
      (model === "gpt-4o" ? fault : GOOD)(request, response);
    });
  const sendTo = async (baseUrl: string): Promise<void> => {
    await vscode.setSettings({ "tokenscale.openai.baseUrl": baseUrl });
    await live()
      .getByText(`${new URL(baseUrl).host}, Chat Completions`)
      .waitFor();
  };

  beforeEach(async () => {
    await vscode.openFile("prompts/flag.md");
    await vscode.statusBarText(/ tok/);
    await vscode.runCommand("Tokenscale: Compare 4o vs mini");
    await vscode.openTab("Live");
    await live().getByText(`${server.host}, Chat Completions`).waitFor();
  });

  test("is said next to it, while the other side continues", async () => {
    for (const [name, fault, title, words] of FAULTS) {
      answerLeft(fault);
      await run();
      await left().getByText(title, { exact: true }).waitFor();
      await left().getByText(words).first().waitFor();
      await right().getByText("All is well.").waitFor();
      await right().getByText("finished").waitFor();
      expect(await live().innerText(), name).not.toContain(KEY);
    }
    expect(server.seen[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
    await live().getByText("0 runs of this prompt.").waitFor();
  });

  test("429 with Retry-After waits, and continues at once if the user wants it", async () => {
    let requests = 0;
    answerLeft((request, response) => {
      requests += 1;
      const limited = respond(429, error("rate_limit", "Slow down"), { "retry-after": "50" });
      (requests === 1 ? limited : GOOD)(request, response);
    });
    await run();
    await left().getByText("Next try in 50 s, by itself, twice at most.").waitFor();
    await left().getByRole("button", { name: "Retry Now" }).click();
    await left().getByText("All is well.").waitFor();
  });

  test("no server, no way through the proxy, no key for another server", async () => {
    await sendTo("http://127.0.0.1:9/v1");
    await run();
    await left().getByText("Offline", { exact: true }).waitFor();
    await sendTo("http://api.example.test/v1");
    await run();
    await left().getByText("Proxy refused (407)", { exact: true }).waitFor();
    await left().getByText(`127.0.0.1:${proxyPort} wants a login`).waitFor();
    await sendTo("https://acme.openai.azure.com");
    await run();
    const notification = vscode.notification(/No key for acme\.openai\.azure\.com/);
    await notification.getByRole("button", { name: "Set OpenAI API Key" }).waitFor();
  });

  test("leaves no key and no prompt in the log", async () => {
    answerLeft(respond(502, "Bad gateway"));
    await run();
    await left().getByText("Server error (502)", { exact: true }).waitFor();
    await right().getByText("finished").waitFor();
    const log = await vscode.ownLog();
    expect(log).toContain("server-error 502");
    expect(log).not.toContain(KEY);
    expect(log).not.toContain("colours");
  });
});
