import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { changeSentences } from "../../../src/core/measure/engine/measureWords";
import {
  type MeasurePlan,
  planMeasurement,
  requestOfRow,
} from "../../../src/core/measure/engine/measurePlan";
import { resolvePair } from "../../../src/core/models/resolvePair";
import { SIDES } from "../../../src/core/pair";
import type { Prompt } from "../../../src/core/prompt/prompt";
import { buildRequestBody } from "../../../src/openai/requestBody";
import { jsonLines, run } from "../cli/testHost";
import { temporaryFolder } from "../cli/temporaryFolder";
import { characterServices, defaultSettings } from "../estimate/services";
import { chatChunk, data, DONE, FaultServer, stream } from "../openai/faultServer";
import { chatPrompt, responsesPrompt } from "../openai/runOn";
import { lunaServer, refusalsOfLuna } from "../runs/lunaServer";

let server: FaultServer;
beforeAll(async () => {
  server = await FaultServer.start();
});
afterAll(() => server.stop());

const TOOL = { name: "look_up", parameters: { type: "object", properties: {} } };
const SETTINGS = {
  temperature: 0.3,
  top_p: 0.9,
  presence_penalty: 0.2,
  logprobs: true,
  stop: ["###"],
  logit_bias: { "50256": -100 },
  prediction: { type: "content", content: "same" },
  prompt_cache_retention: "in_memory",
  reasoning_effort: "minimal",
  max_tokens: 200,
  tools: [{ type: "function", function: TOOL }],
};
const EFFORTS = ["", "@none", "@low", "@high"];

async function planOf(prompt: Prompt, right: string): Promise<MeasurePlan> {
  return planMeasurement(
    {
      id: "s",
      file: "s.json",
      data: "rows.csv",
      host: "127.0.0.1",
      prompt,
      rows: [{ id: "a", line: 1, values: new Map() }],
      measured: SIDES,
      isBilled: true,
    },
    characterServices,
    { ...defaultSettings, pair: resolvePair({ left: "gpt-4o", right }) },
    { yieldIfDue: () => Promise.resolve() },
  );
}

/** The request of the only row to the right model, as it is sent. */
function sentTo(plan: MeasurePlan): { readonly url: string; readonly body: object } {
  const [row] = plan.rows;
  const planned = plan.sides.right?.rows[0];
  if (row === undefined || planned === undefined) throw new Error("no row");
  const { prompt, endpoint, model, effort, refusesMaxTokens } = requestOfRow(plan, row, planned);
  const body = buildRequestBody(prompt, {
    endpoint,
    model,
    images: new Map(),
    ...(effort !== undefined && { effort }),
    maxTokensName: refusesMaxTokens ? "max_completion_tokens" : "max_tokens",
  });
  const url = endpoint === "chat" ? "/v1/chat/completions" : "/v1/responses";
  return { url, body: JSON.parse(body) as object };
}

test("whatever a prompt sets, no request to the successor has what it refuses", async () => {
  const keys = fc.subarray(Object.keys(SETTINGS));
  await fc.assert(
    fc.asyncProperty(keys, fc.constantFrom(...EFFORTS), async (chosen, effort) => {
      const settings = Object.entries(SETTINGS).filter(([key]) => chosen.includes(key));
      const messages = [{ role: "user", content: "Name the flag's colors." }];
      const prompt = chatPrompt({ model: "gpt-4o", ...Object.fromEntries(settings), messages });
      const { url, body } = sentTo(await planOf(prompt, `gpt-6-luna${effort}`));
      expect(refusalsOfLuna(url, body as Readonly<Record<string, unknown>>)).toEqual([]);
    }),
  );
});

test("a Responses request keeps its other members of reasoning beside the effort of the side", async () => {
  const prompt = responsesPrompt({
    model: "gpt-4o",
    temperature: 0.3,
    reasoning: { effort: "minimal", summary: "auto" },
    input: "Name the flag's colors.",
  });
  const plan = await planOf(prompt, "gpt-6-luna@low");
  const { body } = sentTo(plan);
  expect(body).toMatchObject({ reasoning: { effort: "low", summary: "auto" } });
  expect(body).not.toHaveProperty("temperature");
  expect(changeSentences(plan)).toEqual([
    "Changed in the requests to GPT-4o, which refuses them as written: effort left out.",
    "Changed in the requests to GPT-6 Luna · low, which refuses them as written: temperature left out.",
  ]);
});

test("a model that takes the prompt gets it as it is", async () => {
  const prompt = chatPrompt({
    model: "gpt-4o",
    stop: ["###"],
    temperature: 0.3,
    messages: [{ role: "user", content: "hello" }],
  });
  const plan = await planOf(prompt, "gpt-4o-mini");
  expect(sentTo(plan).body).toMatchObject({ stop: ["###"], temperature: 0.3 });
  expect(changeSentences(plan)).toEqual([]);
});

test("the command line measures a prompt with stop and temperature on the successor, and says so", async () => {
  const answer = stream(
    chatChunk({ content: "fine" }),
    chatChunk({}, "stop"),
    data({ choices: [], usage: { prompt_tokens: 9, completion_tokens: 1 } }),
    DONE,
  );
  server.answerWith(lunaServer(answer));
  const request = {
    model: "gpt-4o",
    temperature: 0.3,
    stop: ["###"],
    max_tokens: 200,
    messages: [{ role: "user", content: "Ticket: {{ticket}}" }],
  };
  const folder = await temporaryFolder({
    "t.request.json": JSON.stringify(request),
    "rows.csv": "ticket\nlate 1\nlate 2\n",
  });
  const call = ["eval", "t.request.json", "--data", "rows.csv", "--base-url", server.baseUrl];
  const { exitCode, stdout } = await run(folder, [
    ...call,
    "--right",
    "gpt-6-luna@low",
    "--json",
    "--limit",
    "2",
  ]);
  expect(exitCode).toBe(0);
  const lines = jsonLines(stdout);
  expect(lines.flatMap((line) => line["fault"] ?? [])).toEqual([]);
  expect(lines.at(-1)?.["summary"]).toMatchObject({
    left: { answers: 2 },
    right: {
      answers: 2,
      changes: [
        { kind: "renamed", key: "max_tokens", to: "max_completion_tokens" },
        { kind: "left-out", key: "temperature" },
        { kind: "left-out", key: "stop" },
      ],
    },
  });
});
