import type { FileEstimate } from "../../core/estimate/estimate";
import type { FileTotal } from "../../core/estimate/fileTotal";
import type { ChangeSinceHead } from "../../core/estimate/changeSinceHead";
import type { PromptProblem } from "../../core/prompt/prompt";
import type { EstimateContext } from "./estimateContext";

/** What is known of a document: what every surface asks the store for. */
export type Reading = CountingReading | ReadyReading;

/** The first count of a large document is under way. */
interface CountingReading {
  readonly kind: "counting";
  readonly doneLines: number;
  readonly lines: number;
}

export interface ReadyReading {
  readonly kind: "ready";
  /** Everything below was computed with this: views show the two together, never one alone. */
  readonly context: EstimateContext;
  /** Of the document that was read. */
  readonly version: number;
  readonly estimate: FileEstimate;
  readonly total: FileTotal;
  /** What is wrong with the text as it is now. */
  readonly problems: readonly PromptProblem[];
  /** The text is broken: `estimate` is of the last good reading, of this time. */
  readonly staleSince?: Date;
  /** What the edits since git's HEAD do to a file of one request. */
  readonly changeSinceHead?: ChangeSinceHead;
}

/** Broken since it was opened: there is no last good reading to fall back on. */
export function isUnread({ problems, staleSince }: ReadyReading): boolean {
  return staleSince === undefined && problems.some(({ code }) => code === "broken-file");
}
