import type { ModelOnPrompt, RecommendInput } from "./recommendInput";

/** The two models that prompts of many kinds were scored on, by catalog id. */
export const STRONG_MODEL_ID = "gpt-4o";
export const LIGHT_MODEL_ID = "gpt-4o-mini";

/** Two models that were scored on the same prompts, by catalog id. Gaps are strong − light. */
export interface MeasuredPair {
  readonly strong: string;
  readonly light: string;
}

/** The first one was scored on many kinds, the others on a few: the rest is told by the first one's. */
export const MEASURED_PAIRS: readonly MeasuredPair[] = [
  { strong: STRONG_MODEL_ID, light: LIGHT_MODEL_ID },
  { strong: "gpt-4.1", light: "gpt-4.1-mini" },
  { strong: "gpt-4.1-mini", light: "gpt-4.1-nano" },
  { strong: "gpt-4.1", light: "gpt-4.1-nano" },
  { strong: "gpt-5", light: "gpt-5-mini" },
  { strong: "gpt-5-mini", light: "gpt-5-nano" },
  { strong: "gpt-5.4", light: "gpt-5.4-mini" },
  { strong: "gpt-5.4-mini", light: "gpt-5.4-nano" },
  { strong: "o3", light: "o4-mini" },
];

/** The measured pair that two models are, in either order. */
export function measuredPairOf(one: string, other: string): MeasuredPair | undefined {
  return MEASURED_PAIRS.find(
    ({ strong, light }) =>
      (strong === one && light === other) || (strong === other && light === one),
  );
}

type Pair = Pick<RecommendInput, "left" | "right">;

/** Of the two models that a prompt is judged for. */
export function measuredPairIn({ left, right }: Pair): MeasuredPair | undefined {
  return measuredPairOf(left.modelId, right.modelId);
}

export function modelOf({ left, right }: Pair, modelId: string): ModelOnPrompt | undefined {
  return [left, right].find((model) => model.modelId === modelId);
}

export function otherModel({ left, right }: Pair, model: ModelOnPrompt): ModelOnPrompt {
  return model === left ? right : left;
}

/** Undefined if a price is not known or both cost the same. */
export function cheaperModel({ left, right }: Pair): ModelOnPrompt | undefined {
  if (left.totalPicoUsd === undefined || right.totalPicoUsd === undefined) return undefined;
  if (left.totalPicoUsd === right.totalPicoUsd) return undefined;
  return left.totalPicoUsd < right.totalPicoUsd ? left : right;
}

/** The saving on the cheaper model, 0 … 1 of the more expensive one's price. Both prices are known. */
export function savedShare(cheaper: ModelOnPrompt, costlier: ModelOnPrompt): number {
  return 1 - Number(cheaper.totalPicoUsd) / Number(costlier.totalPicoUsd);
}

/** By the user's wish. Undefined without one, without measurements of one source, or if both are as fast. */
export function fasterModel({
  left,
  right,
  latencyPreference = "none",
}: RecommendInput): ModelOnPrompt | undefined {
  if (latencyPreference === "none" || !left.speed || !right.speed) return undefined;
  if (left.speed.source !== right.speed.source) return undefined;
  const advantage =
    latencyPreference === "throughput"
      ? left.speed.outputTokensPerSecond - right.speed.outputTokensPerSecond
      : right.speed.timeToFirstTokenSeconds - left.speed.timeToFirstTokenSeconds;
  if (advantage === 0) return undefined;
  return advantage > 0 ? left : right;
}

/** The one with the higher published index, if both have one of the same version and they differ. */
export function higherIndexModel({ left, right }: Pair): ModelOnPrompt | undefined {
  const [ofLeft, ofRight] = [left.intelligenceIndex, right.intelligenceIndex];
  if (ofLeft === undefined || ofRight === undefined) return undefined;
  if (ofLeft.version !== ofRight.version || ofLeft.value === ofRight.value) return undefined;
  return ofLeft.value > ofRight.value ? left : right;
}
