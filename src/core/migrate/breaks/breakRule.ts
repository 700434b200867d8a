import type { ReasoningEffort } from "../../models/model";
import type { SourceRange } from "../../sourceRange";
import type { Field, Fields } from "../request/fields";
import type { Parameter, Request } from "../request/request";
import type { Place } from "../scan/findPlaces";
import type { Target } from "./target";

/**
 * error: the request is refused. silent: it costs more or behaves differently without an error. gone: a
 * feature without a successor. limit, risk, note: worth checking.
 */
export type BreakSeverity = "error" | "silent" | "limit" | "gone" | "risk" | "note";

/** One change to a request, in terms of its members. */
export type Change =
  | { readonly kind: "rename"; readonly field: Field; readonly key: string }
  | { readonly kind: "remove"; readonly field: Field; readonly holder: Fields }
  | { readonly kind: "set"; readonly field: Field; readonly value: string | number }
  | { readonly kind: "add-effort"; readonly request: Request; readonly effort: ReasoningEffort };

/** Deletes a parameter. */
export function removal({ field, holder }: Parameter): Change {
  return { kind: "remove", field, holder };
}

/** A break at a place. */
export interface Finding {
  /** Its range in the sheet of the place. */
  readonly range: SourceRange;
  /** A sentence of fact: what breaks. */
  readonly message: string;
  /** Advice, shown to the user. */
  readonly fix: string;
  /** The effect of the safe edit; undefined if it takes human judgment. */
  readonly changes?: readonly Change[];
  /** The fixes that the user can choose from, if the safe edit is not the only one. */
  readonly ways?: readonly Way[];
  /** Whether it breaks at every effort. */
  readonly isAtEveryEffort?: true;
}

/** One way to fix a break. */
export interface Way {
  /** `Delete temperature`. */
  readonly title: string;
  readonly changes: readonly Change[];
}

/** The input of a rule. */
export interface BreakContext {
  readonly place: Place;
  readonly target: Target;
  /** Whether the place already names the target, so that it breaks now. */
  readonly isOnTarget: boolean;
  /** The path and the whole text of the file. */
  readonly path: string;
  readonly text: string;
}

/** The same with one of the place's requests. */
export interface RequestContext extends BreakContext {
  readonly request: Request;
  /** The effort that the request names, as written. */
  readonly writtenEffort?: string;
  /** The effort at which the target answers if only the model is renamed. */
  readonly effortAsWritten?: ReasoningEffort;
  /** The effort after the move. */
  readonly effort?: ReasoningEffort;
  /** Whether a safe edit can write the effort into this request, or it is already there. */
  readonly canSetEffort: boolean;
}

/** One thing that may break when a place moves to another model. */
export interface BreakRule {
  readonly id: string;
  readonly severity: BreakSeverity;
  /** Whether only the move itself can break it, not a place that is already on its target. */
  readonly isOfMove?: true;
  /** Called once per place. */
  readonly ofPlace?: (context: BreakContext) => Finding | undefined;
  /** Called for each request of a place. */
  readonly ofRequest?: (context: RequestContext) => Finding | undefined;
}
