import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  COMPACT,
  COMPACT_ASCII,
  pythonNumber,
  SPACED,
  writeJson,
} from "../../../src/core/accounting/pythonJson";
import { parseJson } from "../../../src/core/json/parseJson";
import { node } from "./requests";

describe("a number is printed as Python prints it", () => {
  test.each([
    ["5", "5"],
    ["-0", "0"],
    ["12345678901234567890", "12345678901234567890"],
    ["1.0", "1.0"],
    ["1.50", "1.5"],
    ["-0.0", "-0.0"],
    ["1e2", "100.0"],
    ["1E15", "1000000000000000.0"],
    ["1e16", "1e+16"],
    ["1.5e-5", "1.5e-05"],
    ["0.0001", "0.0001"],
    ["0.00001", "1e-05"],
    ["-123.456", "-123.456"],
    ["1e400", "Infinity"],
  ])("%s as %s", (lexeme, printed) => {
    expect(pythonNumber(lexeme)).toBe(printed);
  });

  test("and stays the same number", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const printed = pythonNumber(String(value));
        expect(Number(printed)).toBe(value === 0 ? 0 : value);
      }),
    );
  });
});

test("the separators of the three styles", () => {
  const value = node({ a: [1, true, null], b: "é" });
  expect(writeJson(value, COMPACT)).toBe('{"a":[1,true,null],"b":"é"}');
  expect(writeJson(value, COMPACT_ASCII)).toBe('{"a":[1,true,null],"b":"\\u00e9"}');
  expect(writeJson(value, SPACED)).toBe('{"a": [1, true, null], "b": "é"}');
});

test("keys keep their order, those that look like numbers too, and a repeated key its last value", () => {
  const { root } = parseJson('{"b": 1, "2": 2, "a": 3, "b": 4}');
  expect(root && writeJson(root, COMPACT)).toBe('{"b":4,"2":2,"a":3}');
});

test("characters beyond the basic plane are two escapes, and control characters are escaped", () => {
  expect(writeJson(node("😀\u007f\u0001"), COMPACT_ASCII)).toBe('"\\ud83d\\ude00\\u007f\\u0001"');
});

test("the output is read back as the same value", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      for (const style of [COMPACT, COMPACT_ASCII, SPACED]) {
        expect(JSON.parse(writeJson(node(value), style))).toEqual(
          JSON.parse(JSON.stringify(value)),
        );
      }
    }),
  );
});
