import type { Model } from "../models/model";
import { escapeMarkdown } from "./segments";

/** VS Code drops the style if it contains a space or lacks the last semicolon. */
const LEFT_SHAPE = '<span style="color:var(--vscode-tokenscale-gpt4o);">■</span>';
const RIGHT_SHAPE = '<span style="color:var(--vscode-tokenscale-gpt4oMini);">●</span>';

/** VS Code sets no space between the columns of a table in a hover. */
const COLUMN_GAP = "&emsp;";

/** A table in Markdown: names on the left, figures right-aligned. */
export function markdownTable(
  heading: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  return [
    rowOf(heading),
    `|:--|${heading
      .slice(1)
      .map(() => "--:|")
      .join("")}`,
    ...rows.map(rowOf),
  ].join("\n");
}

function rowOf([name = "", ...figures]: readonly string[]): string {
  const cells = figures.map((cell) => ` ${COLUMN_GAP}${cell} |`);
  return `|${name === "" ? " " : ` ${name} `}|${cells.join("")}`;
}

/** The names of both models in a table, each after its shape and color; `all` may come before. */
export function modelHeadings(
  left: Pick<Model, "label">,
  right: Pick<Model, "label">,
  before = "",
): readonly [string, string] {
  return [
    `${LEFT_SHAPE} ${before}${escapeMarkdown(left.label)}`,
    `${RIGHT_SHAPE} ${before}${escapeMarkdown(right.label)}`,
  ];
}
