import fc from "fast-check";
import { Lexer } from "marked";
import { describe, expect, it } from "vitest";
import {
  EMPTY_DOCUMENT,
  extendMarkdown,
  type MarkdownDocument,
} from "../../../src/webview/run/markdownDocument";

/** Lines of which answers are made, with those that change what comes before them. */
const LINES = [
  "A paragraph of **words**.",
  "A second line of it",
  "# Heading",
  "---",
  "===",
  "- item",
  "  continued",
  "1. first",
  "> quoted",
  "```ts",
  "const a = 1;",
  "```",
  "| a | b |",
  "|---|--:|",
  "| 1 | 2 |",
  "",
  "",
  "<b>html</b>",
  "    indented",
  "[link](https://example.com)",
];

const answers = fc
  .array(fc.constantFrom(...LINES), { minLength: 1, maxLength: 30 })
  .map((lines) => lines.join("\n"));

function raws(document: MarkdownDocument): readonly string[] {
  return [...document.settled, ...document.open].map(({ token }) => token.raw);
}

/** Reads a text that comes in pieces of the given lengths. */
function readInPieces(text: string, lengths: readonly number[]): MarkdownDocument {
  let document = EMPTY_DOCUMENT;
  let end = 0;
  for (const length of lengths) {
    end = Math.min(text.length, end + length);
    document = extendMarkdown(document, text.slice(0, end));
  }
  return extendMarkdown(document, text);
}

describe("an answer that is read as it comes", () => {
  it("has in the end the blocks that the whole text has", () => {
    fc.assert(
      fc.property(answers, fc.array(fc.integer({ min: 1, max: 40 })), (text, lengths) => {
        const blocks = new Lexer({ gfm: true }).lex(text).map(({ raw }) => raw);
        expect(raws(readInPieces(text, lengths))).toEqual(blocks);
      }),
      { numRuns: 500 },
    );
  });

  it("keeps settled blocks as they are, so that they need not be drawn again", () => {
    fc.assert(
      fc.property(answers, answers, (first, more) => {
        const before = extendMarkdown(EMPTY_DOCUMENT, first);
        const after = extendMarkdown(before, `${first}${more}`);
        expect(after.settled.slice(0, before.settled.length)).toEqual(before.settled);
        expect(after.settled.map(({ key }) => key)).toEqual([
          ...new Set(after.settled.map(({ key }) => key)),
        ]);
      }),
    );
  });

  it("reads only the open end of a long answer again", () => {
    const paragraphs = "A paragraph.\n\n".repeat(1_000);
    const document = extendMarkdown(EMPTY_DOCUMENT, paragraphs);
    expect(document.settledLength).toBeGreaterThan(paragraphs.length - 60);
    expect(document.open.length).toBeLessThanOrEqual(4);
  });
});

describe("the headings of an answer", () => {
  const depthsOf = (text: string): readonly (number | undefined)[] => {
    // In two pieces, as it streams: the first settles before the second comes.
    const half = text.indexOf("\n\n", text.length / 2);
    const document = extendMarkdown(extendMarkdown(EMPTY_DOCUMENT, text.slice(0, half)), text);
    return [...document.settled, ...document.open]
      .filter(({ token }) => token.type === "heading")
      .map(({ headingDepth }) => headingDepth);
  };

  it("are as deep as the headings above them, so that no level is skipped", () => {
    expect(depthsOf("## A\n\ntext\n\n#### B\n\ntext\n\n#### C\n\ntext\n\n## D\n\ntext")).toEqual([
      0, 1, 1, 0,
    ]);
    expect(depthsOf("### A\n\ntext\n\ntext\n\n# B\n\ntext\n\n### C\n\ntext")).toEqual([0, 0, 1]);
  });
});
