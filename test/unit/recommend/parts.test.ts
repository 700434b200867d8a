import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeInt8 } from "../../../src/core/recommend/decodeInt8";
import { hashTerms, TERM_BITS } from "../../../src/core/recommend/hashedTerms";
import { createLinearModel, standardize } from "../../../src/core/recommend/linearModel";
import { digestPrompt, judgedText } from "../../../src/core/recommend/promptDigest";
import { LEXICON_NAMES } from "../../../src/core/recommend/lexicons";
import { readTokens } from "../../../src/core/recommend/textTokens";
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
      instructions: "Be brief.",
      tools: 1,
      images: 1,
      isLong: false,
      isMultiTurn: true,
      schemaFields: 4,
      fieldNames: ["a", "b"],
    });
  });
});

describe("readTokens", () => {
  const tokensOf = (text: string): readonly string[] => {
    const { count, starts, ends } = readTokens(text);
    return Array.from({ length: count }, (_, at) => text.slice(starts[at], ends[at]));
  };

  it("takes words, numbers, symbols, line ends, and runs without spaces apart", () => {
    expect(tokensOf("Don't pay 3.50\n\tfor 東京です!")).toEqual([
      "Don",
      "'",
      "t",
      "pay",
      "3",
      ".",
      "50",
      "\n",
      "for",
      "東京です",
      "!",
    ]);
  });

  it("gives the same for a text, whatever was read in between", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }),
        fc.string({ unit: "grapheme" }),
        (text, other) => {
          const read = (): object => {
            const { count, hashes, prefixes, letters } = readTokens(text);
            return {
              count,
              hashes: hashes.slice(0, count),
              prefixes: prefixes.slice(0, count),
              letters,
            };
          };
          const first = read();
          readTokens(other);
          expect(read()).toEqual(first);
        },
      ),
    );
  });

  it("reads texts of any length", () => {
    const { count, ends } = readTokens("a ".repeat(20_000));
    expect(count).toBe(20_000);
    expect(ends[count - 1]).toBe(39_999);
  });
});

describe("scanText", () => {
  const hashesOf = (text: string): readonly number[] => {
    const { hashes, tokens } = scanText(text);
    return [...hashes.slice(0, tokens)];
  };

  it("takes words, numbers, symbols and pairs of ideographs apart", () => {
    const parts = ["don't", "pay", "$", "3", ".", "50", ",", "é", "東京", "京都", "!"];
    expect(hashesOf("Don't pay $3.50, É 東京都!")).toEqual(parts.flatMap(hashesOf));
    expect(new Set(parts.flatMap(hashesOf)).size).toBe(parts.length);
  });

  it("counts names, years, lines and question words", () => {
    const scan = scanText("The painter Anna Holm won it in 1931.\nWhich was 2.5 m high?");
    expect(scan).toMatchObject({ names: 2, years: 1, lines: 2, firstQuestionWord: 7 });
    expect(scanText("No question").firstQuestionWord).toBe(Infinity);
  });

  it("counts the words of each group", () => {
    const { hits } = scanText("Implement a Python function, please: a FUNCTION that adds.");
    const hitsOf = (name: string): number | undefined =>
      hits[LEXICON_NAMES.findIndex((each) => each === name)];
    expect(hitsOf("code")).toBe(3);
    expect(hitsOf("codeAsk")).toBe(3);
    expect(hitsOf("finance")).toBe(0);
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
      fc.property(fc.int32Array({ minLength: 1 }), (hashes) => {
        const { buckets, values } = hashTerms(hashes, hashes.length);
        const squares = values.reduce((sum, value) => sum + value * value, 0);
        expect(squares).toBeCloseTo(1, 5);
        expect(new Set(buckets).size).toBe(buckets.length);
        expect(buckets.every((bucket) => bucket >= 0 && bucket < 2 ** TERM_BITS)).toBe(true);
      }),
    );
  });

  it("tells the order of words apart", () => {
    const bucketsOf = (...hashes: number[]) =>
      [...hashTerms(Int32Array.from(hashes), hashes.length).buckets].sort();
    expect(bucketsOf(11, 22, 33)).not.toEqual(bucketsOf(33, 22, 11));
  });

  it("forgets the counts of the last text", () => {
    const hashes = Int32Array.of(5, 5, 7);
    expect(hashTerms(hashes, 3)).toEqual(hashTerms(hashes, 3));
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

describe("the length that is asked for", () => {
  it.each([
    ["Write it in 200 words.", 270],
    ["in exactly three sentences", 75],
    ["a 300+ word summary", 405],
    ["80文字以内で", 80],
    ["in 99999 pages", 20_000],
  ])("%s: %i", (text, tokens) => {
    expect(scanText(text).askedTokens).toBeCloseTo(tokens, 6);
  });

  it("is undefined if no length is asked for", () => {
    expect(scanText("Write about words.").askedTokens).toBeUndefined();
  });
});
