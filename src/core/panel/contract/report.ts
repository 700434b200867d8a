import type { PanelState } from "./panelState";

export interface Report {
  readonly state: PanelState;
  /** Of its prices and days: `2026-11-20`. */
  readonly day: string;
  /** The page's stylesheet. */
  readonly css: string;
}

/** Writes a report as one HTML file. */
export type RenderReport = (report: Report) => string;
