import type { Currency } from "../../currency";
import type { Estimate, ModelEstimate } from "../../estimate/estimate";
import {
  formatAtLeast,
  formatCount,
  formatDecimals,
  formatRange,
  formatTokens,
  formatUsd,
} from "../../format";
import { monthlyCost } from "../../cost/monthlyCost";
import { type Retirement, retirementOf } from "../../models/retirement";
import type { PicoUsd } from "../../money";
import {
  atLeastAsGoodWords,
  decisionSentence,
  formatLoss,
  lossFigures,
} from "../../recommend/decisionWords";
import { isLossTolerated } from "../../recommend/knownLoss";
import type { Recommendation } from "../../recommend/recommendation";
import { isOverBoth, overContextWords, tokensToCut } from "../../estimate/overContext";
import {
  hasSameBasis,
  hasSameOutput,
  isUndecided,
  outputWords,
  reasonWords,
  tokensOf,
} from "../../surfaces/words";
import { otherSide, type Side, SIDES } from "../../pair";
import type { PanelContext } from "../panelContext";
import type { PromptSubject } from "../panelInput";
import type { Verdict } from "../contract/panelState";
import { fittingCost } from "./costTable";
import { askedOf, scaleBasisOf } from "./scaleSection";
import { buildVerdictPicture } from "./qualityChart";
import { EMPTY_SENTENCE } from "./unpricedVerdict";
import { everyRequestCards, staleCards, verdictCards } from "./verdictCards";
import { badge, date, deciding, strong, type RichText } from "../contract/richText";

/** The recommendation, the number that decided, and what it rests on. */
export function buildVerdict(subject: PromptSubject, context: PanelContext): Verdict {
  const { estimate, reading } = subject;
  if (isEmpty(estimate)) {
    return { cards: [], sentence: [EMPTY_SENTENCE], grounds: [], actions: [] };
  }
  if (reading.kind !== "current") return staleVerdict(estimate, reading.since, context);
  const chosen = decidedSide(estimate);
  const cards =
    chosen === undefined
      ? estimate.prompt.isContext
        ? everyRequestCards(estimate, context.input.currency)
        : []
      : verdictCards(estimate, chosen, context);
  const grounds = [
    ...qualityGrounds(estimate),
    ...savingGrounds(estimate, chosen, context),
    ...countGrounds(estimate, context),
    ...retirementGround(context),
  ];
  const picture = chosen && buildVerdictPicture(estimate, context);
  return {
    cards,
    sentence: sentenceOf(estimate, chosen, context),
    grounds,
    actions: [],
    ...(picture && { picture }),
  };
}

/** The result of an earlier reading, if the file can't be read now. */
function staleVerdict(estimate: Estimate, since: string, context: PanelContext): Verdict {
  const chosen = decidedSide(estimate);
  return {
    cards: chosen === undefined ? [] : staleCards(estimate, chosen, since, context),
    sentence: chosen === undefined ? sentenceOf(estimate, undefined, context) : [],
    grounds: [],
    actions: [],
  };
}

/** The side that is recommended; undefined if neither is. */
function decidedSide(estimate: Estimate): Side | undefined {
  const { recommendation } = estimate;
  if (estimate.prompt.isContext || isOverBoth(estimate) || isUndecided(estimate)) return undefined;
  return SIDES.find((side) => estimate[side].model.id === recommendation.modelId);
}

/** No text, no tool, no image: nothing for a model to answer. */
function isEmpty({ prompt }: Estimate): boolean {
  return (
    prompt.tools.length === 0 &&
    (prompt.instructions?.text ?? "") === "" &&
    prompt.messages.every(
      ({ parts, toolCalls }) =>
        toolCalls.length === 0 &&
        parts.every((part) => part.kind === "text" && part.text.trim() === ""),
    )
  );
}

function sentenceOf(estimate: Estimate, chosen: Side | undefined, context: PanelContext): RichText {
  const { currency } = context.input;
  if (estimate.prompt.isContext) return everyRequest(estimate, currency);
  if (isOverBoth(estimate)) return overBoth(estimate);
  if (chosen === undefined) return ["No recommendation. ", reasonSentences(estimate, currency)];
  const { recommendation } = estimate;
  switch (recommendation.decidedBy) {
    case "limit":
      return [reasonSentences(estimate, currency)];
    case "quality":
      return lossSentence(recommendation, estimate[chosen].model.label);
    case "cost":
      return costSentence(estimate, chosen, currency);
    case "latency":
    case "context":
    case "nothing":
      return [decisionSentence(recommendation, estimate[chosen].model.label)];
  }
}

/** The sentence that every surface has, with the number that decided underlined. */
function lossSentence(recommendation: Recommendation, label: string): RichText {
  const sentence = decisionSentence(recommendation, label);
  const { loss } = recommendation;
  if (loss === undefined) return [sentence];
  const number = lossFigures(loss);
  const [before = "", after = ""] = sentence.split(number);
  return [before, deciding(number), after];
}

/** Cost decided: by how much, or over which span of loss nothing is known. */
function costSentence(estimate: Estimate, chosen: Side, currency: Currency): RichText {
  const { recommendation } = estimate;
  const { evidence, isStrongerCheaper } = recommendation;
  const { label } = estimate[chosen].model;
  const saved = savedPerRequest(estimate, chosen);
  const amount = saved === undefined ? undefined : formatUsd(saved, currency);
  if (isStrongerCheaper && amount !== undefined) {
    const other = estimate[otherSide(chosen)].model.label;
    const more = deciding(`${amount} more`);
    return [`${other} costs `, more, " a request here, so there is no saving to weigh."];
  }
  if (evidence && !evidence.isRecognized) {
    return [
      "Kind of task not recognized: mini could ",
      ...possibleLoss(evidence.interval),
      " here, so cost decides.",
    ];
  }
  const sentence = decisionSentence(recommendation, label);
  if (amount === undefined) return [sentence];
  return [`${sentence} ${label} costs `, deciding(`${amount} less`), " a request."];
}

/** `lose 0.01 to 0.21`, `gain 0.02 or lose 0.21`. */
function possibleLoss([low, high]: readonly [number, number]): RichText {
  const [least, most] = [low, high].map((gap) => formatDecimals(Math.abs(gap), 2));
  return low < 0
    ? [`gain ${least} or lose `, deciding(most ?? "")]
    : ["lose ", deciding(`${least} to ${most}`)];
}

/** By how much the chosen model is cheaper a request; undefined if it is not, or a price is missing. */
function savedPerRequest(estimate: Estimate, chosen: Side): PicoUsd | undefined {
  const [own, other] = [chosen, otherSide(chosen)].map(
    (side) => fittingCost(estimate[side])?.total,
  );
  return own !== undefined && other !== undefined && other > own ? other - own : undefined;
}

function overBoth(estimate: Estimate): RichText {
  const { left, output } = estimate;
  return [
    "Neither model takes this: ",
    strong(`${tokensOf(left)} tokens`),
    `, ${overContextWords(estimate) ?? ""}. Cut `,
    strong(formatTokens(tokensToCut(estimate))),
    ` to leave room for the expected output of ${formatRange(output.expectedTokens, output.minTokens, output.maxTokens)}.`,
  ];
}

function reasonSentences(estimate: Estimate, currency: Currency): string {
  return estimate.recommendation.reasons
    .map((reason) => reasonWords(estimate, reason, currency))
    .join(" ");
}

/** Of what is sent along with every request; no model is recommended for it. */
function everyRequest(estimate: Estimate, currency: Currency): RichText {
  const { left, right } = estimate;
  const costOn = ({ model, cost }: ModelEstimate): string =>
    cost === undefined ? "" : `${formatUsd(cost.input, currency)} on ${model.label}`;
  const costs = [left, right].map(costOn).filter((words) => words !== "");
  return [
    "In every request: ",
    strong(`${tokensOf(left)} tokens`),
    costs.length === 0 ? "" : `, ${costs.join(" and ")}`,
    ". Sent along with each request; not run by itself.",
  ];
}

/** How often mini holds up, as a count, and how this prompt differs from its kind. */
function qualityGrounds({ recommendation, left, right }: Estimate): readonly RichText[] {
  const { evidence, loss } = recommendation;
  if (!evidence || !loss) return [];
  const { kind, measured, pMiniAtLeastAsGood } = evidence;
  const expected = formatLoss(loss);
  const isWithin = isLossTolerated(loss.expected, loss.tolerated);
  const worse = 100 - Math.round(pMiniAtLeastAsGood * 100);
  const good = atLeastAsGoodWords(pMiniAtLeastAsGood);
  const { model } = left.model.id === loss.modelId ? left : right;
  const count =
    isWithin || worse === 0
      ? `${kind.label}: on ${model.shortLabel} ${good}.`
      : `On ${model.shortLabel} ${good}; the other ${worse} lose enough to average ${expected} over all.`;
  const ofKind = measured && formatDecimals(measured.gap, 2);
  return [
    [count],
    ...(ofKind !== undefined && ofKind !== expected
      ? [[`${kind.label} loses ${ofKind} as a kind; this prompt is expected to lose ${expected}.`]]
      : []),
  ];
}

/** The difference of a month of this prompt, with the requests of At scale. */
function savingGrounds(
  estimate: Estimate,
  chosen: Side | undefined,
  { input: { pair, currency, scale, today } }: PanelContext,
): readonly RichText[] {
  const { loss } = estimate.recommendation;
  if (chosen === undefined || fittingCost(estimate[otherSide(chosen)]) === undefined) return [];
  const choice = { ...scale, preset: "prompt" as const };
  const { month } = monthlyCost(pair, askedOf(scaleBasisOf(estimate), choice), today);
  const { allLeft, allRight } = month;
  const cheaper = loss && estimate[chosen].model.id !== loss.modelId ? otherSide(chosen) : chosen;
  if (allLeft === undefined || allRight === undefined) return [];
  const saved = cheaper === "right" ? allLeft - allRight : allRight - allLeft;
  if (saved <= 0n) return [];
  const amount = formatUsd(saved, currency);
  const isLowerBound = SIDES.some((side) => estimate[side].count.basis.isLowerBound);
  const less = strong(`${isLowerBound ? formatAtLeast(amount) : amount} less a month`);
  const at = ` at ${formatCount(scale.requestsPerMonth, "request")}.`;
  if (cheaper === chosen) return [[less, at]];
  const enough = formatDecimals(Math.ceil((loss?.expected ?? 0) * 100) / 100, 2);
  return [[`Tolerate ${enough} and it goes to ${estimate[cheaper].model.shortLabel}: `, less, at]];
}

/** How reliable the count is: once for both models, or each by its name. */
function countGrounds(estimate: Estimate, context: PanelContext): readonly RichText[] {
  if (!hasSameBasis(estimate)) {
    return SIDES.map((side) =>
      countGround(estimate[side], ` on ${estimate[side].model.label}`, context),
    );
  }
  const { output } = estimate;
  const ground = countGround(estimate.left, "", context);
  if (estimate.left.count.basis.kind !== "exact" || !hasSameOutput(estimate)) return [ground];
  const expected = ` and ${outputWords(output)}`;
  return [[...ground, expected, ...(isRange(output) ? [" ", badge("estimate")] : [])]];
}

function isRange({ minTokens, maxTokens }: Estimate["output"]): boolean {
  return minTokens !== maxTokens;
}

function countGround(side: ModelEstimate, where: string, { citations }: PanelContext): RichText {
  const { basis } = side.count;
  const isExact = basis.kind === "exact";
  const [reason = `the rules are right on ${basis.evidence.label} most of the time`] =
    basis.reasons;
  return [
    `${tokensOf(side)} tokens in${where}`,
    citations.cite("accounting-rules"),
    " ",
    badge(basis.kind, isExact ? "plain" : "warning"),
    ...(isExact ? [] : [`: ${reason}`]),
  ];
}

/** How certain the retirement of the models is and when; what else can be compared. */
export function retirementGround({ input, citations }: PanelContext): readonly RichText[] {
  const { pair, today } = input;
  const retirements = {
    left: retirementOf(pair.left, pair.leftSnapshot, today),
    right: retirementOf(pair.right, pair.rightSnapshot, today),
  };
  const { left, right } = retirements;
  if (left && right && left.date === right.date) {
    return [retirementWords("both models", "retire", left)];
  }
  return SIDES.flatMap((side) => {
    const retirement = retirements[side];
    return retirement ? [retirementWords(pair[side].label, "retires", retirement)] : [];
  });

  function retirementWords(who: string, verb: string, retirement: Retirement): RichText {
    const { daysLeft, confidence, source } = retirement;
    const when =
      daysLeft > 0
        ? `${who} ${verb} in ${formatCount(daysLeft, "day")}, on `
        : daysLeft === 0
          ? `${who} ${verb} today, `
          : `${who} shut down since `;
    return [
      badge(confidence, "warning"),
      ` ${when}`,
      date(retirement.date),
      citations.cite(source),
    ];
  }
}
