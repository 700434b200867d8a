import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { currencyOf, USD } from "../../../src/core/currency";
import { costOfTokens, PICO_PER_USD, picoUsdOf } from "../../../src/core/money";
import {
  formatColumn,
  formatSignedUsd,
  formatUnitPrice,
  formatUsd,
  formatUsdCell,
} from "../../../src/core/format";

const show = (usd: number): string => formatUsd(picoUsdOf(usd));
const column = (...usd: readonly number[]): readonly string[] => formatColumn(usd.map(picoUsdOf));

describe("an amount of money", () => {
  it.each([
    [0, "$0"],
    [0.00651, "$0.00651"],
    [0.0003906, "$0.000391"],
    [0.0225, "$0.0225"],
    [0.000225, "$0.000225"],
    [0.025, "$0.0250"],
    [0.004, "$0.00400"],
    [0.165, "$0.165"],
    [0.1, "$0.100"],
    [36.351, "$36.35"],
    [264.15, "$264.15"],
    [1284.4, "$1,284"],
    [1234567.8, "$1,234,568"],
    [0.00000015, "$0.000000150"],
  ])("%d is %s", (usd, text) => {
    expect(show(usd)).toBe(text);
  });

  it.each([
    ["to the even digit below", 0.0003905, "$0.000390"],
    ["to the even digit above", 0.0003915, "$0.000392"],
    ["a tie that makes a zero", 0.0001995, "$0.000200"],
    ["an odd cent", 1.015, "$1.02"],
    ["an even cent", 1.005, "$1.00"],
  ])("rounds ties to even on the decimal value: %s", (_, usd, text) => {
    expect(show(usd)).toBe(text);
  });

  it.each([
    [999.996, "$1,000"],
    [999.994, "$999.99"],
    [999.995, "$1,000"],
    [0.9996, "$1.00"],
    [0.9994, "$0.999"],
    [0.009996, "$0.0100"],
    [0.009994, "$0.00999"],
    [0.09996, "$0.100"],
  ])("chooses the class after rounding: %d is %s", (usd, text) => {
    expect(show(usd)).toBe(text);
  });

  it("carries a sign in a difference", () => {
    expect(formatSignedUsd(picoUsdOf(0.00053))).toBe("+$0.000530");
    expect(formatSignedUsd(picoUsdOf(-0.0028))).toBe("−$0.00280");
    expect(formatSignedUsd(0n)).toBe("$0");
  });

  it("never shows a value that is further off than half a unit of its last digit", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 18n }), (amount) => {
        const text = formatUsdCell(amount).replaceAll(",", "");
        const decimals = text.split(".")[1]?.length ?? 0;
        const shown = BigInt(text.replace(".", "")) * PICO_PER_USD;
        const scale = 10n ** BigInt(decimals);
        const exact = amount * scale;
        const error = shown > exact ? shown - exact : exact - shown;
        expect(error * 2n).toBeLessThanOrEqual(PICO_PER_USD);
        expect(error * 200n).toBeLessThanOrEqual(exact);
      }),
    );
  });

  it("is shown in a currency at the user's rate, still exact", () => {
    const euro = currencyOf("eur", 0.92);
    expect(formatUsd(picoUsdOf(0.0225), euro)).toBe("€0.0207");
    expect(formatUsd(picoUsdOf(0.0225), currencyOf("SEK", 10.5))).toBe("SEK\u00a00.236");
    expect(formatUsd(picoUsdOf(0.0225), currencyOf("JPY", 1 / 0.0065))).toBe("¥3.46");
  });

  it.each([
    ["", 1],
    ["EURO", 1],
    ["EUR", 0],
    ["EUR", -1],
    ["EUR", Number.NaN],
    ["EUR", Number.POSITIVE_INFINITY],
  ])("refuses the currency %j at %d", (code, rate) => {
    expect(currencyOf(code, rate)).toBeUndefined();
  });
});

describe("a column of money", () => {
  it.each([
    ["GPT-4o, tools", [0.00301, 0.0035, 0.00651], ["0.00301", "0.00350", "0.00651"]],
    ["mini, tools", [0.0001806, 0.00021, 0.0003906], ["0.000181", "0.000210", "0.000391"]],
    ["a batch", [0.895, 1.8, 2.695], ["0.90", "1.80", "2.70"]],
    ["a month", [1284.4, 12.2, 1296.6], ["1,284", "12", "1,297"]],
  ])("has the decimals of its total, zeros kept: %s", (_, values, cells) => {
    expect(column(...values)).toEqual(cells);
  });

  it("rounds every figure from the exact one, so that no small row makes the others longer", () => {
    expect(column(0.00000015, 0.00651, 0.00651015)).toEqual(["<0.00001", "0.00651", "0.00651"]);
  });

  it("shows every difference if asked to", () => {
    const amounts = [0.00651, -0.0000012, 0.0065088].map(picoUsdOf);
    expect(formatColumn(amounts, { hidesNothing: true })).toEqual([
      "0.006510",
      "−0.000001",
      "0.006509",
    ]);
    expect(column(-0.0000012, 0.00651)).toEqual(["−<0.00001", "0.00651"]);
  });

  it("shows an unknown amount as a dash", () => {
    expect(formatColumn([picoUsdOf(0.00301), undefined, undefined])).toEqual(["0.00301", "–", "–"]);
    expect(formatColumn([undefined])).toEqual(["–"]);
  });

  it("has as many decimals in every cell, whatever the parts and the rate", () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 15n });
    const rate = fc.integer({ min: 1, max: 200_000 }).map((value) => value / 1000);
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1, maxLength: 6 }), rate, (parts, perUsd) => {
        const cells = formatColumn(parts, { currency: { ...USD, perUsd } });
        const decimals = cells
          .filter((cell) => cell !== "0")
          .map((cell) => cell.split(".")[1]?.length);
        expect(new Set(decimals).size).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe("a price of the catalog", () => {
  it.each([
    [2.5, "2.50"],
    [0.15, "0.15"],
    [0.075, "0.075"],
    [10, "10.00"],
    [2.125, "2.125"],
    [undefined, "–"],
  ])("%d is %s", (price, text) => {
    expect(formatUnitPrice(price)).toBe(text);
  });
});

describe("the cost of tokens", () => {
  it("is exact to the trillionth of a dollar", () => {
    expect(costOfTokens(1, 0.075)).toBe(75_000n);
    expect(costOfTokens(1_204, 2.5)).toBe(3_010_000_000n);
    expect(costOfTokens(3, 0.1)).toBe(300_000n);
  });

  it("refuses a price that isn't a number", () => {
    expect(() => costOfTokens(1, Number.NaN)).toThrow(RangeError);
  });
});
