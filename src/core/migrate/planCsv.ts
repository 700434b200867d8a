import { writeCsv } from "../csv";
import type { PricedPlace } from "./placeJson";

const HEAD = [
  "file",
  "line",
  "model",
  "shutdown",
  "days_left",
  "target",
  "effort",
  "input_tokens",
  "usd",
  "input_tokens_after",
  "output_tokens_after",
  "usd_after",
  "breaks",
];

/** One row per place. */
export function planCsv(places: readonly PricedPlace[]): string {
  const rows = places.map(({ file, line, plan, breaks, figures }) => [
    file,
    String(line),
    plan.place.name,
    plan.place.model.date ?? "",
    String(plan.place.daysLeft ?? ""),
    plan.target?.model.id ?? "",
    figures?.after.effort ?? plan.target?.effort ?? "",
    String(figures?.before.inputTokens ?? ""),
    String(figures?.before.usd ?? ""),
    String(figures?.after.inputTokens ?? ""),
    String(figures?.after.outputTokens ?? ""),
    String(figures?.after.usd ?? ""),
    breaks.map(({ id }) => id).join(" "),
  ]);
  return writeCsv([HEAD, ...rows]);
}
