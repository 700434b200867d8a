import type { Moment, PanelAction, RuleFormat, ScaleField, ScalePreset } from "./panelAction";
import type { ServiceTier } from "../../models/model";
import type { Pair, Side } from "../../pair";
import type { ModelMark, RichText } from "./richText";

/**
 * Everything that the panel shows, as words and fractions: the page computes nothing and formats
 * no number. Plain JSON (no bigint, no Map), so that `postMessage` and the page's own state can carry
 * it. Fractions are 0 … 1 of the drawn width or height unless stated otherwise.
 */
export type PanelState = NoPromptPanel | PromptPanel | PromptsPanel;

interface PanelFrame {
  /** `Compare: triage.prompty`. */
  readonly title: string;
  readonly pair: Pair<ModelName>;
  /** Anything unusual (a broken or deleted file, a problem with a setting), above everything else. */
  readonly notices: readonly Notice[];
  readonly verdict: Verdict;
  readonly models: ModelsSection;
  readonly routing: RoutingSection;
  /** In the order in which they are first cited. */
  readonly sources: readonly SourceNote[];
}

/** Nothing is open, or the open file has no figures. */
interface NoPromptPanel extends PanelFrame {
  readonly kind: "none";
}

interface PromptPanel extends PanelFrame {
  readonly kind: "one";
  /** Of the verdict; undefined if no model ends. */
  readonly moment?: Moment;
  readonly prompt: PromptSection;
  readonly scale: ScaleSection;
}

interface PromptsPanel extends PanelFrame {
  readonly kind: "many";
  readonly prompts: PromptsSection;
  readonly scale: ScaleSection;
}

export interface ModelName {
  readonly label: string;
  readonly shortLabel: string;
}

export interface Notice {
  /** Unchanged while the notice is, so that it is not announced again. */
  readonly key: string;
  readonly tone: "info" | "warning" | "error";
  readonly words: RichText;
  readonly actions: readonly ButtonState[];
}

export interface ButtonState {
  readonly label: string;
  readonly action: PanelAction;
  readonly primary?: boolean;
  readonly disabled?: boolean;
}

/** The recommendation: cards, the sentence with the number that decided, its reasons and its picture. */
export interface Verdict {
  /** Empty if nothing is recommended: then the sentence says why. */
  readonly cards: readonly VerdictCard[];
  readonly sentence: RichText;
  readonly grounds: readonly RichText[];
  readonly actions: readonly ButtonState[];
  readonly picture?: VerdictPicture;
}

export interface VerdictCard {
  readonly key: "recommended" | "cost" | "confidence";
  readonly heading: string;
  readonly value: RichText;
  /** The color at the edge of the card: that of the recommended model. */
  readonly accent?: ModelMark;
  readonly bars: readonly CostBar[];
  readonly note?: RichText;
  /** Badges, with what they count. */
  readonly basis?: RichText;
  /** Of an earlier reading. */
  readonly isStale?: boolean;
}

export interface CostBar {
  readonly key: string;
  readonly name: RichText;
  readonly amount: string;
  /** As a share of the most expensive one's. */
  readonly fraction: number;
  /** `now`: of several models together. */
  readonly tone: ModelMark | "now";
}

/** The number that decided, drawn; or the costs as a table if there is nothing to weigh them against. */
export type VerdictPicture =
  | { readonly kind: "chart"; readonly chart: QualityChart }
  | {
      readonly kind: "table";
      readonly heading: string;
      readonly table: Table;
      readonly note: string;
    };

/** Cost to the right, expected score up; both 0 … 1. */
export interface QualityChart {
  readonly heading: string;
  readonly description: string;
  readonly yName: string;
  readonly xName: string;
  readonly note: string;
  readonly xTicks: readonly { readonly x: number; readonly label: string }[];
  readonly yTicks: readonly { readonly y: number; readonly label: string }[];
  /** The scores that are tolerated. */
  readonly band?: { readonly from: number; readonly to: number; readonly label: string };
  readonly points: readonly QualityPoint[];
  /** A split as a line from one model to the other. */
  readonly line?: readonly { readonly x: number; readonly y: number }[];
  readonly tolerance?: ToleranceChoice;
}

export interface QualityPoint {
  readonly key: string;
  /** `split` is a ring. */
  readonly mark: ModelMark | "split";
  readonly x: number;
  readonly y: number;
  readonly label: string;
  readonly detail: string;
  /** Shown while the pointer is over it. */
  readonly title: string;
  /** Of its score; the chart's note says at how many percent. */
  readonly interval?: { readonly low: number; readonly high: number };
  /** Nothing measured: drawn as a dashed column over the interval. */
  readonly isUnknown?: boolean;
  /** Out of the way of a point just below. */
  readonly isLabelAbove?: true;
}

/** How much loss of score is accepted, and what can be chosen instead. */
export interface ToleranceChoice {
  readonly value: number;
  readonly choices: readonly { readonly tolerance: number; readonly label: string }[];
}

export interface PanelSection {
  /** Next to the heading, in small type. */
  readonly note: RichText;
  /** The section in one sentence. */
  readonly lead: RichText;
}

export interface SourceNote {
  readonly number: number;
  readonly words: RichText;
}

/* Tables */

export interface Table {
  /** For screen readers only. */
  readonly caption: string;
  readonly columns: readonly TableColumn[];
  readonly rows: readonly TableRow[];
}

export interface TableColumn {
  readonly key: string;
  readonly heading: RichText;
  /** Columns of figures are right-aligned; `start` is for words. */
  readonly align: "start" | "end";
  /** Left out if the panel is narrow. */
  readonly optional?: boolean;
  /** Left out if the panel is less than wide. */
  readonly wideOnly?: boolean;
}

export interface TableRow {
  readonly key: string;
  /**
   * `sum`: a total, bold. `close`: the last before a total. `sub`: part of the row above, indented.
   * `group`: a heading over the rows below. `note`: a remark over all columns.
   */
  readonly kind: "plain" | "sum" | "close" | "sub" | "group" | "note";
  /** One per column; `group` and `note` only have the first. */
  readonly cells: readonly RichText[];
  /** Fill of the key square before the row's name: see `BarSegment`. */
  readonly tone?: BarTone;
}

/* 1 This prompt */

export interface PromptSection extends PanelSection {
  /** One bar if both models are billed for the same tokens, or else one for each on the same scale. */
  readonly bars: readonly StackedBar[];
  readonly costs: CostTable;
  /** `Why GPT-4o mini`, with the reasons, largest first. */
  readonly reasons?: { readonly heading: string; readonly items: readonly RichText[] };
  readonly facts: readonly Fact[];
}

/** `input-1` … `input-8` darker to lighter, `framing` the strongest, `output` an outline. */
export type BarTone =
  | "input-1"
  | "input-2"
  | "input-3"
  | "input-4"
  | "input-5"
  | "input-6"
  | "input-7"
  | "input-8"
  | "framing"
  | "output";

export interface StackedBar {
  readonly description: string;
  /** The model that it belongs to, if there are two bars. */
  readonly side?: Side;
  readonly name?: string;
  readonly segments: readonly BarSegment[];
  /** Of a request that does not fit: where the context window ends. */
  readonly limit?: { readonly at: number; readonly label: string };
  /** The range of the output, from its minimum to its maximum. */
  readonly range?: { readonly from: number; readonly to: number };
}

export interface BarSegment {
  readonly key: string;
  readonly tone: BarTone;
  readonly start: number;
  readonly width: number;
  readonly label: {
    readonly text: string;
    /** Shown after the text if there is room. */
    readonly detail?: string;
    /** The room that it has. */
    readonly reach: number;
  };
}

/** Cost of one request: the two prices large, then by part. */
export interface CostTable {
  /** In lines. */
  readonly unitNote: readonly string[];
  readonly prices: Pair<PriceHead>;
  readonly table: Table;
}

export interface PriceHead {
  /** `$0.00651`, or `no price`. */
  readonly price: string;
  /** `$0.0048–$0.0102`. */
  readonly range?: string;
  /** As a share of the more expensive one's price. */
  readonly fraction?: number;
}

export interface Fact {
  readonly key: string;
  readonly term: string;
  readonly words: RichText;
  readonly meters: readonly Meter[];
  readonly note?: RichText;
  /** A number that the user can set instead. */
  readonly field?: FactField;
}

export interface Meter {
  readonly side?: Side;
  readonly description: string;
  readonly fraction: number;
  /** A mark on the scale, such as the 50,000-token caution. */
  readonly mark?: number;
}

interface FactField {
  readonly label: string;
  readonly value: string;
  readonly hint: string;
  /** While the field is empty: what counts then. */
  readonly placeholder: string;
  readonly problem?: string;
}

/* Several prompts */

export interface PromptsSection extends PanelSection {
  readonly columns: readonly TableColumn[];
  readonly rows: readonly PromptsRow[];
  readonly total: readonly RichText[];
  /** How the rows are sorted before a person sorts them. */
  readonly sortedBy: { readonly column: string; readonly descending: boolean };
  /** If not all rows were sent: which ones were. */
  readonly shown?: string;
  /** The label of the button that draws the rest of the rows. */
  readonly showAll: string;
}

export interface PromptsRow {
  readonly id: string;
  /** Its tokens against the most of a row, in the color of the model that it goes to. */
  readonly tokenBar: { readonly fraction: number; readonly tone: Side | "neither" };
  readonly cells: readonly RichText[];
  /** One per column, to sort by; an empty text represents an unknown figure and sorts last. */
  readonly sortKeys: readonly (number | string)[];
}

/* 2 At scale */

export interface ScaleSection extends PanelSection {
  readonly fields: Readonly<Record<ScaleField, ScaleFieldState>>;
  readonly presets: readonly { readonly id: ScalePreset; readonly label: string }[];
  readonly preset: ScalePreset;
  readonly tiers: readonly {
    readonly id: ServiceTier;
    readonly label: string;
    /** Why it can't be chosen. */
    readonly unavailable?: string;
  }[];
  readonly tier: ServiceTier;
  /** One sentence for each number that could not be used as set. */
  readonly remarks: readonly string[];
  readonly table: Table;
  readonly chart?: ScaleChart;
  readonly volume?: VolumeChart;
}

export interface ScaleFieldState {
  readonly label: string;
  readonly value: string;
  /** If the field has a slider. */
  readonly slider?: {
    readonly position: number;
    readonly step: number;
    /** For screen readers: `100,000 requests a month`. */
    readonly valueText: string;
    readonly label: string;
  };
  readonly note?: string;
  /** The problem with the typed text; the last valid number is used meanwhile. */
  readonly problem?: string;
}

/** A month's cost over the share that goes to the right model; x grows right, y up. */
export interface ScaleChart {
  readonly caption: string;
  readonly description: string;
  readonly yTicks: readonly { readonly y: number; readonly label: string }[];
  readonly xTicks: readonly { readonly x: number; readonly label: string }[];
  readonly left: ChartPoint;
  readonly right: ChartPoint;
  readonly blend: ChartPoint;
  /** The blend's share, for the axis: `60%`. */
  readonly share: string;
  /** Whether the right model is the more expensive one. */
  readonly rises: boolean;
  readonly saved?: { readonly amount: string; readonly label: string };
}

/** A month's cost over its volume, on logarithmic axes; x grows right, y up. */
export interface VolumeChart {
  readonly caption: string;
  readonly description: string;
  readonly xTicks: readonly { readonly x: number; readonly label: string }[];
  readonly yTicks: readonly { readonly y: number; readonly label: string }[];
  /** Over the whole width, from its left to its right end. */
  readonly lines: readonly { readonly side: Side; readonly from: number; readonly to: number }[];
  /** At the volume that is set. */
  readonly left: ChartPoint;
  readonly right: ChartPoint;
  readonly budget?: { readonly y: number; readonly label: string };
}

export interface ChartPoint {
  readonly x: number;
  readonly y: number;
  readonly amount: string;
  readonly label: string;
}

/* 3 Models */

export interface ModelsSection extends PanelSection {
  readonly facts: Table;
  readonly benchmarkNote: RichText;
  readonly benchmarks: readonly BenchmarkPair[];
  readonly benchmarkRemark?: RichText;
  readonly life: Table;
  readonly value?: RichText;
  /** Empty if the pair has no index. */
  readonly scatters: readonly IndexScatter[];
}

/** Models as points: cost on a logarithmic axis to the right, index up; both 0 … 1. */
export interface IndexScatter {
  readonly key: string;
  readonly heading: string;
  readonly note: RichText;
  readonly description: string;
  readonly xTicks: readonly { readonly x: number; readonly label: string }[];
  readonly yTicks: readonly { readonly y: number; readonly label: string }[];
  readonly points: readonly ScatterPoint[];
  /** The same for screen readers. */
  readonly table: Table;
}

export interface ScatterPoint {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly label: string;
  /** Shown while the pointer is over the point. */
  readonly title: string;
  /** For the pair's models, which are highlighted and labeled. */
  readonly side?: Side;
}

export interface BenchmarkPair {
  readonly key: string;
  readonly name: RichText;
  readonly left?: BenchmarkFigure;
  readonly right?: BenchmarkFigure;
}

export interface BenchmarkFigure {
  /** The model, for screen readers. */
  readonly model: string;
  readonly fraction: number;
  readonly value: string;
}

/* 4 Routing */

export interface RoutingSection extends PanelSection {
  readonly workspace?: RichText;
  readonly axis: {
    readonly zero: number;
    readonly tolerance: { readonly x: number; readonly label: string };
    readonly ticks: readonly { readonly x: number; readonly label: string }[];
  };
  /** Measured ones first. */
  readonly kinds: readonly KindRow[];
  /** The heading of the kinds that were not measured. */
  readonly unmeasured: RichText;
  readonly tolerance: ToleranceChoice;
  readonly rules: readonly {
    readonly format: RuleFormat;
    readonly label: string;
    readonly code: string;
  }[];
}

export interface KindRow {
  readonly key: string;
  readonly name: RichText;
  /** The kind of the prompt shown. */
  readonly current: boolean;
  /** Undefined if it was not measured. */
  readonly gap?: {
    readonly x: number;
    readonly low: number;
    readonly high: number;
    readonly text: string;
  };
  readonly prompts: string;
  readonly goesTo: Side;
  readonly goes: RichText;
  /** Files or prompts of this kind in this workspace. */
  readonly here?: string;
}
