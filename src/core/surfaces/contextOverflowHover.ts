import type { Estimate } from "../estimate/estimate";
import { largestPart } from "../estimate/largestPart";
import { overContextWords, tokensToCut } from "../estimate/overContext";
import { formatCount, formatRange, formatShare, formatTokens } from "../format";
import { markdownTable } from "./markdownTable";
import { codeSpan, escapeMarkdown, type HoverSegment, joinLinks, link, markdown } from "./segments";
import { compareLabel, GO_TO_LARGEST_LABEL, inputWords } from "./words";

/** The hover of a request that neither model takes, in blocks: what to cut, what it consists of. */
export function overBlocks(
  estimate: Estimate,
  basis: string,
): readonly (readonly HoverSegment[] | string)[] {
  const { left, output } = estimate;
  const { parts, inputTokens } = left.count;
  const largest = largestPart(estimate, left);
  const rows = sumByLabel(parts).map(({ label, tokens }) => [
    escapeMarkdown(label),
    formatTokens(tokens),
    formatShare(tokens, inputTokens),
  ]);
  const name =
    largest && (largest.isPlaceholder ? codeSpan(largest.label) : escapeMarkdown(largest.label));
  return [
    `${inputWords(estimate)}: ${overContextWords(estimate)} · ${escapeMarkdown(basis)}`,
    `Neither model takes it, so there is no price and no recommendation. Cut ${formatTokens(tokensToCut(estimate))} tokens to leave room for the expected output of ${formatRange(output.expectedTokens, output.minTokens, output.maxTokens)}.`,
    joinLinks([
      ...(largest
        ? [
            [
              link(GO_TO_LARGEST_LABEL, "goToLargest", largest.range),
              markdown(`: ${name}, ${formatCount(largest.tokens, "token")}`),
            ],
          ]
        : []),
      [link(compareLabel(estimate), "compare")],
    ]),
    markdownTable(["Part", "Tokens", "Share"], rows),
  ];
}

interface LabeledTokens {
  readonly label: string;
  readonly tokens: number;
}

/** Messages of one role in one row: `User, 2 messages`. */
function sumByLabel(parts: readonly LabeledTokens[]): readonly LabeledTokens[] {
  const byLabel = new Map<string, LabeledTokens & { readonly messages: number }>();
  for (const { label, tokens } of parts) {
    const before = byLabel.get(label) ?? { tokens: 0, messages: 0 };
    byLabel.set(label, {
      label,
      tokens: before.tokens + tokens,
      messages: before.messages + 1,
    });
  }
  return [...byLabel.values()].map(({ label, tokens, messages }) => ({
    label: `${label.charAt(0).toUpperCase()}${label.slice(1)}${messages > 1 ? `, ${formatCount(messages, "message")}` : ""}`,
    tokens,
  }));
}
