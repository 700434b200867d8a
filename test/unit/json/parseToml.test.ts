import { describe, expect, test } from "vitest";
import { member } from "../../../src/core/json/jsonNode";
import { parseToml } from "../../../src/core/json/parseToml";

describe("the keys at the top of a TOML file", () => {
  test("are a tree with places", () => {
    const text = 'a = "x"\n"b c" = [1, 1.5, true, {d = 2}]\nwhen = 1979-05-27\n[t]\na = 3';
    const { root, problems } = parseToml(text, 10);
    expect(problems).toEqual([]);
    expect(member(root, "a")).toEqual({
      kind: "string",
      value: "x",
      range: { start: 14, end: 17 },
    });
    expect(member(root, "b c")).toMatchObject({
      kind: "array",
      items: [{ text: "1" }, { text: "1.5" }, { value: true }, { members: [{ key: "d" }] }],
    });
    expect(member(root, "when")).toBeUndefined();
  });

  test.each([
    ["a = ", /./],
    ['a = "x', /./],
    [`a = ${"[".repeat(20_000)}`, /nested too deeply/],
    [`a = ${"[1,".repeat(10_000)}`, /nested too deeply/],
    [`a = "${"x".repeat(1_000_000)}"`, /longer than 50,000 characters/],
  ])("%.20s… is refused in words", (text, message) => {
    const { root, problems } = parseToml(text);
    expect(root).toBeUndefined();
    expect(problems[0]?.message).toMatch(message);
    expect(problems[0]?.range.end).toBeLessThanOrEqual(text.length);
  });

  test("may hold the longest string that is read", () => {
    const { root } = parseToml(`a = "${"x".repeat(49_990)}"`);
    expect(member(root, "a")).toMatchObject({ kind: "string" });
  });
});
