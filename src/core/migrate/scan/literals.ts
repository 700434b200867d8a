import type { SourceRange } from "../../sourceRange";

/** A string literal, or a text of markup between tags. */
interface Literal {
  readonly range: SourceRange;
  /** Without its quotes or tags. */
  readonly content: SourceRange;
}

const START = /\/\*|<!--|"""|["'`]|>\s*([\w.:/@-]+)\s*</g;
const LINE_STRING = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/y;

/** Literals that end with a given text, whatever precedes it. */
const CLOSERS: ReadonlyMap<string, string> = new Map([
  ["/*", "*/"],
  ["<!--", "-->"],
  ['"""', '"""'],
  ["`", "`"],
]);

/**
 * The literals of a program in any language, outside block comments. Linear time: an end that is missing
 * is searched for only once.
 */
export function* literalsOf(text: string): Generator<Literal> {
  const closerAfter = closerFinder(text);
  /** By quote: the end of a line on which there is no other one. */
  const unclosedUntil = new Map<string, number>();
  let at = 0;
  for (;;) {
    START.lastIndex = at;
    const found = START.exec(text);
    if (found === null) return;
    const [opening, between] = found;
    const start = found.index;
    if (between !== undefined) {
      at = start + opening.length;
      const from = start + opening.indexOf(between, 1);
      yield {
        range: { start, end: at },
        content: { start: from, end: from + between.length },
      };
      continue;
    }
    const closer = CLOSERS.get(opening);
    const close = closer === undefined ? -1 : closerAfter(closer, start + opening.length);
    if (closer !== undefined && close >= 0) {
      at = close + closer.length;
      if (closer === "*/" || closer === "-->") continue;
      yield {
        range: { start, end: at },
        content: { start: start + opening.length, end: close },
      };
      continue;
    }
    const quote = opening.charAt(0);
    at = start + 1;
    if (!`"'`.includes(quote) || start < (unclosedUntil.get(quote) ?? 0)) continue;
    LINE_STRING.lastIndex = start;
    const literal = LINE_STRING.exec(text)?.[0];
    if (literal === undefined) {
      const lineEnd = text.indexOf("\n", start);
      unclosedUntil.set(quote, lineEnd < 0 ? text.length : lineEnd);
      continue;
    }
    at = start + literal.length;
    yield { range: { start, end: at }, content: { start: start + 1, end: at - 1 } };
  }
}

/** The next position of a text at or after an offset; -1 if there is none. Offsets must not decrease. */
function closerFinder(text: string): (closer: string, from: number) => number {
  const next = new Map<string, number>();
  return (closer, from) => {
    const known = next.get(closer);
    if (known !== undefined && (known < 0 || known >= from)) return known;
    const found = text.indexOf(closer, from);
    next.set(closer, found);
    return found;
  };
}
