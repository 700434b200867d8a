import { expect, test } from "vitest";
import { writeArguments, writeParallelResult } from "../../../src/core/accounting/toolHistory";

test.each([
  ['{ "b": 1.50, "a": "é" }', '{"b":1.5,"a":"é"}'],
  ["", ""],
  ["{half", "{half"],
  ["Oslo", "Oslo"],
])("arguments %j are shown as %j", (sent, shown) => {
  expect(writeArguments(sent)).toBe(shown);
});

test.each([
  ["Rain.", '"Rain."'],
  ["12", "12"],
  ['{"a":[1,2]}', '{"a": [1, 2]}'],
  ['say "hi"', '"say \\"hi\\""'],
  ["", '""'],
])("the result %j is in a list as %j", (result, shown) => {
  expect(writeParallelResult(result)).toBe(shown);
});
