import type { CostTable, PanelState, Table, VerdictCard } from "../contract/panelState";
import type { RichText } from "../contract/richText";
import { escapeMarkdown } from "../../surfaces/segments";
import { cardLine, inline, table } from "./exportMarkdown";

/** Rows of the costs that a reader of a pull request needs: not those by part. */
const TOTAL_ROWS: ReadonlySet<string> = new Set(["input", "output", "total"]);

/** The panel in short, for a pull request or a message: no sources, no facts about models. */
export function exportMarkdownSummary(state: PanelState): string {
  const { verdict, title } = state;
  const blocks: readonly string[] = [
    `**${escapeMarkdown(title)}**`,
    verdict.cards.map((card) => cardLine(uncitedCard(card))).join("\n"),
    inline(withoutCitations(verdict.sentence)),
    ...(state.kind === "one" ? [table(totalsOf(state.prompt.costs))] : []),
    ...(state.kind === "many" ? [inline(state.prompts.lead)] : []),
    ...(state.kind === "none" ? [] : [`At scale: ${inline(state.scale.lead)}`]),
  ];
  return `${blocks.filter((block) => block !== "").join("\n\n")}\n`;
}

function uncitedCard(card: VerdictCard): VerdictCard {
  return { ...card, ...(card.basis && { basis: withoutCitations(card.basis) }) };
}

function totalsOf({ table: costs }: CostTable): Table {
  return { ...costs, rows: costs.rows.filter(({ key }) => TOTAL_ROWS.has(key)) };
}

function withoutCitations(words: RichText): RichText {
  return words.filter((span) => typeof span === "string" || span.kind !== "cite");
}
