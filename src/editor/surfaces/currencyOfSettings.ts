import { currencyOf, USD, type Currency } from "../../core/currency";
import type { Settings } from "../settings";

/** The currency in the settings; US dollars if it is unusable. */
export function currencyOfSettings({ currency }: Pick<Settings, "currency">): Currency {
  return currencyOf(currency.code, currency.perUsd) ?? USD;
}
