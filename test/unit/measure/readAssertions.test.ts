import { expect, test } from "vitest";
import { parseYaml } from "../../../src/core/json/parseYaml";
import { itemsOf } from "../../../src/core/prompt/nodes";
import { member } from "../../../src/core/json/jsonNode";
import { readExpectedCell } from "../../../src/core/measure/assertions/expectedColumn";
import { PromptfooAssertions } from "../../../src/core/measure/assertions/promptfooAssertions";
import { readAssertsFile } from "../../../src/core/measure/assertions/readAssertsFile";

const read = (text: string, files?: ReadonlyMap<string, string>) =>
  readAssertsFile({ path: "triage.asserts.yaml", text, ...(files && { files }) });

/** The texts that the problems mark. */
function marked(text: string) {
  return read(text).problems.map(({ message, range }) => [
    message,
    text.slice(range.start, range.end).trim(),
  ]);
}

test("a list of assertions", () => {
  const { assertions, problems } = read(`
- type: icontains
  value: refund
  weight: 2
  metric: tone
- type: not-contains-any
  value: [sorry, "can't"]
- type: cost
  threshold: 0.001
- type: llm-rubric
  value: is polite
  provider: { id: "openai:gpt-4o" }
- type: assert-set
  threshold: 0.5
  assert:
    - type: is-json
    - { type: regex, value: '^\\{' }
`);
  expect(problems).toEqual([]);
  expect(assertions).toEqual([
    { type: "icontains", isNegated: false, weight: 2, value: "refund", metric: "tone" },
    { type: "contains-any", isNegated: true, weight: 1, value: ["sorry", "can't"] },
    { type: "cost", isNegated: false, weight: 1, threshold: 0.001 },
    {
      type: "llm-rubric",
      isNegated: false,
      weight: 1,
      value: "is polite",
      provider: "openai:gpt-4o",
    },
    {
      type: "assert-set",
      isNegated: false,
      weight: 1,
      threshold: 0.5,
      assertions: [
        { type: "is-json", isNegated: false, weight: 1 },
        { type: "regex", isNegated: false, weight: 1, value: "^\\{" },
      ],
    },
  ]);
});

test("an object with templates and a threshold of its own", () => {
  const { assertions, problems } = read(`
assertionTemplates:
  polite: { type: contains, value: please }
assert:
  - $ref: "#/assertionTemplates/polite"
  - type: is-json
threshold: 0.5
`);
  expect(problems).toEqual([]);
  expect(assertions).toEqual([
    {
      type: "assert-set",
      isNegated: false,
      weight: 1,
      threshold: 0.5,
      assertions: [
        { type: "contains", isNegated: false, weight: 1, value: "please" },
        { type: "is-json", isNegated: false, weight: 1 },
      ],
    },
  ]);
});

test("what is wrong is marked where it is", () => {
  expect(marked('- type: contains\n  value: "open')).toEqual([
    [expect.stringContaining("The file is not YAML"), expect.anything()],
  ]);
  expect(marked("assertions: []")).toEqual([
    ["No assertions: a list is missing, by itself or as `assert`.", "assertions: []"],
  ]);
  expect(marked("- value: x\n- type: javascript\n- {type: equals, weight: heavy}")).toEqual([
    ["An assertion needs a type.", "value: x"],
    [
      'The type "javascript" is not supported: it is reported in every row and never counted as passed.',
      "javascript",
    ],
    ["The weight is not a number.", "heavy"],
  ]);
  expect(marked('- $ref: "#/assertionTemplates/none"')).toEqual([
    ['There is no assertion template "#/assertionTemplates/none".', expect.anything()],
  ]);
  expect(marked("- {type: equals, value: a, transform: output.x}")[0]?.[1]).toBe("output.x");
});

test("templates that refer to themselves end", () => {
  const { assertions } = read(`
assertionTemplates:
  a: { $ref: "#/assertionTemplates/a" }
assert: [{ $ref: "#/assertionTemplates/a" }]
`);
  expect(assertions).toEqual([]);
});

test("a schema in a file next to it", () => {
  const text =
    "- {type: is-json, value: file://user.json}\n- {type: python, value: file://check.py}";
  const without = read(text);
  expect(without.references.map(({ path }) => path)).toEqual(["user.json"]);
  expect(without.assertions.map(({ unsupported }) => unsupported)).toEqual([
    "user.json is not read",
    "check.py is a program",
  ]);
  const { assertions } = read(text, new Map([["user.json", '{"type":"object"}']]));
  expect(assertions[0]).toEqual({
    type: "is-json",
    isNegated: false,
    weight: 1,
    value: { type: "object" },
  });
});

test("promptfoo's blocks with their defaults", () => {
  const { root } = parseYaml(`
assertionTemplates:
  short: { type: word-count, value: { max: 9 } }
defaultTest:
  assert: [{ type: not-icontains, value: AI }]
tests:
  - vars: { a: 1 }
    assert: [$ref: "#/assertionTemplates/short"]
  - assert: [{ type: equals, value: "{{a}}" }]
    threshold: 0.4
  - options: { disableDefaultAsserts: true }
    assert: [{ type: is-json }]
  - options: { transform: output.text }
    assert: [{ type: is-json }]
`);
  if (root === undefined) throw new Error("no root");
  const reader = new PromptfooAssertions(root);
  const [first, second, alone, transformed] = itemsOf(member(root, "tests")).map((one) =>
    reader.ofTest(one),
  );
  expect(first?.map(({ type }) => type)).toEqual(["icontains", "word-count"]);
  expect(second).toMatchObject([
    { type: "assert-set", threshold: 0.4, assertions: [{ type: "icontains" }, { value: "{{a}}" }] },
  ]);
  expect(alone?.map(({ type }) => type)).toEqual(["is-json"]);
  expect(transformed?.[1]?.unsupported).toBe("the test's transform is a program");
  expect(reader.problems).toEqual([]);
});

test("cells of promptfoo's expected columns", () => {
  expect(readExpectedCell(" ")).toBeUndefined();
  expect(readExpectedCell("Paris")).toMatchObject({ type: "equals", value: "Paris" });
  expect(readExpectedCell("note: this")).toMatchObject({ type: "equals", value: "note: this" });
  expect(readExpectedCell("not-contains: a, b")).toMatchObject({
    type: "contains",
    isNegated: true,
    value: "a, b",
  });
  expect(readExpectedCell("contains-all: a, b")).toMatchObject({ value: ["a", "b"] });
  expect(readExpectedCell("levenshtein(3): kitten")).toMatchObject({ threshold: 3 });
  expect(readExpectedCell("grade: is polite")).toMatchObject({ type: "llm-rubric" });
  expect(readExpectedCell("fn: output.length")?.unsupported).toBe('the type "javascript"');
});
