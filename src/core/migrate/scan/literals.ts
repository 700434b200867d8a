import { escapeRegExp } from "../../escapeRegExp";
import type { SourceRange } from "../../sourceRange";
import type { Markup } from "./sheet";

/** A string literal, or a text of markup between tags. */
interface Literal {
  readonly range: SourceRange;
  /** Without its quotes or tags. */
  readonly content: SourceRange;
  /** The tag before a text between tags, as written: `<option value="a">`. */
  readonly tag?: string;
}

/** How a language writes comments. */
export interface LiteralSyntax {
  /** Marks of comments; one with a space is a pair. */
  readonly comments: readonly string[];
  readonly markup?: Markup;
}

const BETWEEN_TAGS = String.raw`>\s*([\w.:/@-]+)\s*<`;
const CDATA = String.raw`<!\[CDATA\[\s*([\w.:/@-]+)\s*\]\]>`;
/** `%w[a b]` of Ruby, `~w(a b)` of Elixir, `qw(a b)` of Perl. */
const WORD_LIST = String.raw`(?:%[wWiI]|~[wW]|\bqw)\s*[\[({<]`;
/** `&'a` and `<'a>` are lifetimes of Rust. */
const QUOTES = String.raw`"""|'''|["${"`"}]|(?<![&<])'`;
/** Strings in which a quote is an ordinary character: `r#"…"#` of Rust, `#"…"#` of Swift, `R"(…)"` of C++. */
const RAW_STRING = String.raw`\br?#+"|#+"|\bR"\(`;
const LINE_STRING = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/y;

/** Block comments of most languages. */
const BLOCK_COMMENTS = ["/* */", "<!-- -->"];

/** Literals that end with a given text, whatever precedes it. */
const CLOSERS: ReadonlyMap<string, string> = new Map([
  ['"""', '"""'],
  ["'''", "'''"],
  ["`", "`"],
]);

const BRACKETS: ReadonlyMap<string, string> = new Map([
  ["[", "]"],
  ["(", ")"],
  ["{", "}"],
  ["<", ">"],
]);

/**
 * The literals of a program in any language, outside comments. Linear time: an end that is missing is
 * searched for only once.
 */
export function* literalsOf(text: string, { comments, markup }: LiteralSyntax): Generator<Literal> {
  const blocks = new Map(
    [...comments, ...BLOCK_COMMENTS].flatMap((mark) => {
      const [opening = "", closing] = mark.split(" ");
      return closing === undefined ? [] : [[opening, closing] as const];
    }),
  );
  const lines = comments.filter((mark) => !mark.includes(" "));
  const start = startPattern([...blocks.keys()], lines);
  const closerAfter = closerFinder(text);
  /** By quote: the end of a line on which there is no other one. */
  const unclosedUntil = new Map<string, number>();
  let at = 0;
  for (;;) {
    start.lastIndex = at;
    const found = start.exec(text);
    if (found === null) return;
    const [opening, cdata, between] = found;
    const from = found.index;
    at = from + opening.length;
    const value = cdata ?? between;
    if (value !== undefined) {
      const content = from + opening.indexOf(value, 1);
      // What follows may be between tags as well.
      if (between !== undefined) at -= 1;
      if (cdata === undefined && markup === undefined) continue;
      yield {
        range: { start: from, end: from + opening.length },
        content: { start: content, end: content + value.length },
        ...(between !== undefined && { tag: tagBefore(text, from) }),
      };
      continue;
    }
    const comment = blocks.get(opening);
    if (comment !== undefined) {
      const close = closerAfter(comment, at);
      if (close >= 0) at = close + comment.length;
      continue;
    }
    if (lines.includes(opening)) {
      at = lineEnd(text, from);
      continue;
    }
    const closer = closerOf(opening);
    const close = closer === undefined ? -1 : closerAfter(closer, at);
    if (closer !== undefined && close >= 0) {
      at = close + closer.length;
      yield {
        range: { start: from, end: at },
        content: { start: from + opening.length, end: close },
      };
      continue;
    }
    const quote = opening.charAt(0);
    if (quote !== '"' && quote !== "'") continue;
    at = from + 1;
    if (from < (unclosedUntil.get(quote) ?? 0)) continue;
    LINE_STRING.lastIndex = from;
    const literal = LINE_STRING.exec(text)?.[0];
    if (literal === undefined) {
      unclosedUntil.set(quote, lineEnd(text, from));
      continue;
    }
    at = from + literal.length;
    yield { range: { start: from, end: at }, content: { start: from + 1, end: at - 1 } };
  }
}

/** The end of a literal that begins like this; undefined for one that ends on its line. */
function closerOf(opening: string): string | undefined {
  if (opening === 'R"(') return ')"';
  const [hashes] = /#+(?=")/.exec(opening) ?? [];
  if (hashes !== undefined) return `"${hashes}`;
  return BRACKETS.get(opening.at(-1) ?? "") ?? CLOSERS.get(opening);
}

/** A comment does not begin within a word or an address, and `#[` is an attribute. */
function startPattern(blocks: readonly string[], lines: readonly string[]): RegExp {
  return new RegExp(
    [
      CDATA,
      ...blocks.map(escapeRegExp),
      ...lines.map((mark) => String.raw`(?<![\w:$&\\])${escapeRegExp(mark)}(?!\[)`),
      WORD_LIST,
      RAW_STRING,
      QUOTES,
      BETWEEN_TAGS,
    ].join("|"),
    "g",
  );
}

function tagBefore(text: string, end: number): string {
  return text.slice(text.lastIndexOf("<", end), end + 1);
}

function lineEnd(text: string, at: number): number {
  const feed = text.indexOf("\n", at);
  return feed < 0 ? text.length : feed;
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
