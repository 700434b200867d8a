import type { ServiceTier } from "../../models/model";
import type { SourceRange } from "../../sourceRange";
import type { Side } from "../../pair";

export type ReportFormat = "csv" | "json" | "html" | "md";
export type RuleFormat = "typescript" | "python" | "litellm" | "json";

/** The what-if numbers that a person types or drags. */
export type ScaleField =
  "requestsPerMonth" | "inputTokens" | "outputTokens" | "cachedShare" | "rightShare";

/** The source of the what-if's tokens: the prompt's own, a published ratio, or typed numbers. */
export type ScalePreset = "prompt" | "chat" | "code-review" | "document-analysis" | "own";

/** One change of a control of At scale, unparsed; `applyScaleChange` reads it. */
export type ScaleChange =
  | { readonly field: ScaleField; readonly text: string }
  /** A slider, 0 … 1 of its way. */
  | { readonly field: ScaleField; readonly position: number }
  | { readonly preset: ScalePreset }
  | { readonly tier: ServiceTier };

/** Everything that the user can request in the panel. JSON, so that a state can contain it. */
export type PanelAction =
  | { readonly type: "setScale"; readonly change: ScaleChange }
  | { readonly type: "setTolerance"; readonly tolerance: number }
  /** With an empty text: back to the estimate. */
  | { readonly type: "setOutputTokens"; readonly text: string }
  | { readonly type: "copyMarkdown" }
  | { readonly type: "saveAs"; readonly format: ReportFormat }
  | { readonly type: "copyRule"; readonly format: RuleFormat }
  | { readonly type: "openLocation"; readonly range: SourceRange }
  /** Of the table of several prompts: opens that prompt and its comparison. */
  | { readonly type: "openPrompt"; readonly id: string }
  | { readonly type: "openSample" }
  | { readonly type: "openLog" }
  /** A VS Code setting by its id. */
  | { readonly type: "openSetting"; readonly setting: string }
  | { readonly type: "choosePair" }
  | { readonly type: "setMoment"; readonly moment: Moment }
  | MoveAction
  | MeasureAction
  | TrafficAction
  | LiveAction;

/** A verdict on the current models, or on the one that replaces them. */
export type Moment = "today" | "after";

/** The actions of the move off retiring models. */
export type MoveAction =
  /** Reads the workspace and opens the plan. */
  | { readonly type: "planMove" }
  | { readonly type: "stopPlan" }
  | { readonly type: "applyMove" }
  | { readonly type: "exportMove"; readonly format: MoveFormat }
  /** Of a row of the plan; `range` is in its file. */
  | { readonly type: "openMovePlace"; readonly key: string; readonly range: SourceRange }
  /** The prompt of a row on its old and its new model. */
  | { readonly type: "runMovePlace"; readonly key: string }
  | { readonly type: "setMoveVolume"; readonly text: string }
  | { readonly type: "chooseMoveTarget" };

/** Actions on a measurement. */
export type MeasureAction =
  | { readonly type: "chooseMeasureData" }
  | { readonly type: "chooseMeasureJudge" }
  | { readonly type: "openMeasureFile"; readonly file: "prompt" | "data" | "asserts" | "results" }
  /** With `rows` only the first ones. */
  | { readonly type: "startMeasure"; readonly rows?: number }
  /** Goes on with the run of an earlier session. */
  | { readonly type: "resumeMeasure" }
  /** Asks again for the rows without an answer. */
  | { readonly type: "retryMeasure" }
  | { readonly type: "pauseMeasure" | "continueMeasure" | "cancelMeasure" }
  | {
      readonly type: "readMeasureRows";
      readonly filter: MeasureFilter;
      readonly from: number;
      readonly count: number;
    }
  | { readonly type: "openMeasureRow"; readonly rowId: string }
  | { readonly type: "exportMeasure"; readonly format: MeasureFormat }
  /** The next row whose answers differ, with the sides hidden. */
  | { readonly type: "readBlindRow" }
  | { readonly type: "voteBlind"; readonly rowId: string; readonly vote: BlindLetter }
  /** The outcomes of the votes count from now on. */
  | { readonly type: "closeBlind" }
  /** Keeps the answers of one model in a file. */
  | { readonly type: "saveMeasureBaseline"; readonly side: Side }
  | { readonly type: "exportOutcomes" | "resetOutcomes" }
  /** The same rows by OpenAI's Batch, on the command line: the user sends the line. */
  | { readonly type: "openBatchCommand" };

export type BlindLetter = "A" | "B" | "tie";

/** Which rows of a measurement are shown. */
export type MeasureFilter =
  | "all"
  | "differs"
  | "only-left-passes"
  | "only-right-passes"
  | "both-fail"
  | "no-answer"
  | "not-supported"
  | "slowest"
  | "most-expensive";

export type MeasureFormat = "markdown" | "csv" | "json" | "html" | "junit";

/** Actions on the report of a traffic log. */
export type TrafficAction =
  | { readonly type: "chooseTrafficLog" }
  /** Stops reading; the report shows what was read until then. */
  | { readonly type: "stopTraffic" }
  | { readonly type: "exportTraffic"; readonly format: TrafficFormat }
  /** `MODEL` or `MODEL@EFFORT`. */
  | { readonly type: "setTrafficTarget"; readonly model: string }
  | { readonly type: "setTrafficTolerance"; readonly tolerance: number }
  /** A prompt file of the workspace, as the report names it. */
  | { readonly type: "openTrafficFile"; readonly file: string };

export type TrafficFormat = MoveFormat | "html";

export type MoveFormat = "markdown" | "csv" | "json";

/** The actions of Live. Without a side: both. */
export type LiveAction =
  | { readonly type: "runLive"; readonly side?: Side }
  /** On the old and the new model of the move. */
  | { readonly type: "runMove"; readonly side?: Side }
  /** By its name; the move's own if the model has no such effort. */
  | { readonly type: "setMoveEffort"; readonly effort: string }
  | { readonly type: "saveBaseline" }
  | {
      readonly type: "openBaseline" | "compareBaseline" | "exportBaseline" | "deleteBaseline";
      readonly runId: string;
    }
  | { readonly type: "stopLive"; readonly side?: Side }
  | { readonly type: "retryNow"; readonly side: Side }
  | { readonly type: "setRunsEach"; readonly text: string }
  /** Which of several answers of a model is shown, from 0. */
  | { readonly type: "showAnswer"; readonly index: number }
  | { readonly type: "verifyCount"; readonly side?: Side }
  | { readonly type: "setApiKey" }
  | { readonly type: "setMaxTokens" }
  | { readonly type: "openDiff" }
  | { readonly type: "saveRun" }
  | { readonly type: "openRun"; readonly runId: string }
  | { readonly type: "exportRun"; readonly runId: string }
  | { readonly type: "deleteRun"; readonly runId: string }
  /** Asks of which prompts: of this one or of all. */
  | { readonly type: "deleteRuns" }
  | { readonly type: "exportLedger" };
