import type { SourceRange } from "../../sourceRange";
import type { Block } from "./block";
import type { Token } from "./token";

/** The tokens between a pair of brackets, brackets included. */
export interface Group {
  readonly kind: "group";
  readonly bracket: "(" | "[" | "{";
  readonly start: number;
  readonly end: number;
  readonly items: readonly Item[];
  readonly block: Block;
  /** Whether it holds statements, parameters or a pattern rather than values. */
  readonly isBlock: boolean;
}

export type Item = Token | Group;

const CLOSES: Readonly<Record<string, Group["bracket"]>> = { ")": "(", "]": "[", "}": "{" };

/** Deeper brackets stay among the items that contain them. */
const MAX_DEPTH = 300;

/** Groups tokens by brackets. An unclosed bracket ends with the group that contains it. */
export function groupTokens(tokens: readonly Token[]): readonly Item[] {
  interface Open {
    readonly bracket: Group["bracket"];
    readonly start: number;
    readonly items: Item[];
    readonly block: Block;
    readonly isBlock: boolean;
  }
  const top: Item[] = [];
  const open: Open[] = [];
  const itemsNow = (): Item[] => open.at(-1)?.items ?? top;
  const depths = { "(": 0, "[": 0, "{": 0 };
  const close = (end: number): void => {
    const closed = open.pop();
    if (closed === undefined) return;
    depths[closed.bracket] -= 1;
    itemsNow().push({ kind: "group", ...closed, end });
  };
  for (const token of tokens) {
    const { text, start, end, block, isBlock = false } = token;
    const closes = token.kind === "sign" ? CLOSES[text] : undefined;
    if (token.kind === "sign" && isOpening(text) && open.length < MAX_DEPTH) {
      open.push({ bracket: text, start, items: [], block, isBlock });
      depths[text] += 1;
    } else if (closes === undefined) itemsNow().push(token);
    else if (depths[closes] > 0) {
      while (open.at(-1)?.bracket !== closes) close(end);
      close(end);
    }
  }
  const last = tokens.at(-1)?.end ?? 0;
  while (open.length > 0) close(last);
  return top;
}

function isOpening(text: string): text is Group["bracket"] {
  return text === "(" || text === "[" || text === "{";
}

/** The elements between the commas of a group. */
export function elementsOf({ items }: Group): readonly (readonly Item[])[] {
  const elements: Item[][] = [[]];
  for (const item of items) {
    if (isSign(item, "\n")) continue;
    if (isSign(item, ",") || isSign(item, ";")) elements.push([]);
    else elements.at(-1)?.push(item);
  }
  return elements.filter((element) => element.length > 0);
}

export function isSign(item: Item | undefined, text: string): boolean {
  return item?.kind === "sign" && item.text === text;
}

export function isName(item: Item | undefined, text?: string): item is Token {
  return item?.kind === "name" && (text === undefined || item.text === text);
}

/** The range of consecutive items. */
export function rangeOf(items: readonly Item[]): SourceRange {
  const start = items[0]?.start ?? 0;
  return { start, end: items.at(-1)?.end ?? start };
}
