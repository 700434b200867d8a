import type { Currency } from "../cost/currency";
import type { Estimate } from "../estimate/estimate";
import type { HeadChange } from "../estimate/headChange";
import { largestPart } from "../estimate/largestPart";
import { isOverBoth, overContextWords, tokensToCut } from "../estimate/overContext";
import {
  formatCount,
  formatRange,
  formatShare,
  formatSignedTokens,
  formatSignedUsd,
  formatTokens,
  formatUsd,
} from "../format";
import { costTable } from "./costTable";
import { lowDetailCosts } from "./lowDetail";
import { markdownTable } from "./markdownTable";
import { recommendationWords } from "./recommendationWords";
import {
  codeSpan,
  escapeMarkdown,
  type HoverSegment,
  joinBlocks,
  joinLinks,
  link,
  markdown,
} from "./segments";
import {
  basisWords,
  compareLabel,
  GO_TO_LARGEST_LABEL,
  inputWords,
  outputWords,
  RUN_LABEL,
} from "./words";

/** What is wrong with a file just now. */
export interface FileProblem {
  /** From 1. */
  readonly lineNumber: number;
  /** As the reader of the format says it. */
  readonly message: string;
}

export interface EstimateHoverOptions {
  readonly currency: Currency;
  readonly headChange?: HeadChange;
  /** Where the figures are of an earlier reading: its time of day, `14:32`, and why. */
  readonly stale?: FileProblem & { readonly time: string };
}

/** The hover of a request, which is the tooltip of the status bar too. */
export function estimateHover(
  estimate: Estimate,
  { currency, headChange, stale }: EstimateHoverOptions,
): readonly HoverSegment[] {
  const basis = stale ? `${basisWords(estimate)} at ${stale.time}` : basisWords(estimate);
  const staleLine =
    stale && `${problemWords(stale)} Shown: the last good reading, of ${stale.time}.`;
  if (isOverBoth(estimate)) return joinBlocks([staleLine, ...overBlocks(estimate, basis)]);
  const overOne = overContextWords(estimate);
  return joinBlocks([
    staleLine,
    `${headline(estimate)} · ${escapeMarkdown(basis)}`,
    overOne && `${escapeMarkdown(overOne)}.`,
    costTable(estimate, currency),
    templateWords(estimate),
    recommendationWords(estimate, currency),
    headChange && headChangeWords(estimate, headChange, currency),
    linksOf(estimate, currency),
  ]);
}

/** The hover of a file that was broken since it was opened. */
export function unreadHover(problem: FileProblem, tokens: number): readonly HoverSegment[] {
  return joinBlocks([
    problemWords(problem),
    `Counted as plain text: ${formatCount(tokens, "token")}.`,
  ]);
}

/** `**Line 9: the frontmatter is not closed.**`: the first sentence, which says what is the case. */
function problemWords({ lineNumber, message }: FileProblem): string {
  const [sentence = message] = message.split(/(?<=\.)\s/, 1);
  const words = sentence.charAt(0).toLowerCase() + sentence.slice(1);
  return `**Line ${formatTokens(lineNumber)}: ${escapeMarkdown(words)}**`;
}

function headline(estimate: Estimate): string {
  return `${inputWords(estimate)}, ${outputWords(estimate.output)}`;
}

function overBlocks(
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
    markdownTable(["Part", "Tokens", "Share"], rows),
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
  ];
}

interface LabelledTokens {
  readonly label: string;
  readonly tokens: number;
}

/** Messages of one role in one row: `User, 2 messages`. */
function sumByLabel(parts: readonly LabelledTokens[]): readonly LabelledTokens[] {
  const byLabel = new Map<string, LabelledTokens & { readonly messages: number }>();
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

/** How a template was counted, where it has values to choose from or variables without one. */
function templateWords({ filled }: Estimate): string | undefined {
  const { asWrittenTokens, withoutPlaceholdersTokens, unknownVariables, placeholders } = filled;
  const range =
    filled.filled && filled.filled.sets > 1
      ? `${formatTokens(asWrittenTokens)} as written; filled ${[
          filled.filled.minTokens,
          filled.filled.typicalTokens,
          filled.filled.maxTokens,
        ]
          .map(formatTokens)
          .join(" / ")} (min / typical / max).`
      : undefined;
  const names = unknownVariables.map(
    (name) => placeholders.find(({ variable }) => variable === name)?.text ?? name,
  );
  const missing =
    names.length > 0
      ? `As written ${formatCount(asWrittenTokens, "token")}; without the placeholders ${formatTokens(withoutPlaceholdersTokens)}. ${listOf(names)} ${names.length === 1 ? "comes" : "come"} on top.`
      : undefined;
  return [range, missing].filter((words) => words !== undefined).join(" ") || undefined;
}

const MOST_NAMES = 5;

/** `{{ticket}}`, `{{history}}` and `{{name}}`, each as code; of many the first few. */
function listOf(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).map(codeSpan);
  const rest = names.length - shown.length;
  const items = rest > 0 ? [...shown, `${formatTokens(rest)} more`] : shown;
  const last = items.at(-1) ?? "";
  return items.length > 1 ? `${items.slice(0, -1).join(", ")} and ${last}` : last;
}

function headChangeWords(
  { left, right }: Estimate,
  change: HeadChange,
  currency: Currency,
): string | undefined {
  if (change.tokens === 0) return undefined;
  const costs = [
    { amount: change.left, model: left.model },
    { amount: change.right, model: right.model },
  ].flatMap(({ amount, model }) =>
    amount === undefined
      ? []
      : [`${formatSignedUsd(amount, currency)} on ${escapeMarkdown(model.shortLabel)}`],
  );
  const tokens = `${formatSignedTokens(change.tokens)} tokens since HEAD`;
  return costs.length > 0 ? `${tokens}: ${costs.join(", ")}.` : `${tokens}.`;
}

function linksOf(estimate: Estimate, currency: Currency): readonly HoverSegment[] {
  const compare = [link(compareLabel(estimate), "compare")];
  const low = lowDetailCosts(estimate);
  if (low) {
    const { left, right } = estimate;
    const costs = `: ${formatUsd(low.left, currency)} on ${escapeMarkdown(left.model.shortLabel)}, ${formatUsd(low.right, currency)} on ${escapeMarkdown(right.model.shortLabel)}`;
    return joinLinks([[link("Set detail to low", "setDetailLow"), markdown(costs)], compare]);
  }
  if (estimate.filled.unknownVariables.length > 0) {
    return joinLinks([[link("Add sample values", "createVars")], compare]);
  }
  return joinLinks([compare, [link(RUN_LABEL, "run")]]);
}
