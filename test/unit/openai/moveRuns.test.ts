import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Prompt } from "../../../src/core/prompt/prompt";
import type { ComparisonPlan } from "../../../src/core/runs/comparisonPlan";
import { LiveRun } from "../../../src/core/runs/engine/liveRun";
import { planMove } from "../../../src/core/runs/engine/planComparison";
import { moveOf } from "../../../src/core/runs/move";
import { changeWords } from "../../../src/core/panel/live/liveMove";
import { plainText } from "../../../src/core/panel/contract/richText";
import type { ReasoningEffort } from "../../../src/core/models/model";
import { USD } from "../../../src/core/currency";
import { createOpenAiRunner } from "../../../src/openai/openAiRunner";
import { SYSTEM_CLOCK } from "../../../src/node/systemClock";
import { characterServices, defaultSettings } from "../estimate/services";
import { lunaServer } from "../runs/lunaServer";
import { chatChunk, data, DONE, FaultServer, stream } from "./faultServer";
import { chatPrompt, connectionTo, responsesPrompt } from "./runOn";

let server: FaultServer;
beforeAll(async () => {
  server = await FaultServer.start();
});
afterAll(() => server.stop());

const MESSAGES = [{ role: "user", content: "Name the flag's colors." }];
const USAGE = {
  prompt_tokens: 12,
  completion_tokens: 80,
  completion_tokens_details: { reasoning_tokens: 64 },
};
const CHAT_ANSWER = stream(
  chatChunk({ content: "Green, white, red." }),
  chatChunk({}, "stop"),
  data({ choices: [], usage: USAGE }),
  DONE,
);
const RESPONSES_ANSWER = stream(
  data({ type: "response.output_text.delta", delta: "Green, white, red." }),
  data({
    type: "response.completed",
    response: { status: "completed", usage: { input_tokens: 12, output_tokens: 80 } },
  }),
);

function plan(prompt: Prompt, effort?: ReasoningEffort): ComparisonPlan {
  const choice = moveOf(prompt, defaultSettings.pair, {}, effort);
  if (choice.kind === "refused") throw new Error(choice.reason);
  const request = {
    id: "m1",
    prompt,
    file: "flag.json",
    host: "127.0.0.1",
    runsEach: 1,
    sides: ["left", "right"] as const,
    isBilled: true,
    currency: USD,
    alternatives: [],
  };
  return planMove(request, choice.move, characterServices, defaultSettings);
}

const wordsOf = ({ move }: ComparisonPlan): string => plainText(changeWords(move?.changes ?? []));

/** Both requests to the server that refuses what gpt-6-luna refuses, with what was sent. */
async function run(planned: ComparisonPlan) {
  server.answerWith(
    lunaServer((request, response) =>
      (request.url.endsWith("/responses") ? RESPONSES_ANSWER : CHAT_ANSWER)(request, response),
    ),
  );
  const live = new LiveRun(planned, {
    runner: createOpenAiRunner(connectionTo(server.baseUrl, { clock: SYSTEM_CLOCK })),
    clock: SYSTEM_CLOCK,
    counter: characterServices.counter,
    listener: (event) => {
      if (event.kind === "problem") throw event.error;
    },
  });
  await live.done;
  const sent = server.seen.map(({ url, body }) => ({
    path: url.replace("/v1", ""),
    body: JSON.parse(body) as Readonly<Record<string, unknown>>,
  }));
  const to = (model: string) => {
    const found = sent.find(({ body }) => body["model"] === model);
    if (found === undefined) throw new Error(`nothing was sent to ${model}`);
    return found;
  };
  return { left: live.shownSide("left", 0), right: live.shownSide("right", 0), to };
}

it("sends the old model the request as it is, and the new one what the plan makes of it", async () => {
  const planned = plan(
    chatPrompt({
      model: "gpt-4o-2024-08-06",
      temperature: 0.3,
      stop: ["###"],
      seed: 7,
      max_tokens: 350,
      messages: MESSAGES,
    }),
  );
  expect(wordsOf(planned)).toBe(
    "Changed for it: output limit sent as max_completion_tokens, reasoning_effort set to none, stop left out.",
  );
  const { left, right, to } = await run(planned);
  expect([left, right].map((side) => [side?.name.label, side?.answers[0]?.text])).toEqual([
    ["GPT-4o", "Green, white, red."],
    ["GPT-6 Luna · none", "Green, white, red."],
  ]);
  expect(to("gpt-4o-2024-08-06").body).toMatchObject({
    temperature: 0.3,
    stop: ["###"],
    seed: 7,
    max_tokens: 350,
  });
  const { body } = to("gpt-6-luna");
  expect(body).toMatchObject({
    temperature: 0.3,
    seed: 7,
    reasoning_effort: "none",
    max_completion_tokens: 350,
    messages: MESSAGES,
  });
  expect(body).not.toHaveProperty("stop");
  expect(body).not.toHaveProperty("max_tokens");
});

it("shows what reasoning was billed, of the answer's tokens and of its cost", async () => {
  const { right } = await run(plan(chatPrompt({ model: "gpt-4o", messages: MESSAGES }), "medium"));
  const [answer] = right?.answers ?? [];
  expect(answer?.usage).toMatchObject({ outputTokens: 80, reasoningTokens: 64 });
  // 12 × $0.10 + 80 × $0.50 a million; 64 × $0.50 of it for reasoning.
  expect([answer?.cost, answer?.reasoningCost]).toEqual([41_200_000n, 32_000_000n]);
});

it("drops what the new model refuses while it reasons, and sends its tools by the other API", async () => {
  const tool = { type: "function", function: { name: "flag", parameters: { type: "object" } } };
  const planned = plan(
    chatPrompt({
      model: "gpt-4o-mini",
      temperature: 0.3,
      seed: 7,
      tools: [tool],
      messages: MESSAGES,
    }),
    "low",
  );
  expect(wordsOf(planned)).toBe(
    "Changed for it: temperature left out, reasoning_effort set to low, sent to the Responses API (because of its tools), seed left out.",
  );
  const { right, to } = await run(planned);
  expect(right?.answers[0]?.text).toBe("Green, white, red.");
  expect(to("gpt-6-luna").path).toBe("/responses");
  expect(to("gpt-6-luna").body).toMatchObject({ reasoning: { effort: "low" } });
  expect(to("gpt-4o-mini").path).toBe("/chat/completions");
});

it("keeps an effort of the file that the new model takes, unless one is chosen", () => {
  const prompt = responsesPrompt({
    model: "o4-mini",
    reasoning: { effort: "low", summary: "auto" },
    input: "Hello",
  });
  expect(plan(prompt).sides.right?.request.effort).toBe("low");
  const chosen = plan(prompt, "high").sides.right?.request;
  expect(chosen?.effort).toBe("high");
});

const setting = fc.oneof(
  fc.record({ key: fc.constant("temperature"), value: fc.constantFrom(0, 0.3, 1.5) }),
  fc.record({ key: fc.constant("top_p"), value: fc.constant(0.5) }),
  fc.record({ key: fc.constant("max_tokens"), value: fc.integer({ min: 1, max: 9_000 }) }),
  fc.record({ key: fc.constant("max_completion_tokens"), value: fc.constant(500) }),
  fc.record({ key: fc.constant("presence_penalty"), value: fc.constantFrom(-0.5, 0.5) }),
  fc.record({ key: fc.constant("logprobs"), value: fc.boolean() }),
  fc.record({ key: fc.constant("stop"), value: fc.constantFrom("###", ["a", "b"]) }),
  fc.record({ key: fc.constant("logit_bias"), value: fc.constant({ "50256": -100 }) }),
  fc.record({ key: fc.constant("prediction"), value: fc.constant({ type: "content" }) }),
  fc.record({ key: fc.constant("prompt_cache_retention"), value: fc.constant("in_memory") }),
  fc.record({ key: fc.constant("reasoning_effort"), value: fc.constantFrom("minimal", "low") }),
  fc.record({ key: fc.constant("metadata"), value: fc.constant({ model: "gpt-4o" }) }),
  fc.record({
    key: fc.constant("tools"),
    value: fc.constant([{ type: "function", function: { name: "flag" } }]),
  }),
);

it("is accepted by both models, whatever the request sets and whatever effort is chosen", async () => {
  const request = fc.record({
    settings: fc.uniqueArray(setting, { selector: ({ key }) => key, maxLength: 6 }),
    model: fc.constantFrom("gpt-4o", "gpt-4o-mini", "gpt-4.1"),
    effort: fc.constantFrom(undefined, "none" as const, "low" as const, "max" as const),
  });
  await fc.assert(
    fc.asyncProperty(request, async ({ settings, model, effort }) => {
      const members = Object.fromEntries(settings.map(({ key, value }) => [key, value]));
      const prompt = chatPrompt({ model, messages: MESSAGES, ...members });
      const { left, right } = await run(plan(prompt, effort));
      expect([left, right].map((side) => side?.answers[0]?.text)).toEqual([
        "Green, white, red.",
        "Green, white, red.",
      ]);
    }),
    { numRuns: 60 },
  );
});

it("knows the move of a prompt, or says why there is none", () => {
  const { pair } = defaultSettings;
  const move = (prompt: object, changes: Partial<typeof pair> = {}): string => {
    const choice = moveOf(chatPrompt({ messages: [], ...prompt }), { ...pair, ...changes }, {});
    if (choice.kind === "refused") return choice.reason;
    const { oldSnapshot, target, isDone } = choice.move;
    return `${oldSnapshot} → ${target.model.id} ${target.effort}${isDone ? ", done" : ""}`;
  };
  expect(move({})).toBe("gpt-4o → gpt-6-luna none");
  expect(move({ model: "gpt-4.1-mini" })).toBe("gpt-4.1-mini → gpt-6-luna none");
  expect(move({ model: "{{model}}" })).toBe("gpt-4o → gpt-6-luna none");
  expect(move({ model: "gpt-6-luna" })).toBe("gpt-4o → gpt-6-luna undefined, done");
  expect(move({ model: "gpt-4o-large" })).toBe(
    "gpt-4o-large is not in the catalog, so no move is known.",
  );
  const later = moveOf(chatPrompt({ model: "gpt-6-luna", messages: [] }), pair, {});
  if (later.kind === "refused") throw new Error(later.reason);
  const { model } = later.move.target;
  expect(move({}, { left: model, leftSnapshot: model.id })).toBe(
    "GPT-6 Luna has no shutdown date, so there is no move to run.",
  );
});
