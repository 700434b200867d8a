import type { LiveState } from "../core/panel/contract/liveState";
import type { PanelAction, RuleFormat } from "../core/panel/contract/panelAction";
import type { PanelState } from "../core/panel/contract/panelState";

/** From the host to the page. */
export type HostMessage =
  | {
      readonly type: "state";
      readonly state: PanelState;
      /** The host's own note of what is shown; comes back to it in `PageMemory` after a reload. */
      readonly subject: string;
    }
  | { readonly type: "live"; readonly live: LiveState }
  /** Brings Live into view: a run was started elsewhere. */
  | { readonly type: "revealLive" }
  | LiveTextMessage;

/** Some of an answer's text, in UTF-16 units. */
export interface LiveTextMessage {
  readonly type: "liveText";
  /** `LiveAnswer.textKey`. */
  readonly key: string;
  /** Where `text` begins: what the page has from there on is replaced. 0 for the whole answer. */
  readonly start: number;
  readonly text: string;
}

/**
 * From the page to the host. `ready` is sent once when the page runs: the host answers with the
 * whole state, the whole live state and each answer's text from 0.
 */
export type PageMessage = { readonly type: "ready" } | PanelAction;

/** What the page keeps by `vscode.setState`: a panel's serializer gets it after a reload. */
export interface PageMemory {
  readonly version: 1;
  /** Of the last `state` message. */
  readonly subject: string;
  readonly scrollY: number;
  /** Which rule of Routing was shown. */
  readonly ruleFormat: RuleFormat;
}
