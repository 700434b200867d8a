import { breakEffect, breakTitle } from "../../migrate/breakWords";
import { apiErrorOf } from "../../migrate/breaks/apiErrors";
import type { BreakLine, PricedPlace } from "../../migrate/placeJson";
import type { MoveBreak } from "../contract/moveState";
import { placeKey } from "./moveInput";

/** The breaks at a place, in the order in which they are listed. */
export function moveBreaks(place: PricedPlace): readonly MoveBreak[] {
  return place.breaks.map((found, index) => {
    const { message, fix, isSafe, line, range } = found;
    const severity = severityOf(found);
    const effect = breakEffect(found);
    const apiError = apiErrorOf(found.id, found.excerpt);
    return {
      key: String(index),
      severity,
      severityLabel: SEVERITY_LABELS[severity],
      title: breakTitle(found, place),
      ...(effect !== "" && { effect }),
      needsJudgment: !isSafe,
      message,
      fix,
      ...(apiError !== undefined && { apiError }),
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
