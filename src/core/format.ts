import { type Currency, USD } from "./currency";
import { PICO_PER_USD, type PicoUsd } from "./money";
import { divideToEven, powerOfTen, type Ratio, ratioOf } from "./ratio";

/**
 * The only place where numbers become text. The house rules: computed exactly, rounded once at the
 * end, to the nearest, ties to even on the decimal value.
 */

/** U+2212, as wide as a plus sign. */
const MINUS = "−";

/** For an amount of money below 1; trailing zeros are kept. */
const SIGNIFICANT_DIGITS = 3;

/** Shown for a figure that is unknown. */
export const NOT_KNOWN = "–";

/** `1,204`. A fraction of a token is rounded. */
export function formatTokens(tokens: number | bigint): string {
  return formatDecimals(tokens, 0);
}

/** For the status bar alone: `1,204`, and from 1,000,000 on three digits and M, `1.04M`. */
export function formatTokensShort(tokens: number): string {
  const millions: Ratio = { numerator: BigInt(Math.round(tokens)), denominator: 1_000_000n };
  if (millions.numerator < millions.denominator) return formatTokens(tokens);
  const decimals = [2, 1, 0].find((count) => roundAt(millions, count) < powerOfTen(3)) ?? 0;
  return `${writeDecimal(roundAt(millions, decimals), decimals)}M`;
}

/** `+212`, `−40`; zero is `0`. */
export function formatSignedTokens(tokens: number): string {
  return tokens > 0 ? `+${formatTokens(tokens)}` : formatTokens(tokens);
}

/** An amount of money by the rules of the house: `$0`, `$0.000391`, `$0.0250`, `$36.35`, `$1,284`. */
export function formatUsd(amount: PicoUsd, currency: Currency = USD): string {
  const text = writeMoney(amountIn(amount, currency));
  return text.startsWith(MINUS)
    ? `${MINUS}${currency.symbol}${text.slice(MINUS.length)}`
    : `${currency.symbol}${text}`;
}

/** For the cost of one request on surfaces with little room. */
const LEAST_PER_REQUEST: PicoUsd = PICO_PER_USD / 10_000n;

/** `$0.000391` of one request; below $0.0001 that of 1,000 requests, `$0.0633/1k`. */
export function formatUsdPerRequest(amount: PicoUsd, currency: Currency = USD): string {
  return amount > 0n && amount < LEAST_PER_REQUEST
    ? `${formatUsd(amount * 1_000n, currency)}/1k`
    : formatUsd(amount, currency);
}

/** A difference: `+$0.000530`, `−$0.00280`; none is `$0`. */
export function formatSignedUsd(amount: PicoUsd, currency: Currency = USD): string {
  return amount > 0n ? `+${formatUsd(amount, currency)}` : formatUsd(amount, currency);
}

/** The same without the currency's symbol, for cells under a heading that names the unit. */
export function formatUsdCell(amount: PicoUsd | undefined, currency: Currency = USD): string {
  return amount === undefined ? NOT_KNOWN : writeMoney(amountIn(amount, currency));
}

/** A column of money: its total and its minimum number of decimals. */
export interface ColumnOptions {
  readonly currency?: Currency;
  /** Which value decides the number of decimals; by default the last one. */
  readonly totalIndex?: number;
  readonly minimumDecimals?: number;
  /** Adds decimals until no amount shows as zero. */
  readonly hidesNothing?: boolean;
}

/**
 * The cells of a column of money. All have the same number of decimals, that of the total's size, and
 * keep their zeros. A part that would show as zero is `<0.0001`; an unknown one is `–`. No part is
 * adjusted to make the column add up: every figure is rounded from the exact one. Without a total, the
 * first known value decides the decimals.
 */
export function formatColumn(
  values: readonly (PicoUsd | undefined)[],
  {
    currency = USD,
    totalIndex = values.length - 1,
    minimumDecimals = 0,
    hidesNothing = false,
  }: ColumnOptions = {},
): readonly string[] {
  const amounts = values.map((value) =>
    value === undefined ? undefined : amountIn(value, currency),
  );
  const total = amounts[totalIndex] ?? amounts.find((amount) => amount !== undefined);
  const ownDecimals = total ? moneyDecimals(magnitude(total)) : 0;
  const smallest = hidesNothing ? Math.max(...amounts.map(firstDecimal)) : 0;
  const decimals = Math.max(ownDecimals, minimumDecimals, smallest);
  return amounts.map((amount) => (amount ? writeCell(amount, decimals) : NOT_KNOWN));
}

/** A catalog price per 1,000,000 tokens, with all its digits and at least cents: `2.50`, `0.075`. */
export function formatUnitPrice(usdPerMillion: number | undefined): string {
  if (usdPerMillion === undefined) return NOT_KNOWN;
  const price = ratioOf(usdPerMillion);
  const decimals = Math.max(2, decimalsOf(price));
  return writeRounded(price, decimals);
}

/** `16.7 times`, as in "16.7 times as much". Undefined if there is nothing to compare with. */
export function formatRatio(value: bigint, base: bigint): string | undefined {
  if (base <= 0n || value < 0n) return undefined;
  return `${writeDecimal(divideToEven(value * 10n, base), 1)} times`;
}

/** `16.7 times as much`, and `twice as much` for 2.0. */
export function formatTimesAsMuch(value: bigint, base: bigint): string | undefined {
  const ratio = formatRatio(value, base);
  if (ratio === undefined) return undefined;
  return ratio === "2.0 times" ? "twice as much" : `${ratio} as much`;
}

/** A share of a whole: `34.2%`, `<0.1%` below 0.05%, `>99.9%` for almost all; `–` if the whole is zero. */
export function formatShare(part: number | bigint, whole: number | bigint): string {
  const share = fractionOf(part, whole);
  if (share === undefined) return NOT_KNOWN;
  const tenths = roundAt(share, 3);
  if (tenths === 0n && share.numerator > 0n) return "<0.1%";
  if (tenths === 1_000n && share.numerator < share.denominator) return ">99.9%";
  return `${writeDecimal(tenths, 1)}%`;
}

/** `28%`, for statements and the split of traffic. */
export function formatWholePercent(part: number | bigint, whole: number | bigint): string {
  const share = fractionOf(part, whole);
  return share === undefined ? NOT_KNOWN : `${writeDecimal(roundAt(share, 2), 0)}%`;
}

/** `92%`; never 0% or 100%. `probability` is 0 … 1. */
export function formatProbability(probability: number): string {
  const percent = roundAt(ratioOf(probability), 2);
  return `${percent < 1n ? 1n : percent > 99n ? 99n : percent}%`;
}

/** A difference of scores with its standard error: `0.04 ± 0.01`. */
export function formatGap(gap: number, standardError: number): string {
  return `${formatDecimals(gap, 2)} ± ${formatError(standardError)}`;
}

/** A standard error: `0.01`; `<0.01` if it would be shown as 0. */
export function formatError(standardError: number): string {
  const error = formatDecimals(standardError, 2);
  return standardError > 0 && Number(error) === 0 ? "<0.01" : error;
}

/** `350 (180–720)`, tokens; `350` if the range is a single value. */
export function formatRange(expected: number, min: number, max: number): string {
  if (min === max) return formatTokens(expected);
  return `${formatTokens(expected)} (${formatTokens(min)}–${formatTokens(max)})`;
}

/** `≥ 628`; `text` is the formatted bound. */
export function formatAtLeast(text: string): string {
  return `≥ ${text}`;
}

/** A duration in seconds: `2.22`. */
export function formatSeconds(seconds: number): string {
  return formatDecimals(seconds, 2);
}

/** `in 55 days`, `today`, `55 days ago`. */
export function formatDaysLeft(days: number): string {
  if (days === 0) return "today";
  const count = `${formatTokens(Math.abs(days))} ${Math.abs(days) === 1 ? "day" : "days"}`;
  return days > 0 ? `in ${count}` : `${count} ago`;
}

/** `3 variables`, `1 line`. */
export function formatCount(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatTokens(count)} ${count === 1 ? singular : plural}`;
}

/** A number with a fixed count of decimals: `17.3`, `−0.04`. */
export function formatDecimals(value: number | bigint, decimals: number): string {
  return writeRounded(exact(value), decimals);
}

function amountIn(amount: PicoUsd, currency: Currency): Ratio {
  const rate = ratioOf(currency.perUsd);
  return {
    numerator: amount * rate.numerator,
    denominator: PICO_PER_USD * rate.denominator,
  };
}

function writeMoney(value: Ratio): string {
  return writeRounded(value, moneyDecimals(magnitude(value)));
}

/** By size; the size is that of the rounded value: 999.996 is `1,000`, 0.9996 is `1.00`. */
function moneyDecimals(value: Ratio): number {
  if (value.numerator === 0n || roundAt(value, 2) >= 100_000n) return 0;
  if (roundAt(value, 3) >= 1_000n) return 2;
  const decimals = leadingDecimal(value) + SIGNIFICANT_DIGITS - 1;
  const isRoundedUp = roundAt(value, decimals) >= powerOfTen(SIGNIFICANT_DIGITS);
  return isRoundedUp ? decimals - 1 : decimals;
}

/** The position of the first nonzero digit after the point of a value below 1. */
function leadingDecimal(value: Ratio): number {
  let decimals = 1;
  while (value.numerator * powerOfTen(decimals) < value.denominator) decimals += 1;
  return decimals;
}

/** How many decimals it takes to show an amount as more than zero. */
function firstDecimal(amount: Ratio | undefined): number {
  if (amount === undefined || amount.numerator === 0n) return 0;
  const size = magnitude(amount);
  return size.numerator >= size.denominator ? 0 : leadingDecimal(size);
}

function writeCell(amount: Ratio, decimals: number): string {
  if (amount.numerator === 0n) return "0";
  const rounded = roundAt(amount, decimals);
  if (rounded !== 0n) return writeDecimal(rounded, decimals);
  const unit = writeDecimal(1n, decimals);
  return amount.numerator > 0n ? `<${unit}` : `${MINUS}<${unit}`;
}

function fractionOf(part: number | bigint, whole: number | bigint): Ratio | undefined {
  const above = exact(part);
  const below = exact(whole);
  if (below.numerator <= 0n) return undefined;
  return {
    numerator: above.numerator * below.denominator,
    denominator: above.denominator * below.numerator,
  };
}

function exact(value: number | bigint): Ratio {
  return typeof value === "bigint" ? { numerator: value, denominator: 1n } : ratioOf(value);
}

function magnitude(value: Ratio): Ratio {
  return value.numerator < 0n ? { ...value, numerator: -value.numerator } : value;
}

/** `value` × 10^decimals as the nearest integer. */
function roundAt(value: Ratio, decimals: number): bigint {
  return divideToEven(value.numerator * powerOfTen(decimals), value.denominator);
}

function writeRounded(value: Ratio, decimals: number): string {
  return writeDecimal(roundAt(value, decimals), decimals);
}

/** `scaled` × 10^-decimals with thousands separators. */
function writeDecimal(scaled: bigint, decimals: number): string {
  const sign = scaled < 0n ? MINUS : "";
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals).replace(/\B(?=(\d{3})+$)/g, ",");
  const fraction = digits.slice(digits.length - decimals);
  return decimals === 0 ? sign + whole : `${sign}${whole}.${fraction}`;
}

/** How many decimals it takes to write a value exactly whose denominator is a power of ten. */
function decimalsOf({ numerator, denominator }: Ratio): number {
  let decimals = 0;
  while ((numerator * powerOfTen(decimals)) % denominator !== 0n) decimals += 1;
  return decimals;
}
