import { type Currency, USD } from "../currency";
import { formatColumn, formatShare, formatTokens, formatUsd } from "../format";
import { dimensionWords } from "./trafficRows";
import type { Dimension, TrafficReport } from "./trafficReport";
import { nameOf } from "./trafficReport";
import {
  effectWords,
  kindWords,
  leadWords,
  lossWords,
  remarkWords,
  routeWords,
  targetWords,
} from "./trafficWords";

/** The report for a pull request or a ticket. It holds no prompt text. */
export function trafficMarkdown(
  report: TrafficReport,
  by: readonly Dimension[],
  currency: Currency = USD,
): string {
  const { period, all, alternatives, moves, pair } = report;
  const span = period === undefined ? "" : `: ${period.from} to ${period.to}`;
  const sections = [
    `# Traffic${span}`,
    leadWords(report, currency).map(escape).join(" "),
    [
      `Cost as logged: **${formatUsd(all.cost, currency)}**.`,
      ...effectWords(report, currency).map(escape),
    ].join(" "),
    table(
      ["All traffic on", currency.code, "Of today"],
      [
        ["as logged", ...amountCells([all.cost], currency), "100.0%"],
        ...alternatives.map(({ model, cost, isEstimate }) => [
          `${model.label}${isEstimate ? " (estimate)" : ""}`,
          ...amountCells([cost], currency),
          formatShare(cost, all.cost),
        ]),
      ],
    ),
    groupTable(report, by, currency),
    ...(moves === undefined
      ? []
      : [
          table(
            [
              "Route",
              "Kind of task",
              "Requests",
              `Today, ${currency.code}`,
              "Goes to",
              "Expected loss",
              `Saves, ${currency.code}`,
            ],
            moves.rows.map((row) => [
              routeWords(row),
              kindWords(row.kind),
              formatTokens(row.requests),
              ...amountCells([row.cost], currency),
              targetWords(row, pair.right.shortLabel),
              lossWords(row, pair.right.shortLabel),
              row.decision === "moves" || row.decision === "by cost"
                ? amountCells([row.saving ?? 0n], currency).join("")
                : "–",
            ]),
          ),
        ]),
    remarkWords(report, currency)
      .map((sentence) => `- ${escape(sentence)}`)
      .join("\n"),
    "Every figure is rounded from the exact one, so a column may miss its total by 1.",
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function groupTable(report: TrafficReport, by: readonly Dimension[], currency: Currency): string {
  if (by.length === 0) return "";
  const groups = report.groups(by);
  const costs = formatColumn([...groups.map(({ cost }) => cost), report.all.cost], { currency });
  return table(
    [...by.map((dimension) => HEADINGS[dimension]), "Requests", "Input", "Output", currency.code],
    groups.map(({ key, sums }, index) => [
      ...by.map((dimension) => nameOf(dimensionWords(dimension, key[dimension] ?? ""), "(none)")),
      formatTokens(sums.requests),
      formatTokens(sums.input),
      formatTokens(sums.output),
      costs[index] ?? "",
    ]),
  );
}

export const HEADINGS: Readonly<Record<Dimension, string>> = {
  model: "Model",
  route: "Route",
  kind: "Kind of task",
  day: "Day",
};

function amountCells(amounts: readonly bigint[], currency: Currency): readonly string[] {
  return formatColumn(amounts, { currency });
}

function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escape).join(" | ")} |`;
  return [line(heading), `| ${heading.map(() => "---").join(" | ")} |`, ...rows.map(line)].join(
    "\n",
  );
}

function escape(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>#|]/g, "\\$&");
}
