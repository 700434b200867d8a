import type { ButtonState, Notice, Table } from "./panelState";
import type { ModelMark, RichText } from "./richText";

/** The page of a traffic log, in words and fractions like `PanelState`. Plain JSON. */
export type TrafficState = ReadingTraffic | EmptyTraffic | ReportedTraffic;

interface TrafficFrame {
  /** `Traffic: October 2026`. */
  readonly title: string;
  readonly notices: readonly Notice[];
}

/** The logs are being read. */
interface ReadingTraffic extends TrafficFrame {
  readonly kind: "reading";
  /** `61%`. */
  readonly heading: string;
  /** 0 … 1. */
  readonly fraction: number;
  readonly sentence: string;
  readonly actions: readonly ButtonState[];
}

interface EmptyTraffic extends TrafficFrame {
  readonly kind: "empty";
  readonly heading: string;
  readonly sentence: string;
  readonly actions: readonly ButtonState[];
}

export interface ReportedTraffic extends TrafficFrame {
  readonly kind: "report";
  /** Names and formats of the logs. */
  readonly source: string;
  readonly exports: readonly ButtonState[];
  readonly lead: RichText;
  /** Sentences on what was read and what is left out. */
  readonly remarks: readonly string[];
  /** Undefined if no entry has a time. */
  readonly days?: DayChart;
  readonly otherwise: {
    readonly heading: string;
    readonly table: Table;
    readonly notes: readonly string[];
  };
  /** By route and kind of task, or by route alone if the log keeps no text. */
  readonly routes: Table;
  readonly whatIf: WhatIf;
  /** Undefined if no loss is known. */
  readonly curve?: ShareCurve;
}

/** Cost per day, one bar a day, stacked by model. Fractions are of the drawn height or width. */
export interface DayChart {
  readonly heading: string;
  readonly unit: string;
  readonly description: string;
  readonly legend: readonly RichText[];
  readonly bars: readonly {
    readonly key: string;
    readonly title: string;
    readonly parts: readonly {
      readonly tone: ChartTone;
      readonly from: number;
      readonly to: number;
    }[];
  }[];
  readonly xTicks: readonly { readonly x: number; readonly label: string }[];
  readonly yTicks: readonly { readonly y: number; readonly label: string }[];
  readonly mean: { readonly y: number; readonly words: string };
}

/** The color of a model; `other`: of neither of the pair. */
export type ChartTone = ModelMark | "other";

interface WhatIf {
  readonly heading: string;
  readonly targets: readonly { readonly id: string; readonly label: string }[];
  readonly target: string;
  /** Empty if the target does not reason. */
  readonly efforts: readonly string[];
  readonly effort?: string;
  readonly tolerances: readonly { readonly id: number; readonly label: string }[];
  readonly tolerance: number;
}

/** Cost against the share moved. Fractions are of the drawn width and height. */
export interface ShareCurve {
  readonly heading: string;
  readonly unit: string;
  readonly description: string;
  readonly points: readonly {
    readonly key: string;
    readonly x: number;
    readonly y: number;
    readonly title: string;
    /** Past what is tolerated. */
    readonly isOver: boolean;
    readonly label?: string;
  }[];
  readonly within: { readonly x: number; readonly label: string };
  readonly xTicks: readonly { readonly x: number; readonly label: string }[];
  readonly yTicks: readonly { readonly y: number; readonly label: string }[];
  readonly xName: string;
}

/** Writes the page of a report as one HTML file. */
export type RenderTraffic = (report: {
  readonly state: ReportedTraffic;
  /** The page's stylesheet. */
  readonly css: string;
}) => string;
