import type { Currency } from "../../currency";
import type { MeasurePlan } from "../../measure/engine/measurePlan";
import type { EarlierRun } from "../../measure/engine/earlierRun";
import type { MeasureEnd, MeasureProgress } from "../../measure/engine/measurement";
import type { Wait } from "../../measure/engine/patientSender";
import type { Hold, MeasureSettings } from "../../measure/engine/sideRun";
import type { Winner } from "../../measure/results/blindVotes";
import type { Judgment } from "../../measure/judgment";
import type { PairedRow } from "../../measure/results/pairedRow";
import type { RowResult } from "../../measure/rowResult";
import type { RunnableRows } from "../../measure/rows/rowsOfPrompt";
import type { PicoUsd } from "../../money";
import type { Pair } from "../../pair";
import type { Prompt } from "../../prompt/prompt";
import type { ModelName } from "../contract/panelState";
import type { MeasureTab } from "../contract/measureState";

/** Everything that the page of a measurement shows. */
export interface MeasureInput {
  readonly tab: MeasureTab;
  /** The prompt's file as the workspace names it. */
  readonly file: string;
  readonly prompt: Prompt;
  readonly names: Pair<ModelName>;
  readonly currency: Currency;
  readonly data: MeasureData;
  readonly settings: MeasureSettings;
  readonly budget?: MeasureBudget;
  readonly requestsPerMonth: number;
  /** From so many rows on, Batch is offered. */
  readonly batchFromRows: number;
  /** An earlier run of the prompt on the same rows that did not end. */
  readonly unfinished?: UnfinishedRun;
  readonly run?: MeasureRunInput;
  readonly results?: MeasureResultsInput;
  /** Saved answers of earlier runs of the prompt. */
  readonly baselines: readonly SavedBaseline[];
  /** The reason that the recommendation gives if it rests on rows of one's own. */
  readonly learned?: string;
}

/** How far the dataset is. */
export type MeasureData =
  | { readonly kind: "none" }
  | { readonly kind: "reading"; readonly file: string }
  /** `reason`: a sentence. */
  | { readonly kind: "failed"; readonly file: string; readonly reason: string }
  | {
      readonly kind: "read";
      readonly file: string;
      readonly rows: RunnableRows;
      readonly asserts: readonly string[];
      readonly assertsFile?: string;
      readonly assertProblems: readonly string[];
      /** Undefined while the rows are counted. */
      readonly plan?: MeasurePlan;
    };

interface MeasureBudget {
  /** `November`. */
  readonly month: string;
  readonly spent: PicoUsd;
  readonly limit: PicoUsd;
}

interface UnfinishedRun {
  /** ISO date. */
  readonly startedOn: string;
  readonly finished: number;
  /** Answers in all. */
  readonly rows: number;
  /** Rows with both answers that the judge has yet to compare. */
  readonly unjudged: number;
}

/** All requests to a model wait. */
export type MeasureHold = Hold | (Wait & { readonly side: "judge" });

interface MeasureRunInput {
  readonly plan: MeasurePlan;
  readonly progress: MeasureProgress;
  readonly holds: readonly MeasureHold[];
  /** Results without an answer, or that took several tries: the newest first. */
  readonly troubles: readonly RowResult[];
  /** Undefined while it goes on. */
  readonly end?: MeasureEnd;
}

interface MeasureResultsInput {
  readonly plan: MeasurePlan;
  readonly rows: readonly PairedRow[];
  /** By row. */
  readonly votes: ReadonlyMap<string, Winner>;
  /** Likewise. */
  readonly judgments: ReadonlyMap<string, Judgment>;
  readonly version: number;
}

interface SavedBaseline {
  /** As the workspace names it. */
  readonly file: string;
  readonly run: Pick<EarlierRun, "head" | "results">;
}
