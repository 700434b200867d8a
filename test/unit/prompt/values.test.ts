import { describe, expect, test } from "vitest";
import { parseJson } from "../../../src/core/json/parseJson";
import { flattenValues, readVarsFile } from "../../../src/core/prompt/values";

describe("a vars file", () => {
  test("is one set or several", () => {
    expect(readVarsFile('{"a": 1, "b": {"c": [true, null]}}', "x.vars.json")).toEqual({
      sets: [
        {
          label: "x.vars.json",
          values: new Map([
            ["a", "1"],
            ["b", '{"c":[true,null]}'],
            ["b.c", "[true,null]"],
            ["b.c.0", "true"],
          ]),
        },
      ],
      problems: [],
    });
    expect(
      readVarsFile('[{"a":"x"},{"a":"y"}]', "x.vars.json").sets.map(({ label, values }) => [
        label,
        values.get("a"),
      ]),
    ).toEqual([
      ["x.vars.json 1", "x"],
      ["x.vars.json 2", "y"],
    ]);
  });

  test("does not take a blank for a value: the variable stays without one", () => {
    expect(readVarsFile('{"ticket": "", "name": "Ann"}', "x.vars.json").sets).toEqual([
      { label: "x.vars.json", values: new Map([["name", "Ann"]]) },
    ]);
    expect(readVarsFile('{"ticket": "", "name": null}', "x.vars.json").sets).toEqual([]);
    expect(readVarsFile('[{"ticket": ""}]', "x.vars.json").sets).toEqual([]);
  });

  test.each([
    ['{"a": ', "x.vars.json is not JSON: value expected."],
    ["[1]", "x.vars.json holds no values: an object, or a list of objects, is expected."],
    ["", "x.vars.json is not JSON: value expected."],
  ])("%j is said to be wrong", (text, message) => {
    const { sets, problems } = readVarsFile(text, "x.vars.json");
    expect(sets).toEqual([]);
    expect(problems[0]?.message).toBe(message);
  });
});

test("values nested without end, or without number, are cut off", () => {
  const deep = parseJson('{"a":'.repeat(400) + "1" + "}".repeat(400)).root;
  expect([...flattenValues(deep).keys()].at(-1)).toBe(Array(9).fill("a").join("."));
  const wide = parseJson(`{${Array.from({ length: 5_000 }, (_, at) => `"k${at}":1`).join()}}`).root;
  expect(flattenValues(wide).size).toBe(1_000);
});
