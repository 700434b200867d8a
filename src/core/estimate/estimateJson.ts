import type { Basis, CountedPart, Evidence, RuleId } from "../accounting/requestCount";
import { formatCount } from "../format";
import { PICO_PER_USD, type PicoUsd, sumIfKnown } from "../money";
import type { PromptProblem, UnreadEntries } from "../prompt/prompt";
import type { EvidenceLevel } from "../recommend/recommendation";
import { routeResult, type RouteResult } from "../recommend/routeResult";
import type { OutputEstimate } from "../cost/outputEstimate";
import type { ReasoningEffort } from "../models/model";
import { type Source, type SourceKey, SOURCES } from "../models/sources";
import type { SourceRange } from "../sourceRange";
import type { Estimate, ModelEstimate } from "./estimate";
import { type FileTotal, FileTotalBuilder } from "./fileTotal";

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

/** How many requests, messages and problems of one file are listed. The totals cover all of them. */
export const MAX_LISTED = 1_000;

/** A request's figures. */
export function estimateJson(estimate: Estimate): EstimateJson {
  const { name } = estimate.prompt;
  const figures = new FiguresBuilder(estimate);
  figures.add(estimate);
  return {
    ...(name !== undefined && { name }),
    ...figures.json(),
    recommendation: routeResult(estimate.recommendation),
  };
}

/** Builds the JSON of a file's requests, of which there may be any number, one by one. */
export interface RequestsJson {
  add(estimate: Estimate): void;
  json(unread?: UnreadEntries): object;
}

/** The figures of a file's requests: their sums if there are several, and the first ones in `requests`. */
export class EstimatesJson implements RequestsJson {
  private first: Estimate | undefined;
  private figures: FiguresBuilder | undefined;
  private total: FileTotalBuilder | undefined;
  private readonly models = new Set<string | undefined>();
  private readonly levels = new Set<EvidenceLevel>();
  private readonly listed: EstimateJson[] = [];
  private requests = 0;

  add(estimate: Estimate): void {
    const { left, right, recommendation } = estimate;
    this.first ??= estimate;
    this.figures ??= new FiguresBuilder(estimate, MAX_LISTED);
    this.total ??= new FileTotalBuilder({ left: left.model, right: right.model });
    this.figures.add(estimate);
    this.total.add(estimate);
    this.models.add(recommendation.modelId);
    this.levels.add(recommendation.level);
    this.requests += 1;
    if (this.listed.length < MAX_LISTED) this.listed.push(estimateJson(estimate));
  }

  json(unread?: UnreadEntries): object {
    const { first, figures, total, listed, requests } = this;
    if (!first || !figures || !total) return { messages: [], models: {} };
    if (requests === 1 && unread === undefined) return estimateJson(first);
    return {
      ...figures.json(unread),
      recommendation: this.splitJson(total.total()),
      requestCount: requests,
      requests: listed,
    };
  }

  /** Which model each of several requests goes to: `model` and `basis` if all agree. */
  private splitJson({ left, right, split }: FileTotal): object {
    const [model, ...otherModels] = this.models;
    const [level, ...otherLevels] = this.levels;
    return {
      ...(otherModels.length === 0 && model !== undefined && { model }),
      ...(otherLevels.length === 0 && { basis: level }),
      requests: {
        [left.model.id]: left.routedRequests,
        [right.model.id]: right.routedRequests,
      },
      ...(split !== undefined && { totalUsd: usd(split) }),
    };
  }
}

/** `line`, from 1, is that of the range's start. */
export function problemJson({ code, message, range }: PromptProblem, line: number) {
  return { code, message, line, range };
}

/** Exact to the last digit that a JSON number carries. */
export function usd(amount: PicoUsd): number {
  return Number(amount) / Number(PICO_PER_USD);
}

/** Adds up the figures of requests, of which the first names the models. */
class FiguresBuilder {
  private readonly endpoints = new Set<string>();
  private readonly tiers = new Set<FiguresJson["serviceTier"]>();
  private readonly reasons = new Set<string>();
  private readonly notes = new Set<string>();
  private readonly rules = new Set<RuleId>();
  private readonly messages: MessageJson[] = [];
  private readonly left: ModelJsonBuilder;
  private readonly right: ModelJsonBuilder;
  private answers = 0;
  private isLowerBound = false;
  private weakest: Evidence;

  constructor(
    { left, right }: Estimate,
    private readonly maxMessages = Infinity,
  ) {
    this.left = new ModelJsonBuilder(left);
    this.right = new ModelJsonBuilder(right);
    this.weakest = left.count.basis.evidence;
  }

  add(estimate: Estimate): void {
    const { billing, left, right, prompt } = estimate;
    const { basis, parts } = left.count;
    this.endpoints.add(prompt.endpoint);
    this.tiers.add(billing.tier);
    this.answers += billing.answers;
    this.isLowerBound ||= basis.isLowerBound;
    if (basis.evidence.rightShare < this.weakest.rightShare) this.weakest = basis.evidence;
    addSome(this.reasons, basis.reasons);
    addSome(this.notes, billing.notes);
    for (const rule of basis.rules) this.rules.add(rule);
    for (const part of parts) {
      if (this.messages.length < this.maxMessages)
        this.messages.push(...messageJson(part, estimate));
    }
    this.left.add(left);
    this.right.add(right);
  }

  json(unread?: UnreadEntries): FiguresJson {
    const { endpoints, tiers, left, right } = this;
    const missing = unread ? [`${formatCount(unread.count, unread.unit)} can't be read`] : [];
    const isExact = left.isExact && unread === undefined;
    return {
      endpoint: onlyOne(endpoints) ?? "mixed",
      basis: isExact ? "exact" : "estimate",
      basisReasons: [...this.reasons, ...missing],
      isLowerBound: unread !== undefined || this.isLowerBound,
      serviceTier: onlyOne(tiers) ?? "mixed",
      answers: this.answers,
      priceNotes: [...this.notes],
      rules: [...this.rules],
      evidence: this.weakest,
      messages: this.messages,
      models: {
        [left.id]: left.json(unread),
        [right.id]: right.json(unread),
      },
    };
  }
}

function messageJson(part: CountedPart, { prompt }: Estimate): MessageJson[] {
  if (part.kind !== "message" && part.kind !== "instructions") return [];
  const role =
    part.messageIndex === undefined ? undefined : prompt.messages[part.messageIndex]?.role;
  return [
    { role: role ?? "system", tokens: part.tokens, ...(part.range && { range: part.range }) },
  ];
}

/** Adds up one model's side of requests. */
class ModelJsonBuilder {
  isExact = true;
  readonly id: string;
  private readonly label: string;
  private readonly efforts = new Set<ReasoningEffort | undefined>();
  private readonly output = new RangeBuilder();
  private readonly reasoning = new RangeBuilder();
  private readonly origins = new Set<string>();
  private readonly sources = new Set<SourceKey>();
  private inputTokens = 0;
  private isLongContext = false;
  private cost: Readonly<Record<"cacheWrite" | "input" | "output" | "total", PicoUsd | undefined>> =
    { cacheWrite: 0n, input: 0n, output: 0n, total: 0n };

  constructor({ model }: ModelEstimate) {
    this.id = model.id;
    this.label = model.label;
  }

  add({ model, count, output, reasoning, cost, isLongContext }: ModelEstimate): void {
    this.isExact &&= count.basis.kind === "exact";
    this.efforts.add(model.effort);
    this.inputTokens += count.inputTokens;
    this.isLongContext ||= isLongContext === true;
    this.output.add(output);
    if (reasoning !== undefined) {
      this.reasoning.add(reasoning);
      this.origins.add(reasoning.origin);
      for (const source of reasoning.sources) this.sources.add(source);
    }
    this.cost = {
      cacheWrite: sumIfKnown([this.cost.cacheWrite, cost?.cacheWrite]),
      input: sumIfKnown([this.cost.input, cost?.input]),
      output: sumIfKnown([this.cost.output, cost?.output]),
      total: sumIfKnown([this.cost.total, cost?.total]),
    };
  }

  json(unread: UnreadEntries | undefined): ModelJson {
    const { cacheWrite, input, output, total } = this.cost;
    const effort = onlyOne(this.efforts);
    const [baseLabel = ""] = this.label.split(" · ");
    return {
      label: this.efforts.size === 1 ? this.label : baseLabel,
      ...(effort !== undefined && { effort }),
      inputTokens: this.inputTokens,
      basis: this.isExact && unread === undefined ? "exact" : "estimate",
      outputTokens: this.output.json(),
      ...(this.origins.size > 0 && {
        reasoningTokens: {
          ...this.reasoning.json(),
          origin: [...this.origins].join("; "),
          sources: [...this.sources].map(sourceText),
        },
      }),
      ...(input !== undefined && { inputUsd: usd(input) }),
      ...(cacheWrite !== undefined && { cacheWriteUsd: usd(cacheWrite) }),
      ...(this.isLongContext && { isLongContext: true }),
      ...(output !== undefined && { outputUsd: usd(output) }),
      ...(total !== undefined && { totalUsd: usd(total) }),
    };
  }
}

class RangeBuilder {
  private min = 0;
  private expected = 0;
  private max = 0;

  add({
    minTokens,
    expectedTokens,
    maxTokens,
  }: Pick<OutputEstimate, "minTokens" | "expectedTokens" | "maxTokens">): void {
    this.min += minTokens;
    this.expected += expectedTokens;
    this.max += maxTokens;
  }

  json(): RangeJson {
    return { min: this.min, expected: this.expected, max: this.max };
  }
}

function sourceText(key: SourceKey): string {
  const { title, date }: Source = SOURCES[key];
  return date === undefined ? title : `${title}, ${date}`;
}

function onlyOne<Value>(values: ReadonlySet<Value>): Value | undefined {
  const [value, ...others] = values;
  return others.length === 0 ? value : undefined;
}

/** A file's lines may each have a reason of their own. */
function addSome(values: Set<string>, added: readonly string[]): void {
  for (const value of added) if (values.size < MAX_LISTED) values.add(value);
}
