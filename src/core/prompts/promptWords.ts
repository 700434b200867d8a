import type { Currency } from "../currency";
import {
  formatAtLeast,
  formatColumn,
  formatCount,
  formatDaysLeft,
  formatSignedTokens,
  formatTokens,
  formatUsd,
  formatUsdPerRequest,
  NOT_KNOWN,
} from "../format";
import type { ModelPair } from "../models/resolvePair";
import type { PicoUsd } from "../money";
import { SIDES } from "../pair";
import { escapeMarkdown } from "../surfaces/segments";
import type { RowGroup } from "./arrangeRows";
import type { PromptRow } from "./promptRow";
import type { PromptTotals, Saving } from "./promptTotals";

/** The settings of all words about rows. */
export interface PromptWordsInput {
  readonly pair: ModelPair;
  readonly currency: Currency;
  readonly requestsPerMonth: number;
}

/** After the file's name in the tree: `1,204 · $0.000391 · +18`. */
export function rowDescription(row: PromptRow, { currency }: PromptWordsInput): string {
  if (row.requests === 0) return row.problem === undefined ? "0" : "not read";
  const bound = row.isLowerBound ? formatAtLeast : (text: string): string => text;
  const cost = costWhereItGoes(row);
  const parts = row.isContext
    ? [`${bound(formatTokens(row.tokens))} in every request`]
    : row.overContextTokens > 0
      ? [`${formatTokens(row.overContextTokens)} over`]
      : [
          bound(formatTokens(row.tokens)),
          ...(cost === undefined ? [] : [bound(formatUsdPerRequest(cost, currency))]),
        ];
  return [
    ...parts,
    ...(row.changedTokens === undefined ? [] : [formatSignedTokens(row.changedTokens)]),
  ].join(" · ");
}

/** `triage.prompty, 1,204 tokens, recommended GPT-4o mini, model ends in 48 days`, for a screen reader. */
export function rowLabel(row: PromptRow, words: PromptWordsInput): string {
  return [nameOf(row.path), ...rowFacts(row, words)].join(", ");
}

/** A line for each fact of a row. */
export function rowFacts(
  row: PromptRow,
  { pair, currency, requestsPerMonth }: PromptWordsInput,
): readonly string[] {
  const bound = row.isLowerBound ? "at least " : "";
  const change = row.changedTokens;
  return [
    ...(row.problem === undefined ? [] : [row.problem]),
    ...(row.requests > 1 ? [formatCount(row.requests, "request")] : []),
    ...(row.requests > 0
      ? [`${bound}${formatCount(row.tokens, "token")}${row.isContext ? " in every request" : ""}`]
      : []),
    ...(row.isContext ? [] : destinationFacts(row, pair)),
    ...(row.kind && !row.isContext ? [row.kind.label] : []),
    ...(row.saving === undefined
      ? []
      : [
          `saves ${formatUsd(monthOf(row.saving, requestsPerMonth), currency)} a month at ${formatCount(requestsPerMonth, "request")}`,
        ]),
    ...(change === undefined ? [] : [`${formatSignedTokens(change)} tokens since last commit`]),
    ...(row.shutdownDays === undefined ? [] : [shutdownFact(row.shutdownDays)]),
  ];
}

function destinationFacts(row: PromptRow, pair: ModelPair): readonly string[] {
  switch (row.goesTo) {
    case "left":
    case "right":
      return [`recommended ${pair[row.goesTo].label}${row.isByCost ? ", by cost" : ""}`];
    case "split":
      return [`split over ${pair.left.label} and ${pair.right.label}`];
    case "neither":
      return [
        `${formatTokens(row.overContextTokens)} tokens over the context window of both models`,
      ];
    case "undecided":
      return [];
  }
}

function shutdownFact(days: number): string {
  return days < 0
    ? `model was shut down ${formatDaysLeft(days)}`
    : `model ends ${formatDaysLeft(days)}`;
}

/** `7 prompts · 8,536`. */
export function groupDescription({ rows, isContext }: RowGroup): string {
  if (isContext) return formatCount(rows.length, "file");
  const tokens = rows.reduce((sum, row) => sum + row.tokens, 0);
  return `${formatCount(rows.length, "prompt file")} · ${formatTokens(tokens)}`;
}

/** Above the list: what switching would save, or the totals if there is nothing to switch. */
export function listMessage(totals: PromptTotals, words: PromptWordsInput): string {
  const { byEvidence, byCost } = totals;
  const parts = [
    ...(byEvidence.files > 0 ? [switchWords(byEvidence, words)] : []),
    ...(byCost.files > 0
      ? [
          byEvidence.files > 0
            ? `and ${savingWords(byCost, words)} by cost`
            : `${switchWords(byCost, words)}, by cost`,
        ]
      : []),
  ];
  return [
    ...(parts.length === 0 ? [] : [`${parts.join(", ")}.`]),
    `${formatCount(totals.files, "prompt file")}, ${totals.isLowerBound ? "≥ " : ""}${formatTokens(totals.tokens)} tokens.`,
    ...retiringWords(totals),
  ].join(" ");
}

/** `Reading files: 4,180 of 9,812. 612 prompts so far.` */
export function readingMessage(read: number, all: number, prompts: number): string {
  return `Reading files: ${formatTokens(read)} of ${formatTokens(all)}. ${formatCount(prompts, "prompt file")} so far.`;
}

/** After the reading was stopped. */
export function stoppedMessage(read: number, all: number): string {
  return `Stopped: ${formatTokens(read)} of ${formatTokens(all)} files read.`;
}

/** Before edits are applied. `leftFiles`: name their model by a constant or a variable. */
export function switchQuestion(files: number, leftFiles: number): string {
  const left =
    leftFiles === 0
      ? ""
      : ` ${formatCount(leftFiles, "file sets", "files set")} it by a constant or a variable and ${leftFiles === 1 ? "stays" : "stay"} as is.`;
  return `Switch ${formatCount(files, "file")} to the recommended model?${left}`;
}

function switchWords(saving: Saving, words: PromptWordsInput): string {
  return `Switch ${formatCount(saving.files, "file")}: ${monthSaved(saving, words)}`;
}

function savingWords(saving: Saving, words: PromptWordsInput): string {
  return `${formatTokens(saving.files)} more (${monthSaved(saving, words)})`;
}

function monthSaved({ amount }: Saving, { currency, requestsPerMonth }: PromptWordsInput): string {
  return `${formatUsd(-monthOf(amount, requestsPerMonth), currency)} a month`;
}

function retiringWords({ retiringFiles, shutdownDays }: PromptTotals): readonly string[] {
  if (shutdownDays === undefined) return [];
  const count = formatCount(retiringFiles, "file names", "files name");
  return [
    shutdownDays < 0
      ? `${count} a model that was shut down ${formatDaysLeft(shutdownDays)}.`
      : `${count} a model that ends ${formatDaysLeft(shutdownDays)}.`,
  ];
}

function monthOf(amount: PicoUsd, requestsPerMonth: number): PicoUsd {
  return amount * BigInt(Math.round(requestsPerMonth));
}

/** Rows as a Markdown table, to paste into a pull request. Money is per 1,000 calls of each request. */
export function rowsAsMarkdown(
  rows: readonly PromptRow[],
  { pair, currency }: PromptWordsInput,
): string {
  const head = [
    "Prompt",
    "Tokens in",
    "Since last commit",
    `${pair.left.shortLabel}, ${currency.code} per 1,000`,
    `${pair.right.shortLabel}, ${currency.code} per 1,000`,
    "Goes to",
  ];
  const columns = SIDES.map((side) =>
    formatColumn(
      rows.map(({ costs }) => thousandOf(costs[side])),
      { currency, minimumDecimals: 3 },
    ),
  );
  const body = rows.map((row, index) => [
    row.path,
    `${row.isLowerBound ? "≥ " : ""}${formatTokens(row.tokens)}`,
    row.changedTokens === undefined ? NOT_KNOWN : formatSignedTokens(row.changedTokens),
    ...columns.map((cells) => cells[index] ?? NOT_KNOWN),
    destinationCell(row, pair),
  ]);
  const line = (cells: readonly string[]): string => `| ${cells.map(escapeMarkdown).join(" | ")} |`;
  return [line(head), "| :-- | --: | --: | --: | --: | :-- |", ...body.map(line)].join("\n");
}

function thousandOf(cost: PicoUsd | undefined): PicoUsd | undefined {
  return cost === undefined ? undefined : cost * 1_000n;
}

function destinationCell(row: PromptRow, pair: ModelPair): string {
  if (row.isContext) return "in every request";
  switch (row.goesTo) {
    case "left":
    case "right":
      return `${pair[row.goesTo].shortLabel}${row.isByCost ? ", by cost" : ""}`;
    case "split":
      return "both";
    case "neither":
      return `neither: ${formatTokens(row.overContextTokens)} over`;
    case "undecided":
      return NOT_KNOWN;
  }
}

/** On the model it goes to; of a split file, on the left one. */
function costWhereItGoes({ goesTo, costs }: PromptRow): PicoUsd | undefined {
  return goesTo === "right" ? costs.right : costs.left;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
