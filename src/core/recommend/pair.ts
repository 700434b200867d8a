import type { ModelOnPrompt, RecommendInput } from "./recommendInput";

/** The two models whose outcomes are measured, by catalog id. */
export const STRONG_MODEL_ID = "gpt-4o";
export const LIGHT_MODEL_ID = "gpt-4o-mini";

type Pair = Pick<RecommendInput, "left" | "right">;

/** Whether outcomes are measured for this pair, in either order. */
export function isMeasuredPair({ left, right }: Pair): boolean {
  const ids = [left.modelId, right.modelId];
  return ids.includes(STRONG_MODEL_ID) && ids.includes(LIGHT_MODEL_ID);
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
