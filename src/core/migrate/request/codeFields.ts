import type { JsonNode } from "../../json/jsonNode";
import { elementsOf, type Group, isSign, type Item, rangeOf } from "../../prompt/code/group";
import type { SourceRange } from "../../sourceRange";
import type { Field, Fields, FieldSyntax } from "./fields";

/** The members of an object, or the keyword arguments of a call, in a program. */
export function fieldsOfGroup(text: string, group: Group, isPython: boolean): Fields {
  const sign = group.bracket === "(" ? "=" : ":";
  return {
    syntax: syntaxOf(group, isPython),
    layout: "commas",
    fields: elementsOf(group).flatMap((element) => fieldOf(text, element, sign, isPython)),
    range: { start: group.start, end: group.end },
  };
}

function syntaxOf({ bracket }: Group, isPython: boolean): FieldSyntax {
  if (!isPython) return "javascript";
  return bracket === "(" ? "python-call" : "python";
}

function fieldOf(
  text: string,
  [key, sign, ...value]: readonly Item[],
  joint: string,
  isPython: boolean,
): readonly Field[] {
  if (key === undefined) return [];
  const isString = key.kind === "string";
  const name = isString ? key.literal?.text.text : key.kind === "name" ? key.text : undefined;
  const isShorthand = sign === undefined && key.kind === "name" && joint === ":";
  if (name === undefined || (!isShorthand && !isSign(sign, joint))) return [];
  const keyRange = isString
    ? { start: key.start + 1, end: key.end - 1 }
    : { start: key.start, end: key.end };
  const valueRange = isShorthand ? keyRange : rangeOf(value);
  const literal = literalOf(text, value, isPython);
  return [
    {
      key: name,
      keyRange,
      valueRange,
      range: { start: key.start, end: Math.max(valueRange.end, key.end) },
      ...literal,
    },
  ];
}

function literalOf(
  text: string,
  value: readonly Item[],
  isPython: boolean,
): Pick<Field, "value" | "fields"> {
  const [item] = value;
  if (item === undefined) return {};
  const range = rangeOf(value);
  if (value.length === 2 && isSign(item, "-") && value[1]?.kind === "number")
    return { value: { kind: "number", text: `-${value[1].text}`, range } };
  if (value.length > 1) return fieldsOfCall(text, value, isPython);
  if (item.kind === "group") return groupValue(text, item, isPython);
  const node = scalarOf(item, range);
  return node ? { value: node } : {};
}

/** `dict(a=1)` and `Reasoning(effort="low")`: a call that creates an object. */
function fieldsOfCall(
  text: string,
  value: readonly Item[],
  isPython: boolean,
): Pick<Field, "fields"> {
  const call = value.at(-1);
  const isCall = isPython && call?.kind === "group" && call.bracket === "(" && value.length <= 4;
  return isCall ? { fields: fieldsOfGroup(text, call, isPython) } : {};
}

function groupValue(
  text: string,
  group: Group,
  isPython: boolean,
): Pick<Field, "value" | "fields"> {
  const range = { start: group.start, end: group.end };
  if (group.bracket === "{") return { fields: fieldsOfGroup(text, group, isPython) };
  const items = elementsOf(group).flatMap(
    (element) => literalOf(text, element, isPython).value ?? [],
  );
  return { value: { kind: "array", items, range } };
}

function scalarOf(item: Item, range: SourceRange): JsonNode | undefined {
  if (item.kind === "string" && item.literal !== undefined)
    return { kind: "string", value: item.literal.text.text, range };
  if (item.kind === "number") return { kind: "number", text: item.text.replaceAll("_", ""), range };
  if (item.kind !== "name") return undefined;
  if (/^(?:true|false)$/i.test(item.text))
    return { kind: "boolean", value: item.text.toLowerCase() === "true", range };
  return /^(?:null|undefined|None)$/.test(item.text) ? { kind: "null", range } : undefined;
}
