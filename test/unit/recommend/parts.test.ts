import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { askedLengthTokens } from "../../../src/core/recommend/askedLength";
import { decodeInt8 } from "../../../src/core/recommend/decodeInt8";
import { hashTerms } from "../../../src/core/recommend/hashedTerms";
import { createLinearModel, standardize } from "../../../src/core/recommend/linearModel";
import { digestPrompt, judgedText } from "../../../src/core/recommend/promptDigest";
import { scanText } from "../../../src/core/recommend/textScan";
import { parseJson } from "../../../src/core/json/parseJson";
import { IMAGE, message, promptOf, textPart, TOOL } from "./fixtures";

describe("judgedText", () => {
  it("is the whole of a short text, and the head and the tail of a long one", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 4000 }), { maxLength: 6 }), (texts) => {
        const whole = texts.join("\n\n");
        const judged = judgedText(texts);
        if (judged.length < 3990) expect(judged).toBe(whole);
        expect(judged.length).toBeLessThanOrEqual(4004);
        expect(whole.startsWith(judged.slice(0, 2666).trimEnd())).toBe(true);
        expect(whole.endsWith(judged.slice(-1334).trimStart())).toBe(true);
      }),
    );
  });
});

describe("digestPrompt", () => {
  it("counts tools, images and the fields of an answer's schema at all depths", () => {
    const schema = parseJson(
      '{"properties": {"a": {"type": "string"}, "b": {"items": {"properties": {"c": {}, "d": {}}}}}}',
    );
    const range = { start: 0, end: 0 };
    const digest = digestPrompt(
      promptOf({
        instructions: { kind: "text", text: "Be brief.", range, placeholders: [] },
        messages: [message("user", textPart("Hello"), IMAGE), message("assistant")],
        tools: [TOOL],
        ...(schema.root && {
          responseFormat: { kind: "json_schema", name: "x", schema: schema.root, range },
        }),
      }),
    );
    expect(digest).toEqual({
      text: "Be brief.\n\nHello",
      tools: 1,
      images: 1,
      isLong: false,
      isMultiTurn: true,
      schemaFields: 4,
      fieldNames: ["a", "b"],
    });
  });
});

describe("scanText", () => {
  it("takes words, numbers, symbols and pairs of ideographs apart", () => {
    expect(scanText("Don't pay $3.50, é 東京都!").tokens).toEqual([
      "don't",
      "pay",
      "$",
      "3",
      ".",
      "50",
      ",",
      "é",
      "東京",
      "京都",
      "!",
    ]);
  });

  it("counts names, years, decimals and question words", () => {
    const scan = scanText("The painter Anna Holm won it in 1931. Which was 2.5 m high?");
    expect(scan).toMatchObject({ names: 2, years: 1, decimals: 1, firstQuestionWord: 7 });
    expect(scanText("No question").firstQuestionWord).toBe(Infinity);
  });

  it("counts every character once", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), (text) => {
        const { letters, digits, symbols } = scanText(text);
        const spaces = text.split("").filter((unit) => /\s/u.test(unit)).length;
        const apostrophes = text.match(/(?<=[\p{L}\p{M}])['’]\p{L}/gu)?.length ?? 0;
        expect(letters + digits + symbols + spaces).toBeLessThanOrEqual(text.length);
        if (apostrophes === 0) expect(letters + digits + symbols + spaces).toBe(text.length);
      }),
    );
  });
});

describe("hashTerms", () => {
  it("gives a vector of length 1 in the buckets there are", () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), (tokens) => {
        const { buckets, values } = hashTerms(tokens, 10);
        const squares = values.reduce((sum, value) => sum + value * value, 0);
        expect(squares).toBeCloseTo(1, 5);
        expect(new Set(buckets).size).toBe(buckets.length);
        expect(buckets.every((bucket) => bucket >= 0 && bucket < 1024)).toBe(true);
      }),
    );
  });

  it("tells the order of words apart", () => {
    const bucketsOf = (...tokens: string[]) => [...hashTerms(tokens, 20).buckets].sort();
    expect(bucketsOf("dog", "bites", "man")).not.toEqual(bucketsOf("man", "bites", "dog"));
  });
});

describe("linear models", () => {
  it("decode bytes as Node does", () => {
    fc.assert(
      fc.property(fc.int8Array(), (bytes) => {
        expect(decodeInt8(Buffer.from(bytes.buffer).toString("base64"))).toEqual(bytes);
      }),
    );
    expect(() => decodeInt8("a b")).toThrow();
  });

  it("add up dense features and terms, folded into their buckets", () => {
    const bytes = (...values: number[]) => Buffer.from(Int8Array.from(values)).toString("base64");
    const model = createLinearModel({
      intercepts: [1, 10],
      dense: { bytes: bytes(1, 2, 3, 4), scales: [0.5, 1] },
      terms: { bytes: bytes(10, 20, 30, 40), scales: [0.1, 0.01], bits: 1 },
    });
    const terms = { buckets: Int32Array.of(0, 3), values: Float32Array.of(1, 2) };
    const [first, second] = model({ dense: Float64Array.of(2, -1), terms });
    expect(first).toBeCloseTo(1 + 0.5 * (2 - 2) + 0.1 * (10 + 40), 5);
    expect(second).toBeCloseTo(10 + (6 - 4) + 0.01 * (30 + 80), 5);
  });

  it("keep features within three deviations", () => {
    const standard = standardize(Float64Array.of(5, -1000, 1e9), [3, 0, 0], [2, 1, 1]);
    expect([...standard]).toEqual([1, -3, 3]);
  });
});

describe("askedLengthTokens", () => {
  it.each([
    ["Write it in 200 words.", 270],
    ["in exactly three sentences", 75],
    ["a 300+ word summary", 405],
    ["80文字以内で", 80],
    ["in 99999 pages", 20_000],
  ])("%s: %i", (text, tokens) => {
    expect(askedLengthTokens(text)).toBeCloseTo(tokens, 6);
  });

  it("is undefined if no length is asked for", () => {
    expect(askedLengthTokens("Write about words.")).toBeUndefined();
  });
});
