import { presetOutputTokens, SCALE_PRESETS } from "../cost/monthlyCost";
import { formatTokens, formatWholePercent } from "../format";
import type { ServiceTier } from "../models/model";
import type { ScaleChange, ScaleField, ScalePreset } from "./contract/panelAction";

/** The user's settings in At scale; kept per workspace. Plain JSON. */
export interface ScaleChoice {
  readonly preset: ScalePreset;
  readonly requestsPerMonth: number;
  /** Used by the preset `own`. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** 0 … 1. */
  readonly cachedShare: number;
  /** Applies to prompts that ask for `tierInsteadOf`; any other prompt keeps its own tier. */
  readonly tier?: ServiceTier;
  /** The tier of the prompt for which `tier` was chosen; standard by default. */
  readonly tierInsteadOf?: ServiceTier;
  /** 0 … 1. */
  readonly rightShare: number;
  /** Fields whose last text could not be read, with the problem. The last valid number is kept. */
  readonly problems: Readonly<Partial<Record<ScaleField, string>>>;
}

export const DEFAULT_SCALE_CHOICE: ScaleChoice = {
  preset: "prompt",
  requestsPerMonth: 100_000,
  inputTokens: 1_000,
  outputTokens: 300,
  cachedShare: 0,
  // The middle of the published share of requests that are simple enough for mini.
  rightShare: 0.6,
  problems: {},
};

/** Tokens of one request. */
export interface RequestSizeTokens {
  /** The tier that the prompt itself requests. */
  readonly tier?: ServiceTier;
  readonly inputTokens: number;
  /** On the right model, if images make it a different number. */
  readonly inputTokensOnRight?: number;
  readonly outputTokens: number;
}

/** The tier to price with: a choice made for one tier never changes a prompt that requests another. */
export function tierOfChoice(
  { tier, tierInsteadOf = "standard" }: ScaleChoice,
  promptTier: ServiceTier,
): ServiceTier {
  return tier !== undefined && tierInsteadOf === promptTier ? tier : promptTier;
}

/** The tokens of a choice on a prompt of this size. */
export function tokensOfChoice(choice: ScaleChoice, prompt: RequestSizeTokens): RequestSizeTokens {
  if (choice.preset === "prompt") return prompt;
  if (choice.preset === "own") {
    const { inputTokens, outputTokens } = choice;
    return { inputTokens, outputTokens };
  }
  const preset = SCALE_PRESETS.find(({ id }) => id === choice.preset);
  return preset === undefined
    ? prompt
    : { ...prompt, outputTokens: presetOutputTokens(preset, prompt.inputTokens) };
}

/** The choice after one change of a control. A text that isn't a number leaves it unchanged, with a problem. */
export function applyScaleChange(
  choice: ScaleChoice,
  change: ScaleChange,
  prompt: RequestSizeTokens,
): ScaleChoice {
  if ("preset" in change) {
    const { inputTokens, outputTokens } =
      change.preset === "own" ? tokensOfChoice(choice, prompt) : choice;
    return { ...choice, inputTokens, outputTokens, preset: change.preset, problems: {} };
  }
  if ("tier" in change) {
    return { ...choice, tier: change.tier, tierInsteadOf: prompt.tier ?? "standard" };
  }
  const { field } = change;
  if ("position" in change) {
    return withField(choice, field, fieldOfPosition(field, change.position), prompt);
  }
  const value = parseFigure(change.text, isShare(field));
  if (value !== undefined) return withField(choice, field, value, prompt);
  const used = formatField(field, currentField(choice, field, prompt));
  const problem = figureProblem(change.text, used);
  return { ...choice, problems: { ...choice.problems, [field]: problem } };
}

/** The choice kept for the workspace, as far as it is valid; the rest is the default. */
export function readScaleChoice(kept: unknown): ScaleChoice {
  if (typeof kept !== "object" || kept === null) return DEFAULT_SCALE_CHOICE;
  const record = kept as Readonly<Record<string, unknown>>;
  const figure = (key: ScaleField, most: number): number => {
    const value = record[key];
    const usable = typeof value === "number" && value >= 0 && value <= most;
    return usable ? value : DEFAULT_SCALE_CHOICE[key];
  };
  const tier = oneOf(record["tier"], TIERS);
  const tierInsteadOf = oneOf(record["tierInsteadOf"], TIERS);
  return {
    preset: oneOf(record["preset"], PRESETS) ?? DEFAULT_SCALE_CHOICE.preset,
    requestsPerMonth: figure("requestsPerMonth", Number.MAX_SAFE_INTEGER),
    inputTokens: figure("inputTokens", Number.MAX_SAFE_INTEGER),
    outputTokens: figure("outputTokens", Number.MAX_SAFE_INTEGER),
    cachedShare: figure("cachedShare", 1),
    ...(tier !== undefined && { tier }),
    ...(tierInsteadOf !== undefined && { tierInsteadOf }),
    rightShare: figure("rightShare", 1),
    problems: {},
  };
}

const PRESETS: readonly ScalePreset[] = [
  "prompt",
  "chat",
  "code-review",
  "document-analysis",
  "own",
];
const TIERS: readonly ServiceTier[] = ["standard", "batch", "flex", "priority"];

function oneOf<Choice extends string>(
  value: unknown,
  choices: readonly Choice[],
): Choice | undefined {
  return choices.find((choice) => choice === value);
}

/** The slider of requests goes from a hundred to a hundred million, in powers of ten. */
const MIN_POWER = 2;
const POWERS = 6;

/** The position of a field's slider, 0 … 1; undefined for a field without one. */
export function positionOfField(field: ScaleField, value: number): number | undefined {
  if (isShare(field)) return clamp(value);
  if (field !== "requestsPerMonth") return undefined;
  return value <= 0 ? 0 : clamp((Math.log10(value) - MIN_POWER) / POWERS);
}

/** How far one press of an arrow key moves the slider. */
export function stepOfField(field: ScaleField): number {
  return field === "requestsPerMonth" ? 1 / 120 : 0.01;
}

/** A slider yields requests of two significant digits, and whole percents. */
function fieldOfPosition(field: ScaleField, position: number): number {
  if (isShare(field)) return Math.round(clamp(position) * 100) / 100;
  const exact = 10 ** (MIN_POWER + clamp(position) * POWERS);
  return Number(exact.toPrecision(2));
}

/** As shown in the field: `100,000`, and a share in percent without the sign. */
export function formatField(field: ScaleField, value: number): string {
  return isShare(field) ? formatWholePercent(value, 1).replace("%", "") : formatTokens(value);
}

function isShare(field: ScaleField): boolean {
  return field === "cachedShare" || field === "rightShare";
}

function withField(
  choice: ScaleChoice,
  field: ScaleField,
  value: number,
  prompt: RequestSizeTokens,
): ScaleChoice {
  const unsolved = Object.entries(choice.problems).filter(([name]) => name !== field);
  const problems: ScaleChoice["problems"] = Object.fromEntries(unsolved);
  const isTokens = field === "inputTokens" || field === "outputTokens";
  if (!isTokens) return { ...choice, [field]: value, problems };
  const { inputTokens, outputTokens } = tokensOfChoice(choice, prompt);
  return { ...choice, preset: "own", inputTokens, outputTokens, [field]: value, problems };
}

function currentField(choice: ScaleChoice, field: ScaleField, prompt: RequestSizeTokens): number {
  return { ...choice, ...tokensOfChoice(choice, prompt) }[field];
}

const SUFFIXES: Readonly<Record<string, number>> = { "": 1, k: 1e3, m: 1e6, "%": 1 };

/**
 * A figure as people write it: `100,000`, `100 000`, `1.5M`, `20k`, `1e6`, `30 %`. Undefined for
 * anything else and for negative figures. A share is written in percent.
 */
export function parseFigure(text: string, isPercent: boolean): number | undefined {
  const match = /^\+?([\d\s,_'’\u202f]*\.?\d+(?:e\+?\d+)?)\s*([km%]?)$/iu.exec(text.trim());
  if (match === null) return undefined;
  const [, digits = "", suffix = ""] = match;
  const value =
    Number(digits.replace(/[\s,_'’\u202f]/gu, "")) * (SUFFIXES[suffix.toLowerCase()] ?? 1);
  const bounded = Math.min(value, Number.MAX_SAFE_INTEGER);
  return isPercent ? bounded / 100 : bounded;
}

/** The problem with a text that {@link parseFigure} rejects, and what is used instead. */
export function figureProblem(text: string, used: string): string {
  const written = text.trim();
  const isNegative = /^[-−]\s*[\d.]/u.test(written);
  const wrong = written === "" ? "Empty" : isNegative ? "Below 0" : "Not a number";
  return `${wrong}: ${used} is used.`;
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, Number.isNaN(share) ? 0 : share));
}
