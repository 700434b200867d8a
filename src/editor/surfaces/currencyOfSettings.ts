import { currencyOf, USD, type Currency } from "../../core/currency";
import type { Settings } from "../settings";

/** The currency that the settings name; US dollars where they name none that can be used. */
export function currencyOfSettings({ currency }: Pick<Settings, "currency">): Currency {
  return currencyOf(currency.code, currency.perUsd) ?? USD;
}
