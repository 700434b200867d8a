import type { Estimate } from "../../estimate/estimate";
import { isOverBoth, overContextWords } from "../../estimate/overContext";
import { formatCount, formatTokens } from "../../format";
import {
  billingWords,
  chosenSide,
  isSameOnBoth,
  reasonWords,
  tokensOf,
} from "../../surfaces/words";
import { costClause } from "./comparison";
import { buildCostTable } from "./costTable";
import type { PanelContext } from "../panelContext";
import type { PromptSubject } from "../panelInput";
import type { PromptSection } from "../contract/panelState";
import { groupParts } from "./partGroups";
import { buildBars } from "./promptBars";
import { buildPromptFacts } from "./promptFacts";
import { small, type RichText } from "../contract/richText";

/** The parts of the prompt and the cost of one request. */
export function buildPromptSection(subject: PromptSubject, context: PanelContext): PromptSection {
  const { estimate } = subject;
  const groups = groupParts(estimate.prompt, estimate.left.count, estimate.right.count);
  return {
    note: requestNote(subject),
    lead: leadOf(estimate),
    bars: buildBars(estimate, groups),
    costs: buildCostTable(estimate, groups, context),
    ...reasonsOf(estimate, context),
    facts: buildPromptFacts(subject, context),
  };
}

function requestNote({ formatLabel, estimate, isSelection }: PromptSubject): RichText {
  if (isSelection) {
    return [
      "A selection is text, not a request: framing, tools and output of the file come on top.",
    ];
  }
  const { prompt, filled } = estimate;
  const api = prompt.endpoint === "chat" ? "chat completions" : "responses";
  const contents = [
    formatCount(prompt.messages.length, "message"),
    ...(prompt.tools.length > 0 ? [formatCount(prompt.tools.length, "tool")] : []),
    ...(filled.filled ? [filledWith(filled.filled)] : []),
  ];
  const billing = billingWords(estimate);
  const billed = billing === undefined ? "" : ` ${billing}`;
  return [`${formatLabel}, ${api}. ${contents.join(", ")}.${billed}`];
}

function filledWith({ sets, label }: NonNullable<Estimate["filled"]["filled"]>): string {
  return sets === 1
    ? `filled with ${label}`
    : `filled with ${label}, the typical one of ${formatCount(sets, "set")} of values`;
}

function leadOf(estimate: Estimate): RichText {
  const { left, right, output } = estimate;
  if (isOverBoth(estimate)) {
    const over = overContextWords(estimate) ?? "";
    return [`${tokensOf(left)} tokens in: ${over}.`];
  }
  const expected = `${formatTokens(output.expectedTokens)} expected out`;
  if (isSameOnBoth(estimate)) {
    const input = tokensOf(left);
    return [
      `${input} tokens in and ${expected}, the same on both models; `,
      ...costClause(estimate),
      ".",
    ];
  }
  const leftTokens = tokensOf(left);
  const rightTokens = tokensOf(right);
  return [
    `${leftTokens} tokens in on ${left.model.shortLabel}, ${rightTokens} on ${right.model.shortLabel}, ${expected}; `,
    ...costClause(estimate),
    ".",
  ];
}

/** Why this model: the reasons of the recommendation, largest first. */
function reasonsOf(
  estimate: Estimate,
  { input: { currency } }: PanelContext,
): Pick<PromptSection, "reasons"> {
  const { reasons } = estimate.recommendation;
  if (reasons.length === 0) return {};
  const model = chosenSide(estimate)?.model;
  return {
    reasons: {
      heading: model === undefined ? "Why neither" : `Why ${model.label}`,
      items: reasons.map((reason) => [
        reasonWords(estimate, reason, currency),
        " ",
        small(reason.source),
      ]),
    },
  };
}
