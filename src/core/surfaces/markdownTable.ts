import type { Model } from "../models/model";
import { escapeMarkdown } from "./segments";

/** VS Code drops the style if it contains a space or lacks the last semicolon. */
const LEFT_SHAPE = '<span style="color:var(--vscode-charts-blue);">■</span>';
const RIGHT_SHAPE = '<span style="color:var(--vscode-charts-green);">●</span>';

/** A table in Markdown: names on the left, figures right-aligned. */
export function markdownTable(
  heading: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const [, ...figures] = heading;
  return [
    `|${heading.map((cell) => (cell === "" ? " " : ` ${cell} `)).join("|")}|`,
    `|:--|${figures.map(() => "--:|").join("")}`,
    ...rows.map((row) => `| ${row.join(" | ")} |`),
  ].join("\n");
}

/** The headings of both models' columns, each after its shape and color; `all` may come first. */
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
