import { ownValue } from "./ownValue";

/** What amounts are shown in. The rate is the user's own; none is fetched. */
export interface Currency {
  /** ISO 4217, for headings of columns. */
  readonly code: string;
  /** Stands before the amount. */
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
 * undefined if the code is not three letters or the rate is no positive number.
 */
export function currencyOf(code: string, perUsd: number): Currency | undefined {
  const upperCode = code.trim().toUpperCase();
  if (!/^[A-Z]{3}$/.test(upperCode) || !Number.isFinite(perUsd) || perUsd <= 0) return undefined;
  return { code: upperCode, symbol: ownValue(SYMBOLS, upperCode) ?? `${upperCode}\u00a0`, perUsd };
}
