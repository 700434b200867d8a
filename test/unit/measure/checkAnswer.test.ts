import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Assertion, unsupportedReasons } from "../../../src/core/measure/assertion";
import {
  type AskRubric,
  loadAnswerChecker,
} from "../../../src/core/measure/assertions/checkAnswer";
import { readRunLine, writeRunLine } from "../../../src/core/measure/engine/runLines";
import { pairResults } from "../../../src/core/measure/results/pairedRow";
import { selectRows } from "../../../src/core/measure/results/rowFilter";
import { summarize } from "../../../src/core/measure/results/summary";
import type { RowAnswer } from "../../../src/core/measure/rowAnswer";
import { parseJson } from "../../../src/core/json/parseJson";
import type { Tool } from "../../../src/core/prompt/prompt";
import { tokenCounter } from "../accounting/tokenCounter";
import { answerOf } from "./rowAnswers";
import { resultOf } from "./rowResults";

const checker = await loadAnswerChecker(tokenCounter);

function assertion(type: string, more: Partial<Assertion> = {}): Assertion {
  return { type, isNegated: false, weight: 1, ...more };
}

async function check(
  one: Assertion | readonly Assertion[],
  answer: string | RowAnswer,
  values: Readonly<Record<string, string>> = {},
  tools: readonly Tool[] = [],
) {
  const verdict = await checker.check(
    Array.isArray(one) ? (one as Assertion[]) : [one as Assertion],
    {
      answer: typeof answer === "string" ? answerOf(answer) : answer,
      values: new Map(Object.entries(values)),
      tools,
    },
  );
  if (verdict === undefined) throw new Error("no verdict");
  return verdict;
}

const USER = { type: "object", required: ["age"], properties: { age: { type: "integer" } } };

/** Type, value or assertion, an answer that passes, an answer that fails. */
const CASES: readonly (readonly [Assertion, pass: string, fail: string])[] = [
  [assertion("equals", { value: "Paris" }), "Paris", "paris"],
  [assertion("equals", { value: 42 }), "42", "42.0"],
  [assertion("equals", { value: { b: 1, a: [2] } }), '{"a":[2],"b":1}', '{"a":[2]}'],
  [assertion("contains", { value: "cat" }), "a cat sat", "a Cat sat"],
  [assertion("icontains", { value: "cat" }), "a CAT sat", "a dog sat"],
  [assertion("starts-with", { value: "Dear" }), "Dear Ann", " Dear Ann"],
  [assertion("ends-with", { value: "Bye." }), "So long. Bye.", "Bye. So long"],
  [assertion("contains-any", { value: ["cat", "dog"] }), "a dog", "a bird"],
  [assertion("contains-any", { value: "cat, dog" }), "a dog", "a bird"],
  [assertion("icontains-any", { value: ["cat"] }), "CAT", "dog"],
  [assertion("contains-all", { value: ["a", "b"] }), "ab", "a"],
  [assertion("icontains-all", { value: ["a", "b"] }), "AB", "A"],
  [assertion("regex", { value: "\\d{3}-\\d{4}" }), "call 555-1234", "call 555"],
  [assertion("regex", { value: "^(?<word>[\\u00e4a]+)$" }), "aä", "b"],
  [assertion("is-json"), '{"a":1}', 'Here: {"a":1}'],
  [assertion("is-json", { value: USER }), '{"age":3}', '{"age":"3"}'],
  [assertion("json-schema", { value: JSON.stringify(USER) }), '{"age":3}', "{}"],
  [assertion("contains-json"), 'Here: {"a":[1]}.', "Here: a, and [b"],
  [assertion("contains-json", { value: USER }), 'See [1]: {"age": 3}', 'See {"age": "3"}'],
  [assertion("number", { value: { min: 40, max: 44 } }), "So the answer is 42.", "It is 45"],
  [assertion("number", { value: 1234.5 }), "In total 7 parts: $1,234.50", "1,234"],
  [assertion("number", { value: -3 }), "x = −3", "1-3"],
  [assertion("word-count", { value: { max: 3 } }), "one two three", "one two three four"],
  [assertion("character-count", { value: { min: 2, max: 2 } }), "🙂é", "🙂"],
  [assertion("token-count", { value: { max: 2 } }), "hello world", "hello world again"],
  [
    assertion("similarity", { value: "the quick brown fox", threshold: 0.7 }),
    "the quick fox",
    "a dog",
  ],
  [assertion("levenshtein", { value: "kitten", threshold: 3 }), "sitting", "hyphenation"],
  [assertion("is-refusal"), "I’m sorry, but I can’t help with that.", "Sure: 42"],
];

describe("one assertion", () => {
  test.each(CASES)("%j", async (one, pass, fail) => {
    expect((await check(one, pass)).passed).toBe(true);
    expect((await check(one, fail)).passed).toBe(false);
    const negated = { ...one, isNegated: true };
    expect((await check(negated, pass)).passed).toBe(false);
    expect((await check(negated, fail)).passed).toBe(true);
  });

  test("by how the answer came", async () => {
    const answer = answerOf("x", {
      cost: 2_000_000_000n,
      finishReason: "length",
      meanLogProbability: Math.log(0.5),
      latencyMs: 900,
    });
    const passes = async (one: Assertion) => (await check(one, answer)).passed;
    expect(await passes(assertion("latency", { threshold: 900 }))).toBe(true);
    expect(await passes(assertion("latency", { threshold: 899 }))).toBe(false);
    const { text, toolCalls } = answer;
    const ofBatch = { text, toolCalls };
    const unknown = await check(assertion("latency", { threshold: 900 }), ofBatch);
    expect(unknown.outcomes[0]?.status).toBe("not-supported");
    expect(await passes(assertion("cost", { threshold: 0.002 }))).toBe(true);
    expect(await passes(assertion("cost", { threshold: 0.001 }))).toBe(false);
    expect(await passes(assertion("finish-reason", { value: "length" }))).toBe(true);
    expect(await passes(assertion("finish-reason", { value: "tool_calls" }))).toBe(false);
    expect(await passes(assertion("perplexity", { threshold: 2.1 }))).toBe(true);
    expect(await passes(assertion("perplexity", { threshold: 1.9 }))).toBe(false);
  });

  test("a value with the row's variables", async () => {
    const one = assertion("equals", { value: "{{ expected }} in {{city}}" });
    expect((await check(one, "rain in Rome", { expected: "rain", city: "Rome" })).passed).toBe(
      true,
    );
    const missing = await check(one, "rain", { city: "Rome" });
    expect(missing.outcomes[0]).toMatchObject({
      status: "error",
      reason: "The row has no value for {{ expected }}.",
    });
    const expression = await check(assertion("equals", { value: "{{ a | upper }}" }), "A");
    expect(expression.outcomes[0]?.status).toBe("not-supported");
  });

  test("an edit distance is that of the textbook", () => {
    const slow = (a: string, b: string): number =>
      a === "" || b === ""
        ? a.length + b.length
        : Math.min(
            slow(a.slice(1), b) + 1,
            slow(a, b.slice(1)) + 1,
            slow(a.slice(1), b.slice(1)) + (a[0] === b[0] ? 0 : 1),
          );
    const text = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 5 });
    return fc.assert(
      fc.asyncProperty(text, text, async (left, right) => {
        const distance = slow(left, right);
        const within = (threshold: number) =>
          check(assertion("levenshtein", { value: right, threshold }), left);
        expect((await within(distance)).passed).toBe(true);
        expect((await within(distance - 1)).passed).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});

describe("tool calls", () => {
  const parameters = parseJson(JSON.stringify(USER)).root;
  if (parameters === undefined) throw new Error("no schema");
  const range = { start: 0, end: 0 };
  const tools: readonly Tool[] = [{ type: "function", name: "add_user", parameters, range }];
  const calling = (name: string, written: string) =>
    check(
      assertion("is-valid-openai-tools-call"),
      answerOf("", { toolCalls: [{ name, arguments: written }] }),
      {},
      tools,
    );

  test("are valid by the prompt's tools", async () => {
    expect((await calling("add_user", '{"age":3}')).passed).toBe(true);
    expect((await calling("add_user", '{"age":"3"}')).outcomes[0]?.reason).toContain("age:");
    expect((await calling("add_user", "{")).passed).toBe(false);
    expect((await calling("drop_user", "{}")).passed).toBe(false);
    expect((await check(assertion("valid-tool-call"), "text", {}, tools)).passed).toBe(false);
  });

  test("are the output of an answer without text", async () => {
    const answer = answerOf("", { toolCalls: [{ id: "c1", name: "f", arguments: "{}" }] });
    expect((await check(assertion("contains-json"), answer)).passed).toBe(true);
  });
});

describe("what can't be checked", () => {
  test.each(["javascript", "python", "webhook", "similar", "rouge-n", "constructor", "moderation"])(
    "%s is reported and never passes",
    async (type) => {
      const verdict = await check(assertion(type, { value: "true" }), "true");
      expect(verdict).toMatchObject({ passed: false, score: 0 });
      expect(verdict.outcomes[0]).toMatchObject({
        status: "not-supported",
        reason: `"${type}" is not supported.`,
      });
      const negated = await check(assertion(type, { isNegated: true }), "true");
      expect(negated.passed).toBe(false);
    },
  );

  test("counts neither for nor against the others", async () => {
    const both = [assertion("javascript"), assertion("contains", { value: "a" })];
    expect(await check(both, "a")).toMatchObject({ passed: true, score: 1 });
    expect(await check(both, "b")).toMatchObject({ passed: false, score: 0 });
  });

  test("an invalid pattern is an error, one without a bound not supported", async () => {
    const status = async (value: string) =>
      (await check(assertion("regex", { value }), "aa")).outcomes[0]?.status;
    expect(await status("(")).toBe("error");
    expect(await status("(a)\\1")).toBe("not-supported");
    expect(await status("a(?=b)")).toBe("not-supported");
    expect(await status("(x{1,1000}){1,1000}")).toBe("not-supported");
  });

  test("a broken schema is an error", async () => {
    const one = assertion("is-json", { value: { $ref: "#/nowhere" } });
    expect((await check(one, "{}")).outcomes[0]?.status).toBe("error");
  });
});

/** Each takes JavaScript's own engine longer than the age of the universe. */
describe("patterns that JavaScript would never finish", () => {
  const long = `${"a".repeat(50_000)}!`;

  test.each(["(a+)+$", "^(a|a)*$", "^(a|aa)+$", "([a-z]+)*\\d", "^(.*a){20}b", "a*a*a*a*a*a*b"])(
    "%s",
    async (value) => {
      expect((await check(assertion("regex", { value }), long)).passed).toBe(false);
      const schema = { properties: { x: { type: "string", pattern: value } } };
      const json = JSON.stringify({ x: long });
      expect((await check(assertion("is-json", { value: schema }), json)).passed).toBe(false);
      const ok = JSON.stringify({ x: 1 });
      expect((await check(assertion("is-json", { value: schema }), ok)).passed).toBe(false);
    },
  );

  test("a pattern of a schema still matches, next to allOf and in a list", async () => {
    const schema = {
      items: { allOf: [{ minLength: 2 }], pattern: "^a+$" },
      definitions: { pattern: { type: "string" } },
    };
    const passes = async (value: unknown) =>
      (await check(assertion("is-json", { value: schema }), JSON.stringify(value))).passed;
    expect(await passes(["aa", "aaa"])).toBe(true);
    expect(await passes(["aa", "ab"])).toBe(false);
    expect(await passes(["a"])).toBe(false);
  });

  test("a list whose items all must differ is bounded", async () => {
    const one = assertion("is-json", { value: { uniqueItems: true } });
    expect((await check(one, "[1,2,3]")).passed).toBe(true);
    expect((await check(one, "[1,2,1]")).passed).toBe(false);
    const numbers = JSON.stringify(Array.from({ length: 100_000 }, (_, index) => index));
    expect((await check(one, numbers)).outcomes[0]?.status).toBe("error");
  });

  test("an answer of 1 MB, of brackets or nested", async () => {
    const deep = `${"[".repeat(500_000)}${"]".repeat(500_000)}`;
    for (const text of ["{".repeat(1_000_000), '[{"'.repeat(300_000), deep]) {
      const recursive = { items: { $ref: "#" }, minItems: 1 };
      const found = await check(assertion("contains-json", { value: recursive }), text);
      expect(found.passed).toBe(false);
    }
    const distance = await check(assertion("levenshtein", { value: deep }), deep);
    expect(distance.outcomes[0]?.status).toBe("error");
  });
});

describe("several assertions", () => {
  const a = assertion("contains", { value: "a", weight: 3 });
  const b = assertion("contains", { value: "b" });

  test("all must pass, and the score is weighted", async () => {
    expect(await check([a, b], "ab")).toMatchObject({ passed: true, score: 1 });
    expect(await check([a, b], "a")).toMatchObject({ passed: false, score: 0.75 });
  });

  test("a set passes by its threshold", async () => {
    const set = (threshold: number) =>
      assertion("assert-set", { threshold, assertions: [a, b], weight: 1 });
    expect((await check(set(0.7), "a")).passed).toBe(true);
    expect((await check(set(0.8), "a")).passed).toBe(false);
    const of = (assertions: readonly Assertion[]) =>
      check(assertion("assert-set", { assertions }), "a");
    expect((await of([a])).passed).toBe(true);
    expect((await of([a, b])).passed).toBe(false);
    expect((await of([assertion("python")])).outcomes[0]?.status).toBe("not-supported");
  });

  test("a member of a set that is not supported is reported, however deep, and does not count", async () => {
    const inner = assertion("assert-set", { assertions: [assertion("python"), a] });
    const { passed, score, outcomes } = await check(
      assertion("assert-set", { assertions: [inner, a] }),
      "a",
    );
    expect([passed, score]).toEqual([true, 1]);
    expect(outcomes.flatMap(unsupportedReasons)).toEqual(['"python" is not supported.']);
    const line = {
      kind: "result" as const,
      result: { ...resultOf("r1", "left"), verdict: { passed, score, outcomes } },
    };
    expect(readRunLine(writeRunLine(line).trim())).toEqual(line);
    const rows = pairResults([line.result]);
    expect([...summarize(rows).notSupported]).toEqual([['"python" is not supported.', 1]]);
    expect(selectRows(rows, "not-supported")).toHaveLength(1);
  });

  test("perplexity in a set fails if the server sent no log-probabilities", async () => {
    const set = assertion("assert-set", { assertions: [a, assertion("perplexity")] });
    const { passed, outcomes } = await check(set, "a");
    expect(passed).toBe(false);
    expect(outcomes[0]?.reason).toBe("The server sent no log-probabilities.");
  });

  test("a weight of 0 measures and can't fail", async () => {
    const none = { ...b, weight: 0 };
    expect(await check([a, none], "a")).toMatchObject({ passed: true, score: 1 });
  });

  test("an error fails a row, unless it weighs nothing", async () => {
    const broken = assertion("regex", { value: "(" });
    expect((await check([a, broken], "a")).passed).toBe(false);
    expect((await check([a, { ...broken, weight: 0 }], "a")).passed).toBe(true);
  });

  test("none is no verdict", async () => {
    const checked = { answer: answerOf("x"), values: new Map<string, string>(), tools: [] };
    expect(await checker.check([], checked)).toBeUndefined();
  });
});

describe("llm-rubric", () => {
  const rubric = assertion("llm-rubric", { value: "is polite to {{name}}", provider: "gpt-4o" });

  test("is the judge's opinion", async () => {
    const asked: unknown[] = [];
    const judge: AskRubric = (question) => {
      asked.push(question);
      return Promise.resolve({ kind: "opinion", passed: true, score: 0.9, reason: "It is." });
    };
    const checked = { answer: answerOf("Hi"), values: new Map([["name", "Ann"]]), tools: [] };
    expect(await checker.check([rubric], checked, judge)).toMatchObject({
      passed: true,
      score: 0.9,
    });
    const strict = { ...rubric, threshold: 0.95 };
    expect(await checker.check([strict], checked, judge)).toMatchObject({
      passed: false,
      score: 0.9,
    });
    expect(asked[0]).toEqual({ output: "Hi", rubric: "is polite to Ann", provider: "gpt-4o" });
  });

  test("without a judge is not supported", async () => {
    expect((await check(rubric, "Hi", { name: "Ann" })).outcomes[0]).toMatchObject({
      status: "not-supported",
      reason: "No model is chosen as the judge.",
    });
  });
});

test("no answer and no assertion breaks the checker", () => {
  const value = fc.oneof(fc.jsonValue(), fc.string(), fc.constant("{{x}}"));
  const type = fc.constantFrom(...CASES.map(([{ type: name }]) => name), "toString", "assert-set");
  return fc.assert(
    fc.asyncProperty(
      fc.string(),
      type,
      value,
      fc.double(),
      async (text, name, expected, threshold) => {
        const { outcomes } = await check(assertion(name, { value: expected, threshold }), text);
        expect(outcomes).toHaveLength(1);
      },
    ),
  );
});
