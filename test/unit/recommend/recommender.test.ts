import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Prompt } from "../../../src/core/prompt/prompt";
import { createRecommender, loadRecommender } from "../../../src/core/recommend/recommender";
import { trainedKinds } from "../../../src/core/recommend/trainedKinds";
import type { QualityEvidence, Recommendation } from "../../../src/core/recommend/recommendation";
import { IMAGE, input, message, promptOf, textPart, TOOL, userPrompt } from "./fixtures";

const recommender = createRecommender();

function recommend(prompt: Prompt): Recommendation {
  return recommender.recommend(input(prompt));
}

/** Invariants for every prompt: all values are numbers, in range, and carry their confidence. */
function expectSound({ evidence, level, reasons }: Recommendation): void {
  expect(["measured", "extrapolated", "published", "published opinion", "no evidence"]).toContain(
    level,
  );
  for (const { text, size } of reasons) {
    expect(text).not.toMatch(/NaN|Infinity|undefined/);
    expect(size).toBeGreaterThanOrEqual(0);
  }
  if (evidence) expectSoundEvidence(evidence);
}

function expectSoundEvidence(evidence: QualityEvidence): void {
  const { expectedGap, interval, pMiniAtLeastAsGood, kind, alternatives } = evidence;
  const [low, high] = interval;
  expect(low).toBeGreaterThanOrEqual(-1);
  expect(low).toBeLessThanOrEqual(expectedGap);
  expect(high).toBeGreaterThanOrEqual(expectedGap);
  expect(high).toBeLessThanOrEqual(1);
  expect(pMiniAtLeastAsGood).toBeGreaterThan(0);
  expect(pMiniAtLeastAsGood).toBeLessThan(1);
  expect(evidence.score4o).toBeGreaterThanOrEqual(0);
  expect(evidence.score4o).toBeLessThanOrEqual(1);
  expect(evidence.strengthPrompts).toBeGreaterThan(0);
  const probabilities = [kind, ...alternatives].map(({ probability }) => probability);
  const sum = probabilities.reduce((total, probability) => total + probability, 0);
  expect(sum).toBeLessThanOrEqual(1 + 1e-9);
}

describe("any prompt", () => {
  it("gets a sound recommendation and a range of output", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: "grapheme", maxLength: 400 }), { maxLength: 4 }),
        fc.boolean(),
        fc.boolean(),
        (texts, hasImage, hasTool) => {
          const parts = [...texts.map(textPart), ...(hasImage ? [IMAGE] : [])];
          const prompt = promptOf({
            messages: [message("user", ...parts)],
            tools: hasTool ? [TOOL] : [],
          });
          expectSound(recommend(prompt));
          const { minTokens, expectedTokens, maxTokens } = recommender.predictOutput(prompt);
          expect(minTokens).toBeGreaterThanOrEqual(1);
          expect(expectedTokens).toBeGreaterThanOrEqual(minTokens);
          expect(maxTokens).toBeGreaterThanOrEqual(expectedTokens);
          expect(maxTokens).toBeLessThanOrEqual(16_384);
        },
      ),
      { numRuns: 200 },
    );
  });

  it("gets the same recommendation again", () => {
    const text = "In what year did the Lindqvist observatory open to the public?";
    const again = createRecommender().recommend(input(userPrompt(text)));
    expect(again).toEqual(recommend(userPrompt(text)));
  });
});

describe("reading the weights", () => {
  it("lets other work have its turn after every so many characters", async () => {
    let pauses = 0;
    const recommender = await loadRecommender(() => {
      pauses++;
      return Promise.resolve();
    });
    expect(pauses).toBeGreaterThan(trainedKinds.code.length / 40_000);
    const prompt = userPrompt("Who was the first curator of the maritime museum in Rijeka?");
    expect(recommender.recommend(input(prompt))).toEqual(
      createRecommender().recommend(input(prompt)),
    );
  });
});

describe("unusual prompts", () => {
  it("have no evidence if there is no text", () => {
    for (const prompt of [
      promptOf({}),
      userPrompt(""),
      userPrompt(" \n\t"),
      promptOf({ messages: [message("user", IMAGE)] }),
    ]) {
      const result = recommend(prompt);
      expect(result).toMatchObject({ level: "no evidence", decidedBy: "cost" });
      expect(result.evidence).toBeUndefined();
      expectSound(result);
    }
  });

  it("are a function call if there are only tools", () => {
    const { evidence } = recommend(promptOf({ tools: [TOOL] }));
    expect(evidence?.kind.id).toBe("function_calling");
  });

  it("are judged by head and tail if they have a million tokens, as no more than extrapolated", () => {
    const text = "Who was the first curator of the museum in Rijeka? ".repeat(100_000);
    const result = recommend(userPrompt(text));
    expectSound(result);
    expect(result.level).not.toBe("measured");
  });

  it("are never measured if the conversation continues", () => {
    const question = "Which gas is inert?\nA. Oxygen\nB. Argon\nC. Chlorine\nD. Fluorine";
    expect(recommend(userPrompt(question)).level).toBe("measured");
    const conversation = promptOf({
      messages: [
        message("user", textPart("Hello")),
        message("assistant", textPart("Hello. What would you like to know?")),
        message("user", textPart(question)),
      ],
    });
    expect(recommend(conversation).level).toBe("extrapolated");
  });

  it.each([
    ["Thai", "สวัสดีครับ ช่วยอธิบายเรื่องนี้ให้หน่อย"],
    ["Devanagari", "कृपया इसे समझाइए"],
    ["Ethiopic", "እባክዎ ይህን ያብራሩ"],
    ["emoji", "🦊🦊🦊"],
    ["a lone surrogate", "\ud800"],
  ])("in %s get no evidence or little", (_, text) => {
    const result = recommend(userPrompt(text));
    expectSound(result);
    expect(["no evidence", "extrapolated"]).toContain(result.level);
  });
});

describe("what the recommendation rests on", () => {
  it.each([
    ["Summarize the following report in two sentences: the council met.", "summarisation"],
    ["Classify this support ticket as billing or technical.", "classification"],
    ["What is the sentiment of this review, positive or negative? Loved it.", "sentiment_analysis"],
  ])("%s is known from published averages", (text, kind) => {
    const { evidence, level } = recommend(userPrompt(text));
    expect(evidence).toMatchObject({ kind: { id: kind }, isRecognized: true });
    expect(level).toBe("published");
    expect(evidence?.published?.source).toBeTruthy();
  });

  it.each([
    [
      "Extract the invoice number and the date from the text below as JSON.",
      "data_extraction",
      "mini",
    ],
    ["Translate this sentence into German: the early bird.", "translation", "4o"],
  ])("%s is published opinion", (text, kind, opinion) => {
    const { evidence, level } = recommend(userPrompt(text));
    expect(level).toBe("published opinion");
    expect(evidence).toMatchObject({ kind: { id: kind }, opinion });
  });

  it("names the subject of a question that resembles measured ones, with what was measured on it", () => {
    const question =
      "A buyer contracted in writing with a seller for the sale of a house. The seller repudiated the contract, and the buyer sued for specific performance. The court should hold that the plaintiff\n\nA. may recover because the statute was satisfied.\nB. may not recover because the deed was void.\nC. may recover only damages.\nD. may not recover without consideration.";
    const { evidence } = recommend(userPrompt(question));
    expect(evidence?.kind.id).toBe("law");
    expect(evidence?.measured).toEqual({ gap: 0.2432, standardError: 0.016, prompts: 1036 });
  });

  it("takes the kind that a live classification gave", () => {
    const { evidence } = recommender.recommend({
      ...input(userPrompt("Hello")),
      classifiedKind: "law",
    });
    expect(evidence).toMatchObject({ kind: { id: "law", probability: 1 }, expectedGap: 0.2432 });
  });

  it("is shifted by the user's own outcomes on the kind", () => {
    const prompt = userPrompt("Who was the first curator of the museum in Rijeka?");
    const before = recommend(prompt);
    expect(before).toMatchObject({ modelId: "gpt-4o", evidence: { kind: { id: "factual_qa" } } });
    const all = { rows: 500, scoreSums: { left: 400, right: 400 }, wins: { left: 0, right: 0 } };
    const after = recommender.recommend({
      ...input(prompt),
      ownOutcomes: (kind) => (kind === "factual_qa" ? all : undefined),
    });
    expect(after).toMatchObject({ modelId: "gpt-4o-mini", level: "your measurements" });
    expect(after.reasons.find(({ code }) => code === "quality")?.text).toMatch(
      /^Your 500 rows: GPT-4o mini won or tied 500; gap 0\.\d\d ± 0\.\d\d, before 0\.\d\d\.$/,
    );
  });

  it("learns of any pair", () => {
    const prompt = userPrompt("Who was the first curator of the museum in Rijeka?");
    const { left, right, ...rest } = input(prompt);
    const models = {
      left: { ...left, modelId: "gpt-5.4", label: "GPT-5.4" },
      right: { ...right, modelId: "gpt-6-luna", label: "Luna" },
    };
    const on = (wins: number) =>
      recommender.recommend({
        ...rest,
        ...models,
        ownOutcomes: () => ({
          rows: 90,
          scoreSums: { left: 40 + wins, right: 40 },
          wins: { left: wins, right: 0 },
        }),
      });
    // As if ten more rows had shown no difference: 2 ÷ 100 and 30 ÷ 100.
    expect(on(2)).toMatchObject({
      modelId: "gpt-6-luna",
      decidedBy: "quality",
      level: "your measurements",
      loss: { label: "Luna", expected: 0.02 },
    });
    expect(on(30)).toMatchObject({ modelId: "gpt-5.4", loss: { expected: 0.3 } });
    expect(on(30).reasons[0]?.text).toBe("Your 90 rows: Luna won or tied 60; gap 0.30 ± 0.05.");
  });

  it("is nothing for another pair", () => {
    const { evidence, level } = recommender.recommend({
      ...input(userPrompt("Who was the first curator?")),
      left: { ...input(userPrompt("")).left, modelId: "gpt-5" },
    });
    expect(evidence).toBeUndefined();
    expect(level).toBe("no evidence");
  });
});

describe("the length of the answer", () => {
  it("does not depend on the prompts that were estimated before", () => {
    const short = (): number => recommender.predictOutput(userPrompt("Hello.")).expectedTokens;
    const lengths = [
      "Say hello to the world.",
      "Translate this: water",
      "Fix\n\ndef f(x): pass",
    ].map((other) => {
      recommender.predictOutput(userPrompt(other));
      return short();
    });
    expect(new Set(lengths).size).toBe(1);
  });

  it("follows what the prompt asks for", () => {
    const expected = (text: string): number =>
      recommender.predictOutput(userPrompt(text)).expectedTokens;
    expect(expected("Write an essay on rivers in 900 words.")).toBeGreaterThan(
      expected("Write an essay on rivers in 20 words."),
    );
    expect(expected("Explain in detail how rivers shape their valleys.")).toBeGreaterThan(
      expected("What is the capital of Canada?"),
    );
  });
});
