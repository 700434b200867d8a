import type { Currency } from "../currency";
import type { Estimate } from "../estimate/estimate";
import type { ChangeSinceHead } from "../estimate/changeSinceHead";
import { isOverBoth, overContextWords } from "../estimate/overContext";
import {
  formatCount,
  formatSignedTokens,
  formatSignedUsd,
  formatTokens,
  formatUsd,
} from "../format";
import type { AfterMove } from "../migrate/afterMove";
import { afterMoveLine } from "./afterMoveWords";
import { costTable } from "./costTable";
import { lowDetailCosts } from "./lowDetailCost";
import { overBlocks } from "./contextOverflowHover";
import { reasonLines, recommendationWords } from "./recommendationWords";
import {
  escapeMarkdown,
  type HoverSegment,
  joinBlocks,
  joinLinks,
  link,
  markdown,
} from "./segments";
import { templateWords } from "./templateWords";
import {
  basisWords,
  billingWords,
  compareLabel,
  inputWords,
  outputWords,
  reasoningLines,
  RUN_LABEL,
} from "./words";

/** A file's current problem. */
export interface FileProblem {
  /** From 1. */
  readonly lineNumber: number;
  /** In the words of the format's reader. */
  readonly message: string;
}

interface EstimateHoverOptions {
  readonly currency: Currency;
  readonly changeSinceHead?: ChangeSinceHead;
  /** If the models of the pair end and there is one to move to. */
  readonly afterMove?: AfterMove;
  /** Set if the figures are from an earlier reading: its time of day, `14:32`, and the problem. */
  readonly stale?: FileProblem & { readonly time: string };
}

/**
 * The hover of a request, which is the tooltip of the status bar too. VS Code shows no more than 250
 * pixels of it: the verdict and the links come first.
 */
export function estimateHover(
  estimate: Estimate,
  { currency, changeSinceHead, afterMove, stale }: EstimateHoverOptions,
): readonly HoverSegment[] {
  const basis = stale ? `${basisWords(estimate)} at ${stale.time}` : basisWords(estimate);
  const staleLine =
    stale && `${problemWords(stale)} Shown: the last good reading, of ${stale.time}.`;
  if (isOverBoth(estimate)) return joinBlocks([staleLine, ...overBlocks(estimate, basis)]);
  const overOne = overContextWords(estimate);
  const billing = billingWords(estimate);
  return joinBlocks([
    staleLine,
    recommendationWords(estimate),
    linksOf(estimate, currency),
    costTable(estimate, currency),
    `${inputWords(estimate)}, ${outputWords(estimate.output)} · ${escapeMarkdown(basis)}`,
    overOne && `${escapeMarkdown(overOne)}.`,
    billing && escapeMarkdown(billing),
    templateWords(estimate),
    changeSinceHead && changeSinceHeadWords(estimate, changeSinceHead, currency),
    afterMove && afterMoveLine(afterMove, estimate, currency),
    ...reasoningLines(estimate).map((line) => `${escapeMarkdown(line)}.`),
    reasonLines(estimate, currency),
  ]);
}

/** The hover of a file that has been broken since it was opened. */
export function unreadHover(problem: FileProblem, tokens: number): readonly HoverSegment[] {
  return joinBlocks([
    problemWords(problem),
    `Counted as plain text: ${formatCount(tokens, "token")}.`,
  ]);
}

/** The first sentence, which states the problem: `**Line 9: the frontmatter is not closed.**` */
function problemWords({ lineNumber, message }: FileProblem): string {
  const [sentence = message] = message.split(/(?<=\.)\s/, 1);
  const words = sentence.charAt(0).toLowerCase() + sentence.slice(1);
  return `**Line ${formatTokens(lineNumber)}: ${escapeMarkdown(words)}**`;
}

function changeSinceHeadWords(
  { left, right }: Estimate,
  change: ChangeSinceHead,
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
  const tokens = `${formatSignedTokens(change.tokens)} tokens since the last commit`;
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
