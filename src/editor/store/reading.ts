import type { FileEstimate } from "../../core/estimate/estimate";
import type { FileTotal } from "../../core/estimate/fileTotal";
import type { ChangeSinceHead } from "../../core/estimate/changeSinceHead";
import type { PromptProblem } from "../../core/prompt/prompt";
import type { EstimateContext } from "./estimateContext";

/** The current state of a document, which every surface gets from the store. */
export type Reading = CountingReading | ReadyReading;

/** The first count of a large document is in progress. */
interface CountingReading {
  readonly kind: "counting";
  readonly doneLines: number;
  readonly lines: number;
}

export interface ReadyReading {
  readonly kind: "ready";
  /** Everything below was computed with this: views show both together, never just one. */
  readonly context: EstimateContext;
  /** The version of the document that was read. */
  readonly version: number;
  readonly estimate: FileEstimate;
  readonly total: FileTotal;
  /** Problems of the current text. */
  readonly problems: readonly PromptProblem[];
  /** The text is broken: `estimate` is from the last good reading, at this time. */
  readonly staleSince?: Date;
  /** How the edits since git's HEAD change a file with one request. */
  readonly changeSinceHead?: ChangeSinceHead;
}

/** Broken since it was opened: there is no last good reading to fall back on. */
export function isUnread({ problems, staleSince }: ReadyReading): boolean {
  return staleSince === undefined && problems.some(({ code }) => code === "broken-file");
}
