import type { Currency } from "../currency";
import type { Estimate, ModelEstimate } from "../estimate/estimate";
import { formatProbability } from "../format";
import { LIGHT_MODEL_ID } from "../recommend/pair";
import type { Recommendation } from "../recommend/recommendation";
import { escapeMarkdown } from "./segments";
import { chosenSide, reasonWords, isUndecided } from "./words";

const MAX_REASONS = 3;

/** The recommended model with its level, and the largest reasons, as Markdown. */
export function recommendationWords(estimate: Estimate, currency: Currency): string {
  const { recommendation } = estimate;
  const reasons = recommendation.reasons
    .slice(0, MAX_REASONS)
    .map((reason) => `- ${escapeMarkdown(reasonWords(estimate, reason, currency))}`);
  return [headingOf(estimate), ...reasons].join("\n");
}

function headingOf(estimate: Estimate): string {
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
