import type { PicoUsd } from "../money";
import type { Estimate } from "./estimate";
import { LIGHT_MODEL_ID, STRONG_MODEL_ID } from "../recommend/pair";
import type { RoutedRequest } from "../recommend/workspaceSplit";

export function routedRequest({ left, right, recommendation }: Estimate): RoutedRequest {
  const costOn = (modelId: string): PicoUsd | undefined =>
    [left, right].find(({ model }) => model.id === modelId)?.cost?.total;
  const strongPicoUsd = costOn(STRONG_MODEL_ID);
  const lightPicoUsd = costOn(LIGHT_MODEL_ID);
  return {
    recommendation,
    ...(strongPicoUsd !== undefined && { strongPicoUsd }),
    ...(lightPicoUsd !== undefined && { lightPicoUsd }),
  };
}
