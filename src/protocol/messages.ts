import type { LiveMessage } from "../core/panel/contract/liveMessage";
import type {
  MeasureBlind,
  MeasureRowDetails,
  MeasureRows,
  MeasureState,
} from "../core/panel/contract/measureState";
import type { MoveFilter, MoveSort, MoveState } from "../core/panel/contract/moveState";
import type { MeasureFilter, PanelAction, RuleFormat } from "../core/panel/contract/panelAction";
import type { PanelState } from "../core/panel/contract/panelState";
import type { TrafficState } from "../core/panel/contract/trafficState";
import type { TrendState } from "../core/panel/contract/trendState";

/** From the host to the page. */
export type HostMessage =
  | {
      readonly type: "state";
      readonly state: PanelState;
      /** The host's own note of what is shown; comes back to it in `PageMemory` after a reload. */
      readonly subject: string;
    }
  | LiveMessage
  | {
      readonly type: "trend";
      /** Of the state that it belongs to. */
      readonly subject: string;
      /** Missing while it is computed, and if there is none. */
      readonly trend?: TrendState;
    };

/** From the host to the page of the move plan, which asks with the same {@link PageMessage}s. */
export interface MoveHostMessage {
  readonly type: "move";
  readonly state: MoveState;
}

/** From the host to the page of a measurement. */
export type MeasureHostMessage =
  | { readonly type: "measure"; readonly state: MeasureState }
  | { readonly type: "measureRows"; readonly rows: MeasureRows }
  | { readonly type: "measureRow"; readonly row: MeasureRowDetails }
  | { readonly type: "measureBlind"; readonly blind: MeasureBlind };

/** From the host to the page of a traffic log. */
export interface TrafficHostMessage {
  readonly type: "traffic";
  readonly state: TrafficState;
}

/**
 * From the page to the host. `ready` is sent once when the page runs: the host answers with the
 * whole state, the whole live state and each answer's text from 0.
 */
export type PageMessage = { readonly type: "ready" } | PanelAction;

/** The memory of the move plan's page, kept over a reload. */
export interface MoveMemory {
  readonly version: 1;
  readonly filter: MoveFilter;
  readonly sort: MoveSort;
}

/** The state that a measurement's page keeps over a reload. */
export interface MeasureMemory {
  readonly version: 1;
  readonly filter: MeasureFilter;
}

/** The page's memory, kept by `vscode.setState`: a panel's serializer gets it after a reload. */
export interface PageMemory {
  readonly version: 1;
  /** Of the last `state` message. */
  readonly subject: string;
  readonly scrollY: number;
  /** Missing until one is chosen. */
  readonly tab?: string;
  /** Which rule of Routing was shown. */
  readonly ruleFormat: RuleFormat;
}
