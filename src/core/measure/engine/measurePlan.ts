import type { Pace } from "../../estimate/pace";
import type { EstimateServices, EstimateSettings } from "../../estimate/buildEstimate";
import { costOfRequest } from "../../cost/requestCost";
import { type PicoUsd, sumIfKnown } from "../../money";
import type { RequestPrice } from "../../models/model";
import { type Pair, type Side, SIDES } from "../../pair";
import type { Prompt } from "../../prompt/prompt";
import type { Recommendation } from "../../recommend/recommendation";
import type { ModelName } from "../../runs/comparisonPlan";
import type { MoveChange } from "../../runs/moveChange";
import { RequestAdapter, type SentSettings } from "../../runs/engine/moveRequest";
import { type AdaptedSide, planAdapted } from "../../runs/engine/planComparison";
import type { RunRequest } from "../../runs/modelRunner";
import type { PlannedCost } from "../../runs/spending/spending";
import type { JudgeModel } from "../judge/judge";
import type { DatasetRow } from "../row";
import { DatasetHash } from "../rows/datasetHash";
import { promptOfRow } from "../rows/rowsOfPrompt";

/** A dataset that is asked on one model or on two, with its cost. */
export interface MeasurePlan {
  /** Different for every run. */
  readonly id: string;
  /** The prompt's file as the user names it. */
  readonly file: string;
  /** The file of the rows, likewise. */
  readonly data: string;
  readonly host: string;
  /** The template. */
  readonly prompt: Prompt;
  readonly rows: readonly DatasetRow[];
  /** Of the rows: a run is gone on with only if it is the same. */
  readonly dataHash: string;
  readonly sides: Partial<Readonly<Record<Side, MeasuredSide>>>;
  /** The model that judges the answers, if one is chosen. */
  readonly judge?: PlannedJudge;
}

/** The judge's part of the plan. */
export interface PlannedJudge extends Omit<JudgeModel, "host"> {
  readonly name: ModelName;
  /** Whether it also says which of the two answers to a row is better, asked in both orders. */
  readonly comparesPairs: boolean;
  /** The requests about each row, in the order of the plan. */
  readonly rows: readonly JudgedRow[];
}

/** The requests to the judge about a row. */
export interface JudgedRow {
  /** About the answer of each side. */
  readonly rubrics: Pair<PlannedRequests>;
  /** About both answers. */
  readonly pair: PlannedRequests;
}

/** Requests with their cost, undefined if unknown. */
export interface PlannedRequests {
  readonly requests: number;
  readonly expected: PicoUsd | undefined;
  readonly atMost: PicoUsd | undefined;
}

/** One model's part of the plan. */
export interface MeasuredSide {
  readonly name: ModelName;
  /** As it is sent. */
  readonly model: string;
  /** As it is sent; undefined for the file's own, or none. */
  readonly effort?: string;
  /** How requests were changed because the model would refuse them as they are: each change once. */
  readonly changes: readonly MoveChange[];
  /** One for each row of the plan, in its order. */
  readonly rows: readonly PlannedRow[];
}

/** A row's request on one model, without its prompt: that is filled when it is sent. */
export interface PlannedRow {
  readonly request: Omit<RunRequest, "prompt">;
  /** In place of the prompt's own settings, which the model would refuse. */
  readonly sent?: SentSettings;
  readonly price?: RequestPrice;
  readonly inputTokens: number;
  /** Expected. */
  readonly outputTokens: number;
  /** The longest possible answer; undefined if unknown. */
  readonly mostOutputTokens?: number;
  readonly expected?: PicoUsd;
  /** Undefined if unknown. */
  readonly atMost?: PicoUsd;
  readonly isUncapped: boolean;
}

interface MeasureIntent extends Omit<MeasurePlan, "sides" | "dataHash" | "judge"> {
  readonly measured: readonly Side[];
  /** Whether tokens are billed in USD. */
  readonly isBilled: boolean;
  /** Whether the log-probability of the answers is asked for, where a model gives it. */
  readonly asksLogProbabilities?: boolean;
}

/** Counts and prices every row on each model, in slices. Rejects with `Cancelled` if the pace does. */
export async function planMeasurement(
  { measured, isBilled, asksLogProbabilities = false, ...intent }: MeasureIntent,
  { counter, recommender }: EstimateServices,
  settings: EstimateSettings,
  pace: Pace,
): Promise<MeasurePlan> {
  const planned: Pair<PlannedRow[]> = { left: [], right: [] };
  const first = new Map<Side, AdaptedSide>();
  const changes: Pair<Map<string, MoveChange>> = { left: new Map(), right: new Map() };
  const adapter = new RequestAdapter(settings.today);
  let recommendation: Recommendation | undefined;
  // What is recommended is the same for all rows, and takes most of the time of an estimate.
  const services: EstimateServices = {
    counter,
    recommender: {
      recommend: (input) => (recommendation ??= recommender.recommend(input)),
      predictOutput: (prompt) => recommender.predictOutput(prompt),
      reasoningTask: (prompt) => recommender.reasoningTask(prompt),
    },
  };
  const hash = new DatasetHash();
  for (const row of intent.rows) {
    await pace.yieldIfDue();
    hash.add(row);
    const request = {
      id: intent.id,
      prompt: promptOfRow(intent.prompt, row),
      file: intent.file,
      host: intent.host,
      isBilled,
    };
    const sides = planAdapted(request, adapter, services, settings);
    for (const side of measured) {
      const plan = sides[side];
      if (!first.has(side)) first.set(side, plan);
      for (const change of plan.changes) changes[side].set(JSON.stringify(change), change);
      planned[side].push(plannedRow(plan, asksLogProbabilities));
    }
  }
  const sides = [...first].map(([side, { name, request }]) => [
    side,
    {
      name,
      model: request.model,
      ...(request.effort !== undefined && request.effort !== "omit" && { effort: request.effort }),
      changes: [...changes[side].values()],
      rows: planned[side],
    },
  ]);
  return {
    ...intent,
    dataHash: hash.end(),
    sides: Object.fromEntries(sides) as MeasurePlan["sides"],
  };
}

/** The request that is sent for a row. */
export function requestOfRow(
  { prompt }: Pick<MeasurePlan, "prompt">,
  row: DatasetRow,
  { request, sent }: PlannedRow,
): RunRequest {
  return { ...request, prompt: { ...promptOfRow(prompt, row), ...sent, tier: "standard" } };
}

/** Which rows are left: of a side to be asked, of the judge to be asked about both answers. */
export type IsLeft = (of: Side | "judge", index: number) => boolean;

/** The cost of the rows on each model and on the judge, expected and at most. */
export function measuredCosts(
  { sides, judge }: Pick<MeasurePlan, "sides" | "judge">,
  isLeft: IsLeft = () => true,
): readonly PlannedCost[] {
  const costs = SIDES.flatMap((side) => {
    const planned = sides[side];
    if (planned === undefined) return [];
    const rows = planned.rows.filter((_, index) => isLeft(side, index));
    const isUncapped = rows.some((row) => row.isUncapped);
    return [{ label: planned.name.label, ...sumOf(rows), isUncapped }];
  });
  if (judge === undefined) return costs;
  return [...costs, { label: `${judge.name.label} as the judge`, ...judgeCost(judge, isLeft) }];
}

/** The requests that are left to the judge, and their cost. */
export function judgeCost(
  { rows }: PlannedJudge,
  isLeft: IsLeft,
): Pick<PlannedCost, "atMost" | "expected"> & { readonly requests: number } {
  const left = rows.flatMap(({ rubrics, pair }, index) => [
    ...SIDES.flatMap((side) => (isLeft(side, index) ? [rubrics[side]] : [])),
    ...(isLeft("judge", index) ? [pair] : []),
  ]);
  const requests = left.reduce((sum, each) => sum + each.requests, 0);
  return { requests, ...sumOf(left) };
}

function sumOf(
  planned: readonly {
    readonly expected?: PicoUsd | undefined;
    readonly atMost?: PicoUsd | undefined;
  }[],
): Pick<PlannedCost, "atMost" | "expected"> {
  const expected = sumIfKnown(planned.map((each) => each.expected));
  return {
    atMost: sumIfKnown(planned.map((each) => each.atMost)),
    ...(expected !== undefined && { expected }),
  };
}

function plannedRow(
  {
    request: { prompt, ...request },
    price,
    atMost,
    estimatedInputTokens: inputTokens,
    output: { expectedTokens: outputTokens },
    mostOutputTokens,
    sent,
    hasLogProbabilities,
  }: AdaptedSide,
  asksLogProbabilities: boolean,
): PlannedRow {
  const expected = price && costOfRequest(price, { inputTokens, outputTokens });
  return {
    request: {
      ...request,
      ...(asksLogProbabilities && hasLogProbabilities && { logProbabilities: true }),
    },
    ...(sent && { sent }),
    ...(price && { price }),
    inputTokens,
    outputTokens,
    ...(mostOutputTokens !== undefined && { mostOutputTokens }),
    ...(expected !== undefined && { expected }),
    ...(atMost !== undefined && { atMost }),
    isUncapped: prompt.maxOutputTokens === undefined,
  };
}
