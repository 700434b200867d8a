import type { Estimate } from "../../core/estimate/estimate";
import { formatProbability, NOT_KNOWN } from "../../core/format";
import { routeResult } from "../../core/recommend/routeResult";
import {
  type RoutedRequest,
  splitWords,
  splitWorkspace,
} from "../../core/recommend/workspaceSplit";
import { chosenSide } from "../../core/surfaces/words";
import { recommendationWords } from "../estimateWords";
import { promptCommand } from "../promptCommand";
import { printable } from "../terminal";

const routeFiles = promptCommand({
  requestJson,
  requestsJson: (estimates) => {
    const [first, ...others] = estimates;
    if (first === undefined) return {};
    if (others.length === 0) return requestJson(first);
    const { shareToMini, costShare, qualityShare } = splitWorkspace(estimates.map(routedRequest));
    return { shareToMini, costShare, qualityShare, requests: estimates.map(requestJson) };
  },
  requestsWords: (estimates) => {
    const [first, ...others] = estimates;
    if (first !== undefined && others.length === 0) return recommendationWords(first);
    return [
      ...estimates.map((estimate, index) => row(estimate, estimate.prompt.name ?? `${index + 1}`)),
      `${splitWords(splitWorkspace(estimates.map(routedRequest)))}.`,
    ].join("\n");
  },
  linesWords: () => ({
    add: (estimate, name) => `${row(estimate, name)}\n`,
    end: () => "",
  }),
});

function requestJson({ prompt: { name }, recommendation }: Estimate): object {
  return { ...(name !== undefined && { name }), ...routeResult(recommendation) };
}

function row(estimate: Estimate, name: string): string {
  const { evidence, level } = estimate.recommendation;
  return [
    printable(name),
    chosenSide(estimate)?.model.label ?? "neither",
    evidence ? formatProbability(evidence.pMiniAtLeastAsGood) : NOT_KNOWN,
    evidence?.kind.label ?? NOT_KNOWN,
    level,
  ].join("\t");
}

function routedRequest({ left, right, recommendation }: Estimate): RoutedRequest {
  const cost = (modelId: string) =>
    [left, right].find(({ model }) => model.id === modelId)?.cost?.total;
  const strongPicoUsd = cost("gpt-4o");
  const lightPicoUsd = cost("gpt-4o-mini");
  return {
    recommendation,
    ...(strongPicoUsd !== undefined && { strongPicoUsd }),
    ...(lightPicoUsd !== undefined && { lightPicoUsd }),
  };
}

export { routeFiles as route };
