import type { LiveState } from "../core/compare/liveState";
import type { PanelAction } from "../core/compare/panelAction";
import type { PanelState } from "../core/compare/panelState";

/** From the host to the page. */
export type HostMessage =
  | { readonly type: "state"; readonly state: PanelState }
  | { readonly type: "live"; readonly live: LiveState }
  | LiveTextMessage
  /** Said once to screen readers and shown for a moment: `Copied as Markdown.` */
  | { readonly type: "announce"; readonly text: string };

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

/** What the page keeps by `vscode.setState` and a serializer gets back after a reload. */
export interface PageMemory {
  readonly version: 1;
  /** Of the document shown; the host puts it into the page's `data-document`. */
  readonly documentUri?: string;
  readonly scrollY: number;
  /** Of the Routing section. */
  readonly ruleFormat: string;
}
