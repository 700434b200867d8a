import { formatTokens } from "../../format";
import { escapeMarkdown } from "../../surfaces/segments";
import { visibleLine } from "../../visibleText";
import { selectRows } from "../results/rowFilter";
import { type MeasurementReport, reasonsOf, statusOf } from "./measurementReport";

/** More rows are in the CSV. */
const MAX_ROWS = 50;

/** The sentence, and the rows on which only one model passes, for a pull request. */
export function measurementMarkdown({ rows, names, ...report }: MeasurementReport): string {
  const differing = selectRows(rows, "differs");
  const shown = differing.slice(0, MAX_ROWS);
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => escapeMarkdown(visibleLine(cell))).join(" | ")} |`;
  const table =
    shown.length === 0
      ? []
      : [
          line(["Row", names.left, names.right, "Why"]),
          "| :-- | :-- | :-- | :-- |",
          ...shown.map((row) =>
            line([
              row.rowId,
              statusOf(row, "left"),
              statusOf(row, "right"),
              reasonsOf(row, "left") || reasonsOf(row, "right"),
            ]),
          ),
          "",
        ];
  const rest = differing.length - shown.length;
  return [
    `**${escapeMarkdown(report.sentence)}**`,
    "",
    ...(report.detail === "" ? [] : [escapeMarkdown(report.detail), ""]),
    ...(report.notes ?? []).flatMap((note) => [escapeMarkdown(visibleLine(note)), ""]),
    ...table,
    ...(rest > 0 ? [`${formatTokens(rest)} more rows differ.`, ""] : []),
    `${escapeMarkdown(report.file)} on ${escapeMarkdown(report.data)}`,
    "",
  ].join("\n");
}
