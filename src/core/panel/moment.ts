import type { AfterMove } from "../migrate/afterMove";
import type { Moment } from "./contract/panelAction";

/** The moment of the verdict on a prompt whose models end. */
export type MomentInput =
  { readonly shown: "today" } | { readonly shown: "after"; readonly move: AfterMove };

/** Reads the choice kept for the workspace; anything else is today. */
export function readMoment(kept: unknown): Moment {
  return kept === "after" ? "after" : "today";
}
