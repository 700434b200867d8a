import type { Basis, CountedPart } from "../accounting/requestCount";
import type { PicoUsd } from "../cost/money";
import { PICO_PER_USD } from "../cost/money";
import type { Estimate, FileEstimate, ModelEstimate } from "./estimate";
import { totalOf, type FileTotal } from "./fileTotal";
import type { PromptProblem } from "../prompt/prompt";

/*
 * The JSON of `tokenscale estimate --json`, described in docs/cli.md. Scripts rely on it: members are
 * added, never renamed. A figure that is not known is left out.
 */

export interface EstimateJson {
  readonly name?: string;
  readonly endpoint: string;
  readonly basis: Basis["kind"];
  readonly basisReasons: readonly string[];
  readonly isLowerBound: boolean;
  readonly messages: readonly MessageJson[];
  readonly models: Readonly<Record<string, ModelJson>>;
  readonly recommendation: RecommendationJson;
}

export interface MessageJson {
  readonly role: string;
  readonly tokens: number;
  readonly range?: { readonly start: number; readonly end: number };
}

export interface ModelJson {
  readonly inputTokens: number;
  readonly basis: Basis["kind"];
  readonly outputTokens: { readonly min: number; readonly expected: number; readonly max: number };
  readonly inputUsd?: number;
  readonly outputUsd?: number;
  readonly totalUsd?: number;
}

export interface RecommendationJson {
  readonly model?: string;
  readonly level: string;
  readonly decidedBy: string;
  readonly pMiniAtLeastAsGood?: number;
  readonly expectedGap?: number;
  readonly interval?: readonly [number, number];
  readonly kind?: string;
  readonly reasons: readonly string[];
}

/** A request's figures. */
export function estimateJson(estimate: Estimate): EstimateJson {
  const { prompt, left, right } = estimate;
  const { basis } = left.count;
  return {
    ...(prompt.name !== undefined && { name: prompt.name }),
    endpoint: prompt.endpoint,
    basis: basis.kind,
    basisReasons: basis.reasons,
    isLowerBound: basis.isLowerBound,
    messages: left.count.parts.flatMap((part) => messageJson(part, estimate)),
    models: {
      [left.model.id]: modelJson(left, estimate),
      [right.model.id]: modelJson(right, estimate),
    },
    recommendation: recommendationJson(estimate),
  };
}

/** A file's figures: those of its request; of several requests their sums, and each in `requests`. */
export function fileJson(path: string, { file, estimates }: FileEstimate, text: string): object {
  const head = { file: path, format: file.format };
  const problems = file.problems.map((problem) => problemJson(problem, text));
  const [first] = estimates;
  if (first === undefined) return { ...head, problems, messages: [], models: {} };
  if (estimates.length === 1) {
    const { name: _name, ...figures } = estimateJson(first);
    return { ...head, ...figures, problems };
  }
  const total = totalOf(estimates, { left: first.left.model, right: first.right.model });
  return { ...head, ...totalJson(total), problems, requests: estimates.map(estimateJson) };
}

export function problemJson({ code, message, range }: PromptProblem, text: string): object {
  const line = text.slice(0, range.start).split("\n").length;
  return { code, message, line, range };
}

export function recommendationJson({ recommendation }: Estimate): RecommendationJson {
  const { modelId, level, decidedBy, evidence, reasons } = recommendation;
  return {
    ...(modelId !== undefined && { model: modelId }),
    level,
    decidedBy,
    ...(evidence && {
      pMiniAtLeastAsGood: evidence.pMiniAtLeastAsGood,
      expectedGap: evidence.expectedGap,
      interval: evidence.interval,
      kind: evidence.kind.id,
    }),
    reasons: reasons.map(({ text }) => text),
  };
}

function messageJson(part: CountedPart, { prompt }: Estimate): MessageJson[] {
  if (part.kind !== "message" && part.kind !== "instructions") return [];
  const role =
    part.messageIndex === undefined ? undefined : prompt.messages[part.messageIndex]?.role;
  return [
    { role: role ?? "system", tokens: part.tokens, ...(part.range && { range: part.range }) },
  ];
}

function modelJson({ count, cost }: ModelEstimate, { output }: Estimate): ModelJson {
  return {
    inputTokens: count.inputTokens,
    basis: count.basis.kind,
    outputTokens: {
      min: output.minTokens,
      expected: output.expectedTokens,
      max: output.maxTokens,
    },
    ...(cost && { inputUsd: usd(cost.input) }),
    ...(cost?.output !== undefined && { outputUsd: usd(cost.output) }),
    ...(cost?.total !== undefined && { totalUsd: usd(cost.total) }),
  };
}

function totalJson({
  left,
  right,
  output,
  estimatedRequests,
  isLowerBound,
  split,
}: FileTotal): object {
  const basis = estimatedRequests === 0 ? "exact" : "estimate";
  const side = ({ inputTokens, total, routedRequests }: FileTotal["left"]): object => ({
    inputTokens,
    basis,
    outputTokens: {
      min: output.minTokens,
      expected: output.expectedTokens,
      max: output.maxTokens,
    },
    ...(total !== undefined && { totalUsd: usd(total) }),
    recommendedRequests: routedRequests,
  });
  return {
    basis,
    isLowerBound,
    models: { [left.model.id]: side(left), [right.model.id]: side(right) },
    ...(split !== undefined && { splitUsd: usd(split) }),
  };
}

/** Exact to the last digit that a JSON number carries. */
export function usd(amount: PicoUsd): number {
  return Number(amount) / Number(PICO_PER_USD);
}
