import type { PromptFile } from "../prompt/prompt";
import { buildEstimate, type EstimateServices, type EstimateSettings } from "./buildEstimate";
import type { Estimate, FileEstimate } from "./estimate";
import type { Pace } from "./pace";

/** Estimates every request of a file in turn, and yields between them. */
export async function estimateFile(
  file: PromptFile,
  services: EstimateServices,
  settings: EstimateSettings,
  pace: Pace,
): Promise<FileEstimate> {
  const estimates: Estimate[] = [];
  for (const prompt of file.prompts) {
    await pace.yieldIfDue();
    estimates.push(buildEstimate(prompt, services, settings));
  }
  return { file, estimates };
}
