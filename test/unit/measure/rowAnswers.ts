import type { RowAnswer } from "../../../src/core/measure/rowAnswer";

/** An answer that the test says only the interesting parts of. */
export function answerOf(text: string, more: Partial<RowAnswer> = {}): RowAnswer {
  return { text, toolCalls: [], latencyMs: 850, finishReason: "stop", ...more };
}
