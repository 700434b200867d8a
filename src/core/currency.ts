import { ownValue } from "./ownValue";

/** The currency in which amounts are shown. The rate is set by the user; none is fetched. */
export interface Currency {
  /** ISO 4217, for column headings. */
  readonly code: string;
  /** Precedes the amount. */
  readonly symbol: string;
  readonly perUsd: number;
}

export const USD: Currency = { code: "USD", symbol: "$", perUsd: 1 };

const SYMBOLS: Readonly<Record<string, string>> = {
  USD: "$",
  EUR: "€",
  GBP: "£",
  JPY: "¥",
  INR: "₹",
  KRW: "₩",
};

/**
 * The currency of the settings `tokenscale.currency.code` and `tokenscale.currency.perUsd`, or
 * undefined if the code isn't three letters or the rate isn't a positive number.
 */
export function currencyOf(code: string, perUsd: number): Currency | undefined {
  const upperCode = code.trim().toUpperCase();
  if (!/^[A-Z]{3}$/.test(upperCode) || !Number.isFinite(perUsd) || perUsd <= 0) return undefined;
  return { code: upperCode, symbol: ownValue(SYMBOLS, upperCode) ?? `${upperCode}\u00a0`, perUsd };
}
