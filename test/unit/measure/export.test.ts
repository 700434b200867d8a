import { Window } from "happy-dom";
import fc from "fast-check";
import { expect, test } from "vitest";
import { measurementJunit } from "../../../src/core/measure/export/junit";
import { measurementCsv } from "../../../src/core/measure/export/measurementCsv";
import { measurementHtml } from "../../../src/core/measure/export/measurementHtml";
import { measurementMarkdown } from "../../../src/core/measure/export/measurementMarkdown";
import { promptfooConfig } from "../../../src/core/measure/export/promptfooConfig";
import { PromptfooAssertions } from "../../../src/core/measure/assertions/promptfooAssertions";
import { parseYaml } from "../../../src/core/json/parseYaml";
import { member } from "../../../src/core/json/jsonNode";
import { itemsOf } from "../../../src/core/prompt/nodes";
import { readPromptFile } from "../../../src/core/prompt/formats/promptFormats";
import { pairResults } from "../../../src/core/measure/results/pairedRow";
import type { RowResult } from "../../../src/core/measure/rowResult";
import { faultOf, resultOf } from "./rowResults";

const REASONED: RowResult = {
  ...resultOf("r2", "right", { text: '<b>&"\u0000\u202e', cost: 300_000_000n }),
  verdict: {
    passed: false,
    score: 0,
    outcomes: [
      {
        assertion: { type: "equals", isNegated: false, weight: 1 },
        status: "failed",
        score: 0,
        reason: 'The answer is "<b>\u0007".',
      },
    ],
  },
};

const RESULTS: readonly RowResult[] = [
  resultOf("r1", "left", { passed: true, text: "=HYPERLINK(1)", latencyMs: 1_500 }),
  resultOf("r1", "right", { passed: true }),
  resultOf("r2", "left", { passed: true }),
  REASONED,
  faultOf("r3", "left"),
  resultOf("r3", "right"),
];

const REPORT = {
  file: "triage.prompty",
  data: "rows.csv",
  names: { left: "GPT-4o", right: "Luna" },
  sentence: "GPT-4o passes 2 of 2, Luna 1 | 2.",
  detail: "",
  rows: pairResults(RESULTS),
};

/** Characters that XML 1.0 allows. */
const XML = /^[\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]*$/u;

test("JUnit: a suite for each model, a case for each row", () => {
  const xml = measurementJunit(REPORT);
  expect(xml).toMatch(XML);
  const document = new new Window().DOMParser().parseFromString(xml, "application/xml");
  expect(document.documentElement.tagName).toBe("testsuites");
  const suites = [...document.querySelectorAll("testsuite")].map((suite) =>
    ["name", "tests", "failures", "errors", "skipped", "time"].map((name) =>
      suite.getAttribute(name),
    ),
  );
  expect(suites).toEqual([
    ["triage.prompty on GPT-4o", "3", "0", "1", "0", "2.350"],
    ["triage.prompty on Luna", "3", "1", "0", "1", "2.550"],
  ]);
  const failure = document.querySelector("failure");
  expect(failure?.getAttribute("message")).toBe('The answer is "<b>‹U+0007›".');
  expect(failure?.textContent).toBe('<b>&"‹U+0000›‹U+202E›');
  expect(document.querySelector("error")?.getAttribute("message")).toBe("cut");
  expect(document.querySelector("skipped")?.getAttribute("message")).toBe("not checked");
});

test("JUnit and HTML take any text", () =>
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "binary" }), (text, rowId) => {
      const rows = pairResults([resultOf(rowId, "left", { text, passed: false })]);
      const xml = measurementJunit({ ...REPORT, rows });
      expect(xml).toMatch(XML);
      expect(xml.match(/<(?!\/|\?|testsuites?\b|testcase\b|failure\b|skipped\b)/)).toBeNull();
      expect(measurementHtml({ ...REPORT, rows })).not.toMatch(/<script|<img|<[a-z]+ on/i);
    }),
  ));

test("JUnit has no character that XML lacks", () => {
  const rows = pairResults([
    resultOf("a", "left", { text: "\uFFFE\uFFFF\u000B\uD800", passed: true }),
  ]);
  expect(measurementJunit({ ...REPORT, file: "\uFFFE\u0001", rows })).toMatch(XML);
});

test("CSV: one line for each row, and no formula", () => {
  const lines = measurementCsv(REPORT).split("\r\n");
  expect(lines[0]).toBe(
    "row,GPT-4o result,GPT-4o score,GPT-4o reasons,GPT-4o cost USD,GPT-4o latency ms,GPT-4o input tokens,GPT-4o output tokens,GPT-4o answer,Luna result,Luna score,Luna reasons,Luna cost USD,Luna latency ms,Luna input tokens,Luna output tokens,Luna answer",
  );
  expect(lines[1]).toBe("r1,passed,1,,,1500,,,'=HYPERLINK(1),passed,1,,,850,,,answer of right");
  expect(lines[2]).toContain("0.0003");
  expect(lines[3]).toContain("no answer,,cut");
  expect(lines).toHaveLength(5);
});

test("Markdown: the sentence and the rows that differ", () => {
  const text = measurementMarkdown(REPORT);
  expect(text).toContain("**GPT-4o passes 2 of 2, Luna 1");
  expect(text).not.toContain("<b>");
  expect(text.split("\n").filter((line) => /^\| r\d/.test(line))).toHaveLength(1);
  expect(text).toMatch(/\| r2 \| passed \| failed \|/);
});

test("HTML: every row, no script, and nothing that is markup in an answer", () => {
  const html = measurementHtml(REPORT);
  expect(html).toContain("default-src 'none'");
  expect(html).toContain("&lt;b&gt;&amp;&quot;‹U+0000›");
  expect(html.match(/<th scope="row">/g)).toHaveLength(3);
});

test("promptfoo's configuration is read back alike", () => {
  const source = "---\nmodel: gpt-4o\n---\nsystem:\nBe brief.\n\nuser:\nSum up {{text}}\n";
  const [prompt] = readPromptFile({ path: "a.prompty", text: source }).prompts;
  if (prompt === undefined) throw new Error("no prompt");
  const check = { type: "contains", isNegated: true, weight: 2, value: "{{expected}}" };
  const set = { type: "assert-set", isNegated: false, weight: 1, assertions: [check] };
  const text = promptfooConfig({
    prompt,
    models: { left: "gpt-4o", right: "gpt-6-luna" },
    rows: [
      {
        id: "a",
        line: 1,
        values: new Map([["text", "x"]]),
        expected: "y",
        assertions: [check, set],
      },
      { id: "b", line: 2, values: new Map([["text", "z"]]) },
    ],
  });
  const { root } = parseYaml(text);
  if (root === undefined) throw new Error("no YAML");
  const reader = new PromptfooAssertions(root);
  expect(itemsOf(member(root, "tests")).map((item) => reader.ofTest(item))).toEqual([
    [check, set],
    [],
  ]);
  const read = readPromptFile({ path: "promptfooconfig.json", text }).prompts[0];
  expect(read?.messages.map(({ role }) => role)).toEqual(["system", "user"]);
  expect(read?.valueSets.map(({ values }) => values.get("text"))).toEqual(["x", "z"]);
});
