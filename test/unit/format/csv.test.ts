import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { writeCsv } from "../../../src/core/csv";

function cell(text: string): string {
  return writeCsv([[text]]).slice(0, -2);
}

describe("a cell of a CSV", () => {
  it.each([
    ["=1+1", "'=1+1"],
    ["+1", "'+1"],
    ["-1+1", "'-1+1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    [" =1+1", "' =1+1"],
    ["\u00A0=1+1", "'\u00A0=1+1"],
    ["\u200B=1+1", "'\u200B=1+1"],
    ["\uFEFF=1+1", "'\uFEFF=1+1"],
    ["\u202E=1+1", "'\u202E=1+1"],
    ["\0=1+1", "'\0=1+1"],
    ["＝1+1", "'＝1+1"],
    ["＋1", "'＋1"],
    ["－1", "'－1"],
    ["＠SUM(A1)", "'＠SUM(A1)"],
    ["\t=1+1", "\"'\t'=1+1\""],
    ["\r=1+1", "\"'\r'=1+1\""],
    ["\n=1+1", "\"'\n'=1+1\""],
    [";=1+1", "\"';'=1+1\""],
    ["a; =1+1", '"a; \'=1+1"'],
    ["a\n=1+1", '"a\n\'=1+1"'],
    ['a","=1+1', '"a"",""=1+1"'],
    ["a b", "a b"],
    ["1.5", "1.5"],
    ["a-b = c", "a-b = c"],
    ["a;b", '"a;b"'],
  ])("%j is written %j", (text, written) => expect(cell(text)).toBe(written));

  it("begins no formula, whatever a spreadsheet uses as a separator", () => {
    const piece = fc.constantFrom(..."=+-@＝;|\t\r\n \u00A0\u200B\uFEFFa1\"'");
    fc.assert(
      fc.property(
        fc.array(piece).map((pieces) => pieces.join("")),
        (text) => {
          for (const separator of [/[;\r\n]/, /[\t\r\n]/, /[|\r\n]/]) {
            for (const field of cell(text).split(separator)) {
              expect(field).not.toMatch(/^[\s\p{Cc}\p{Default_Ignorable_Code_Point}]*[=+\-@＝]/u);
            }
          }
        },
      ),
    );
  });

  it("reads back as the text, but for apostrophes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const written = cell(text);
        const read = written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written;
        expect(read.replaceAll("'", "")).toBe(text.replaceAll("'", ""));
      }),
    );
  });
});
