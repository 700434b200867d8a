import type { Currency } from "../../currency";
import type { Estimate, ModelEstimate } from "../../estimate/estimate";
import { formatCount, formatDecimals, formatProbability } from "../../format";
import { type Side, SIDES } from "../../pair";
import { confidenceWords, formatLoss } from "../../recommend/decisionWords";
import { isLossTolerated } from "../../recommend/knownLoss";
import type { ExpectedLoss, Recommendation } from "../../recommend/recommendation";
import { chosenSide, costOf, tokensOf } from "../../surfaces/words";
import type { VerdictCard } from "../contract/panelState";
import { badge, modelName, type RichText } from "../contract/richText";
import type { PanelContext } from "../panelContext";
import { costClause } from "./comparison";
import { barsOfPair, costBars } from "./costBars";
import { fittingCost } from "./costTable";

/** The cards of one prompt: the recommended model, its cost, and how sure that is. */
export function verdictCards(
  estimate: Estimate,
  chosen: Side,
  context: PanelContext,
): readonly VerdictCard[] {
  return [
    recommendedCard(estimate, chosen),
    costCard(estimate, chosen, context.input.currency),
    confidenceCard(estimate, context),
  ];
}

/** The cards of an earlier reading: what it was, from when, and not how sure. */
export function staleCards(
  estimate: Estimate,
  chosen: Side,
  since: string,
  { input: { currency } }: PanelContext,
): readonly VerdictCard[] {
  return [recommendedCard(estimate, chosen), costCard(estimate, chosen, currency)].map((card) => ({
    ...card,
    heading: `${card.heading}, from ${since}`,
    isStale: true,
  }));
}

/** Of what is sent along with every request: what it adds, and no recommendation. */
export function everyRequestCards(estimate: Estimate, currency: Currency): readonly VerdictCard[] {
  return [
    {
      key: "recommended",
      heading: "In every request",
      value: [`${tokensOf(estimate.left)} tokens`],
      bars: [],
      note: ["Sent along with each request; not run by itself."],
    },
    {
      key: "cost",
      heading: "Adds to each request",
      value: [],
      bars: costBars(barsOfPair(estimate), ({ cost }) => cost?.input, currency),
    },
  ];
}

function recommendedCard(estimate: Estimate, chosen: Side): VerdictCard {
  return {
    key: "recommended",
    heading: "Recommended",
    value: [modelName(chosen, estimate[chosen].model.label)],
    accent: chosen,
    bars: [],
    note: [recommendedNote(estimate)],
  };
}

function recommendedNote(estimate: Estimate): string {
  const { decidedBy, loss, isStrongerCheaper, reasons } = estimate.recommendation;
  switch (decidedBy) {
    case "quality":
      return loss ? lossNote(loss, chosenSide(estimate)) : "";
    case "cost":
      if (!isStrongerCheaper) return "The cheaper model, because nothing says otherwise";
      return reasons.some(({ code }) => code === "images")
        ? "The cheaper one here: the image decides"
        : "The cheaper one here";
    case "latency":
      return "The faster one, as you wish";
    case "limit":
      return "The only one that takes this prompt";
    case "context":
    case "nothing":
      return "";
  }
}

function lossNote(loss: ExpectedLoss, chosen: ModelEstimate | undefined): string {
  const { modelId, label, expected, tolerated, hasSaving } = loss;
  const where = chosen?.model.id === modelId ? "" : ` on ${label}`;
  const figure = `Expected loss${where} ${formatLoss(loss)}`;
  if (!hasSaving) return `${figure}, with no known saving`;
  const side = isLossTolerated(expected, tolerated) ? "within" : "over";
  return `${figure}, ${side} your ${formatDecimals(tolerated, 2)}`;
}

function costCard(estimate: Estimate, chosen: Side, currency: Currency): VerdictCard {
  const { tier } = estimate.billing;
  const tierWords = tier === "standard" ? "" : `, ${tier.charAt(0).toUpperCase()}${tier.slice(1)}`;
  const fitting = SIDES.filter((side) => fittingCost(estimate[side])?.total !== undefined);
  return {
    key: "cost",
    heading: `Cost per request${tierWords}`,
    value: [costOf(estimate[chosen], currency)],
    bars:
      fitting.length < 2 ? [] : costBars(barsOfPair(estimate), ({ cost }) => cost?.total, currency),
    note: costNote(estimate),
  };
}

function costNote(estimate: Estimate): RichText {
  const over = [estimate.left, estimate.right].find((side) => side.overContextTokens > 0);
  return over ? [`Does not fit ${over.model.label}`] : startUpper(costClause(estimate));
}

function startUpper(words: RichText): RichText {
  const [first, ...rest] = words;
  return typeof first === "string"
    ? [first.charAt(0).toUpperCase() + first.slice(1), ...rest]
    : words;
}

type Confidence = Pick<VerdictCard, "value" | "note" | "basis">;

function confidenceCard({ recommendation }: Estimate, context: PanelContext): VerdictCard {
  return {
    key: "confidence",
    heading: "Confidence",
    bars: [],
    ...confidenceOf(recommendation, context),
  };
}

function confidenceOf(recommendation: Recommendation, context: PanelContext): Confidence {
  const { decidedBy, loss } = recommendation;
  switch (decidedBy) {
    case "quality":
      return loss
        ? {
            value: [formatProbability(loss.confidence)],
            note: [confidenceWords(loss).replace(/^\S+ /, "")],
            basis: basisOf(recommendation, context),
          }
        : { value: [] };
    case "cost":
      return costConfidence(recommendation, context);
    case "latency":
      return { value: ["By speed"], note: ["Its loss of score is one you accept"] };
    case "limit":
      return { value: ["By a limit"], note: ["Nothing to weigh: the other one can't take it"] };
    case "context":
    case "nothing":
      return { value: [] };
  }
}

function costConfidence(
  { evidence, isStrongerCheaper, level }: Recommendation,
  { input: { routing, pair }, citations }: PanelContext,
): Confidence {
  if (isStrongerCheaper) {
    const gaps = (routing?.kinds ?? []).flatMap(({ known }) =>
      known?.basis === "measured" ? [known.gap] : [],
    );
    const lightSide = routing?.cheaperSide ?? "right";
    const ahead = gaps.filter((gap) => (lightSide === "right" ? gap < 0 : gap > 0)).length;
    const count = ahead === 0 ? "none" : String(ahead);
    const where = evidence?.isRecognized ? ` on ${evidence.kind.label.toLowerCase()}` : "";
    return {
      value: ["By cost"],
      note:
        gaps.length === 0
          ? ["Nothing to trade: the stronger one costs less"]
          : [
              `Nothing to trade: ${pair[lightSide].shortLabel} is ahead in ${count} of the ${gaps.length} measured kinds`,
            ],
      basis: [badge(level), where],
    };
  }
  const isKnown = evidence?.isRecognized ?? true;
  return {
    value: [isKnown ? "By cost" : "None"],
    note: isKnown ? ["No size of a loss is known"] : ["Kind of task not recognized"],
    basis:
      level === "published opinion"
        ? [badge(level), " guides only", citations.cite("comparison-page", "zenken")]
        : [badge(level), " decided by cost"],
  };
}

/** The level of the evidence, and how much of it there is. */
function basisOf(
  { level, evidence }: Recommendation,
  { citations }: PanelContext,
): NonNullable<Confidence["basis"]> {
  return [badge(level), basisWords(level, evidence), citations.cite("routing-evidence")];
}

function basisWords(level: Recommendation["level"], evidence: Recommendation["evidence"]): string {
  switch (level) {
    case "your measurements":
      return ` ${formatCount(evidence?.own?.rows ?? 0, "row")} of your own`;
    case "measured":
      return evidence?.measured
        ? ` ${formatCount(evidence.measured.prompts, "prompt")} of this kind`
        : " prompts of this kind";
    case "extrapolated":
      return " from scored prompts that resemble this one";
    case "published":
      return ` ${evidence?.source ?? ""}`;
    case "published opinion":
    case "no evidence":
      return "";
  }
}
