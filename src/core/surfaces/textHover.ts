import type { Currency } from "../currency";
import type { TextEstimate } from "../estimate/textEstimate";
import { formatCount, formatTokens, formatUsdCell } from "../format";
import { markdownTable, modelHeadings } from "./markdownTable";
import { type HoverSegment, joinBlocks, link } from "./segments";
import { compareLabel } from "./words";

/** More selections than this are not listed one by one. */
const MAX_LISTED_SELECTIONS = 5;

/** The hover of selected text. */
export function textHover(estimate: TextEstimate, currency: Currency): readonly HoverSegment[] {
  const { tokens, selections, left, right } = estimate;
  const cells = [left, right].map(({ input }) => formatUsdCell(input, currency));
  return joinBlocks([
    `**${formatCount(tokens, "token")}**${selectionWords(selections)} · ${basisOf(estimate)}, as text`,
    [link(compareLabel(estimate), "compare")],
    markdownTable(
      ["", ...modelHeadings(left.model, right.model)],
      [[`As input, ${currency.code}`, ...cells]],
    ),
    "A selection is text, not a request: framing, tools and output come on top.",
  ]);
}

function selectionWords(selections: readonly number[]): string {
  if (selections.length < 2) return "";
  const count = ` in ${formatTokens(selections.length)} selections`;
  return selections.length > MAX_LISTED_SELECTIONS
    ? count
    : `${count} (${selections.map(formatTokens).join(" + ")})`;
}

function basisOf({ left, right }: TextEstimate): string {
  const isKnown = [left, right].every(({ model }) => model.encoding === "o200k_base");
  return isKnown ? "exact" : "estimate by another model's tokenizer";
}
