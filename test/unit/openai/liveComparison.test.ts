import { LLMock } from "@copilotkit/aimock";
import { afterAll, beforeAll, expect, it } from "vitest";
import { GPT_4O } from "../../../src/core/models/gpt4o";
import { GPT_4O_MINI } from "../../../src/core/models/gpt4oMini";
import { priceOf } from "../../../src/core/models/priceOf";
import { measureAnswers, measureSimilarity } from "../../../src/core/runs/engine/answerStatistics";
import { placeKey } from "../../../src/core/runs/answerKey";
import { Comparison } from "../../../src/core/runs/engine/comparison";
import type { ComparisonSide } from "../../../src/core/runs/comparisonPlan";
import type { AnswerEnd } from "../../../src/core/runs/records/answerEnd";
import { Ledger } from "../../../src/core/runs/spending/ledger";
import { compareWords } from "../../../src/core/runs/engine/similarity";
import { RunHistory } from "../../../src/core/runs/records/runHistory";
import { createOpenAiRunner } from "../../../src/openai/openAiRunner";
import { SYSTEM_CLOCK } from "../../../src/node/systemClock";
import { MemoryFiles } from "../runs/memoryFiles";
import { connectionTo, HELLO } from "./runOn";

const mock = new LLMock({ port: 0, host: "127.0.0.1" });
beforeAll(async () => {
  await mock.start();
});
afterAll(() => mock.stop());

it("runs a prompt on both models three times each, to ledger and history", async () => {
  const usage = { prompt_tokens: 8, completion_tokens: 6, total_tokens: 14 };
  for (const sequenceIndex of [0, 1, 2]) {
    mock.on(
      { model: "gpt-4o", sequenceIndex },
      { content: `The charge followed a timeout, ${sequenceIndex}.`, usage },
      { chunkSize: 5, latency: 1 },
    );
  }
  mock.on({ model: "gpt-4o-mini" }, { content: "The charge came after a timeout.", usage });
  const files = new MemoryFiles();
  const ledger = new Ledger(files);
  const history = new RunHistory(files, SYSTEM_CLOCK);
  const answers = new Map<string, AnswerEnd>();
  const side = (model: typeof GPT_4O): ComparisonSide => {
    const price = priceOf(model, model.id, "standard");
    return {
      name: model,
      request: { prompt: HELLO, model: model.id, endpoint: "chat" },
      ...(price && { price }),
      estimatedInputTokens: 8,
      inputBasis: "exact",
      output: {
        minTokens: 1,
        expectedTokens: 10,
        maxTokens: 20,
        origin: "set by you",
        originKind: "user",
      },
    };
  };
  const comparison = new Comparison(
    {
      id: "c1",
      file: "hello.md",
      host: "127.0.0.1",
      runsEach: 3,
      sides: { left: side(GPT_4O), right: side(GPT_4O_MINI) },
      alternatives: [],
    },
    {
      runner: createOpenAiRunner(connectionTo(`${mock.url}/v1`, { clock: SYSTEM_CLOCK })),
      clock: SYSTEM_CLOCK,
      counter: { count: (text) => text.length },
      ledger,
      history,
      listener: (event) => {
        if (event.kind === "problem") throw event.error;
        if (event.kind === "answer-ended") answers.set(placeKey(event.place), event.end);
      },
    },
  );
  await comparison.done;

  const lefts = [0, 1, 2].map((index) => answers.get(`left-${index}`));
  const texts = [0, 1, 2].map((index) => comparison.answerOf({ side: "left", index })?.text ?? "");
  expect(texts).toEqual([
    "The charge followed a timeout, 0.",
    "The charge followed a timeout, 1.",
    "The charge followed a timeout, 2.",
  ]);
  const statistics = measureAnswers(
    lefts.flatMap((answer) =>
      answer
        ? [
            {
              latencyMs: answer.timing.totalMs,
              outputTokens: answer.outputTokens,
              ...(answer.cost !== undefined && { cost: answer.cost }),
            },
          ]
        : [],
    ),
  );
  // 8 × $2.50 + 6 × $10.00 a million, each; 7 of 8 words and characters in common.
  expect(statistics).toMatchObject({
    answers: 3,
    outputTokens: { median: 6, min: 6, max: 6 },
    cost: { median: 80_000_000n, min: 80_000_000n, max: 80_000_000n },
  });
  const pace = { yieldIfDue: () => Promise.resolve() };
  expect(await measureSimilarity(texts, pace)).toEqual({ median: 7 / 8, min: 7 / 8, max: 7 / 8 });
  const right = comparison.answerOf({ side: "right", index: 0 })?.text ?? "";
  expect(compareWords(texts[0] ?? "", right)).toMatchObject({ wordsInBoth: 4 });
  // 3 × (80 + 4.8) millionths of a dollar.
  const today = SYSTEM_CLOCK.date();
  const { entries } = await ledger.readAll();
  expect(entries).toHaveLength(6);
  expect(entries.reduce((sum, { cost = 0n }) => sum + cost, 0n)).toBe(254_400_000n);
  expect(entries[0]?.day.slice(0, 4)).toBe(String(today.getFullYear()));
  const [run] = await history.runsOf("hello.md");
  expect(run?.answers.filter(({ end }) => end?.status === "finished")).toHaveLength(6);
});
