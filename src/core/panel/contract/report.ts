import type { PanelState } from "./panelState";

export interface Report {
  readonly state: PanelState;
  /** The day of its prices and countdowns: `2026-11-20`. */
  readonly day: string;
  /** The page's stylesheet. */
  readonly css: string;
}

/** Writes a report as one HTML file. */
export type RenderReport = (report: Report) => string;
