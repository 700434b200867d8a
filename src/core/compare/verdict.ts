import type { Estimate } from "../estimate/estimate";
import {
  formatCount,
  formatDecimals,
  formatGap,
  formatProbability,
  formatRange,
  formatTokens,
} from "../format";
import { retirementOf, type Retirement } from "../models/retirement";
import type { QualityEvidence } from "../recommend/recommendation";
import { isOverBoth, overContextWords, tokensToCut } from "../estimate/overContext";
import { dearerModel, priceText, tokensText } from "./comparison";
import { otherSide, SIDES, sideOfModel, type PanelContext } from "./panelContext";
import type { PromptSubject } from "./panelInput";
import type { Verdict } from "./panelState";
import { badge, date, type Side, strong, strongModelName, type Words } from "./words";

/** The answer in one sentence with the numbers, and what they rest on. */
export function buildVerdict({ estimate }: PromptSubject, context: PanelContext): Verdict {
  if (isEmpty(estimate)) {
    const sentence = "0 tokens. Write a prompt; figures appear as you type.";
    return { sentence: [sentence], grounds: [], actions: [] };
  }
  return {
    sentence: sentenceOf(estimate, context),
    grounds: [
      ...qualityGround(estimate, context),
      countGround(estimate, context),
      ...retirementGround(context),
    ],
    actions: [],
  };
}

/** No text, no tool, no image: nothing that a model could answer. */
export function isEmpty({ prompt }: Estimate): boolean {
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

function sentenceOf(estimate: Estimate, context: PanelContext): Words {
  const { recommendation, left, right } = estimate;
  const side = sideOfModel(context.input.pair, recommendation.modelId);
  if (side === undefined) {
    return isOverBoth(estimate)
      ? overBoth(estimate)
      : ["No recommendation: ", sentencesOf(estimate)];
  }
  const chosen = estimate[side];
  const other = estimate[otherSide(side)];
  const { currency } = context.input;
  const start: Words = ["Run this on ", strongModelName(side, chosen.model.label)];
  const otherName = strongModelName(otherSide(side), other.model.label);
  const tail = whyClause(estimate, side);
  const chosenUsd = chosen.cost?.total;
  const otherUsd = other.cost?.total;
  if (other.overContextTokens > 0 && chosenUsd !== undefined) {
    const over = formatTokens(other.overContextTokens);
    return [
      ...start,
      ": ",
      strong(priceText(estimate, chosenUsd, currency)),
      ` a request. The input is ${over} tokens over the context window of `,
      otherName,
      ".",
    ];
  }
  if (chosenUsd === undefined || otherUsd === undefined) {
    const known = chosenUsd ?? otherUsd;
    const unpriced = chosenUsd === undefined ? chosen : other;
    const price: Words =
      known === undefined
        ? ["no price is known for either model"]
        : [
            strong(priceText(estimate, known, currency)),
            ` a request on ${known === chosenUsd ? chosen.model.shortLabel : other.model.shortLabel}; no price is known for ${unpriced.model.label}`,
          ];
    return [...start, ": ", ...price, ...tail];
  }
  const dearer = dearerModel(left.cost?.total, right.cost?.total);
  const chosenPrice = strong(priceText(estimate, chosenUsd, currency));
  const otherPrice = strong(priceText(estimate, otherUsd, currency));
  if (dearer?.side === side) {
    return [
      ...start,
      ": ",
      chosenPrice,
      ` a request, ${dearer.timesAsMuch} as the `,
      otherPrice,
      " on ",
      otherName,
      ...tail,
    ];
  }
  return [
    ...start,
    ": ",
    chosenPrice,
    " a request against ",
    otherPrice,
    " on ",
    otherName,
    ...(dearer ? [` (${dearer.timesAsMuch})`] : []),
    ...tail,
  ];
}

function overBoth(estimate: Estimate): Words {
  const { left, output } = estimate;
  return [
    "Neither model takes this: ",
    strong(`${tokensText(estimate, left.count.inputTokens)} tokens`),
    `, ${overContextWords(estimate) ?? ""}. Cut `,
    strong(formatTokens(tokensToCut(estimate))),
    ` to leave room for the expected output of ${formatRange(output.expectedTokens, output.minTokens, output.maxTokens)}.`,
  ];
}

function sentencesOf({ recommendation }: Estimate): string {
  return recommendation.reasons.map(({ text }) => text).join(" ");
}

/** What follows the prices: how likely mini is as good, or what else decided. */
function whyClause(estimate: Estimate, side: Side): Words {
  const { evidence, decidedBy, level, reasons } = estimate.recommendation;
  if (decidedBy === "limit") return [`. ${sentencesOf(estimate)}`];
  if (evidence !== undefined && (level === "measured" || level === "extrapolated")) {
    const likely = strong(formatProbability(evidence.pMiniAtLeastAsGood));
    const gap = gapClause(evidence);
    return side === "right"
      ? [", and ", likely, ` likely to be at least as good: ${gap}.`]
      : [
          `; ${estimate.right.model.shortLabel} is `,
          likely,
          ` likely to be at least as good: ${gap}.`,
        ];
  }
  const [first] = reasons;
  return first === undefined || level === "no evidence"
    ? [". Nothing is measured for this kind of prompt: decided by cost."]
    : [`. ${first.text}`];
}

/** `instruction following, measured gap 0.04 ± 0.01`. */
function gapClause({ kind, measured, expectedGap, interval }: QualityEvidence): string {
  const name = kind.label.charAt(0).toLowerCase() + kind.label.slice(1);
  if (measured) return `${name}, measured gap ${formatGap(measured.gap, measured.standardError)}`;
  const [low, high] = interval;
  return `${name}, expected gap ${formatDecimals(expectedGap, 2)} (${formatDecimals(low, 2)} to ${formatDecimals(high, 2)})`;
}

function qualityGround(
  { recommendation }: Estimate,
  { citations }: PanelContext,
): readonly Words[] {
  const { level, evidence, decidedBy } = recommendation;
  if (decidedBy === "limit") return [];
  const cite = citations.cite.bind(citations);
  switch (level) {
    case "measured":
      return evidence?.measured === undefined
        ? [
            [
              badge(level),
              "scores of both models on prompts of this kind",
              cite("routing-evidence"),
            ],
          ]
        : [
            [
              badge(level),
              `gap from ${formatCount(evidence.measured.prompts, "scored prompt")} of this kind`,
              cite("routing-evidence"),
            ],
          ];
    case "extrapolated":
      return [
        [badge(level), "from scored prompts that resemble this one", cite("routing-evidence")],
      ];
    case "published opinion":
      return [
        [badge(level), "published guides, nothing measured", cite("comparison-page", "zenken")],
      ];
    case "no evidence":
      return [[badge(level), "nothing measured on this kind of prompt"]];
  }
}

function countGround(estimate: Estimate, { citations }: PanelContext): Words {
  const { basis, inputTokens } = estimate.left.count;
  const tokens = `${tokensText(estimate, inputTokens)} input tokens`;
  const cite = citations.cite("accounting-rules");
  if (basis.kind === "exact") return [badge("exact"), `${tokens}, as the API bills them`, cite];
  const [reason = `the rules are right on ${basis.evidence.label} most of the time`] =
    basis.reasons;
  return [badge("estimate", "warning"), `${tokens}: ${reason}`, cite];
}

/** How sure it is that the models retire and when; what else can be compared. */
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
