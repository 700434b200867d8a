import type { Basis, CountedPart, Evidence, RuleId } from "../accounting/requestCount";
import { formatCount } from "../format";
import { PICO_PER_USD, type PicoUsd, sumIfKnown } from "../money";
import type { PromptProblem, UnreadEntries } from "../prompt/prompt";
import { routeResult, type RouteResult } from "../recommend/routeResult";
import type { OutputEstimate } from "../cost/outputEstimate";
import type { ReasoningEstimate } from "../cost/reasoningEstimate";
import type { ReasoningEffort } from "../models/model";
import { type Source, type SourceKey, SOURCES } from "../models/sources";
import type { SourceRange } from "../sourceRange";
import type { Estimate, ModelEstimate } from "./estimate";
import { type FileTotal, totalOf } from "./fileTotal";

/*
 * The JSON of `tokenscale estimate --json`, described in docs/cli.md. Scripts rely on it: members are
 * added, never renamed. An unknown figure is left out.
 */

interface EstimateJson extends FiguresJson {
  readonly name?: string;
  readonly recommendation: RouteResult;
}

/** The figures of one request, or of several together. */
interface FiguresJson {
  readonly endpoint: string;
  readonly basis: Basis["kind"];
  readonly basisReasons: readonly string[];
  readonly isLowerBound: boolean;
  readonly serviceTier: FileTotal["tier"];
  /** The number of answers (`n`); for several requests, the sum. */
  readonly answers: number;
  readonly priceNotes: readonly string[];
  readonly rules: readonly RuleId[];
  /** Of the weakest rule. */
  readonly evidence: Evidence;
  readonly messages: readonly MessageJson[];
  readonly models: Readonly<Record<string, ModelJson>>;
}

interface MessageJson {
  readonly role: string;
  /** On the left model: the other counts images differently. */
  readonly tokens: number;
  readonly range?: SourceRange;
}

interface ModelJson {
  /** `GPT-6 Luna · none`. */
  readonly label: string;
  /** The effort of the requests, if it is the same for all. */
  readonly effort?: ReasoningEffort;
  readonly inputTokens: number;
  readonly basis: Basis["kind"];
  /** As billed: the visible answer and the reasoning. */
  readonly outputTokens: RangeJson;
  /** How many of `outputTokens` are reasoning: an estimate. Left out if the model does not reason. */
  readonly reasoningTokens?: RangeJson & {
    readonly origin: string;
    readonly sources: readonly string[];
  };
  readonly inputUsd?: number;
  /** The extra cost, on top of `inputUsd`, of a request that writes its stable prefix to the cache. */
  readonly cacheWriteUsd?: number;
  /** Whether a request is so long that its price is higher. Left out if none is. */
  readonly isLongContext?: true;
  readonly outputUsd?: number;
  readonly totalUsd?: number;
}

interface RangeJson {
  readonly min: number;
  readonly expected: number;
  readonly max: number;
}

/** A request's figures. */
export function estimateJson(estimate: Estimate): EstimateJson {
  const { name } = estimate.prompt;
  return {
    ...(name !== undefined && { name }),
    ...figuresJson([estimate], estimate),
    recommendation: routeResult(estimate.recommendation),
  };
}

/** The figures of a file's requests: their sums if there are several, and each one in `requests`. */
export function requestsJson(estimates: readonly Estimate[], unread?: UnreadEntries): object {
  const [first] = estimates;
  if (first === undefined) return { messages: [], models: {} };
  if (estimates.length === 1 && unread === undefined) return estimateJson(first);
  return {
    ...figuresJson(estimates, first, unread),
    recommendation: splitJson(estimates, first),
    requests: estimates.map(estimateJson),
  };
}

/** `line`, from 1, is that of the range's start. */
export function problemJson({ code, message, range }: PromptProblem, line: number) {
  return { code, message, line, range };
}

/** Exact to the last digit that a JSON number carries. */
export function usd(amount: PicoUsd): number {
  return Number(amount) / Number(PICO_PER_USD);
}

/** For `estimates`, of which `first` is the first. */
function figuresJson(
  estimates: readonly Estimate[],
  first: Estimate,
  unread?: UnreadEntries,
): FiguresJson {
  const bases = estimates.map(({ left }) => left.count.basis);
  const missing = unread ? [`${formatCount(unread.count, unread.unit)} can't be read`] : [];
  const tiers = distinct(estimates.map(({ billing }) => billing.tier));
  const endpoints = distinct(estimates.map(({ prompt }) => prompt.endpoint));
  const [weakest = first.left.count.basis] = bases.toSorted(
    (a, b) => a.evidence.rightShare - b.evidence.rightShare,
  );
  return {
    endpoint: endpoints.length === 1 ? first.prompt.endpoint : "mixed",
    basis: unread ? "estimate" : basisOfAll(bases),
    basisReasons: [...distinct(bases.flatMap(({ reasons }) => reasons)), ...missing],
    isLowerBound: unread !== undefined || bases.some(({ isLowerBound }) => isLowerBound),
    serviceTier: tiers.length === 1 ? first.billing.tier : "mixed",
    answers: sum(estimates.map(({ billing }) => billing.answers)),
    priceNotes: distinct(estimates.flatMap(({ billing }) => billing.notes)),
    rules: distinct(bases.flatMap(({ rules }) => rules)),
    evidence: weakest.evidence,
    messages: estimates.flatMap((estimate) =>
      estimate.left.count.parts.flatMap((part) => messageJson(part, estimate)),
    ),
    models: {
      [first.left.model.id]: modelJson(estimates, ({ left }) => left, unread),
      [first.right.model.id]: modelJson(estimates, ({ right }) => right, unread),
    },
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

function modelJson(
  estimates: readonly Estimate[],
  sideOf: (estimate: Estimate) => ModelEstimate,
  unread: UnreadEntries | undefined,
): ModelJson {
  const sides = estimates.map(sideOf);
  const outputs = sides.map(({ output }) => output);
  const efforts = distinct(sides.map(({ model }) => model.effort));
  const cacheWriteUsd = usdSum(sides.map(({ cost }) => cost?.cacheWrite));
  const inputUsd = usdSum(sides.map(({ cost }) => cost?.input));
  const outputUsd = usdSum(sides.map(({ cost }) => cost?.output));
  const totalUsd = usdSum(sides.map(({ cost }) => cost?.total));
  return {
    label: efforts.length === 1 ? (sides[0]?.model.label ?? "") : baseLabel(sides),
    ...(efforts.length === 1 && efforts[0] !== undefined && { effort: efforts[0] }),
    inputTokens: sum(sides.map(({ count }) => count.inputTokens)),
    basis: unread ? "estimate" : basisOfAll(sides.map(({ count }) => count.basis)),
    outputTokens: rangeJson(outputs),
    ...reasoningJson(sides.flatMap(({ reasoning }) => reasoning ?? [])),
    ...(inputUsd !== undefined && { inputUsd }),
    ...(cacheWriteUsd !== undefined && { cacheWriteUsd }),
    ...(sides.some(({ isLongContext }) => isLongContext) && { isLongContext: true }),
    ...(outputUsd !== undefined && { outputUsd }),
    ...(totalUsd !== undefined && { totalUsd }),
  };
}

/** The model without an effort: its requests are made at several. */
function baseLabel(sides: readonly ModelEstimate[]): string {
  const [label = ""] = sides[0]?.model.label.split(" · ") ?? [];
  return label;
}

function reasoningJson(
  all: readonly ReasoningEstimate[],
): Pick<ModelJson, "reasoningTokens"> | undefined {
  if (all.length === 0) return undefined;
  return {
    reasoningTokens: {
      ...rangeJson(all),
      origin: distinct(all.map(({ origin }) => origin)).join("; "),
      sources: distinct(all.flatMap(({ sources }) => sources)).map(sourceText),
    },
  };
}

function sourceText(key: SourceKey): string {
  const { title, date }: Source = SOURCES[key];
  return date === undefined ? title : `${title}, ${date}`;
}

function rangeJson(
  ranges: readonly Pick<OutputEstimate, "minTokens" | "expectedTokens" | "maxTokens">[],
): RangeJson {
  return {
    min: sum(ranges.map(({ minTokens }) => minTokens)),
    expected: sum(ranges.map(({ expectedTokens }) => expectedTokens)),
    max: sum(ranges.map(({ maxTokens }) => maxTokens)),
  };
}

/** Which model each of several requests goes to: `model` and `basis` if all agree. */
function splitJson(estimates: readonly Estimate[], { left, right }: Estimate): object {
  const models = distinct(estimates.map(({ recommendation }) => recommendation.modelId));
  const levels = distinct(estimates.map(({ recommendation }) => recommendation.level));
  const total = totalOf(estimates, { left: left.model, right: right.model });
  return {
    ...(models.length === 1 && models[0] !== undefined && { model: models[0] }),
    ...(levels.length === 1 && { basis: levels[0] }),
    requests: {
      [left.model.id]: total.left.routedRequests,
      [right.model.id]: total.right.routedRequests,
    },
    ...(total.split !== undefined && { totalUsd: usd(total.split) }),
  };
}

function basisOfAll(bases: readonly Basis[]): Basis["kind"] {
  return bases.every(({ kind }) => kind === "exact") ? "exact" : "estimate";
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** If one amount is unknown, so is the sum. */
function usdSum(amounts: readonly (PicoUsd | undefined)[]): number | undefined {
  const total = sumIfKnown(amounts);
  return total === undefined ? undefined : usd(total);
}

function distinct<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Set(values)];
}
