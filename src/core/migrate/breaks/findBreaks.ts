import type { BreakContext, BreakSeverity, Finding } from "./breakRule";
import { BREAK_RULES } from "./breakRules";
import { requestContext } from "./effort";

/** Something that breaks at a place, and its fix. */
export interface Break extends Finding {
  readonly id: string;
  readonly severity: BreakSeverity;
}

/** Everything that breaks when the place moves to the target. */
export function findBreaks(context: BreakContext): readonly Break[] {
  const requests = context.place.requests.map((request) => requestContext(context, request));
  const rules = BREAK_RULES.filter(({ isOfMove }) => !(isOfMove && context.isOnTarget));
  return rules.flatMap(({ id, severity, ofPlace, ofRequest }) =>
    [ofPlace?.(context), ...requests.map((each) => ofRequest?.(each))].flatMap((finding) =>
      finding ? [{ id, severity, ...finding }] : [],
    ),
  );
}
