import { expect, it } from "vitest";
import { USD } from "../../../src/core/currency";
import { totalOf } from "../../../src/core/estimate/fileTotal";
import { DEFAULT_PAIR } from "../../../src/core/models/resolvePair";
import { plainText } from "../../../src/core/panel/contract/richText";
import { buildTrend, type PastTotal } from "../../../src/core/panel/sections/trendSection";
import { receiptEstimate, sampleEstimate, supportReplyEstimate } from "./sampleEstimates";

function past(...estimates: readonly ReturnType<typeof sampleEstimate>[]): readonly PastTotal[] {
  return estimates.map((estimate, index) => ({
    commit: String(index).repeat(40),
    day: `2026-11-0${index + 1}`,
    total: totalOf([estimate], DEFAULT_PAIR),
  }));
}

it("draws tokens and costs, each on its own scale, and says the same in a table", () => {
  const trend = buildTrend(past(sampleEstimate(), receiptEstimate(), sampleEstimate()), USD);
  expect(trend?.lines.map(({ key, first, last }) => [key, first, last])).toEqual([
    ["tokens", "1,204", "1,204"],
    ["left", "$0.00651", "$0.00651"],
    ["right", "$0.000391", "$0.000391"],
  ]);
  const [tokens, , onMini] = trend?.lines ?? [];
  // The receipt has fewer tokens on 4o than the triage, and costs ten times as much on mini.
  expect(tokens?.points.map(({ x, y }) => [x, y])).toEqual([
    [0, 1],
    [0.5, 0],
    [1, 1],
  ]);
  expect(onMini?.points.map(({ y }) => y)).toEqual([0, 1, 0]);
  expect(tokens?.points[0]?.label).toBe("2026-11-01, 0000000: 1,204");
  expect(plainText(trend?.lead ?? [])).toBe(
    "1,204 tokens in on 4o at the last commit, as many as 2 commits before.",
  );
  expect(trend?.table.rows.map(({ cells }) => cells.map(plainText))).toEqual([
    ["0000000", "2026-11-01", "1,204", "0.00651", "0.000391"],
    ["1111111", "2026-11-02", "946", "0.00356", "0.003924"],
    ["2222222", "2026-11-03", "1,204", "0.00651", "0.000391"],
  ]);
});

it("says by how much it changed, and that a figure is a lower bound", () => {
  const trend = buildTrend(past(sampleEstimate(), supportReplyEstimate()), USD);
  expect(plainText(trend?.lead ?? [])).toMatch(
    /^≥ [\d,]+ tokens in on 4o at the last commit, −[\d,]+ in 1 commit\.$/,
  );
  for (const { last } of trend?.lines ?? []) expect(last).toMatch(/^≥ /);
});

it("draws nothing of fewer than two commits", () => {
  expect(buildTrend([], USD)).toBeUndefined();
  expect(buildTrend(past(sampleEstimate()), USD)).toBeUndefined();
});
