import { formatCount, formatTokens } from "../../format";
import type { Pair } from "../../pair";
import { type BatchPart, type BatchState, type BatchStatus, hasEnded } from "./batchState";

/** Undefined for a dataset that is small enough to be run at once. */
export function batchOffer(rows: number, fromRows: number): string | undefined {
  if (rows < fromRows) return undefined;
  return `${formatTokens(rows)} rows: OpenAI's Batch costs half and is done within 24 hours, also while this window is closed.`;
}

const STATUS_WORDS: Readonly<Record<BatchStatus, string>> = {
  written: "not uploaded yet",
  uploaded: "uploaded, not submitted yet",
  validating: "being validated",
  in_progress: "in progress",
  finalizing: "being finalized",
  completed: "completed",
  failed: "refused by the server",
  expired: "expired after 24 hours",
  cancelling: "being canceled",
  cancelled: "canceled",
};

/** `GPT-4o, part 1 of 2: in progress, 1,204 of 2,000 done, 3 failed.` */
export function partWords(part: BatchPart, { parts }: BatchState, names: Pair<string>): string {
  const { side, status, completed = 0, failed = 0, requests, error } = part;
  const ofSide = parts.filter((each) => each.side === side);
  const which =
    ofSide.length > 1 ? `, part ${ofSide.indexOf(part) + 1} of ${formatTokens(ofSide.length)}` : "";
  const done =
    part.batchId === undefined || status === "failed"
      ? ""
      : `, ${formatTokens(completed)} of ${formatTokens(requests)} done`;
  const bad = failed > 0 ? `, ${formatTokens(failed)} failed` : "";
  const why = error === undefined ? "" : ` ${error}`;
  return `${names[side]}${which}: ${STATUS_WORDS[status]}${done}${bad}.${why}`;
}

/** The next step, in a sentence. */
export function nextWords({ parts }: BatchState, unanswered: number): string {
  if (parts.some(({ batchId }) => batchId === undefined)) return "Submit again to go on.";
  const open = parts.filter((part) => !hasEnded(part));
  if (open.length > 0) {
    return `${formatCount(open.length, "batch is", "batches are")} still at work: fetch later.`;
  }
  if (parts.some(({ isFetched }) => isFetched !== true)) return "Fetch to get the answers.";
  return unanswered === 0
    ? "Every row has its answers."
    : `${formatCount(unanswered, "answer is", "answers are")} missing: run what is left at once, with --resume.`;
}
