import { groupBy } from "../../groupBy";
import type { ApiParameter, ParameterSupport } from "../../models/model";
import type { Field } from "../request/fields";
import { parameter } from "../request/request";
import { type BreakRule, type Finding, removal, type RequestContext, type Way } from "./breakRule";
import { reasonsAsWritten, setNone } from "./effort";
import { supportOf } from "./target";

/** Parameters that the model accepts only while it does not reason. */
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

/** A parameter that the model refuses at every effort; `isSafe` if the answer is the same without it. */
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
          isAtEveryEffort: true,
          ...(isSafe && { changes: [removal(found)] }),
        };
      }
      return undefined;
    },
  };
}

function withReasoning(name: ApiParameter, context: RequestContext): Finding | undefined {
  const { request, effort, canSetEffort, target, isOnTarget } = context;
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
      isAtEveryEffort: true,
      changes: [removal(found)],
    };
  if (support.status !== "only-at-none" || !reasonsAsWritten(context)) return undefined;
  const message = `${subject} unless reasoning_effort is none${origin(support)}.`;
  const none = setNone(context);
  const ways = [...none, { title: `Delete ${found.field.key}`, changes: [removal(found)] }];
  if (effort === "none") {
    if (canSetEffort && !isOnTarget) return undefined;
    const changes = none[0]?.changes;
    return { range, message, fix: "Set reasoning_effort none.", ways, ...(changes && { changes }) };
  }
  return {
    range,
    message,
    fix: `Delete ${found.field.key}, or set reasoning_effort none.`,
    changes: [removal(found)],
    ways,
  };
}

const IN_RESPONSES: ReadonlySet<ApiParameter> = new Set(["temperature", "top_p", "top_logprobs"]);

/** A value that is always accepted, because it is the API's own default. */
function isDefault(name: ApiParameter, { value }: Field): boolean {
  if (value?.kind === "boolean") return name === "logprobs" && !value.value;
  if (value?.kind !== "number") return false;
  return Number(value.text) === (name === "temperature" || name === "top_p" ? 1 : 0);
}

/** `temperature 0.3`, or only the name if the value is long or computed by the program. */
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
  const ways = mergedWays([...(first.ways ?? []), ...(second.ways ?? [])]);
  return {
    range: first.range,
    ...(first.isAtEveryEffort && second.isAtEveryEffort && { isAtEveryEffort: true }),
    message: `${first.message} ${second.message}`,
    fix: `${first.fix} ${second.fix}`,
    ways,
    ...(changes && { changes }),
  };
}

/** Each title once: the fixes that both have. */
function mergedWays(ways: readonly Way[]): readonly Way[] {
  return [...groupBy(ways, ({ title }) => title)].map(([title, same]) => ({
    title,
    changes: same.flatMap(({ changes }) => changes),
  }));
}
