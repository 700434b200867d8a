/** An exact fraction. `denominator` is positive. */
export interface Ratio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** Ratios that were asked for: a few prices are multiplied by millions of amounts. */
const known = new Map<number, Ratio>();
const MAX_KNOWN = 1_000;

/**
 * The decimal value that a number is written as: 0.075 becomes 75/1000, not the nearest binary
 * fraction. Throws a RangeError if `value` is not finite.
 */
export function ratioOf(value: number): Ratio {
  const found = known.get(value);
  if (found !== undefined) return found;
  const ratio = toRatio(value);
  if (known.size < MAX_KNOWN) known.set(value, ratio);
  return ratio;
}

function toRatio(value: number): Ratio {
  if (!Number.isFinite(value)) throw new RangeError(`${value} is not a finite number`);
  const [mantissa = "0", exponentText = "0"] = String(value).split("e");
  const [whole = "0", fraction = ""] = mantissa.split(".");
  const digits = BigInt(whole + fraction);
  const exponent = Number(exponentText) - fraction.length;
  return exponent >= 0
    ? { numerator: digits * powerOfTen(exponent), denominator: 1n }
    : { numerator: digits, denominator: powerOfTen(-exponent) };
}

/** `numerator / denominator` as the nearest integer, ties to even. `denominator` must be positive. */
export function divideToEven(numerator: bigint, denominator: bigint): bigint {
  const negative = numerator < 0n;
  const magnitude = negative ? -numerator : numerator;
  const quotient = magnitude / denominator;
  const doubledRest = (magnitude % denominator) * 2n;
  const roundsUp =
    doubledRest > denominator || (doubledRest === denominator && quotient % 2n === 1n);
  const rounded = roundsUp ? quotient + 1n : quotient;
  return negative ? -rounded : rounded;
}

/** 10 to the power of a non-negative integer. */
export function powerOfTen(exponent: number): bigint {
  return 10n ** BigInt(exponent);
}

export function add(a: Ratio, b: Ratio): Ratio {
  return {
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  };
}

export function multiply(a: Ratio, b: Ratio): Ratio {
  return {
    numerator: a.numerator * b.numerator,
    denominator: a.denominator * b.denominator,
  };
}

export function scale(ratio: Ratio, factor: bigint): Ratio {
  return { ...ratio, numerator: ratio.numerator * factor };
}

/** 1 − `share`. */
export function complement(share: Ratio): Ratio {
  return { ...share, numerator: share.denominator - share.numerator };
}

/** The nearest integer, ties to even. */
export function roundRatio({ numerator, denominator }: Ratio): bigint {
  return divideToEven(numerator, denominator);
}
