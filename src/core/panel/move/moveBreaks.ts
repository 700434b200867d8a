import type { Change } from "../../migrate/breaks/breakRule";
import type { BreakLine, PricedPlace } from "../../migrate/placeJson";
import type { MoveBreak } from "../contract/moveState";
import { placeKey } from "./moveInput";

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

/** The breaks at a place, in the order in which they are listed. */
export function moveBreaks(place: PricedPlace): readonly MoveBreak[] {
  return place.breaks.map((found, index) => {
    const { message, fix, isSafe, line, range } = found;
    const severity = severityOf(found);
    const effect = isSafe ? effectOf(found.changes) : "";
    return {
      key: String(index),
      severity,
      severityLabel: SEVERITY_LABELS[severity],
      title: titleOf(found, place),
      ...(effect !== "" && { effect }),
      needsJudgment: !isSafe,
      message,
      fix,
      open: {
        label: `Go to Line ${line}`,
        action: { type: "openMovePlace", key: placeKey(place), range },
      },
    };
  });
}

const SEVERITY_LABELS: Readonly<Record<MoveBreak["severity"], string>> = {
  refused: "Refused",
  silent: "Changes without an error",
  note: "Note",
};

function severityOf({ severity, isSafe, changes }: BreakLine): MoveBreak["severity"] {
  switch (severity) {
    case "error":
      return "refused";
    case "gone":
      return isSafe && changes.length === 0 ? "note" : "refused";
    case "silent":
    case "limit":
      return "silent";
    case "risk":
    case "note":
      return "note";
  }
}

function titleOf({ id, range, excerpt }: BreakLine, { plan }: PricedPlace): string {
  const isOfName = range.start === plan.place.range.start;
  return TITLES.get(id) ?? (isOfName ? id.replaceAll(/[-_]/g, " ") : excerpt);
}

function effectOf(changes: readonly Change[]): string {
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
