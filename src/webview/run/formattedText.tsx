import { Component } from "preact";
import { useRef } from "preact/hooks";
import { CodeBlock } from "./codeBlock";
import { Inline } from "./inline";
import {
  EMPTY_DOCUMENT,
  extendMarkdown,
  type MarkdownBlock,
  type MarkdownDocument,
} from "./markdownDocument";
import type { MarkedToken, Tokens } from "marked";

/** An answer parsed as Markdown. No part of it becomes HTML: each token becomes one of our elements. */
export function FormattedText({ text }: { readonly text: string }) {
  const last = useRef<{ readonly text: string; readonly document: MarkdownDocument }>({
    text: "",
    document: EMPTY_DOCUMENT,
  });
  const clean = text.replaceAll("\r", "");
  if (clean !== last.current.text) {
    const grown = clean.startsWith(last.current.text);
    const document = extendMarkdown(grown ? last.current.document : EMPTY_DOCUMENT, clean);
    last.current = { text: clean, document };
  }
  const { settled, open } = last.current.document;
  return (
    <div class="markdown">
      {settled.map((block) => (
        <Block key={block.key} block={block} />
      ))}
      {open.map((block) => (
        <Block key={block.key} block={block} />
      ))}
    </div>
  );
}

/** Renders again only if its source has changed: settled blocks never do. */
class Block extends Component<{ readonly block: MarkdownBlock }> {
  override shouldComponentUpdate(next: { readonly block: MarkdownBlock }): boolean {
    const { token, headingDepth } = this.props.block;
    return next.block.token.raw !== token.raw || next.block.headingDepth !== headingDepth;
  }

  override render() {
    const { token, headingDepth } = this.props.block;
    return <BlockToken token={token} headingDepth={headingDepth} />;
  }
}

/** The panel's own headings are above: an answer's begin at this level, and skip none. */
const FIRST_HEADING_LEVEL = 4;

function BlockToken({
  token,
  headingDepth = 0,
}: {
  readonly token: MarkedToken;
  readonly headingDepth?: number | undefined;
}) {
  switch (token.type) {
    case "heading":
      return (
        <p
          class="answer-heading"
          role="heading"
          aria-level={Math.min(6, FIRST_HEADING_LEVEL + headingDepth)}
        >
          <Inline tokens={token.tokens as MarkedToken[]} />
        </p>
      );
    case "paragraph":
      return (
        <p>
          <Inline tokens={token.tokens as MarkedToken[]} />
        </p>
      );
    case "text":
      return token.tokens === undefined ? (
        <>{token.text}</>
      ) : (
        <Inline tokens={token.tokens as MarkedToken[]} />
      );
    case "code":
      return <CodeBlock code={token.text} language={token.lang} />;
    case "blockquote":
      return (
        <blockquote>
          <Blocks tokens={token.tokens as MarkedToken[]} />
        </blockquote>
      );
    case "list":
      return <List list={token} />;
    case "table":
      return <AnswerTable table={token} />;
    case "hr":
      return <hr />;
    case "space":
    case "def":
      return null;
    case "html":
      return <p>{token.raw}</p>;
    default:
      return <Inline tokens={[token]} />;
  }
}

function Blocks({ tokens }: { readonly tokens: readonly MarkedToken[] }) {
  return (
    <>
      {tokens.map((token, index) => (
        <BlockToken key={index} token={token} />
      ))}
    </>
  );
}

function List({ list }: { readonly list: Tokens.List }) {
  const items = list.items.map((item, index) => (
    <li key={index}>
      {item.task && <input type="checkbox" disabled checked={item.checked === true} />}
      <Blocks
        tokens={(item.tokens as MarkedToken[]).filter((token) => token.type !== "checkbox")}
      />
    </li>
  ));
  return list.ordered ? (
    <ol start={list.start === "" ? 1 : list.start}>{items}</ol>
  ) : (
    <ul>{items}</ul>
  );
}

function AnswerTable({ table }: { readonly table: Tokens.Table }) {
  return (
    <div class="scroll-x">
      <table>
        <thead>
          <tr>
            {table.header.map((cell, index) => (
              <th key={index} scope="col" class={alignClass(cell)}>
                <Inline tokens={cell.tokens as MarkedToken[]} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column} class={alignClass(cell)}>
                  <Inline tokens={cell.tokens as MarkedToken[]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function alignClass(cell: Tokens.TableCell): string {
  return cell.align === "right" ? "end" : "start";
}
