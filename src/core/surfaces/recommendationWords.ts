import type { Currency } from "../currency";
import type { Estimate } from "../estimate/estimate";
import { confidenceWords, decisionSentence } from "../recommend/decisionWords";
import type { Recommendation } from "../recommend/recommendation";
import { escapeMarkdown } from "./segments";
import { chosenSide, reasonWords, isUndecided } from "./words";

const MAX_REASONS = 3;

/** The largest reasons of a recommendation, as a list in Markdown; undefined if there are none. */
export function reasonLines(estimate: Estimate, currency: Currency): string | undefined {
  const reasons = estimate.recommendation.reasons
    .slice(0, MAX_REASONS)
    .map((reason) => `- ${escapeMarkdown(reasonWords(estimate, reason, currency))}`);
  return reasons.length === 0 ? undefined : reasons.join("\n");
}

/** The recommended model with the level of the evidence, and what decided, as Markdown. */
export function recommendationWords(estimate: Estimate): string {
  const { recommendation } = estimate;
  if (recommendation.decidedBy === "context") return "**In every request**";
  const chosen = chosenSide(estimate);
  if (chosen === undefined || isUndecided(estimate)) {
    return `**No recommendation** · ${recommendation.level}`;
  }
  const { loss } = recommendation;
  const name = `**${escapeMarkdown(chosen.model.label)}**`;
  const heading = [name, ...(loss ? [confidenceWords(loss)] : []), levelWords(recommendation)];
  const sentence = decisionSentence(recommendation, chosen.model.label);
  return [heading.join(" · "), ...(sentence === "" ? [] : ["", escapeMarkdown(sentence)])].join(
    "\n",
  );
}

function levelWords({ level, decidedBy }: Recommendation): string {
  switch (decidedBy) {
    case "limit":
      return "decided by a limit";
    case "cost":
      return `${level}, by cost`;
    case "latency":
      return `${level}, by speed`;
    case "quality":
    case "context":
    case "nothing":
      return level;
  }
}
