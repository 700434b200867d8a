import { Lexer, type MarkedToken, type TokensList } from "marked";

/** One block of an answer: a paragraph, a list, a fence of code … */
export interface MarkdownBlock {
  readonly key: number;
  readonly token: MarkedToken;
}

/** An answer read as Markdown: blocks that more text can't change, and the ones at its end. */
export interface MarkdownDocument {
  readonly settled: readonly MarkdownBlock[];
  /** How much of the text the settled blocks are. */
  readonly settledLength: number;
  readonly open: readonly MarkdownBlock[];
  readonly links: TokensList["links"];
}

export const EMPTY_DOCUMENT: MarkdownDocument = {
  settled: [],
  settledLength: 0,
  open: [],
  links: {},
};

/** The last block, and the one before it, which a line like `---` can still turn into something else. */
const OPEN_BLOCKS = 2;

/** A longer paragraph stays plain: its emphasis and links would take longer than a frame to find. */
const LONGEST_INLINE = 8_000;

/**
 * Reads an answer that has grown since `previous` was read of it. Only the open end is read again,
 * so that a long answer costs what its last blocks cost.
 */
export function extendMarkdown(previous: MarkdownDocument, text: string): MarkdownDocument {
  const lexer = new Lexer({ gfm: true });
  Object.assign(lexer.tokens.links, previous.links);
  const tokens = lexer.blockTokens(
    text.slice(previous.settledLength),
    lexer.tokens,
  ) as MarkedToken[];
  for (const { src, tokens: inline } of lexer.inlineQueue) {
    if (src.length <= LONGEST_INLINE) lexer.inlineTokens(src, inline);
    else inline.push({ type: "text", raw: src, text: src });
  }
  const { links } = lexer.tokens;

  const settledCount = countSettled(tokens);
  let { settledLength } = previous;
  const blocks = tokens.map((token) => {
    const block = { key: settledLength, token };
    settledLength += token.raw.length;
    return block;
  });
  const firstOpen = blocks[settledCount];
  if (settledCount === 0 || firstOpen === undefined) return { ...previous, open: blocks, links };
  return {
    settled: [...previous.settled, ...blocks.slice(0, settledCount)],
    settledLength: firstOpen.key,
    open: blocks.slice(settledCount),
    links,
  };
}

/** How many blocks at the beginning stay as they are whatever follows. */
function countSettled(tokens: readonly MarkedToken[]): number {
  let open = 0;
  let index = tokens.length;
  while (index > 0 && open < OPEN_BLOCKS) {
    index -= 1;
    if (tokens[index]?.type !== "space") open += 1;
  }
  return open < OPEN_BLOCKS ? 0 : index;
}
