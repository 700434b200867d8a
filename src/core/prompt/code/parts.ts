import { SENDERS } from "./callees";
import { type Group, isName, isSign, type Item } from "./group";

/** Methods that call their first argument with the elements of a list. */
const ITERATORS =
  /^(?:forEach|each|map|filter|reject|find|findLast|findIndex|some|every|flatMap|reduce|reduceRight)$/;

export function isIterator(method: string): boolean {
  return ITERATORS.test(method);
}

/**
 * The lists and objects of which a value may be a part: `messages` in `messages.at(-1)` and in
 * `[...messages]`. What a request returns is no part of it.
 */
export function sourcesOf(value: readonly Item[]): readonly string[] {
  return value.flatMap((item, index) => {
    const before = value[index - 1];
    if (item.kind === "group") return holdsParts(item, before) ? sourcesOf(item.items) : [];
    return isName(item) && !isDot(before) ? [pathFrom(value, index)] : [];
  });
}

function holdsParts({ bracket, isBlock }: Group, before: Item | undefined): boolean {
  if (bracket === "{" || isBlock) return false;
  return bracket === "[" || !isName(before) || !SENDERS.test(before.text);
}

/** `self.messages` for `self.messages.copy()`, whose last name is a method. */
function pathFrom(value: readonly Item[], index: number): string {
  const names: string[] = [];
  for (let at = index; ; at += 2) {
    const name = value[at];
    const after = value[at + 1];
    const isCalled = after?.kind === "group" && after.bracket === "(";
    if (!isName(name) || (names.length > 0 && isCalled)) break;
    names.push(name.text);
    if (!isDot(after)) break;
  }
  return names.join(".");
}

/** Whether a value is one element, such as `messages[0]`, and not a new list, such as `messages[1:]`. */
export function isElement(value: readonly Item[]): boolean {
  const last = value.at(-1);
  if (last?.kind !== "group") return isName(last);
  return value.length > 1 && last.bracket === "[" && !last.items.some((item) => isSign(item, ":"));
}

/** The names that a pattern gives to parts of a value: `i, m`, `[first, ...rest]`, `(m, index)`. */
export function namesOfPattern(pattern: readonly Item[]): readonly string[] {
  return pattern.flatMap((item) =>
    item.kind === "group" ? namesOfPattern(item.items) : isName(item) ? [item.text] : [],
  );
}

/** The pattern of the parameters of a function that is written as an argument; undefined for others. */
export function parametersOf(argument: readonly Item[]): readonly Item[] | undefined {
  const arrow = argument.findIndex((item) => isSign(item, "=>"));
  if (arrow > 0) return argument.slice(arrow - 1, arrow);
  const isFunction = argument.some((item) => isName(item, "function") || isName(item, "lambda"));
  return isFunction ? argument.filter(({ kind }) => kind === "group").slice(0, 1) : undefined;
}

export function isDot(item: Item | undefined): boolean {
  return isSign(item, ".") || isSign(item, "?.");
}
