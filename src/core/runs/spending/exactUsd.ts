import { PICO_PER_USD, type PicoUsd } from "../../money";

/** For programs: an amount in USD with all its digits, such as `0.0003906`. */
export function exactUsd(amount: PicoUsd): string {
  const sign = amount < 0n ? "-" : "";
  const magnitude = amount < 0n ? -amount : amount;
  const fraction = String(magnitude % PICO_PER_USD)
    .padStart(12, "0")
    .replace(/0+$/, "");
  return `${sign}${magnitude / PICO_PER_USD}${fraction === "" ? "" : `.${fraction}`}`;
}
