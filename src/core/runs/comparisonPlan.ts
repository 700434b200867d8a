import type { OutputEstimate } from "../cost/outputEstimate";
import type { Currency } from "../currency";
import type { Model, RequestPrice } from "../models/model";
import type { PicoUsd } from "../money";
import type { Side } from "../pair";
import type { RunRequest } from "./modelRunner";
import type { MoveChange } from "./moveChange";
import type { RunContext } from "./runWords";

/** A model's name for people. */
export type ModelName = Pick<Model, "label" | "shortLabel">;

/** One model's part of a plan, and its estimate. */
export interface ComparisonSide {
  readonly name: ModelName;
  readonly request: RunRequest;
  /** Undefined if the model has no price, or if its provider does not bill tokens. */
  readonly price?: RequestPrice;
  /** The maximum cost of one run; undefined if unknown. */
  readonly atMost?: PicoUsd;
  readonly estimatedInputTokens: number;
  readonly inputBasis: "exact" | "estimate";
  readonly output: OutputEstimate;
  /** The longest possible answer; undefined if unknown. */
  readonly mostOutputTokens?: number;
  readonly shutdown?: RunContext["shutdown"];
}

export interface ComparisonPlan {
  /** Different for every comparison. */
  readonly id: string;
  /** The prompt's file as the workspace names it. */
  readonly file: string;
  /** The request, if the file has several: the history keeps them apart. */
  readonly request?: string;
  readonly host: string;
  readonly runsEach: number;
  /** One or both. */
  readonly sides: Partial<Readonly<Record<Side, ComparisonSide>>>;
  /** Ids of models to compare instead if one of these is no longer available. */
  readonly alternatives: readonly string[];
  readonly currency?: Currency;
  /** Of the prompt before its variables were filled in. */
  readonly promptHash?: string;
  /** Of a run before and after a move: `left` is the old model, `right` the new one. */
  readonly move?: PlannedMove;
}

export interface PlannedMove {
  readonly changes: readonly MoveChange[];
}

/** The history's name for the prompt: its file, or `tickets.batch.jsonl#ticket-0412`. */
export function promptName({ file, request }: Pick<ComparisonPlan, "file" | "request">): string {
  return request === undefined ? file : `${file}#${request}`;
}
