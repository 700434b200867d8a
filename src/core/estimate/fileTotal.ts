import type { PicoUsd } from "../money";
import type { Model, ServiceTier } from "../models/model";
import type { UnreadEntries } from "../prompt/prompt";
import type { EvidenceLevel, Recommendation } from "../recommend/recommendation";
import type { Estimate, ModelEstimate } from "./estimate";
import type { RequestCost } from "../cost/requestCost";

/** Requests of a file that go to one model, and their cost there. */
interface SideTotal {
  readonly model: Model;
  /** As billed on this model, for all requests. */
  readonly inputTokens: number;
  /** Expected, as billed: with reasoning. */
  readonly outputTokens: number;
  /** The cost of all routed requests on this model. Undefined if one of them has no price on it. */
  readonly total?: PicoUsd;
  /** The number of requests for which it is recommended. */
  readonly routedRequests: number;
}

/** All requests of a file or a batch together. */
export interface FileTotal {
  readonly requests: number;
  readonly tier: ServiceTier | "mixed";
  readonly left: SideTotal;
  readonly right: SideTotal;
  readonly output: {
    readonly minTokens: number;
    readonly expectedTokens: number;
    readonly maxTokens: number;
  };
  /** Each request on the model that is recommended for it. Undefined if one has no price there. */
  readonly split?: PicoUsd;
  /**
   * The mean expected loss of score of the split, over the requests whose loss is known. Undefined if it
   * is known of none.
   */
  readonly expectedLoss?: number;
  /** Requests that neither model can take: they count in the tokens but not in the costs. */
  readonly unroutedRequests: number;
  /** How many recommendations have which evidence level, strongest first; none is 0. */
  readonly levels: readonly { readonly level: EvidenceLevel; readonly requests: number }[];
  /** Requests whose count is not exact on at least one of the models. */
  readonly estimatedRequests: number;
  /** Why these are estimates, the most frequent reasons first. */
  readonly reasons: readonly string[];
  /** Whether there are more than `reasons` names. */
  readonly hasMoreReasons: boolean;
  /** Entries of the file that are not counted. */
  readonly unread?: UnreadEntries;
  /** Also true if entries can't be read: they are left out. */
  readonly isLowerBound: boolean;
}

/** How many reasons a total names. */
const MAX_REASONS = 3;

/** How many different reasons are kept while a file is read. */
const MAX_KEPT_REASONS = 200;

const LEVELS: readonly EvidenceLevel[] = [
  "your measurements",
  "measured",
  "extrapolated",
  "published",
  "published opinion",
  "no evidence",
];

/** Adds up estimates one by one, so that a file of any length needs to hold none of them. */
export class FileTotalBuilder {
  private requests = 0;
  private tier: FileTotal["tier"] | undefined;
  private readonly left: RunningSide;
  private readonly right: RunningSide;
  private readonly output = { minTokens: 0, expectedTokens: 0, maxTokens: 0 };
  private split: PicoUsd | undefined = 0n;
  private unroutedRequests = 0;
  private readonly loss = { sum: 0, requests: 0 };
  private readonly levels = new Map<EvidenceLevel, number>();
  private estimatedRequests = 0;
  private isLowerBound = false;
  private readonly reasons = new Map<string, number>();
  private unread: UnreadEntries | undefined;

  constructor(pair: { readonly left: Model; readonly right: Model }) {
    this.left = newSide(pair.left);
    this.right = newSide(pair.right);
  }

  add({ billing, left, right, output, recommendation }: Estimate): void {
    this.requests += 1;
    this.tier = this.tier === undefined || this.tier === billing.tier ? billing.tier : "mixed";
    this.left.inputTokens += left.count.inputTokens;
    this.right.inputTokens += right.count.inputTokens;
    this.left.outputTokens += left.output.expectedTokens;
    this.right.outputTokens += right.output.expectedTokens;
    this.output.minTokens += output.minTokens;
    this.output.expectedTokens += output.expectedTokens;
    this.output.maxTokens += output.maxTokens;
    this.route(recommendation, left, right);
    const bases = [left.count.basis, right.count.basis];
    if (bases.some(({ kind }) => kind === "estimate")) this.estimatedRequests += 1;
    this.isLowerBound ||= bases.some((basis) => basis.isLowerBound);
    for (const reason of new Set(bases.flatMap(({ reasons }) => reasons))) this.addReason(reason);
  }

  /** Entries of the file that are left out of the total because they can't be read. */
  addUnread({ unit, count }: UnreadEntries): void {
    this.unread = { unit, count: (this.unread?.count ?? 0) + count };
  }

  private addReason(reason: string): void {
    const requests = this.reasons.get(reason);
    if (requests === undefined && this.reasons.size >= MAX_KEPT_REASONS) return;
    this.reasons.set(reason, (requests ?? 0) + 1);
  }

  total(): FileTotal {
    return {
      requests: this.requests,
      tier: this.tier ?? "standard",
      left: closeSide(this.left),
      right: closeSide(this.right),
      output: { ...this.output },
      ...(this.split !== undefined && { split: this.split }),
      ...(this.loss.requests > 0 && { expectedLoss: this.loss.sum / this.loss.requests }),
      unroutedRequests: this.unroutedRequests,
      levels: LEVELS.flatMap((level) => {
        const requests = this.levels.get(level);
        return requests === undefined ? [] : [{ level, requests }];
      }),
      estimatedRequests: this.estimatedRequests,
      reasons: this.frequentReasons(),
      hasMoreReasons: this.reasons.size > MAX_REASONS,
      ...(this.unread && { unread: this.unread }),
      isLowerBound: this.isLowerBound || this.unread !== undefined,
    };
  }

  private frequentReasons(): readonly string[] {
    return [...this.reasons]
      .toSorted(([, a], [, b]) => b - a)
      .slice(0, MAX_REASONS)
      .map(([reason]) => reason);
  }

  private route(
    { modelId, level, loss }: Recommendation,
    left: ModelEstimate,
    right: ModelEstimate,
  ): void {
    const chosen = [left, right].find(({ model }) => model.id === modelId);
    if (chosen === undefined) {
      this.unroutedRequests += 1;
      return;
    }
    (chosen === left ? this.left : this.right).routedRequests += 1;
    this.levels.set(level, (this.levels.get(level) ?? 0) + 1);
    if (loss) {
      this.loss.requests += 1;
      this.loss.sum += modelId === loss.modelId ? loss.expected : 0;
    }
    this.left.total = sum(this.left.total, left.cost);
    this.right.total = sum(this.right.total, right.cost);
    this.split = sum(this.split, chosen.cost);
  }
}

/** Whether a file is shown as a whole: a single request already says everything about its file. */
export function isOfMany({ requests, unread }: FileTotal): boolean {
  return requests > 1 || (requests === 1 && unread !== undefined);
}

/** All of `estimates` together. */
export function totalOf(
  estimates: readonly Estimate[],
  pair: { readonly left: Model; readonly right: Model },
  unread?: UnreadEntries,
): FileTotal {
  const builder = new FileTotalBuilder(pair);
  for (const estimate of estimates) builder.add(estimate);
  if (unread !== undefined) builder.addUnread(unread);
  return builder.total();
}

interface RunningSide {
  readonly model: Model;
  inputTokens: number;
  outputTokens: number;
  routedRequests: number;
  total: PicoUsd | undefined;
}

function newSide(model: Model): RunningSide {
  return { model, inputTokens: 0, outputTokens: 0, routedRequests: 0, total: 0n };
}

function closeSide({ total, ...side }: RunningSide): SideTotal {
  return { ...side, ...(total !== undefined && { total }) };
}

/** If a request has no price, neither has the sum. */
function sum(total: PicoUsd | undefined, cost: RequestCost | undefined): PicoUsd | undefined {
  return total === undefined || cost?.total === undefined ? undefined : total + cost.total;
}
