import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeSalience, encodeSalience } from "../../../src/core/recommend/kindCode";
import { createPayloadReader } from "../../../src/core/recommend/payload";
import { createRecommender } from "../../../src/core/recommend/recommender";
import { trainedKinds } from "../../../src/core/recommend/trainedKinds";
import { input, userPrompt } from "./fixtures";

const readPayload = createPayloadReader(trainedKinds.frames);

function payloadOf(text: string): string {
  const { frames } = readPayload(text);
  let kept = "";
  let from = 0;
  for (let i = 0; i < frames.length; i += 2) {
    kept += text.slice(from, frames[i]);
    from = frames[i + 1] ?? text.length;
  }
  return kept + text.slice(from);
}

const QUESTION = "Who was the first curator of the maritime museum in Rijeka?";

describe("the payload of a prompt", () => {
  it.each([
    ["a persona", `You are a helpful assistant.\n\n${QUESTION}`],
    ["a form", `${QUESTION}\n\nRespond in Markdown. Keep it short.`],
    ["a confidence", `${QUESTION}\n\nGive your confidence as a number between 0 and 1.`],
    ["German", `Du bist ein hilfreicher Assistent.\n\n${QUESTION}\n\nAntworte nur im JSON-Format.`],
    ["Japanese", `次の質問に答えてください。\n\n${QUESTION}\n\n結果だけを出力してください。`],
  ])("is without %s", (_, text) => {
    expect(payloadOf(text).trim()).toBe(QUESTION);
  });

  it("keeps a persona and a form that say what is asked for", () => {
    const text = "You are a translator of legal texts.\n\nReturn the SQL query for {{question}}.";
    expect(payloadOf(text)).toBe(text);
  });

  it("is the whole text if all of it is a frame, or nothing", () => {
    expect(payloadOf("Answer only in JSON.")).toBe("Answer only in JSON.");
    expect(payloadOf("")).toBe("");
    expect(readPayload("Answer only in JSON.").hasTask).toBe(false);
    expect(readPayload(QUESTION).hasTask).toBe(true);
  });

  it("holds parts of the text in their order and nothing else", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 400 }), (text) => {
        let position = 0;
        for (const character of payloadOf(text)) {
          const at = text.indexOf(character, position);
          expect(at).toBeGreaterThanOrEqual(position);
          position = at + character.length;
        }
      }),
    );
  });
});

describe("the words that decided", () => {
  const recommender = createRecommender();
  const evidenceOf = (text: string): ReturnType<typeof recommender.recommend> =>
    recommender.recommend(input(userPrompt(text)));

  it("are words of the prompt, and are in the reason", () => {
    const text = "Translate the following sentence into Finnish: the harbor is closed.";
    const { evidence, reasons } = evidenceOf(text);
    const words = evidence?.decidingWords ?? [];
    expect(words).toContain("Translate");
    for (const word of words) expect(text).toContain(word);
    const quality = reasons.find(({ code }) => code === "quality");
    expect(quality?.text).toContain(
      `Recognized by ${words.map((word) => `“${word}”`).join(", ")}.`,
    );
  });

  it("hold letters alone, so that no surface has to escape more than it does", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
        const { evidence } = evidenceOf(`Translate into French: ${text}`);
        for (const word of evidence?.decidingWords ?? [])
          expect(word).toMatch(/^[\p{L}\p{M}ー]+$/u);
      }),
      { numRuns: 50 },
    );
  });

  it("hold no sign that is not a letter", () => {
    expect(evidenceOf("⿔⿔ Translate into French: ⿔").evidence?.decidingWords).not.toContain(
      "⿔",
    );
  });

  it("are none of one or two Latin letters", () => {
    const text = "Summarize this ticket for the shift lead in two sentences: {{ticket}}";
    expect(evidenceOf(`You are a careful assistant.\n${text}`).evidence?.decidingWords).toEqual([
      "Summarize",
      "sentences",
    ]);
  });

  it("are left out if the kind is not recognized", () => {
    expect(evidenceOf("asdf qwer zxcv").evidence?.decidingWords).toEqual([]);
  });
});

describe("the salience of words", () => {
  it("is the same after it was written, to a level", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 50 }),
        (all) => {
          const decoded = decodeSalience(encodeSalience(Float32Array.from(all)));
          expect(decoded).toHaveLength(all.length);
          decoded.forEach((value, at) => expect(value).toBeCloseTo(all[at] ?? NaN, 1));
        },
      ),
    );
  });
});
