import { Lexer, type MarkedToken, type Token, type Tokens, type TokensList } from "marked";

/** One block of an answer: a paragraph, a list, a fence of code … */
export interface MarkdownBlock {
  readonly key: number;
  readonly token: MarkedToken;
  /** Of a heading: how many headings of the answer it is below. */
  readonly headingDepth?: number;
}

/** An answer parsed as Markdown: blocks that more text can't change, and the ones at its end. */
export interface MarkdownDocument {
  readonly settled: readonly MarkdownBlock[];
  /** How much of the text the settled blocks cover. */
  readonly settledLength: number;
  readonly open: readonly MarkdownBlock[];
  /** The levels of the headings that the end of the settled blocks is below, outermost first. */
  readonly outline: readonly number[];
  readonly links: TokensList["links"];
}

export const EMPTY_DOCUMENT: MarkdownDocument = {
  settled: [],
  settledLength: 0,
  open: [],
  outline: [],
  links: {},
};

/** The last block, and the one before it, which a line like `---` can still change. */
const OPEN_BLOCKS = 2;

/** A longer paragraph stays plain: finding its emphasis and links would take longer than a frame. */
const MAX_INLINE_CHARACTERS = 8_000;

/** Deeper quotes and lists stay plain: parsers and renderers of Markdown are recursive. */
const MAX_NESTING = 64;

/** A line that opens more quotes and lists than {@link MAX_NESTING}. */
const DEEP_LINE = new RegExp(
  String.raw`^(?:[ \t]*(?:>|[-+*]|\d{1,9}[.)])){${MAX_NESTING + 1}}`,
  "m",
);

/**
 * Parses an answer that has grown since `previous` was parsed. Only the open end is parsed again, so
 * that a long answer costs no more than its last blocks.
 */
export function extendMarkdown(previous: MarkdownDocument, text: string): MarkdownDocument {
  const source = text.slice(previous.settledLength);
  const lexed = lex(source, previous.links);
  if (lexed === undefined) {
    const token: MarkedToken = { type: "code", raw: source, text: source };
    return { ...previous, open: [{ key: previous.settledLength, token }] };
  }
  const { tokens, links } = lexed;

  const settledCount = countSettled(tokens);
  let { settledLength, outline } = previous;
  let settledOutline = outline;
  const blocks = tokens.map((token, index) => {
    const key = settledLength;
    settledLength += token.raw.length;
    if (token.type !== "heading") return { key, token };
    const above = outline.filter((level) => level < token.depth);
    outline = [...above, token.depth];
    if (index < settledCount) settledOutline = outline;
    return { key, token, headingDepth: above.length };
  });
  const firstOpen = blocks[settledCount];
  if (settledCount === 0 || firstOpen === undefined) return { ...previous, open: blocks, links };
  return {
    settled: [...previous.settled, ...blocks.slice(0, settledCount)],
    settledLength: firstOpen.key,
    open: blocks.slice(settledCount),
    outline: settledOutline,
    links,
  };
}

/** Undefined for text that is nested too deeply to be drawn. */
function lex(
  source: string,
  links: TokensList["links"],
): { readonly tokens: readonly MarkedToken[]; readonly links: TokensList["links"] } | undefined {
  if (DEEP_LINE.test(source)) return undefined;
  try {
    const lexer = new Lexer({ gfm: true });
    Object.assign(lexer.tokens.links, links);
    const tokens = lexer.blockTokens(source, lexer.tokens) as MarkedToken[];
    for (const { src, tokens: inline } of lexer.inlineQueue) {
      if (src.length <= MAX_INLINE_CHARACTERS) lexer.inlineTokens(src, inline);
      else inline.push({ type: "text", raw: src, text: src });
    }
    return isTooDeep(tokens) ? undefined : { tokens, links: lexer.tokens.links };
  } catch (error) {
    // The lexer's own recursion ran out of stack.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Iterative, because recursion could overflow the stack. */
function isTooDeep(tokens: readonly MarkedToken[]): boolean {
  let level: readonly Token[] = tokens;
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MAX_NESTING) return true;
    level = level.flatMap(childrenOf);
  }
  return false;
}

function childrenOf(token: Token): readonly Token[] {
  if (token.type === "list") return (token as Tokens.List).items;
  return "tokens" in token ? (token.tokens ?? []) : [];
}

/** How many blocks at the beginning stay unchanged whatever follows. */
function countSettled(tokens: readonly MarkedToken[]): number {
  let open = 0;
  let index = tokens.length;
  while (index > 0 && open < OPEN_BLOCKS) {
    index -= 1;
    if (tokens[index]?.type !== "space") open += 1;
  }
  return open < OPEN_BLOCKS ? 0 : index;
}
