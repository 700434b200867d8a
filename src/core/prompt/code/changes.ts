import type { SourceRange } from "../../sourceRange";
import type { Block } from "./block";
import { elementsOf, type Group, isName, isSign, type Item, rangeOf } from "./group";
import { mayChangeArguments } from "./callees";
import { isDot, isIterator, namesOfPattern, parametersOf, sourcesOf } from "./parts";
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
  /** The lists of which a loop, a callback or a pattern gives parts to the variable. */
  readonly partOf?: readonly string[];
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
  ...[
    "pop",
    "shift",
    "splice",
    "remove",
    "clear",
    "sort",
    "reverse",
    "fill",
    "update",
    "copyWithin",
    "__setitem__",
  ].map((name) => [name, "unknown"] as const),
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

/** Longer than the patterns and the lists of any loop. */
const MAX_PATTERN_LENGTH = 40;

/** `for i, m in enumerate(messages):` and `for (const m of messages)`: a change of `m` is one of the list. */
function loopAt(items: readonly Item[], index: number): readonly Change[] {
  let start = index - 1;
  while (start > index - MAX_PATTERN_LENGTH && !isDeclaration(items[start])) start -= 1;
  if (!isDeclaration(items[start])) return [];
  const rest = items.slice(index + 1, index + MAX_PATTERN_LENGTH);
  const end = rest.findIndex((item) =>
    /^(?:[:\n]|if|for)$/.test(item.kind === "group" ? "" : item.text),
  );
  const list = end < 0 ? rest : rest.slice(0, end);
  // The expression before a comprehension's `for` already has the variable.
  const isLate = isName(items[start], "for") && isPartOfComprehension(items, start);
  const at = isLate && items[0] ? items[0].start - 1 : undefined;
  return partsOf(items.slice(start + 1, index), sourcesOf(list), at);
}

function isDeclaration(item: Item | undefined): boolean {
  return isName(item) && /^(?:for|const|let|var)$/.test(item.text);
}

function isPartOfComprehension(items: readonly Item[], at: number): boolean {
  const before = items[at - 1];
  return (
    before !== undefined && !isSign(before, "\n") && !isSign(before, ";") && !isSign(before, ":")
  );
}

/** The changes by which the names of a pattern become parts of lists. */
function partsOf(
  pattern: readonly Item[],
  partOf: readonly string[],
  at = rangeOf(pattern).start,
): readonly Change[] {
  const [first] = pattern;
  if (first === undefined || partOf.length === 0) return [];
  const { block } = first.kind === "group" ? (first.items[0] ?? first) : first;
  const range = rangeOf(pattern);
  return namesOfPattern(pattern).map((path) => {
    return { kind: "set", path, at, block, range, value: [], elements: [], partOf };
  });
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
    return sign.text === "=" ? membersAt(pattern, value) : [];
  if (pattern?.kind === "group" && pattern.isBlock) return partsOf([pattern], sourcesOf(value));
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
    const others = partsOf(namesBefore(items, index - target.items.length), sourcesOf(value));
    return [...others, { ...set, ...(isReassignment && { isReassignment }) }];
  }
  if (sign.text !== "+=") return [{ ...change, kind: "unknown", value: [] }];
  const [first] = value;
  const spread: Item[] = first
    ? [{ ...SPREAD, start: first.start, end: first.start, block: first.block }]
    : [];
  return [{ ...change, kind: "add", elements: [[...spread, ...value]] }];
}

/** The other names in Python's `first, *rest = messages`. */
function namesBefore(items: readonly Item[], end: number): readonly Item[] {
  const before = items.slice(Math.max(0, end - MAX_PATTERN_LENGTH), end);
  const start = before.findLastIndex(
    (item) => !isName(item) && !isSign(item, ",") && !isSign(item, "*"),
  );
  const names = before.slice(start + 1);
  return names.some((item) => isSign(item, ",")) ? names : [];
}

/** `const { messages, tools: all } = this` sets `messages` to `this.messages`. */
function membersAt(pattern: Group, value: readonly Item[]): readonly Change[] {
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
  const guess = isResultUsed ? { isGuess: true as const } : {};
  const range = rangeOf(items.slice(index - 1, index + 1));
  const mayChange = (path: string, block: Block): Change => {
    return {
      kind: "unknown",
      path,
      at: range.start,
      block,
      range,
      value: [],
      elements: [],
      ...guess,
    };
  };
  const { parts, changed } = isIterator(method.text)
    ? iterationAt(items, index, elements, isResultUsed)
    : NO_ITERATION;
  const given = mayChangeArguments(method.text, isResultUsed) ? elements.map(changedPath) : [];
  const paths = [...changed, ...given].filter((path) => path !== undefined);
  return [...parts, ...paths.map((path) => mayChange(path, method.block))];
}

/** The variable of an argument such as `messages` or `messages[0]`. */
function changedPath(argument: readonly Item[]): string | undefined {
  const target = pathBefore(argument, argument.length);
  return target?.items.length === argument.length ? target.path : undefined;
}

/** The effect of a call on the elements of a list. */
interface Iteration {
  /** The parameters that hold them. */
  readonly parts: readonly Change[];
  /** The lists whose elements a function with a name may change. */
  readonly changed: readonly string[];
}

const NO_ITERATION: Iteration = { parts: [], changed: [] };

/** `messages.forEach((m) => {…})`, `_.forEach(messages, (m) => {…})` and `messages.forEach(redact)`. */
function iterationAt(
  items: readonly Item[],
  index: number,
  elements: readonly (readonly Item[])[],
  isResultUsed: boolean,
): Iteration {
  const lists = [receiverBefore(items, index - 2), ...elements].flatMap(sourcesOf);
  const patterns = elements.map(parametersOf).filter((pattern) => pattern !== undefined);
  const named = elements[0]?.at(-1);
  const isCalled = patterns.length === 0 && isName(named);
  return {
    parts: patterns.flatMap((pattern) => partsOf(pattern, lists)),
    changed: isCalled && mayChangeArguments(named.text, isResultUsed) ? lists : [],
  };
}

/** The expression before the dot of a method: `messages.filter(isLong)`. */
function receiverBefore(items: readonly Item[], dot: number): readonly Item[] {
  let start = dot;
  while (isDot(items[start]) || items[start]?.kind === "group") {
    const before = items[start - 1];
    if (!isName(before) && (before?.kind !== "group" || before.isBlock)) break;
    start -= 1;
    if (isName(before) && isDot(items[start - 1])) start -= 1;
  }
  return items.slice(start, dot);
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
