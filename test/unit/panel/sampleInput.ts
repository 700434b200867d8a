import { DEFAULT_SCALE_CHOICE } from "../../../src/core/panel/scaleChoice";
import type { PanelInput, PromptSubject } from "../../../src/core/panel/panelInput";
import type { RoutingInput } from "../../../src/core/panel/routingInput";
import { USD } from "../../../src/core/currency";
import { DEFAULT_PAIR } from "../../../src/core/models/resolvePair";
import type { Estimate } from "../../../src/core/estimate/estimate";
import { sampleEstimate } from "./sampleEstimates";

/** The kinds of the design's Routing section, with its figures. */
export const SAMPLE_ROUTING: RoutingInput = {
  kinds: [
    kind("math_word_problem", "Grade-school mathematics", 0.0197, 0.0056, 1_319),
    kind("function_calling", "Function calling", 0.0283, 0.0065, 2_015),
    kind("competitive_programming", "Contest programming", 0.03, 0.0107, 880),
    kind("instruction_following", "Instruction following", 0.0376, 0.0101, 1_063),
    { id: "open_chat", label: "Open chat", remark: "the text does not tell" },
    kind("number_comparison", "Number comparison", 0.0918, 0.0143, 512),
    kind("mcq_knowledge", "Knowledge, multiple choice", 0.1059, 0.0079, 2_947),
    kind("code_reasoning", "Code tracing", 0.1112, 0.0136, 800),
    kind("factual_qa", "Factual recall", 0.1977, 0.0062, 5_826),
    kind("law", "Law", 0.2432, 0.016, 1_036),
    { id: "translation", label: "Translation" },
  ],
  cheaperSide: "right",
  prompts: 29_108,
  sources: 23,
};

function kind(id: string, label: string, gap: number, standardError: number, prompts: number) {
  return { id, label, known: { gap, standardError, prompts, basis: "measured" as const } };
}

export function promptSubject(
  estimate: Estimate = sampleEstimate(),
  change: Partial<PromptSubject> = {},
): PromptSubject {
  return {
    kind: "one",
    name: "triage.prompty",
    formatLabel: "Prompty v2",
    estimate,
    isSelection: false,
    lineOf: () => 41,
    reading: { kind: "current" },
    ...change,
  };
}

/** The panel of `triage.prompty` with what a test changes of it. */
export function panelInput(change: Partial<PanelInput> = {}): PanelInput {
  return {
    ...unmeasuredPairInput(),
    routing: SAMPLE_ROUTING,
    ...change,
  };
}

/** The same with nothing measured of the two models. */
export function unmeasuredPairInput(): PanelInput {
  return {
    subject: promptSubject(),
    pair: { ...DEFAULT_PAIR, problems: [] },
    today: "2026-11-20",
    currency: USD,
    tolerance: 0.05,
    scale: { ...DEFAULT_SCALE_CHOICE, cachedShare: 0.3 },
    otherPairs: [],
    settingProblems: [],
  };
}
