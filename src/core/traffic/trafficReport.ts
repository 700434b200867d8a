import { groupBy } from "../groupBy";
import type { ModelSources } from "../models/findModel";
import { GPT_4O } from "../models/gpt4o";
import { GPT_4O_MINI } from "../models/gpt4oMini";
import { GPT_6_LUNA } from "../models/gpt6Luna";
import { atEffort } from "../models/modelAtEffort";
import type { ModelPair } from "../models/resolvePair";
import type { PicoUsd } from "../money";
import { toleratedLoss, type Tolerance } from "../recommend/recommendInput";
import { type Cell, type CellKey, type CellSums, addSums, emptySums, OTHER } from "./trafficCell";
import { type PricedModel, TrafficPricer } from "./trafficCost";
import { findMoves, type TrafficMoves } from "./trafficMoves";
import type { TrafficSummary } from "./trafficSummary";

interface ReportOptions {
  readonly sources: ModelSources;
  readonly pair: ModelPair;
  readonly tolerance: Tolerance;
}

/** The dimensions that traffic can be grouped by. */
export const DIMENSIONS = ["model", "route", "kind", "day"] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Sums and cost of some of the traffic. */
export interface TrafficGroup {
  readonly key: Readonly<Partial<Pick<CellKey, Dimension>>>;
  readonly sums: Readonly<CellSums>;
  /** Of the requests with a price. */
  readonly cost: PicoUsd;
  /** Requests without a price. */
  readonly unpriced: number;
}

/** The whole of the traffic on one model. */
interface Alternative {
  readonly model: PricedModel["model"];
  readonly cost: PicoUsd;
  /** Whether what it writes beside the answers is an estimate. */
  readonly isEstimate: boolean;
}

/** Parts of the bill, each computed alone with everything else as logged. */
interface BillEffects {
  /** Saved by cached input; negative if writing to the cache cost more than reading from it saved. */
  readonly cachingSaves: PicoUsd;
  readonly batchSaves: PicoUsd;
  /** The saving if standard requests ran in a Batch. */
  readonly batchCouldSave: PicoUsd;
  /** The surcharge of long requests. */
  readonly longContextCosts: PicoUsd;
}

export interface TrafficReport {
  readonly summary: TrafficSummary;
  readonly pair: ModelPair;
  readonly tolerated: number;
  /** ISO dates; undefined if no entry has a time. */
  readonly period?: { readonly from: string; readonly to: string; readonly days: number };
  readonly all: TrafficGroup;
  readonly models: readonly TrafficGroup[];
  readonly alternatives: readonly Alternative[];
  readonly effects: BillEffects;
  /** Undefined if the log keeps no text. */
  readonly moves?: TrafficMoves;
  /** Amounts of a costs export. */
  readonly billed?: PicoUsd;
  /** Names of models without a price, the busiest first. */
  readonly unpricedModels: readonly string[];
  readonly groups: (by: readonly Dimension[]) => readonly TrafficGroup[];
}

/** The answers that a summary gives. */
export function trafficReport(summary: TrafficSummary, options: ReportOptions): TrafficReport {
  const { pair, sources, tolerance } = options;
  const cells = summary.allCells();
  requireExact(cells);
  const pricer = new TrafficPricer(sources);
  const groups = (by: readonly Dimension[]): readonly TrafficGroup[] =>
    groupCells(cells, by, pricer);
  const [all = EMPTY] = groups([]);
  const period = periodOf(cells);
  const tolerated = toleratedLoss(tolerance);
  const hasText = cells.some(({ key }) => key.level !== undefined);
  const models = groups(["model"]);
  const billed = [...summary.billed.values()].reduce((sum, amount) => sum + amount, 0n);
  return {
    summary,
    pair,
    tolerated,
    ...(period && { period }),
    all,
    models,
    alternatives: alternativesOf(cells, pair, pricer),
    effects: effectsOf(cells, pricer),
    ...(hasText && { moves: findMoves(cells, { pair, pricer, tolerated }) }),
    ...(summary.billed.size > 0 && { billed }),
    unpricedModels: models
      .filter(({ unpriced }) => unpriced > 0)
      .toSorted((a, b) => b.unpriced - a.unpriced)
      .map(({ key }) => key.model ?? ""),
    groups,
  };
}

const EMPTY: TrafficGroup = { key: {}, sums: emptySums(), cost: 0n, unpriced: 0 };

/** Sums are exact up to 9 × 10¹⁵ tokens: past that, nothing is said rather than something wrong. */
function requireExact(cells: readonly Cell[]): void {
  for (const { sums } of cells) {
    if (!Object.values(sums).every(Number.isSafeInteger)) {
      throw new RangeError("There are more tokens than can be summed exactly.");
    }
  }
}

/** Largest cost first, then by name; days in their order. */
function groupCells(
  cells: readonly Cell[],
  by: readonly Dimension[],
  pricer: TrafficPricer,
): readonly TrafficGroup[] {
  const groups = groupBy(cells, ({ key }) => by.map((dimension) => key[dimension]).join("\t"));
  const rows = [...groups].map(([name, own]) => ({ name, group: sumOf(own, by, pricer) }));
  const isByDay = by.at(-1) === "day";
  return rows
    .toSorted((a, b) => {
      if (isByDay && a.group.key.day !== b.group.key.day) {
        return (a.group.key.day ?? "") < (b.group.key.day ?? "") ? -1 : 1;
      }
      if (a.group.cost !== b.group.cost) return a.group.cost > b.group.cost ? -1 : 1;
      return a.name < b.name ? -1 : 1;
    })
    .map(({ group }) => group);
}

function sumOf(
  cells: readonly Cell[],
  by: readonly Dimension[],
  pricer: TrafficPricer,
): TrafficGroup {
  const sums = emptySums();
  let cost = 0n;
  let unpriced = 0;
  for (const cell of cells) {
    addSums(sums, cell.sums);
    const own = pricer.asLogged(cell);
    if (own === undefined) unpriced += cell.sums.requests;
    else cost += own;
  }
  const first = cells[0]?.key;
  const key = Object.fromEntries(by.map((dimension) => [dimension, first?.[dimension] ?? ""]));
  return { key, sums, cost, unpriced };
}

function periodOf(cells: readonly Cell[]): TrafficReport["period"] {
  const days = cells.map(({ key }) => key.day).filter((day) => day !== "");
  if (days.length === 0) return undefined;
  const from = days.reduce((a, b) => (b < a ? b : a));
  const to = days.reduce((a, b) => (b > a ? b : a));
  return { from, to, days: Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1 };
}

/** The pair, then the two models that the product is about and the one that follows them. */
function alternativesOf(
  cells: readonly Cell[],
  pair: ModelPair,
  pricer: TrafficPricer,
): readonly Alternative[] {
  const candidates: readonly PricedModel[] = [
    { model: pair.left, snapshot: pair.leftSnapshot },
    { model: pair.right, snapshot: pair.rightSnapshot },
    { model: GPT_4O, snapshot: GPT_4O.id },
    { model: GPT_4O_MINI, snapshot: GPT_4O_MINI.id },
    ...(["none", "medium"] as const).map((effort) => ({
      model: atEffort(GPT_6_LUNA, effort),
      snapshot: GPT_6_LUNA.id,
    })),
  ];
  const named = new Map(candidates.map((each) => [each.model.label, each]));
  return [...named.values()].flatMap((target) => {
    const costs = cells.map((cell) => pricer.on(cell, target));
    if (!costs.some((cost) => cost !== undefined)) return [];
    const cost = costs.reduce<PicoUsd>((sum, each) => sum + (each ?? 0n), 0n);
    const { effort } = target.model;
    return [{ model: target.model, cost, isEstimate: effort !== undefined && effort !== "none" }];
  });
}

function effectsOf(cells: readonly Cell[], pricer: TrafficPricer): BillEffects {
  const difference = (
    chosen: readonly Cell[],
    otherwise: (cell: Cell) => PicoUsd | undefined,
  ): PicoUsd =>
    chosen.reduce((sum, cell) => {
      const [now, other] = [pricer.asLogged(cell), otherwise(cell)];
      return now === undefined || other === undefined ? sum : sum + other - now;
    }, 0n);
  const inTier = (tier: CellKey["tier"]): readonly Cell[] =>
    cells.filter(({ key }) => key.tier === tier);
  return {
    cachingSaves: difference(cells, (cell) => pricer.withoutCache(cell)),
    batchSaves: difference(inTier("batch"), (cell) => pricer.inTier(cell, "standard")),
    batchCouldSave: -difference(inTier("standard"), (cell) => pricer.inTier(cell, "batch")),
    longContextCosts: -difference(cells, (cell) => pricer.withoutLongContext(cell)),
  };
}

/** A name for people: a route, a kind, a model. */
export function nameOf(name: string, otherwise: string): string {
  if (name === "") return otherwise;
  return name === OTHER ? "other" : name;
}
