import { formatTokens } from "../../format";
import { Citations } from "../citations";
import { buildAfterVerdict } from "./afterVerdict";
import { buildModelsSection } from "./modelsSection";
import { buildNotices } from "./notices";
import type { PanelContext } from "../panelContext";
import type { PanelInput, PromptSubject } from "../panelInput";
import type { ModelName, PanelState, Verdict } from "../contract/panelState";
import { buildPromptSection } from "./promptSection";
import { buildPromptsSection, scaleBasisOfMany } from "./promptsSection";
import { buildPromptsVerdict } from "./promptsVerdict";
import { buildRoutingSection, currentKindOf } from "./routingSection";
import { buildScaleSection, scaleBasisOf, type ScaleBasis } from "./scaleSection";
import { buildUnpricedVerdict } from "./unpricedVerdict";
import { buildVerdict } from "./verdict";

/**
 * The whole panel in words and fractions. Pure: when the input changes (the estimate after an edit, the
 * choice of At scale after a slider moved), the state is built again.
 */
export function buildPanelState(input: PanelInput): PanelState {
  const citations = new Citations(routingEvidence(input));
  const context: PanelContext = { input, citations };
  const { subject } = input;
  const pair = { left: nameOf(input.pair.left), right: nameOf(input.pair.right) };
  const notices = buildNotices(input);
  // Built in reading order: sources get their numbers as they are first cited.
  switch (subject.kind) {
    case "none":
      return {
        kind: "none",
        title: "Compare",
        pair,
        notices,
        verdict: NO_PROMPT,
        models: buildModelsSection(context),
        routing: buildRoutingSection(undefined, context),
        sources: citations.notes(),
      };
    case "unpriced":
      return {
        kind: "none",
        title: `Compare: ${subject.name}`,
        pair,
        notices,
        verdict: buildUnpricedVerdict(subject),
        models: buildModelsSection(context),
        routing: buildRoutingSection(undefined, context),
        sources: citations.notes(),
      };
    case "one":
      return {
        kind: "one",
        title: `Compare: ${subject.name}`,
        pair,
        notices,
        ...(input.moment && { moment: input.moment.shown }),
        verdict: verdictOf(subject, context),
        prompt: buildPromptSection(subject, context),
        scale: buildScaleSection(scaleBasisOf(subject.estimate), context),
        models: buildModelsSection(context),
        routing: buildRoutingSection(currentKindOf(subject.estimate), context),
        sources: citations.notes(),
      };
    case "many":
      return {
        kind: "many",
        title: `Compare: ${subject.name}`,
        pair,
        notices,
        verdict: buildPromptsVerdict(subject, context),
        prompts: buildPromptsSection(subject, context),
        scale: buildScaleSection(scaleBasisOfMany(subject), context),
        models: buildModelsSection(context),
        routing: buildRoutingSection(undefined, context),
        sources: citations.notes(),
      };
  }
}

function verdictOf(subject: PromptSubject, context: PanelContext): Verdict {
  const { moment } = context.input;
  return moment?.shown === "after"
    ? buildAfterVerdict(moment.move, subject, context)
    : buildVerdict(subject, context);
}

const NO_PROMPT: Verdict = {
  cards: [],
  sentence: ["0 prompts open. Open a prompt file or select text; this panel follows the editor."],
  grounds: [],
  actions: [{ label: "Open a sample", action: { type: "openSample" }, primary: true }],
};

/** The facts about the prompts shown that `applyScaleChange` needs. */
export function scaleBasis({ subject }: PanelInput): ScaleBasis {
  switch (subject.kind) {
    case "none":
    case "unpriced":
      return { name: "No prompt", tier: "standard", inputTokens: 0, outputTokens: 0 };
    case "one":
      return scaleBasisOf(subject.estimate);
    case "many":
      return scaleBasisOfMany(subject);
  }
}

function nameOf({ label, shortLabel }: ModelName): ModelName {
  return { label, shortLabel };
}

function routingEvidence({ routing }: PanelInput): string {
  if (routing === undefined) return "No measured outcomes.";
  return `Scores of both models on ${formatTokens(routing.prompts)} prompts from ${formatTokens(routing.sources)} sources; by kind in Routing.`;
}
