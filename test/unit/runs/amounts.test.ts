import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PICO_PER_USD } from "../../../src/core/money";
import { localDay, monthName, monthOf, nextMonth } from "../../../src/core/day";
import { exactUsd } from "../../../src/core/runs/spending/exactUsd";
import { outputTokensPerSecond } from "../../../src/core/runs/runResult";
import { TextAccumulator } from "../../../src/core/runs/textAccumulator";

describe("an amount for machines", () => {
  it("has all its digits and no more", () => {
    expect(exactUsd(390_600_000n)).toBe("0.0003906");
    expect(exactUsd(36n * PICO_PER_USD)).toBe("36");
    expect(exactUsd(-1n)).toBe("-0.000000000001");
    expect(exactUsd(0n)).toBe("0");
  });

  it("is the amount again when it is read", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), (amount) => {
        const [whole = "", fraction = ""] = exactUsd(amount).replace("-", "").split(".");
        const magnitude = BigInt(whole + fraction.padEnd(12, "0"));
        expect(amount < 0n ? -magnitude : magnitude).toBe(amount);
      }),
    );
  });
});

describe("a day", () => {
  it("is the user's own, and belongs to a month", () => {
    expect(localDay(new Date(2026, 10, 5, 23, 59))).toBe("2026-11-05");
    expect(monthOf("2026-11-05")).toBe("2026-11");
    expect(monthName("2026-11-05")).toBe("November");
    expect(nextMonth("2026-11-30")).toBe("2026-12-01");
    expect(nextMonth("2026-12-31")).toBe("2027-01-01");
  });
});

describe("output tokens per second", () => {
  it("are those after the first, over the time in which they came", () => {
    // The design's figures: 203 tokens, the first after 0.41 s, the last after 2.22 s.
    const rate = outputTokensPerSecond(203, { firstTokenMs: 410, totalMs: 2_220 });
    expect(rate).toBeCloseTo(202 / 1.81, 9);
  });

  it("are not known for one token, in no time, or if none came", () => {
    expect(outputTokensPerSecond(1, { firstTokenMs: 1, totalMs: 2 })).toBeUndefined();
    expect(outputTokensPerSecond(9, { firstTokenMs: 2, totalMs: 2 })).toBeUndefined();
    expect(outputTokensPerSecond(9, { totalMs: 2 })).toBeUndefined();
  });
});

describe("a text that grows by pieces", () => {
  it("is what its pieces make, however many", () => {
    const text = new TextAccumulator();
    const pieces = Array.from({ length: 5_000 }, (_, index) => `${index} `);
    for (const piece of pieces) text.add(piece);
    expect(text.toString()).toBe(pieces.join(""));
  });
});
