import { formatCount, formatTokens, formatWholePercent } from "../format";
import type { WordDiff } from "../runs/engine/similarity";
import type { AnswerDiff, DiffPart } from "./contract/liveState";
import type { ModelName } from "./contract/panelState";
import type { Pair } from "../pair";
import { MAX_COMPARED_CHARACTERS } from "../runs/engine/answerComparer";

/** How many words to keep on each side of a difference. */
const CONTEXT_WORDS = 12;

/** The word diff of two answers that differ. `diff` is undefined if they are too long to compare. */
export function buildAnswerDiff(
  diff: WordDiff | undefined,
  isDone: boolean,
  pair: Pair<ModelName>,
): AnswerDiff {
  if (diff === undefined) {
    const why = isDone
      ? `Both together are longer than ${formatTokens(MAX_COMPARED_CHARACTERS)} characters.`
      : "Compared when both are over.";
    return { heading: "Word diff", counts: [why], parts: [] };
  }
  const { pieces, alike, wordsOnlyLeft, wordsOnlyRight } = diff;
  if (alike === 1) {
    const heading = isDone ? "Word diff, 100% alike" : "Word diff, so far 100% alike";
    return { heading, counts: ["Word for word the same."], parts: [] };
  }
  const only =
    `${formatCount(wordsOnlyLeft, "word")} only in ${pair.left.shortLabel}, ` +
    `${formatTokens(wordsOnlyRight)} only in ${pair.right.shortLabel}`;
  return {
    heading: `Word diff, ${isDone ? "" : "so far "}${percentOf(alike)} alike`,
    counts: [pieces === undefined ? `${only}: too many to be shown side by side.` : only],
    parts: (pieces ?? []).map(({ side, text }, index, all): DiffPart => ({
      kind: side,
      text: side === "both" ? shorten(text, index > 0, index < all.length - 1) : text,
    })),
  };
}

/** `84%` for a share of 0 … 1; 100% only if everything is the same. */
export function percentOf(share: number): string {
  const percent = Math.round(share * 100);
  return formatWholePercent(share < 1 ? Math.min(percent, 99) : percent, 100);
}

/** Text that both answers share, shortened to a few words next to each difference. */
function shorten(text: string, hasBefore: boolean, hasAfter: boolean): string {
  const words = text.split(/(?<=\s)/);
  const kept = (hasBefore ? CONTEXT_WORDS : 0) + (hasAfter ? CONTEXT_WORDS : 0);
  if (words.length <= kept + 1) return text;
  const head = hasBefore ? words.slice(0, CONTEXT_WORDS).join("") : "";
  const tail = hasAfter ? words.slice(-CONTEXT_WORDS).join("") : "";
  return `${head} … ${tail}`;
}
