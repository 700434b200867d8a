import { writeCsv } from "../csv";
import { usd } from "../estimate/estimateJson";
import type { PicoUsd } from "../money";
import type { MoveMonth } from "./moveCosts";
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
  "usd_at_default",
  "requests_a_month",
  "usd_a_month",
  "usd_a_month_after",
  "usd_a_month_at_default",
  "breaks",
];

/** One row per place. */
export function planCsv(places: readonly PricedPlace[], month: MoveMonth): string {
  return writeCsv([HEAD, ...places.map((place) => rowOf(place, month))]);
}

function rowOf(place: PricedPlace, month: MoveMonth): readonly string[] {
  const { file, line, plan, breaks, figures } = place;
  const ofMonth = month.costsOf(place);
  const amount = (picoUsd: PicoUsd | undefined): string =>
    picoUsd === undefined ? "" : String(usd(picoUsd));
  return [
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
    String((figures?.afterAtDefault ?? figures?.after)?.usd ?? ""),
    ofMonth ? String(month.requestsOf(place) ?? "") : "",
    amount(ofMonth?.now),
    amount(ofMonth?.after),
    amount(ofMonth?.atDefault),
    breaks.map(({ id }) => id).join(" "),
  ];
}
