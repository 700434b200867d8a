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
  readonly expected?: PicoUsd;
  /** Undefined if unknown. */
  readonly atMost?: PicoUsd;
  readonly isUncapped: boolean;
}

interface MeasureIntent extends Omit<MeasurePlan, "sides" | "dataHash"> {
  readonly measured: readonly Side[];
  /** Whether tokens are billed in USD. */
  readonly isBilled: boolean;
}

/** Counts and prices every row on each model, in slices. Rejects with `Cancelled` if the pace does. */
export async function planMeasurement(
  { measured, isBilled, ...intent }: MeasureIntent,
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
      planned[side].push(plannedRow(plan));
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

/** The cost of the rows on each model, expected and at most. */
export function measuredCosts(
  { sides }: Pick<MeasurePlan, "sides">,
  isLeft: (side: Side, index: number) => boolean = () => true,
): readonly PlannedCost[] {
  return SIDES.flatMap((side) => {
    const planned = sides[side];
    if (planned === undefined) return [];
    const rows = planned.rows.filter((_, index) => isLeft(side, index));
    const expected = sumIfKnown(rows.map((row) => row.expected));
    return [
      {
        label: planned.name.label,
        atMost: sumIfKnown(rows.map((row) => row.atMost)),
        ...(expected !== undefined && { expected }),
        isUncapped: rows.some((row) => row.isUncapped),
      },
    ];
  });
}

function plannedRow({
  request: { prompt, ...request },
  price,
  atMost,
  estimatedInputTokens: inputTokens,
  output: { expectedTokens: outputTokens },
  sent,
}: AdaptedSide): PlannedRow {
  const expected = price && costOfRequest(price, { inputTokens, outputTokens });
  return {
    request,
    ...(sent && { sent }),
    ...(price && { price }),
    inputTokens,
    outputTokens,
    ...(expected !== undefined && { expected }),
    ...(atMost !== undefined && { atMost }),
    isUncapped: prompt.maxOutputTokens === undefined,
  };
}
