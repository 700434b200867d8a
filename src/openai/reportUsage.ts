import type { RunRecorder } from "../core/runs/engine/runRecorder";
import { countOf, memberOf } from "./untyped";

/** Member names of a usage, which differ between Chat Completions and Responses. */
interface UsageNames {
  readonly input: string;
  readonly output: string;
  readonly inputDetails: string;
  readonly outputDetails: string;
}

export const CHAT_USAGE: UsageNames = {
  input: "prompt_tokens",
  output: "completion_tokens",
  inputDetails: "prompt_tokens_details",
  outputDetails: "completion_tokens_details",
};

export const RESPONSES_USAGE: UsageNames = {
  input: "input_tokens",
  output: "output_tokens",
  inputDetails: "input_tokens_details",
  outputDetails: "output_tokens_details",
};

/**
 * Reports the usage that a server sends, checked once for everything based on it: cost, ledger, and
 * history. An impossible usage is reported as not credible.
 */
export function reportUsage(usage: unknown, names: UsageNames, recorder: RunRecorder): void {
  const input = memberOf(usage, names.input);
  const output = memberOf(usage, names.output);
  if (input === undefined || output === undefined || input === null || output === null) return;
  const inputTokens = countOf(input);
  const outputTokens = countOf(output);
  const cached = memberOf(memberOf(usage, names.inputDetails), "cached_tokens") ?? 0;
  const reasoning = memberOf(memberOf(usage, names.outputDetails), "reasoning_tokens") ?? undefined;
  const cachedTokens = countOf(cached);
  const reasoningTokens = reasoning === undefined ? undefined : countOf(reasoning);
  const isCredible =
    inputTokens !== undefined &&
    outputTokens !== undefined &&
    cachedTokens !== undefined &&
    cachedTokens <= inputTokens &&
    (reasoning === undefined || (reasoningTokens !== undefined && reasoningTokens <= outputTokens));
  if (isCredible)
    recorder.setUsage({
      inputTokens,
      cachedTokens,
      outputTokens,
      ...(reasoningTokens !== undefined && { reasoningTokens }),
    });
  else recorder.setUsageNotCredible();
}
