import type { SourceRange } from "../../sourceRange";
import type { Block } from "./block";
import { elementsOf, type Group, isName, isSign, type Item, rangeOf } from "./group";
import { mayChangeArguments } from "./callees";
import type { Token } from "./token";

/** A place in a program that sets or changes a variable. */
export interface Change {
  /** `unknown` is a change whose result can't be read from the program's text. */
  readonly kind: "set" | "add" | "prepend" | "unknown";
  /** The variable, or a path from one: `messages`, `self.messages`. */
  readonly path: string;
  readonly at: number;
  readonly block: Block;
  /** Whether the name may belong to an outer function. */
  readonly isReassignment?: true;
  /** The value that is set. */
  readonly value: readonly Item[];
  /** The elements that are added to a list, or other lists after a spread sign. */
  readonly elements: readonly (readonly Item[])[];
  readonly range: SourceRange;
  /** The list whose elements a loop gives to the variable. */
  readonly elementOf?: string;
  /** A call that may change its argument, for example `trim` in `const sent = trim(messages)`. */
  readonly isGuess?: true;
}

/** Methods that add their arguments to a list. */
const ADDS: ReadonlyMap<string, Change["kind"]> = new Map([
  ["append", "add"],
  ["push", "add"],
  ["unshift", "prepend"],
  ["extend", "add"],
  ["insert", "prepend"],
  ...["pop", "shift", "splice", "remove", "clear", "sort", "reverse", "fill", "update"].map(
    (name) => [name, "unknown"] as const,
  ),
  ["setdefault", "unknown"],
]);

/** All changes that a program makes, in text order. */
export function findChanges(items: readonly Item[]): readonly Change[] {
  return items
    .flatMap((item, index) => [
      ...changesAt(items, index),
      ...(item.kind === "group" ? findChanges(item.items) : []),
    ])
    .toSorted((a, b) => a.at - b.at);
}

function changesAt(items: readonly Item[], index: number): readonly Change[] {
  const item = items[index];
  if (item?.kind === "sign" && item.valueEnd !== undefined)
    return assignmentAt(items, index, item, item.valueEnd);
  if (item?.kind === "group") return item.bracket === "(" ? callAt(items, index, item) : [];
  if (isName(item, "import")) return importAt(items, index);
  if (isName(item, "in") || isName(item, "of")) return loopAt(items, index);
  return isName(item, "del") ? deletionAt(items, index) : [];
}

/** `for m in messages:` and `for (const m of messages)`: a change of `m` is one of the list. */
function loopAt(items: readonly Item[], index: number): readonly Change[] {
  const name = items[index - 1];
  const before = items[index - 2];
  const isLoop = isName(before) && /^(?:for|const|let|var)$/.test(before.text);
  const rest = items.slice(index + 1);
  const length = rest.findIndex((item) => !isName(item) && !isDot(item));
  const elementOf = wholePath(length < 0 ? rest : rest.slice(0, length));
  if (!isLoop || !isName(name) || elementOf === undefined) return [];
  const { start, end, block } = name;
  const range = { start, end };
  return [
    { kind: "set", path: name.text, at: start, block, range, value: [], elements: [], elementOf },
  ];
}

/** Python's `from prompts import SYSTEM, USER as ASK`. */
function importAt(items: readonly Item[], index: number): readonly Change[] {
  const changes: Change[] = [];
  for (let at = index + 1; isName(items[at]); at += 2) {
    if (isName(items[at + 1], "as")) at += 2;
    const target = pathBefore(items, at + 1);
    if (target === undefined) break;
    const range = rangeOf(target.items);
    changes.push({ ...changeOf(target, range), kind: "set", value: [], elements: [] });
    if (!isSign(items[at + 1], ",")) break;
  }
  return changes;
}

/** Python's `del messages[0]`. */
function deletionAt(items: readonly Item[], index: number): readonly Change[] {
  const deleted = valueItems(items, index + 1, Infinity);
  const target = pathBefore(deleted, deleted.length);
  if (target === undefined) return [];
  const range = rangeOf(items.slice(index, index + 1 + deleted.length));
  return [{ ...changeOf(target, range), kind: "unknown", value: [], elements: [] }];
}

function assignmentAt(
  items: readonly Item[],
  index: number,
  sign: Token,
  valueEnd: number,
): readonly Change[] {
  const value = valueItems(items, index + 1, valueEnd);
  const pattern = items[index - 1];
  if (pattern?.kind === "group" && pattern.bracket === "{")
    return sign.text === "=" ? partsAt(pattern, value) : [];
  const target = pathBefore(items, index);
  if (target === undefined) return [];
  const range = rangeOf([...target.items, ...value]);
  const change = { ...changeOf(target, range), value, elements: [] };
  if (target.path.endsWith(LENGTH))
    return [{ ...change, kind: "unknown", path: target.path.slice(0, -LENGTH.length) }];
  if (target.isPart) return [{ ...change, kind: "unknown" }];
  if (sign.text === "=") {
    const isTuple = value.some((item) => isSign(item, ","));
    const { isReassignment } = sign;
    const set = { ...change, kind: "set" as const, value: isTuple ? [] : value };
    return [{ ...set, ...(isReassignment && { isReassignment }) }];
  }
  if (sign.text !== "+=") return [{ ...change, kind: "unknown", value: [] }];
  const [first] = value;
  const spread: Item[] = first
    ? [{ ...SPREAD, start: first.start, end: first.start, block: first.block }]
    : [];
  return [{ ...change, kind: "add", elements: [[...spread, ...value]] }];
}

/** `const { messages, tools: all } = this` sets `messages` to `this.messages`. */
function partsAt(pattern: Group, value: readonly Item[]): readonly Change[] {
  const isPath = wholePath(value) !== undefined;
  return elementsOf(pattern).flatMap((element) => {
    const [key, sign, name = key] = element;
    const isPart = isName(key) && isName(name) && (sign === undefined || isSign(sign, ":"));
    if (!isPart || element.length > 3) return [];
    const { start, block } = key;
    const range = rangeOf([pattern, ...value]);
    const part = [...value, { kind: "sign", text: ".", start, end: start, block } as const, key];
    const change = { path: name.text, at: range.start, block, range, elements: [] };
    return [{ ...change, kind: "set" as const, value: isPath ? part : [] }];
  });
}

/** `messages.length = 0` empties a list. */
const LENGTH = ".length";

const SPREAD = { kind: "sign", text: "..." } as const;

function callAt(items: readonly Item[], index: number, call: Group): readonly Change[] {
  const method = items[index - 1];
  if (!isName(method)) return [];
  const elements = elementsOf(call);
  const target = isDot(items[index - 2]) ? pathBefore(items, index - 2) : undefined;
  const kind = target && ADDS.get(method.text);
  if (target !== undefined && kind !== undefined) {
    const range = rangeOf([...target.items, call]);
    const change = { ...changeOf(target, range), value: [] };
    return [{ ...change, ...addition(kind, method.text, elements, target.isPart) }];
  }
  const isResultUsed = !isStatement(items, index);
  if (!mayChangeArguments(method.text, isResultUsed)) return [];
  return elements.flatMap((element) => {
    const given = pathBefore(element, element.length);
    if (given === undefined || given.items.length !== element.length) return [];
    const range = rangeOf(items.slice(index - 1, index + 1));
    const change = { ...changeOf(given, range), value: [], elements: [] };
    return [{ ...change, kind: "unknown", ...(isResultUsed && { isGuess: true }) }];
  });
}

function addition(
  kind: Change["kind"],
  method: string,
  elements: Change["elements"],
  isPart: boolean,
): Pick<Change, "kind" | "elements"> {
  if (isPart || kind === "unknown") return { kind: "unknown", elements: [] };
  if (method === "extend") return { kind, elements: elements.map(asSpread) };
  if (method !== "insert") return { kind, elements };
  const [at, ...inserted] = elements;
  const isFirst = at?.length === 1 && at[0]?.kind === "number" && at[0].text === "0";
  return isFirst ? { kind, elements: inserted } : { kind: "unknown", elements: [] };
}

function asSpread(element: readonly Item[]): readonly Item[] {
  const [first] = element;
  if (first === undefined) return element;
  const { start, block } = first;
  return [{ ...SPREAD, start, end: start, block }, ...element];
}

/** Whether the result of the call at `index` is unused. */
function isStatement(items: readonly Item[], index: number): boolean {
  let at = index - 1;
  while (isDot(items[at - 1])) at -= 2;
  if (isName(items[at - 1], "await")) at -= 1;
  const before = items[at - 1];
  return before === undefined || isSign(before, "\n") || isSign(before, ";") || isSign(before, ":");
}

interface Target {
  readonly path: string;
  readonly items: readonly Item[];
  /** Whether it is an element of the variable, such as `messages[0]` and `messages.at(-1)`. */
  readonly isPart: boolean;
}

function changeOf({ path, items }: Target, range: SourceRange) {
  const [first] = items;
  if (first === undefined) throw new Error("a path has a name");
  return { path, at: range.start, block: first.block, range };
}

/** The variable, or the path from one, that ends before `end`. */
export function pathBefore(items: readonly Item[], end: number): Target | undefined {
  let at = end - 1;
  let isPart = false;
  let names: string[] = [];
  for (;;) {
    const item = items[at];
    if (isSign(item, "!")) {
      at -= 1;
      continue;
    }
    if (item?.kind === "group" && item.bracket === "(" && isName(items[at - 1])) {
      isPart = true;
      at -= 1;
      continue;
    }
    if (item?.kind === "group" && item.bracket === "[" && at > 0) {
      isPart = true;
      names = [];
      at -= 1;
      continue;
    }
    if (!isName(item)) return undefined;
    names.unshift(item.text);
    if (!isDot(items[at - 1])) break;
    at -= 2;
  }
  return { path: names.join("."), items: items.slice(at, end), isPart };
}

/** The path that all of these items form. */
export function wholePath(items: readonly Item[]): string | undefined {
  const target = pathBefore(items, items.length);
  return target?.items.length === items.length && !target.isPart ? target.path : undefined;
}

function isDot(item: Item | undefined): boolean {
  return isSign(item, ".") || isSign(item, "?.");
}

/** The items of a value that begins at `from`. */
export function valueItems(
  items: readonly Item[],
  from: number,
  valueEnd: number,
): readonly Item[] {
  const value: Item[] = [];
  for (let at = from; at < items.length; at++) {
    const item = items[at];
    if (item === undefined || item.end > valueEnd) break;
    if (isSign(item, "\n") || isSign(item, ";")) break;
    value.push(item);
  }
  return value;
}
