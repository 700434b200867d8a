import type { Estimate } from "../../core/estimate/estimate";
import { formatProbability, NOT_KNOWN } from "../../core/format";
import { routeResult } from "../../core/recommend/routeResult";
import {
  routedRequest,
  splitWords,
  type WorkspaceSplit,
  WorkspaceSplitBuilder,
} from "../../core/recommend/workspaceSplit";
import { chosenSide } from "../../core/surfaces/words";
import { recommendationWords } from "../estimateWords";
import { promptCommand } from "../promptCommand";
import { printable } from "../terminal";

/** `tokenscale route`: which model, how likely mini is to be at least as good, and why. */
export const route = promptCommand({
  requestJson,
  requestsJson: (estimates) => {
    const [first, ...others] = estimates;
    if (first === undefined) return {};
    if (others.length === 0) return requestJson(first);
    const { requests, toMini, shareToMini, costShare, qualityShare } = splitOf(estimates);
    return {
      split: { requests, toMini, shareToMini, costShare, qualityShare },
      requests: estimates.map(requestJson),
    };
  },
  requestsWords: (estimates) => {
    const [first, ...others] = estimates;
    if (first !== undefined && others.length === 0) return recommendationWords(first);
    const rows = estimates.map((estimate, index) =>
      row(estimate, estimate.prompt.name ?? String(index + 1)),
    );
    return [...rows, conclusion(splitOf(estimates))].join("\n");
  },
  linesWords: () => {
    const split = new WorkspaceSplitBuilder();
    return {
      add: (estimate, name) => {
        split.add(routedRequest(estimate));
        return `${row(estimate, name)}\n`;
      },
      end: () => conclusion(split.split()),
    };
  },
});

function requestJson({ prompt: { name }, recommendation }: Estimate): object {
  return { ...(name !== undefined && { name }), ...routeResult(recommendation) };
}

function splitOf(estimates: readonly Estimate[]): WorkspaceSplit {
  const split = new WorkspaceSplitBuilder();
  for (const estimate of estimates) split.add(routedRequest(estimate));
  return split.split();
}

/** Columns by tabs: name, model, probability that mini is at least as good, kind, level of evidence. */
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

function conclusion(split: WorkspaceSplit): string {
  return split.requests === 0 ? "No outcomes are measured for this pair." : `${splitWords(split)}.`;
}
