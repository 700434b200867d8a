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
    [0.00651, "$0.0065"],
    [0.0003906, "$0.00039"],
    [0.0225, "$0.0225"],
    [0.165, "$0.165"],
    [0.1, "$0.10"],
    [36.351, "$36.35"],
    [264.15, "$264.15"],
    [1284.4, "$1,284"],
    [1234567.8, "$1,234,568"],
    [0.00000015, "$0.00000015"],
  ])("%d is %s", (usd, text) => {
    expect(show(usd)).toBe(text);
  });

  it.each([
    ["published Small on GPT-4o", 0.00325, "$0.0032"],
    ["published Medium on GPT-4o mini", 0.00135, "$0.0014"],
    ["published Small on GPT-4o mini", 0.000195, "$0.0002"],
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
    [0.00996, "$0.01"],
    [0.00994, "$0.0099"],
    [0.09996, "$0.10"],
  ])("chooses the class after rounding: %d is %s", (usd, text) => {
    expect(show(usd)).toBe(text);
  });

  it("carries a sign in a difference", () => {
    expect(formatSignedUsd(picoUsdOf(0.00053))).toBe("+$0.00053");
    expect(formatSignedUsd(picoUsdOf(-0.0028))).toBe("−$0.0028");
    expect(formatSignedUsd(0n)).toBe("$0");
  });

  it("never shows a value that is further off than half a unit of its last digit", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 18n }), (amount) => {
        const text = formatUsdCell(amount).replaceAll(",", "");
        const decimals = text.split(".")[1]?.length ?? 0;
        const shown = BigInt(text.replace(".", "")) * (PICO_PER_USD / 10n ** BigInt(decimals));
        const error = shown > amount ? shown - amount : amount - shown;
        expect(error * 2n).toBeLessThanOrEqual(PICO_PER_USD / 10n ** BigInt(decimals));
        expect(error * 20n).toBeLessThanOrEqual(amount);
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
    ["GPT-4o, plain", [0.007125, 0.0014, 0.008525], ["0.0071", "0.0014", "0.0085"]],
    ["mini, plain", [0.0004275, 0.000084, 0.0005115], ["0.00043", "0.00008", "0.00051"]],
    ["GPT-4o, tools", [0.00301, 0.0035, 0.00651], ["0.0030", "0.0035", "0.0065"]],
    ["mini, tools", [0.0001806, 0.00021, 0.0003906], ["0.00018", "0.00021", "0.00039"]],
    [
      "GPT-4o, image",
      [0.0004525, 0.0019125, 0.0012, 0.003565],
      ["0.0005", "0.0019", "0.0012", "0.0036"],
    ],
    [
      "mini, image",
      [0.00002715, 0.00382515, 0.000072, 0.0039243],
      ["<0.0001", "0.0038", "0.0001", "0.0039"],
    ],
    ["GPT-4o, template", [0.00157, 0.0022, 0.00377], ["0.0016", "0.0022", "0.0038"]],
    ["mini, template", [0.0000942, 0.000132, 0.0002262], ["0.000094", "0.000132", "0.000226"]],
    ["GPT-4o, stale", [0.002165, 0.002, 0.004165], ["0.0022", "0.0020", "0.0042"]],
    ["mini, stale", [0.0001299, 0.00012, 0.0002499], ["0.00013", "0.00012", "0.00025"]],
  ])("adds up as shown: %s", (_, values, cells) => {
    expect(column(...values)).toEqual(cells);
  });

  it("keeps the zeros of the total, so that its parts keep their digits", () => {
    expect(column(0.0038, 0.0062, 0.01)).toEqual(["0.0038", "0.0062", "0.0100"]);
    expect(column(0.00277, 0.00322, 0.00599)).toEqual(["0.0028", "0.0032", "0.0060"]);
    expect(column(0.04, 0.06, 0.1)).toEqual(["0.040", "0.060", "0.100"]);
    expect(column(0.0005, 0.000496, 0.000996)).toEqual(["0.0005", "0.0005", "0.0010"]);
  });

  it("takes more decimals until a difference adds up too", () => {
    const [estimated, cached, fewer, billed] = [0.00651, -0.00128, -0.00147, 0.00376];
    expect(column(estimated, cached, fewer, billed)).toEqual([
      "0.00651",
      "−0.00128",
      "−0.00147",
      "0.00376",
    ]);
  });

  it("keeps several sums at once, the first of which gives the decimals", () => {
    const perThousand = [1.03, 0.89, 1.0525, 0.0375, 3.01, 3.5, 6.51].map(picoUsdOf);
    const sums = [
      { sum: 6, parts: [4, 5] },
      { sum: 4, parts: [0, 1, 2, 3] },
    ];
    expect(formatColumn(perThousand, { sums })).toEqual([
      "1.03",
      "0.89",
      "1.05",
      "0.04",
      "3.01",
      "3.50",
      "6.51",
    ]);
    const mini = [0.0618, 0.0534, 0.06315, 0.00225, 0.1806, 0.21, 0.3906].map(picoUsdOf);
    expect(formatColumn(mini, { sums })).toEqual([
      "0.0618",
      "0.0534",
      "0.0632",
      "0.0022",
      "0.1806",
      "0.2100",
      "0.3906",
    ]);
  });

  it("shows what is not known as a dash and lets it out of the sums", () => {
    expect(formatColumn([picoUsdOf(0.00301), undefined, undefined])).toEqual(["0.0030", "–", "–"]);
    expect(formatColumn([undefined])).toEqual(["–"]);
  });

  it("adds up to what it shows, whatever the parts and the rate", () => {
    const amount = fc.bigInt({ min: 0n, max: 10n ** 15n });
    const rate = fc.integer({ min: 1, max: 200_000 }).map((value) => value / 1000);
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1, maxLength: 6 }), rate, (parts, perUsd) => {
        const total = parts.reduce((sum, part) => sum + part, 0n);
        const cells = formatColumn([...parts, total], { currency: { ...USD, perUsd } });
        const scaled = cells.map((cell) =>
          cell.startsWith("<") ? 0n : BigInt(cell.replace(/[.,]/g, "")),
        );
        const shownTotal = scaled.pop();
        expect(scaled.reduce((sum, part) => sum + part, 0n)).toBe(shownTotal);
      }),
    );
  });
});

describe("a price of the catalogue", () => {
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

  it("refuses a price that is no number", () => {
    expect(() => costOfTokens(1, Number.NaN)).toThrow(RangeError);
  });
});
