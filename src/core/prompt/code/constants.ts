import type { SourceRange } from "../../sourceRange";
import { elementsOf, type Item, isSign, rangeOf } from "./group";
import type { StringReader } from "./stringReader";
import type { Variables } from "./variables";

/** A text that a program names and never changes. */
export interface Constant {
  readonly text: string;
  readonly range: SourceRange;
}

/** `const MODEL = "gpt-4o"`, and the texts of `PROMPTS = {system: "…"}` as `PROMPTS.system`. */
export function findConstants(
  variables: Variables,
  strings: StringReader,
): ReadonlyMap<string, Constant> {
  const constants = new Map<string, Constant>();
  for (const [path, changes] of variables.all) {
    const [change, ...others] = changes;
    if (change?.kind !== "set" || others.length > 0) continue;
    for (const [key, value] of textsOf(change.value)) {
      const node = strings.readString(value);
      const isFixed = node !== undefined && strings.placeholders(node).length === 0;
      if (isFixed && (key === "" || !variables.all.has(path + key)))
        constants.set(path + key, { text: node.value, range: rangeOf(value) });
    }
  }
  return constants;
}

/** A value itself, or the members of an object. */
function textsOf(value: readonly Item[]): readonly (readonly [string, readonly Item[]])[] {
  const [group] = value;
  if (value.length !== 1 || group?.kind !== "group" || group.bracket !== "{") return [["", value]];
  return elementsOf(group).flatMap(([key, sign, ...text]) => {
    const name =
      key?.kind === "string" ? key.literal?.text.text : key?.kind === "name" ? key.text : undefined;
    return name === undefined || !isSign(sign, ":") ? [] : [[`.${name}`, text] as const];
  });
}
