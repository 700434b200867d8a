import fc from "fast-check";
import { expect, test } from "vitest";
import { compactJson } from "../../../src/core/json/compactJson";
import { member, numberValue, stringValue } from "../../../src/core/json/jsonNode";
import { parseJson } from "../../../src/core/json/parseJson";

test("any JSON is read as the value that it is", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const { root, problems } = parseJson(text);
      expect(problems).toEqual([]);
      expect(root && JSON.parse(compactJson(root))).toEqual(JSON.parse(text));
    }),
  );
});

test("any text is read without an exception", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:0-1e.tn\\\n ') }), (text) => {
      const { root, problems } = parseJson(text);
      expect(root !== undefined || problems.length > 0).toBe(true);
    }),
  );
});

test("numbers keep their spelling, and keys their order", () => {
  const { root } = parseJson('{"b": 1.0, "2": 1E3}');
  expect(root && compactJson(root)).toBe('{"b":1.0,"2":1E3}');
  expect(numberValue(member(root, "2"))).toBe(1000);
});

test("ranges are those of the text, moved by the base", () => {
  const text = '{"a": ["é", 12]}';
  const { root } = parseJson(text, 100);
  const list = member(root, "a");
  expect(list?.range).toEqual({ start: 106, end: 115 });
  expect(list?.kind === "array" && list.items[1]?.range).toEqual({ start: 112, end: 114 });
});

test("of a half-typed text the existing part is read", () => {
  const { root, problems } = parseJson(
    '{"model": "gpt-4o", "messages": [{"role": "user", "content": "Hi',
  );
  expect(stringValue(member(root, "model"))).toBe("gpt-4o");
  const messages = member(root, "messages");
  expect(messages?.kind === "array" && stringValue(member(messages.items[0], "role"))).toBe("user");
  expect(problems.length).toBeGreaterThan(0);
});

test.each(["[", '{"a":'])(
  "a text of a million %s is refused, not run out of stack on",
  (opening) => {
    const { root, problems } = parseJson(opening.repeat(1_000_000));
    expect(root).toBeUndefined();
    expect(problems).toMatchObject([{ message: "nested too deeply" }]);
  },
);

test("a text of ten megabytes is read", () => {
  const text = "a\\n".repeat(5_000_000);
  const { root } = parseJson(`["${text}"]`);
  expect(root?.kind === "array" && stringValue(root.items[0])?.length).toBe(10_000_000);
});

test("brackets in texts are no nesting", () => {
  expect(parseJson(JSON.stringify(["[".repeat(1_000), '\\"{'.repeat(1_000)])).problems).toEqual([]);
});
