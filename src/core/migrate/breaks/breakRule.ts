import type { ReasoningEffort } from "../../models/model";
import type { SourceRange } from "../../sourceRange";
import type { Field, Fields } from "../request/fields";
import type { Parameter, Request } from "../request/request";
import type { Place } from "../scan/findPlaces";
import type { Target } from "./target";

/**
 * error: the request is refused. silent: it costs or does something else without an error. gone: a
 * feature without a successor. limit, risk, note: for a look.
 */
export type BreakSeverity = "error" | "silent" | "limit" | "gone" | "risk" | "note";

/** One change of a request, in terms of its members. */
export type Change =
  | { readonly kind: "rename"; readonly field: Field; readonly key: string }
  | { readonly kind: "remove"; readonly field: Field; readonly holder: Fields }
  | { readonly kind: "set"; readonly field: Field; readonly value: string | number }
  | { readonly kind: "add-effort"; readonly request: Request; readonly effort: ReasoningEffort };

/** Deletes a parameter. */
export function removal({ field, holder }: Parameter): Change {
  return { kind: "remove", field, holder };
}

/** What breaks at a place. */
export interface Finding {
  /** Where, in the sheet of the place. */
  readonly range: SourceRange;
  /** A sentence of fact: what breaks. */
  readonly message: string;
  /** What to do about it, for people. */
  readonly fix: string;
  /** What the safe edit does; undefined: it takes a person's judgment. */
  readonly changes?: readonly Change[];
  /** The ways out that a person can choose from, if the safe edit is not the only one. */
  readonly ways?: readonly Way[];
  /** Whether no effort helps against it. */
  readonly isAtEveryEffort?: true;
}

/** One way out of a break. */
export interface Way {
  /** `Delete temperature`. */
  readonly title: string;
  readonly changes: readonly Change[];
}

/** What a rule looks at. */
export interface BreakContext {
  readonly place: Place;
  readonly target: Target;
  /** Whether the place names the target already, so that it breaks now. */
  readonly isOnTarget: boolean;
  /** The path and the whole text of the file. */
  readonly path: string;
  readonly text: string;
}

/** The same with one of the requests of the place. */
export interface RequestContext extends BreakContext {
  readonly request: Request;
  /** The effort that the request names, as written. */
  readonly writtenEffort?: string;
  /** The effort at which the target answers if only the model is renamed. */
  readonly effortAsWritten?: ReasoningEffort;
  /** The effort after the move. */
  readonly effort?: ReasoningEffort;
  /** Whether the effort can be written into this request by a safe edit, or is there already. */
  readonly canSetEffort: boolean;
}

/** One thing that breaks, or not, when a place moves to another model. */
export interface BreakRule {
  readonly id: string;
  readonly severity: BreakSeverity;
  /** Whether only the move itself can break it, not a place that is on its target. */
  readonly isOfMove?: true;
  /** Asked once for a place. */
  readonly ofPlace?: (context: BreakContext) => Finding | undefined;
  /** Asked for each request of a place. */
  readonly ofRequest?: (context: RequestContext) => Finding | undefined;
}
