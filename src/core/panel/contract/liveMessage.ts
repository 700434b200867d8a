import type { LiveState } from "./liveState";

/** The messages to the page about Live. */
export type LiveMessage =
  | { readonly type: "live"; readonly live: LiveState }
  /** Brings Live into view: a run was started elsewhere. */
  | { readonly type: "revealLive" }
  | LiveTextMessage;

/** Part of an answer's text; offsets in UTF-16 units. */
export interface LiveTextMessage {
  readonly type: "liveText";
  /** `LiveAnswer.textKey`. */
  readonly key: string;
  /** The start of `text`: it replaces the page's text from there on. 0 for the whole answer. */
  readonly start: number;
  readonly text: string;
}
