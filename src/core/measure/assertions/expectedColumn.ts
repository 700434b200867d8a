import type { Assertion } from "../assertion";
import { isSupportedType } from "./checkAnswer";

const WRITTEN = /^(not-)?([a-z][a-z-]*)(?:\(([\d.]+)\))?(?::\s*([\s\S]*))?$/;

/** Types that promptfoo writes shorter in a table. */
const SHORT_TYPES: ReadonlyMap<string, string> = new Map([
  ["grade", "llm-rubric"],
  ["fn", "javascript"],
  ["eval", "javascript"],
]);

/** Types with a list of texts, whose commas are between them. */
const LIST_TYPE = /-(?:any|all)$/;

/**
 * The assertion of a cell in promptfoo's `__expected` columns: `contains: yes`, `similarity(0.8): a
 * text`, or a text that the answer equals. Undefined for an empty cell.
 */
export function readExpectedCell(cell: string): Assertion | undefined {
  const text = cell.trim();
  if (text === "") return undefined;
  const base = { isNegated: false, weight: 1 };
  const [, not, name = "", threshold, value] = WRITTEN.exec(text) ?? [];
  const type = SHORT_TYPES.get(name) ?? name;
  const isType =
    isSupportedType(type) || SHORT_TYPES.has(name) || /^(?:javascript|python)$/.test(name);
  if (!isType) return { ...base, type: "equals", value: text };
  return {
    ...base,
    type,
    isNegated: not !== undefined,
    ...(value !== undefined && { value: LIST_TYPE.test(type) ? value.split(/\s*,\s*/) : value }),
    ...(threshold !== undefined && { threshold: Number(threshold) }),
    ...(!isSupportedType(type) && { unsupported: `the type "${type}"` }),
  };
}
