import type { Model, ReasoningEffort } from "../../models/model";
import { effortParameter, type Request } from "../request/request";
import type { BreakContext, RequestContext, Way } from "./breakRule";

/** The context of one request: the effort that it names, and its effort after the move. */
export function requestContext(context: BreakContext, request: Request): RequestContext {
  const written = effortParameter(request)?.field;
  const writtenEffort = written?.value?.kind === "string" ? written.value.value : undefined;
  const accepted = acceptedEffort(context.target.model, writtenEffort);
  const { reasoning } = context.target.model;
  const doesReason = reasoning !== undefined && reasoning.efforts.length > 0;
  const effortAsWritten = accepted ?? (doesReason ? reasoning.defaultEffort : undefined);
  const effort = accepted ?? context.target.effort;
  return {
    ...context,
    request,
    ...(writtenEffort !== undefined && { writtenEffort }),
    ...(effortAsWritten !== undefined && { effortAsWritten }),
    ...(effort !== undefined && { effort }),
    canSetEffort: written === undefined ? canAddEffort(request) : written.value?.kind === "string",
  };
}

/** The effort, if it is one of the model's own. */
export function acceptedEffort(
  { reasoning }: Model,
  written: string | undefined,
): ReasoningEffort | undefined {
  return reasoning?.efforts.find((effort) => effort === written);
}

/** The settings of an agent's model are objects of its framework. */
function canAddEffort({ dialect, holders }: Request): boolean {
  if (dialect === "agent") return false;
  const hasOptions = holders.some(({ fields }) =>
    fields.some(({ key }) => key === "providerOptions" || key === "reasoning"),
  );
  return !hasOptions;
}

/** The fix that turns reasoning off, if the target and the request allow it. */
export function setNone({ request, target, canSetEffort }: RequestContext): readonly Way[] {
  if (!canSetEffort || acceptedEffort(target.model, "none") === undefined) return [];
  const written = effortParameter(request);
  const change = written
    ? ({ kind: "set", field: written.field, value: "none" } as const)
    : ({ kind: "add-effort", request, effort: "none" } as const);
  return [{ title: "Set reasoning_effort: none", changes: [change] }];
}

/** Whether the request reasons as written once only the model has changed. */
export function reasonsAsWritten({ target, writtenEffort }: RequestContext): boolean {
  const { reasoning } = target.model;
  if (reasoning === undefined || reasoning.efforts.length === 0) return false;
  const effort = acceptedEffort(target.model, writtenEffort) ?? reasoning.defaultEffort;
  return effort !== "none";
}
