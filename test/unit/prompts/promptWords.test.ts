import { describe, expect, test } from "vitest";
import { USD } from "../../../src/core/currency";
import { DEFAULT_PAIR } from "../../../src/core/models/resolvePair";
import type { PromptRow } from "../../../src/core/prompts/promptRow";
import { totalOfRows } from "../../../src/core/prompts/promptTotals";
import {
  listMessage,
  rowDescription,
  rowLabel,
  rowsAsMarkdown,
  switchQuestion,
} from "../../../src/core/prompts/promptWords";
import { markIcon } from "../../../src/core/prompts/markIcon";

const words = { pair: DEFAULT_PAIR, currency: USD, requestsPerMonth: 100_000 };
const plain: PromptRow = {
  id: "file:///w/prompts/triage.prompty",
  path: "prompts/triage.prompty",
  requests: 1,
  tokens: 1_204,
  isLowerBound: false,
  costs: { left: 6_510_000_000n, right: 390_600_000n },
  isContext: false,
  goesTo: "right",
  overContextTokens: 0,
  isByCost: false,
  models: ["gpt-4o"],
};
const triage: PromptRow = {
  ...plain,
  shutdownDays: 48,
  saving: 6_119_400_000n,
  changedTokens: 18,
};

describe("a row in words", () => {
  test("shows tokens, cost where it goes, and the change", () => {
    expect(rowDescription(triage, words)).toBe("1,204 · $0.000391 · +18");
    expect(rowDescription({ ...triage, isLowerBound: true }, words)).toBe(
      "≥ 1,204 · ≥ $0.000391 · +18",
    );
    expect(rowDescription({ ...triage, isContext: true }, words)).toBe(
      "1,204 in every request · +18",
    );
    expect(rowDescription({ ...triage, overContextTokens: 13_311 }, words)).toBe(
      "13,311 over · +18",
    );
  });

  test("reads well to a screen reader", () => {
    expect(rowLabel(triage, words)).toBe(
      "triage.prompty, 1,204 tokens, recommended GPT-4o mini, saves $611.94 a month at 100,000 requests, +18 tokens since last commit, model ends in 48 days",
    );
  });

  test("is a line of a Markdown table that a hostile name can't break", () => {
    const table = rowsAsMarkdown([{ ...triage, path: "a|b\n<img src=x>.prompt" }], words);
    expect(table.split("\n")).toHaveLength(3);
    expect(table).toContain("a\\|b \\<img src=x\\>.prompt");
    expect(rowsAsMarkdown([triage], words)).toContain("| 1,204 | +18 | 6.510 | 0.391 | mini |");
  });
});

describe("the message above the list", () => {
  test("names savings by evidence and by cost apart", () => {
    const byCost = { ...triage, id: "b", isByCost: true, saving: 1_000_000n };
    expect(listMessage(totalOfRows([triage, byCost]), words)).toBe(
      "Switch 1 file: −$611.94 a month, and 1 more (−$0.100 a month) by cost. 2 prompt files, 2,408 tokens. 2 files name a model that ends in 48 days.",
    );
  });

  test("has only totals if there is nothing to switch", () => {
    expect(listMessage(totalOfRows([plain]), words)).toBe("1 prompt file, 1,204 tokens.");
  });
});

test("the question before a switch says which files stay", () => {
  expect(switchQuestion(2, 0)).toBe("Switch 2 files to the recommended model?");
  expect(switchQuestion(1, 1)).toBe(
    "Switch 1 file to the recommended model? 1 file sets it by a constant or a variable and stays as is.",
  );
});

test("the icon has the shape of the model and a gauge that grows with the tokens", () => {
  const heights = [100, 1_000, 10_000, 128_000, 1_000_000].map((tokens) =>
    Number(/height="(\d+)" fill="#c5c5c5"\/>/.exec(markIcon({ ...triage, tokens }, "dark"))?.[1]),
  );
  expect(heights).toEqual([1, 4, 8, 12, 12]);
  expect(markIcon(triage, "dark")).toContain("<circle");
  expect(markIcon({ ...triage, goesTo: "left" }, "light")).toContain('fill="#0063d3"');
});
