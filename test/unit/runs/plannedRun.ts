import { USD } from "../../../src/core/currency";
import type { EstimateSettings } from "../../../src/core/estimate/buildEstimate";
import { SIDES } from "../../../src/core/pair";
import type { Prompt } from "../../../src/core/prompt/prompt";
import type { ComparisonPlan } from "../../../src/core/runs/comparisonPlan";
import { planComparison } from "../../../src/core/runs/engine/planComparison";
import { characterServices } from "../estimate/services";

/** One billed run of the prompt on both models. */
export function plannedRun(prompt: Prompt, settings: EstimateSettings): ComparisonPlan {
  return planComparison(
    {
      id: "a",
      prompt,
      file: "a.request.json",
      host: "h",
      runsEach: 1,
      sides: SIDES,
      isBilled: true,
      currency: USD,
      alternatives: [],
    },
    characterServices,
    settings,
  );
}
