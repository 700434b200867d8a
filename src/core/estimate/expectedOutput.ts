import { formatTokens } from "../format";
import { OUTPUT_RATIOS, type OutputRatio } from "../models/outputRatios";
import type { OutputEstimate } from "../cost/outputEstimate";

/** The user's setting for the output: none, a number of tokens, or a kind of task. */
export type OutputSetting =
  | { readonly kind: "estimated" }
  | { readonly kind: "tokens"; readonly tokens: number }
  | { readonly kind: "ratio"; readonly ratio: OutputRatio["id"] };

export interface OutputRequest {
  readonly setting: OutputSetting;
  readonly inputTokens: number;
  /** From this prompt's text, before any limit; undefined if there is none. */
  readonly lengthEstimate?: OutputEstimate;
  /** `max_tokens` of the file. */
  readonly maxOutputTokens?: number;
  /** The lowest of the models' output limits, if known. */
  readonly outputLimitTokens?: number;
}

/** A single figure without a range is assumed to be right within this factor. */
const RATIO_SPREAD = 2;
const MAX_TOKENS = 1_000_000_000;

/**
 * The expected completion tokens: the user's number, else the published ratio that the user chose,
 * else the length estimate, else only that `max_tokens` is the maximum. In every case, `max_tokens`
 * and the models' output limit stop it.
 */
export function expectedOutput(request: OutputRequest): OutputEstimate {
  const { setting, maxOutputTokens, outputLimitTokens } = request;
  const uncapped =
    setBy(setting, request.inputTokens) ??
    (request.lengthEstimate && inWholeTokens(request.lengthEstimate)) ??
    upTo(maxOutputTokens);
  const stops = [
    ...(isCount(maxOutputTokens)
      ? [{ tokens: Math.floor(maxOutputTokens), name: "max_tokens" }]
      : []),
    ...(isCount(outputLimitTokens)
      ? [{ tokens: outputLimitTokens, name: "the output limit" }]
      : []),
  ];
  const stop = stops.toSorted((a, b) => a.tokens - b.tokens)[0];
  if (stop === undefined || uncapped.maxTokens < stop.tokens) return uncapped;
  const stopped = (tokens: number): number => Math.min(tokens, stop.tokens);
  const words = `${stop.name} stops it at ${formatTokens(stop.tokens)}`;
  return {
    minTokens: stopped(uncapped.minTokens),
    expectedTokens: stopped(uncapped.expectedTokens),
    maxTokens: stop.tokens,
    origin: uncapped.originKind === "max-tokens" ? words : `${uncapped.origin}; ${words}`,
    originKind: uncapped.originKind,
  };
}

function setBy(setting: OutputSetting, inputTokens: number): OutputEstimate | undefined {
  if (setting.kind === "tokens" && isCount(setting.tokens)) {
    const tokens = Math.min(Math.round(setting.tokens), MAX_TOKENS);
    return {
      minTokens: tokens,
      expectedTokens: tokens,
      maxTokens: tokens,
      origin: "set by you",
      originKind: "user",
    };
  }
  const ratio =
    setting.kind === "ratio" && OUTPUT_RATIOS.find((candidate) => candidate.id === setting.ratio);
  return ratio ? byRatio(ratio, inputTokens) : undefined;
}

/** A published range with its geometric mean as the expected value; a single ratio gets a factor of 2. */
function byRatio(
  { label, fewestInput, mostInput }: OutputRatio,
  inputTokens: number,
): OutputEstimate {
  const spread = fewestInput === mostInput ? RATIO_SPREAD : 1;
  const atLeastOne = (tokens: number): number => Math.max(1, Math.round(tokens));
  const span = fewestInput === mostInput ? `${fewestInput}` : `${fewestInput} to ${mostInput}`;
  return {
    minTokens: atLeastOne(inputTokens / mostInput / spread),
    expectedTokens: atLeastOne(inputTokens / Math.sqrt(fewestInput * mostInput)),
    maxTokens: atLeastOne((inputTokens / fewestInput) * spread),
    origin: `by the published ratio ${span} : 1 of ${label.toLowerCase()}`,
    originKind: "task-ratio",
  };
}

/** Nothing but the limit is known: the most expensive case is expected. */
function upTo(maxOutputTokens: number | undefined): OutputEstimate {
  const most = isCount(maxOutputTokens) ? Math.floor(maxOutputTokens) : 0;
  return {
    minTokens: 0,
    expectedTokens: most,
    maxTokens: most,
    origin: isCount(maxOutputTokens) ? "at most max_tokens" : "not known, counted as 0",
    originKind: "max-tokens",
  };
}

/** Ordered and whole, no matter what a predictor returns; NaN counts as 0. */
function inWholeTokens(estimate: OutputEstimate): OutputEstimate {
  const whole = (tokens: number): number =>
    Math.min(Math.max(Math.round(tokens) || 0, 0), MAX_TOKENS);
  const expectedTokens = whole(estimate.expectedTokens);
  return {
    ...estimate,
    minTokens: Math.min(whole(estimate.minTokens), expectedTokens),
    expectedTokens,
    maxTokens: Math.max(whole(estimate.maxTokens), expectedTokens),
  };
}

function isCount(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value) && value >= 0;
}
