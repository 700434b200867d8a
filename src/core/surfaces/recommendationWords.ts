import type { Currency } from "../currency";
import type { Estimate, ModelEstimate } from "../estimate/estimate";
import { formatProbability } from "../format";
import { LIGHT_MODEL_ID } from "../recommend/pair";
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

/** The recommended model with the level of the evidence, as Markdown. */
export function recommendationWords(estimate: Estimate): string {
  const { recommendation } = estimate;
  const chosen = chosenSide(estimate);
  if (chosen === undefined || isUndecided(estimate)) {
    return `**No recommendation** · ${recommendation.level}`;
  }
  const name = `**${escapeMarkdown(chosen.model.label)}**`;
  return `${name}${probabilityWords(estimate, chosen)} · ${levelWords(recommendation)}`;
}

/** A probability is shown only with `measured` or `extrapolated`. */
function probabilityWords(
  { left, right, recommendation: { evidence } }: Estimate,
  chosen: ModelEstimate,
): string {
  const light = [left, right].find(({ model }) => model.id === LIGHT_MODEL_ID);
  if (light === undefined || evidence === undefined) return "";
  if (evidence.level !== "measured" && evidence.level !== "extrapolated") return "";
  const likely = `${formatProbability(evidence.pMiniAtLeastAsGood)} likely to be at least as good`;
  return chosen === light ? `, ${likely}` : `; ${light.model.label} is ${likely}`;
}

function levelWords({ level, decidedBy }: Recommendation): string {
  switch (decidedBy) {
    case "limit":
      return "decided by a limit";
    case "cost":
      return level === "no evidence"
        ? "no evidence on quality, decided by cost"
        : `${level}, decided by cost`;
    case "latency":
      return `${level}, decided by speed`;
    case "quality":
    case "nothing":
      return level;
  }
}
