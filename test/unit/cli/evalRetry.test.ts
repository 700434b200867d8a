import { afterAll, beforeAll, expect, test } from "vitest";
import { chatChunk, DONE, FaultServer, stream } from "../openai/faultServer";
import { temporaryFolder } from "./temporaryFolder";
import { run } from "./testHost";

let server: FaultServer;
beforeAll(async () => {
  server = await FaultServer.start();
});
afterAll(() => server.stop());

test("only rows that ended without an answer are asked again", async () => {
  const folder = await temporaryFolder({
    "t.prompty": "---\nname: t\n---\nuser:\nTicket: {{ticket}}\n",
    "rows.csv": "id,ticket\na,late 1\nb,late 2\n",
  });
  const call = ["eval", "t.prompty", "--data", "rows.csv", "--out", "run"];
  const evaluate = (...words: readonly string[]) =>
    run(folder, [...call, "--base-url", server.baseUrl, ...words]);
  const answered = stream(chatChunk({ content: "fine" }), chatChunk({}, "stop"), DONE);
  server.answerWith((request, response) => {
    if (!request.body.includes("late 2")) return answered(request, response);
    response.writeHead(400, { "content-type": "application/json" });
    response.end(JSON.stringify({ error: { message: "No." } }));
  });
  const first = await evaluate();
  expect(first.stdout).toMatch(/4o .* 1 +0\./);
  server.answerWith(answered);
  expect((await evaluate("--resume")).stdout).toBe(first.stdout);
  expect(server.seen).toEqual([]);
  const second = await evaluate("--retry-failed");
  expect(second.exitCode).toBe(0);
  expect(server.seen.map(({ body }) => body.includes("late 2"))).toEqual([true, true]);
  expect(second.stdout).toMatch(/4o .* 0 +0\./);
});
