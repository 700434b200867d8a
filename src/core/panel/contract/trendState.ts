import type { Side } from "../../pair";
import type { PanelSection, Table } from "./panelState";
import type { RichText } from "./richText";

/** The tokens and the costs of a prompt file over its last commits. */
export interface TrendState extends PanelSection {
  readonly lines: readonly TrendLine[];
  /** For screen readers: the same figures. */
  readonly table: Table;
}

/** One figure over the commits, each line on its own scale. */
interface TrendLine {
  readonly key: "tokens" | Side;
  readonly name: RichText;
  /** The figure of the first and of the last commit. */
  readonly first: string;
  readonly last: string;
  /** Oldest first. */
  readonly points: readonly TrendPoint[];
}

export interface TrendPoint {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  /** `2026-11-02, 1a2b3c4: 1,204` */
  readonly label: string;
}
