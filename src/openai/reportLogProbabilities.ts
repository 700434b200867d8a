import type { RunRecorder } from "../core/runs/engine/runRecorder";
import { listOf, memberOf } from "./untyped";

/** Of a list of tokens: both APIs write it alike. */
export function reportLogProbabilities(tokens: unknown, recorder: RunRecorder): void {
  for (const token of listOf(tokens)) {
    const logProbability = memberOf(token, "logprob");
    if (typeof logProbability === "number") recorder.addLogProbability(logProbability);
  }
}
