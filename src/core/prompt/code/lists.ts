import { elementsOf, isName, isSign, type Item } from "./group";

/** `...options`, `**options` and `*items`. */
export function isSpread([first]: readonly Item[]): boolean {
  return first?.kind === "sign" && /^(?:\*\*?|\.\.\.)$/.test(first.text);
}

export function withoutSpread(element: readonly Item[]): readonly Item[] {
  return isSpread(element) ? element.slice(1) : element;
}

/** Whether an element of a list may turn into any number of elements, including none. */
export function isManyElements(element: readonly Item[]): boolean {
  return (
    isSpread(element) ||
    element.some((item) => isName(item, "for") || isName(item, "MessagesPlaceholder"))
  );
}

/** The items between the characters `sign`. */
export function splitAt(items: readonly Item[], sign: string): readonly (readonly Item[])[] {
  const parts: Item[][] = [[]];
  for (const item of items) {
    if (isSign(item, sign)) parts.push([]);
    else parts.at(-1)?.push(item);
  }
  return parts.filter((part) => part.length > 0);
}

/** The lists that `a.concat(b)`, `list(a)`, `Array.from(a)`, `a.copy()` and `a[:]` are made of. */
export function joinedLists(items: readonly Item[]): readonly (readonly Item[])[] | undefined {
  const call = items.at(-1);
  if (call?.kind !== "group") return undefined;
  const [only] = call.items;
  if (call.bracket === "[")
    return call.items.length === 1 && isSign(only, ":") ? [items.slice(0, -1)] : undefined;
  const method = items.at(-2);
  if (call.bracket !== "(" || !isName(method)) return undefined;
  const given = elementsOf(call);
  if (given.some(isSpread)) return undefined;
  if (items.length === 2 && /^(?:list|structuredClone|deepcopy|copy)$/.test(method.text))
    return given;
  const list = items.slice(0, -3);
  if (isName(list[0], "Array") && method.text === "from" && given.length === 1) return given;
  if (!isSign(items.at(-3), ".") || list.length === 0) return undefined;
  if (method.text === "concat") return [list, ...given];
  return /^(?:copy|slice)$/.test(method.text) && given.length === 0 ? [list] : undefined;
}
