import type { ReasoningTask } from "../models/reasoningMeasurements";

/** Kinds of task that are close enough to one that reasoning was measured by. */
const TASKS: ReadonlyMap<string, ReasoningTask> = new Map([
  ["summarisation", "summary"],
  ["data_extraction", "extraction"],
  ["classification", "extraction"],
  ["sentiment_analysis", "extraction"],
  ["request_routing", "extraction"],
]);

export function taskOfKind(kindId: string | undefined): ReasoningTask | undefined {
  return kindId === undefined ? undefined : TASKS.get(kindId);
}
