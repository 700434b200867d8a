import { describe, expect, test } from "vitest";
import { appliedWords, safeEditsQuestion } from "../../../src/core/migrate/planWords";

describe("the words around applying the safe edits", () => {
  test("count the edits, their files, and the places that are left to a person", () => {
    const totals = { edits: 23, files: 11, waiting: 4 };
    expect(safeEditsQuestion(totals)).toBe(
      "23 edits in 11 files. 4 places need your judgment; what is in question there stays as it is.",
    );
    expect(appliedWords(totals)).toBe("23 edits in 11 files. 4 places wait for your judgment.");
  });

  test("agree in number, and leave out judgment if none is needed", () => {
    const totals = { edits: 1, files: 1, waiting: 1 };
    expect(safeEditsQuestion(totals)).toMatch(/^1 edit in 1 file\. 1 place needs /);
    expect(appliedWords(totals)).toBe("1 edit in 1 file. 1 place waits for your judgment.");
    expect(safeEditsQuestion({ ...totals, waiting: 0 })).toBe("1 edit in 1 file.");
    expect(appliedWords({ ...totals, waiting: 0 })).toBe("1 edit in 1 file.");
  });
});
