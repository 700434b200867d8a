import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stringify } from "yaml";
import type { JsonNode } from "../../../src/core/json/jsonNode";
import { parseYaml } from "../../../src/core/json/parseYaml";

function toValue(node: JsonNode | undefined): unknown {
  switch (node?.kind) {
    case "object":
      return Object.fromEntries(node.members.map(({ key, value }) => [key, toValue(value)]));
    case "array":
      return node.items.map(toValue);
    case "number":
      return Number(node.text);
    case "string":
    case "boolean":
      return node.value;
    case "null":
      return null;
    case undefined:
      return undefined;
  }
}

describe("YAML that is right", () => {
  test("every value that JSON has is read back", () => {
    fc.assert(
      fc.property(
        fc.object({
          maxDepth: 3,
          values: [fc.string(), fc.integer(), fc.boolean(), fc.constant(null)],
        }),
        (value) => {
          const { root, problems } = parseYaml(stringify(value, { aliasDuplicateObjects: false }));
          expect(problems).toEqual([]);
          expect(toValue(root)).toEqual(value);
        },
      ),
    );
  });

  test("keys keep their order, numbers their spelling", () => {
    const { root } = parseYaml("b: 1.0\n2: 0x10\na: 1e3\n");
    expect(root?.kind === "object" && root.members.map(({ key }) => key)).toEqual(["b", "2", "a"]);
    expect(
      root?.kind === "object" &&
        root.members.map(({ value }) => value.kind === "number" && value.text),
    ).toEqual(["1.0", "16", "1e3"]);
  });

  test("ranges are those of the file that the text was cut from", () => {
    const text = "key:\n  - one\n";
    const { root } = parseYaml(text, 100);
    const list = root?.kind === "object" ? root.members[0]?.value : undefined;
    const item = list?.kind === "array" ? list.items[0] : undefined;
    expect(item?.range).toEqual({ start: 109, end: 112 });
  });

  test("aliases are written out and merges give way to what the map says itself", () => {
    const { root } = parseYaml("base: &b {x: 1, y: 2}\nown:\n  y: 3\n  <<: *b\ncopy: *b\n");
    expect(toValue(root)).toEqual({
      base: { x: 1, y: 2 },
      own: { x: 1, y: 3 },
      copy: { x: 1, y: 2 },
    });
  });
});

describe("YAML that is wrong", () => {
  test.each([
    ["a: [1, 2", /flow sequence/],
    ['a: "x', /missing closing "quote/],
    ["a: b: c", /nested mappings are not allowed/],
    ["a: 1\n---\nb: 2\n", /a second document begins here/],
    ["[".repeat(5_000), /nested too deeply/],
    ["- ".repeat(5_000), /nested too deeply/],
  ])("%.12s…", (text, message) => {
    const { problems } = parseYaml(text);
    expect(problems[0]?.message).toMatch(message);
  });

  test("what can be read of it is read", () => {
    expect(toValue(parseYaml("name: x\nlist: [1, 2").root)).toEqual({ name: "x", list: [1, 2] });
  });

  test("aliases of aliases are cut off", () => {
    const letters = "bcdefghij";
    const lines = [...letters].map((letter, index) => {
      const before = "abcdefghi"[index] ?? "a";
      return `${letter}: &${letter} [${Array(10).fill(`*${before}`).join(",")}]`;
    });
    const { problems } = parseYaml(`a: &a [x,x,x,x,x,x,x,x,x,x]\n${lines.join("\n")}`);
    expect(problems.map(({ message }) => message)).toEqual(["too many aliases"]);
  });

  test("an alias inside its own target ends", () => {
    expect(parseYaml("a: &a [*a]").root?.kind).toBe("object");
  });
});

describe("a text that no person writes", () => {
  test.each([
    ["[".repeat(300), "nested too deeply"],
    ["- ".repeat(300), "nested too deeply"],
    ["{a: ".repeat(300), "nested too deeply"],
    ["a: 1\n".repeat(200_000), "longer than 500,000 signs of YAML"],
  ])("%.10s… is not read, and it is said why", (text, message) => {
    const { root, problems } = parseYaml(text, 7);
    expect(root).toBeUndefined();
    expect(problems.map((problem) => problem.message)).toEqual([message]);
    expect(problems[0]?.range.start).toBeGreaterThanOrEqual(7);
    expect(problems[0]?.range.end).toBe(7 + text.length);
  });

  test("of more than 1,000 errors the first is given", () => {
    const { root, problems } = parseYaml('"'.repeat(10_000));
    expect(root).toBeUndefined();
    expect(problems).toHaveLength(1);
  });

  test("collections in each other are read down to 200 levels", () => {
    const text = `${"[".repeat(199)}1${"]".repeat(199)}`;
    expect(parseYaml(text).problems).toEqual([]);
  });
});
