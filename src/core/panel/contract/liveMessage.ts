import type { LiveState } from "./liveState";

/** What the page is told of Live. */
export type LiveMessage =
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
