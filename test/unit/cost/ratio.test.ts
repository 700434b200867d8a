import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { divideToEven, ratioOf } from "../../../src/core/ratio";

describe("a number as the decimal that it is written with", () => {
  it.each([
    [0.075, 75n, 1_000n],
    [16_384, 16_384n, 1n],
    [-2.5, -25n, 10n],
    [1e-7, 1n, 10_000_000n],
    [2.5e21, 2_500_000_000_000_000_000_000n, 1n],
    [1.5e-7, 15n, 100_000_000n],
    [0, 0n, 1n],
  ])("%d", (value, numerator, denominator) => {
    expect(ratioOf(value)).toEqual({ numerator, denominator });
  });

  it("is the number again when divided", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const { numerator, denominator } = ratioOf(value);
        expect(denominator).toBeGreaterThan(0n);
        const exponent = denominator.toString().length - 1;
        expect(Number(`${numerator}e-${exponent}`)).toBe(value === 0 ? 0 : value);
      }),
    );
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])("refuses %d", (value) => {
    expect(() => ratioOf(value)).toThrow(RangeError);
  });
});

describe("division", () => {
  it.each([
    [5n, 2n, 2n],
    [7n, 2n, 4n],
    [-5n, 2n, -2n],
    [-7n, 2n, -4n],
    [8n, 3n, 3n],
    [-8n, 3n, -3n],
    [0n, 7n, 0n],
  ])("%d / %d is %d, ties to even", (numerator, denominator, expected) => {
    expect(divideToEven(numerator, denominator)).toBe(expected);
  });

  it("is never further off than half", () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.bigInt({ min: 1n }), (numerator, denominator) => {
        const rest = divideToEven(numerator, denominator) * denominator - numerator;
        expect((rest < 0n ? -rest : rest) * 2n).toBeLessThanOrEqual(denominator);
      }),
    );
  });
});
