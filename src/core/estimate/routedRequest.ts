import type { Estimate } from "./estimate";
import { measuredPairOf } from "../recommend/pair";
import type { RoutedRequest } from "../recommend/workspaceSplit";

export function routedRequest({ left, right, recommendation }: Estimate): RoutedRequest {
  const pair = measuredPairOf(left.model.id, right.model.id);
  if (pair === undefined) return { recommendation };
  const [strong, light] = left.model.id === pair.strong ? [left, right] : [right, left];
  const strongPicoUsd = strong.cost?.total;
  const lightPicoUsd = light.cost?.total;
  const { modelId } = recommendation;
  return {
    recommendation,
    ...(modelId !== undefined && {
      light: { name: light.model.shortLabel, isChosen: modelId === pair.light },
    }),
    ...(strongPicoUsd !== undefined && { strongPicoUsd }),
    ...(lightPicoUsd !== undefined && { lightPicoUsd }),
  };
}
