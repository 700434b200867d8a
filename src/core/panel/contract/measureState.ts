import type { Pair, Side } from "../../pair";
import type { MeasureFilter } from "./panelAction";
import type { AnswerDiff } from "./liveState";
import type {
  ButtonState,
  ModelName,
  Notice,
  QualityChart,
  QualityPoint,
  Table,
} from "./panelState";
import type { RichText } from "./richText";

/** The page of a measurement, in words and fractions like `PanelState`. Plain JSON. */
export interface MeasureState {
  /** `Measure: triage.prompty`. */
  readonly title: string;
  readonly notices: readonly Notice[];
  /** The tab that what just happened belongs to; the page changes to it when it changes. */
  readonly tab: MeasureTab;
  readonly setup: MeasureSetup;
  /** Undefined before a run has begun. */
  readonly run?: MeasureRun;
  readonly results?: MeasureResults;
  /** Undefined without results. */
  readonly baseline?: MeasureBaseline;
}

export type MeasureTab = "setup" | "run" | "results" | "baseline";

export interface MeasureSetup {
  readonly fields: readonly MeasureField[];
  /** Undefined until the rows are counted. */
  readonly cost?: Table;
  readonly notes: readonly RichText[];
  readonly actions: readonly ButtonState[];
}

export interface MeasureField {
  readonly label: string;
  readonly value: RichText;
  readonly notes: readonly RichText[];
  readonly actions: readonly ButtonState[];
}

export interface MeasureRun {
  /** `162 of 250 rows on both models, $1.08 so far, about 1 min 10 s left.` */
  readonly lead: string;
  readonly note: string;
  readonly sides: readonly MeasureRunSide[];
  readonly actions: readonly ButtonState[];
  /** A problem of the run; undefined if there is none. */
  readonly events?: Table;
}

export interface MeasureRunSide {
  readonly side: Side;
  readonly name: RichText;
  /** `162 of 250`. */
  readonly count: string;
  /** 0 … 1. */
  readonly fraction: number;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
}

export interface MeasureResults {
  readonly names: Pair<ModelName>;
  readonly lead: string;
  readonly detail: string;
  readonly models: Table;
  /** Undefined if nothing checks the answers, or if a price is missing. */
  readonly quality?: MeasureQuality;
  readonly remarks: readonly string[];
  /** Undefined if no row has two different answers. */
  readonly blind?: {
    /** `Your votes: of 48 rows …`; undefined before the first one. */
    readonly votes?: string;
    readonly action: ButtonState;
  };
  /** Undefined until the recommendation has learned from rows of this prompt. */
  readonly learned?: { readonly sentence: string; readonly actions: readonly ButtonState[] };
  readonly filters: readonly MeasureFilterState[];
  /** Exports, and what else can be done with the results. */
  readonly actions: readonly ButtonState[];
  /** Grows with every change of the rows: what the page has of them is then old. */
  readonly version: number;
  /** Headings of the table of rows. */
  readonly rowColumns: readonly RichText[];
}

/** Both models, and the cheaper one with the other behind it. */
export interface MeasureQuality {
  readonly chart: QualityChart;
  readonly cascade: MeasureCascade;
}

export interface MeasureCascade {
  /** With the other model asked when a check fails. */
  readonly onFailure: string;
  /** Thresholds from the fewest rows asked twice to all; empty if the server sent no probabilities. */
  readonly steps: readonly {
    /** `Ask GPT-4o when mini's mean log-probability is under −0.21`. */
    readonly rule: string;
    /** `22% of rows asked twice: 98.4% pass, $1.70 per 1,000 requests.` */
    readonly result: string;
    readonly point?: QualityPoint;
  }[];
  /** The step that passes the most, at the lowest cost. */
  readonly best: number;
}

interface MeasureFilterState {
  readonly id: MeasureFilter;
  readonly label: string;
  readonly count: number;
}

/** Rows of the table from `from` on: the page asks for those that it shows. */
export interface MeasureRows {
  readonly version: number;
  readonly filter: MeasureFilter;
  readonly from: number;
  readonly rows: readonly MeasureRow[];
}

export interface MeasureRow {
  readonly rowId: string;
  /** One for each of `rowColumns`. */
  readonly cells: readonly MeasureCell[];
}

export interface MeasureCell {
  readonly text: string;
  readonly tone?: "passed" | "failed";
}

/** One row opened: both answers, and what was checked. */
export interface MeasureRowDetails {
  readonly rowId: string;
  readonly input: readonly { readonly name: string; readonly text: string }[];
  readonly sides: readonly MeasureAnswer[];
  /** Undefined without two answers. */
  readonly diff?: AnswerDiff;
}

interface MeasureAnswer {
  readonly side: Side;
  readonly name: RichText;
  /** `203 out · $0.00504 · 2.22 s`. */
  readonly figures: string;
  readonly text: string;
  readonly checks: readonly MeasureCell[];
}

/** A row to vote on, or the last one that was voted on. */
export interface MeasureBlind {
  /** `12 of 48 rows that differ are voted on.` */
  readonly progress: string;
  /** Undefined when every row has a vote. */
  readonly row?: {
    readonly rowId: string;
    readonly input: MeasureRowDetails["input"];
    readonly answers: { readonly A: string; readonly B: string };
  };
  /** After the vote: `A was GPT-4o, B mini.` */
  readonly revealed?: string;
}

/** Answers that were saved earlier, and how the run does against them. */
export interface MeasureBaseline {
  readonly comparisons: readonly {
    readonly key: string;
    readonly lead: string;
    readonly detail: string;
  }[];
  /** Undefined if there are none. */
  readonly saved?: Table;
  readonly note: string;
  readonly actions: readonly ButtonState[];
}
