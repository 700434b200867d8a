import type { Currency } from "../../currency";
import type { Estimate, ModelEstimate } from "../../estimate/estimate";
import { formatCount, formatGap, formatRange, formatTokens, formatUsd } from "../../format";
import { type Retirement, retirementOf } from "../../models/retirement";
import {
  atLeastAsGoodWords,
  confidenceWords,
  decisionSentence,
} from "../../recommend/decisionWords";
import type { QualityEvidence } from "../../recommend/recommendation";
import { isOverBoth, overContextWords, tokensToCut } from "../../estimate/overContext";
import {
  chosenSide,
  costOf,
  hasSameBasis,
  reasonWords,
  isUndecided,
  tokensOf,
} from "../../surfaces/words";
import { costlierModel } from "./comparison";
import { otherSide, SIDES } from "../../pair";
import type { PanelContext } from "../panelContext";
import type { PromptSubject } from "../panelInput";
import type { Verdict } from "../contract/panelState";
import { EMPTY_SENTENCE } from "./unpricedVerdict";
import { badge, date, strong, strongModelName, type Words } from "../contract/richText";

/** The answer in one sentence with the numbers, and their basis. */
export function buildVerdict({ estimate }: PromptSubject, context: PanelContext): Verdict {
  if (isEmpty(estimate)) {
    return { sentence: [EMPTY_SENTENCE], grounds: [], actions: [] };
  }
  return {
    sentence: sentenceOf(estimate, context),
    grounds: [
      ...qualityGround(estimate, context),
      ...countGrounds(estimate, context),
      ...retirementGround(context),
    ],
    actions: [],
  };
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

function sentenceOf(estimate: Estimate, { input: { currency } }: PanelContext): Words {
  const chosen = chosenSide(estimate);
  if (estimate.prompt.isContext) return everyRequest(estimate, currency);
  if (isOverBoth(estimate)) return overBoth(estimate);
  if (chosen === undefined || isUndecided(estimate)) {
    return ["No recommendation. ", reasonSentences(estimate, currency)];
  }
  const side = chosen === estimate.left ? "left" : "right";
  const other = estimate[otherSide(side)];
  const otherName = strongModelName(otherSide(side), other.model.label);
  return [
    "Run this on ",
    strongModelName(side, chosen.model.label),
    ": ",
    ...priceClause(),
    ...whyClause(estimate, chosen, currency),
  ];

  function priceClause(): Words {
    const chosenPrice = strong(costOf(chosen ?? other, currency));
    if (other.overContextTokens > 0) return [chosenPrice, " a request"];
    const costlier = costlierModel(estimate.left.cost?.total, estimate.right.cost?.total);
    const otherPrice = strong(costOf(other, currency));
    if (costlier?.side === side) {
      const than: Words = [` a request, ${costlier.timesAsMuch} as the `, otherPrice];
      return [chosenPrice, ...than, " on ", otherName];
    }
    const ratio = costlier ? [` (${costlier.timesAsMuch})`] : [];
    return [chosenPrice, " a request against ", otherPrice, " on ", otherName, ...ratio];
  }
}

function overBoth(estimate: Estimate): Words {
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

/** What follows the prices: what decided, and by which number. */
function whyClause(estimate: Estimate, chosen: ModelEstimate, currency: Currency): Words {
  const { recommendation } = estimate;
  if (recommendation.decidedBy === "limit") return [". ", reasonSentences(estimate, currency)];
  return [". ", decisionSentence(recommendation, chosen.model.label)];
}

/** Of what is sent along with every request; no model is recommended for it. */
function everyRequest(estimate: Estimate, currency: Currency): Words {
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

/** How often mini holds up, as a count: a percentage is the confidence in the recommendation alone. */
function countWords({ pMiniAtLeastAsGood }: QualityEvidence): string {
  return `on mini ${atLeastAsGoodWords(pMiniAtLeastAsGood)}`;
}

function qualityGround(
  { recommendation }: Estimate,
  { citations }: PanelContext,
): readonly Words[] {
  const { level, evidence, decidedBy, loss } = recommendation;
  if (decidedBy === "limit" || decidedBy === "context") return [];
  const cite = citations.cite.bind(citations);
  const sure = loss ? `${confidenceWords(loss)}: ` : "";
  switch (level) {
    case "measured": {
      const { measured } = evidence ?? {};
      const scores = measured
        ? `gap ${formatGap(measured.gap, measured.standardError)} on ${formatCount(measured.prompts, "scored prompt")} of this kind`
        : "scores of both models on prompts of this kind";
      const good = evidence ? `; ${countWords(evidence)}` : "";
      return [[badge(level), `${sure}${scores}${good}`, cite("routing-evidence")]];
    }
    case "extrapolated":
      return [
        [
          badge(level),
          `${sure}from scored prompts that resemble this one`,
          cite("routing-evidence"),
        ],
      ];
    case "published":
      return [
        [
          badge(level),
          `${sure}averages of others, no scores per prompt (${evidence?.source ?? ""})`,
          cite("routing-evidence"),
        ],
      ];
    case "published opinion":
      return [
        [badge(level), "published guides, nothing measured", cite("comparison-page", "zenken")],
      ];
    case "no evidence":
      return [[badge(level), "nothing that is measured tells which model answers this better"]];
  }
}

/** How reliable the count is: once for both models, or each by its name. */
function countGrounds(estimate: Estimate, context: PanelContext): readonly Words[] {
  if (hasSameBasis(estimate)) {
    return [countGround(estimate.left, `${tokensOf(estimate.left)} input tokens`, context)];
  }
  return SIDES.map((side) => {
    const { model } = estimate[side];
    const tokens = `${tokensOf(estimate[side])} input tokens on ${model.label}`;
    return countGround(estimate[side], tokens, context);
  });
}

function countGround(
  { count: { basis } }: ModelEstimate,
  tokens: string,
  { citations }: PanelContext,
): Words {
  const cite = citations.cite("accounting-rules");
  if (basis.kind === "exact") return [badge("exact"), `${tokens}, as the API bills them`, cite];
  const [reason = `the rules are right on ${basis.evidence.label} most of the time`] =
    basis.reasons;
  return [badge("estimate", "warning"), `${tokens}: ${reason}`, cite];
}

/** How certain the retirement of the models is and when; what else can be compared. */
export function retirementGround({ input, citations }: PanelContext): readonly Words[] {
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

  function retirementWords(who: string, verb: string, retirement: Retirement): Words {
    const { daysLeft, confidence, source } = retirement;
    const when =
      daysLeft > 0
        ? `${who} ${verb} in ${formatCount(daysLeft, "day")}, on `
        : daysLeft === 0
          ? `${who} ${verb} today, `
          : `${who} shut down since `;
    return [badge(confidence, "warning"), when, date(retirement.date), citations.cite(source)];
  }
}
