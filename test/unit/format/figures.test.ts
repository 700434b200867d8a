import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as format from "../../../src/core/format";

describe("figures other than money", () => {
  it("separates thousands of tokens", () => {
    expect(format.formatTokens(0)).toBe("0");
    expect(format.formatTokens(1204)).toBe("1,204");
    expect(format.formatTokens(1_043_722)).toBe("1,043,722");
    expect(format.formatSignedTokens(212)).toBe("+212");
    expect(format.formatSignedTokens(-1040)).toBe("−1,040");
  });

  it("shortens tokens from a million on", () => {
    expect(format.formatTokensShort(999_999)).toBe("999,999");
    expect(format.formatTokensShort(1_000_000)).toBe("1.00M");
    expect(format.formatTokensShort(1_043_722)).toBe("1.04M");
    expect(format.formatTokensShort(9_996_000)).toBe("10.0M");
    expect(format.formatTokensShort(12_345_678)).toBe("12.3M");
    expect(format.formatTokensShort(999_600_000)).toBe("1,000M");
    expect(format.formatTokensShort(4_321_000_000)).toBe("4,321M");
  });

  it("writes ratios with one decimal, and twice as a word", () => {
    expect(format.formatRatio(6_510n, 390n)).toBe("16.7 times");
    expect(format.formatTimesAsMuch(3_924_300n, 3_565_000n)).toBe("1.1 times as much");
    expect(format.formatTimesAsMuch(3_825_150n, 1_912_500n)).toBe("twice as much");
    expect(format.formatRatio(1n, 0n)).toBeUndefined();
  });

  it("writes shares with one decimal and never hides a small one", () => {
    expect(format.formatShare(412, 1204)).toBe("34.2%");
    expect(format.formatShare(145, 1204)).toBe("12.0%");
    expect(format.formatShare(11, 141_311)).toBe("<0.1%");
    expect(format.formatShare(0, 10)).toBe("0.0%");
    expect(format.formatShare(25_682, 128_000)).toBe("20.1%");
    expect(format.formatShare(5, 0)).toBe("–");
    expect(format.formatWholePercent(1_388, 1_999)).toBe("69%");
  });

  it("never gives certainty", () => {
    expect(format.formatProbability(0.92)).toBe("92%");
    expect(format.formatProbability(0.999)).toBe("99%");
    expect(format.formatProbability(0)).toBe("1%");
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (probability) => {
        expect(["0%", "100%"]).not.toContain(format.formatProbability(probability));
      }),
    );
  });

  it("writes gaps, ranges, bounds, seconds and days as the house does", () => {
    expect(format.formatGap(0.041, 0.008)).toBe("0.04 ± 0.01");
    expect(format.formatGap(-0.021, 0.01)).toBe("−0.02 ± 0.01");
    expect(format.formatRange(350, 180, 720)).toBe("350 (180–720)");
    expect(format.formatRange(350, 350, 350)).toBe("350");
    expect(format.formatAtLeast("628")).toBe("≥ 628");
    expect(format.formatSeconds(0.4)).toBe("0.40");
    expect(format.formatDaysLeft(55)).toBe("in 55 days");
    expect(format.formatDaysLeft(1)).toBe("in 1 day");
    expect(format.formatDaysLeft(0)).toBe("today");
    expect(format.formatDaysLeft(-28)).toBe("28 days ago");
    expect(format.formatCount(1, "variable")).toBe("1 variable");
    expect(format.formatCount(1_999, "request")).toBe("1,999 requests");
  });
});
