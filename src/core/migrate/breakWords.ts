import type { Change } from "./breaks/breakRule";
import type { BreakLine, PricedPlace } from "./placeJson";

/** Titles of breaks that are not a parameter of the file. */
const TITLES: ReadonlyMap<string, string> = new Map([
  ["no-replacement", "no like-for-like model"],
  ["fine-tunes", "fine-tuned model"],
  ["azure-410", "Azure deployment"],
  ["unread-request", "request not read"],
  ["default-effort", "no effort set"],
  ["tools-chat", "tools on Chat Completions"],
  ["snapshots", "no dated snapshot"],
  ["prompt-ids", "prompt by id"],
  ["frameworks", "framework"],
  ["gateways", "gateway"],
]);

/** In a few words: the parameter as the file writes it, or a name. */
export function breakTitle(
  { id, range, excerpt }: BreakLine,
  { plan }: Pick<PricedPlace, "plan">,
): string {
  const isOfName = range.start === plan.place.range.start;
  return TITLES.get(id) ?? (isOfName ? id.replaceAll(/[-_]/g, " ") : excerpt);
}

/** The safe edits for a break, in short: `→ max_completion_tokens`; empty if there are none. */
export function breakEffect({ changes }: BreakLine): string {
  return [...new Set(changes.map(changeWords))].join(", ");
}

function changeWords(change: Change): string {
  switch (change.kind) {
    case "rename":
      return `→ ${change.key}`;
    case "remove":
      return "→ deleted";
    case "set":
      return `→ ${change.value}`;
    case "add-effort":
      return `→ ${change.effort}`;
  }
}
