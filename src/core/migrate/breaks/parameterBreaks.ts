import type { ApiParameter, ParameterSupport } from "../../models/model";
import type { Field } from "../request/fields";
import { parameter } from "../request/request";
import { type BreakRule, type Finding, removal, type RequestContext } from "./breakRule";
import { reasonsAsWritten } from "./effort";
import { supportOf } from "./target";

/** Parameters that the model takes only while it does not reason. */
export function onlyAtNone(id: string, ...names: readonly ApiParameter[]): BreakRule {
  return {
    id,
    severity: "error",
    ofRequest: (context) =>
      names
        .map((name) => withReasoning(name, context))
        .reduce<Finding | undefined>(merged, undefined),
  };
}

/** A parameter that the model refuses at every effort; `isSafe` if the answer is the same without. */
export function refused(
  id: string,
  names: readonly ApiParameter[],
  fix: string,
  isSafe = false,
): BreakRule {
  return {
    id,
    severity: "error",
    ofRequest: ({ request, target }) => {
      if (request.dialect === "responses" && id === "stop") return undefined;
      for (const name of names) {
        const support = supportOf(target.model, name);
        const found = support?.status === "refused" ? parameter(request, name) : undefined;
        if (support === undefined || found === undefined) continue;
        return {
          range: found.field.range,
          message: `${target.model.id} refuses ${shown(found.field)} at every effort${origin(support)}.`,
          fix,
          ...(isSafe && { changes: [removal(found)] }),
        };
      }
      return undefined;
    },
  };
}

function withReasoning(name: ApiParameter, context: RequestContext): Finding | undefined {
  const { request, effort, canSetEffort, target } = context;
  const found = parameter(request, name);
  const support = supportOf(target.model, name);
  if (found === undefined || support === undefined || isDefault(name, found.field))
    return undefined;
  if (request.dialect === "responses" && !IN_RESPONSES.has(name)) return undefined;
  const { range } = found.field;
  const subject = `${target.model.id} refuses ${shown(found.field)}`;
  if (support.status === "refused")
    return {
      range,
      message: `${subject} at every effort${origin(support)}.`,
      fix: `Delete ${found.field.key}.`,
      changes: [removal(found)],
    };
  if (support.status !== "only-at-none" || !reasonsAsWritten(context)) return undefined;
  const message = `${subject} unless reasoning_effort is none${origin(support)}.`;
  if (effort === "none")
    return canSetEffort ? undefined : { range, message, fix: "Set reasoning_effort none." };
  return {
    range,
    message,
    fix: `Delete ${found.field.key}, or set reasoning_effort none.`,
    changes: [removal(found)],
  };
}

const IN_RESPONSES: ReadonlySet<ApiParameter> = new Set(["temperature", "top_p", "top_logprobs"]);

/** A value that passes in any case, because it is the API's own default. */
function isDefault(name: ApiParameter, { value }: Field): boolean {
  if (value?.kind === "boolean") return name === "logprobs" && !value.value;
  if (value?.kind !== "number") return false;
  return Number(value.text) === (name === "temperature" || name === "top_p" ? 1 : 0);
}

/** `temperature 0.3`, or the name alone if the value is long or made by the program. */
function shown({ key, value }: Field): string {
  if (value?.kind === "number") return `${key} ${value.text}`;
  return value?.kind === "boolean" ? `${key} ${value.value}` : key;
}

function origin({ confidence }: ParameterSupport): string {
  return confidence === "inferred" ? " (inferred from a sibling model)" : "";
}

function merged(first: Finding | undefined, second: Finding | undefined): Finding | undefined {
  if (first === undefined || second === undefined) return first ?? second;
  const changes = first.changes && second.changes && [...first.changes, ...second.changes];
  return {
    range: first.range,
    message: `${first.message} ${second.message}`,
    fix: `${first.fix} ${second.fix}`,
    ...(changes && { changes }),
  };
}
