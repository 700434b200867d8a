import * as v from "valibot";
import type { Side } from "../../pair";
import type { LedgerStart } from "../../runs/spending/ledger";
import { bigintAsText, ledgerStart } from "../engine/runLines";

/** The statuses of OpenAI's Batch API, and what comes before them: the file is written, or uploaded. */
const STATUSES = [
  "written",
  "uploaded",
  "validating",
  "in_progress",
  "finalizing",
  "completed",
  "failed",
  "expired",
  "cancelling",
  "cancelled",
] as const;

export type BatchStatus = (typeof STATUSES)[number];

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const text = v.string();
const part = v.object({
  /** Different for each part of all runs: the batch carries it, so that it is found again. */
  key: text,
  side: v.picklist(["left", "right"]),
  /** In the run's folder. */
  inputFile: text,
  requests: count,
  /** The API of its requests; that of the prompt if absent. */
  endpoint: v.exactOptional(v.picklist(["chat", "responses"])),
  status: v.picklist(STATUSES),
  fileId: v.exactOptional(text),
  batchId: v.exactOptional(text),
  outputFileId: v.exactOptional(text),
  errorFileId: v.exactOptional(text),
  completed: v.exactOptional(count),
  failed: v.exactOptional(count),
  /** The server's own words if it refuses the file. */
  error: v.exactOptional(text),
  /** Whether all that came is in the results. */
  isFetched: v.exactOptional(v.literal(true)),
});
const call = v.object({
  file: text,
  data: text,
  request: v.exactOptional(text),
  left: text,
  right: text,
  asserts: v.exactOptional(text),
  limit: v.exactOptional(count),
});
const state = v.object({
  version: v.literal(1),
  call,
  host: text,
  startedAt: text,
  parts: v.array(part),
  /** The ledger's entries, which count with their maximum until all that came is fetched. */
  entries: v.exactOptional(v.array(ledgerStart), []),
  isSettled: v.exactOptional(v.literal(true)),
});

/** One file of requests, and its batch once it is submitted. */
export interface BatchPart extends v.InferOutput<typeof part> {
  readonly side: Side;
}

/** The batches of a measurement, as its folder keeps them: enough to go on after a restart. */
export interface BatchState {
  readonly version: 1;
  /** The prompt and rows, so that they can be read again when the answers come. */
  readonly call: Readonly<v.InferOutput<typeof call>>;
  readonly host: string;
  /** ISO date and time, UTC. */
  readonly startedAt: string;
  readonly parts: readonly BatchPart[];
  readonly entries: readonly LedgerStart[];
  readonly isSettled?: true;
}

export function writeBatchState(batches: BatchState): string {
  return `${JSON.stringify(batches, bigintAsText, 2)}\n`;
}

/** Undefined if the text is none of ours, or from a newer version. */
export function readBatchState(written: string): BatchState | undefined {
  let value: unknown;
  try {
    value = JSON.parse(written);
  } catch {
    return undefined;
  }
  const read = v.safeParse(state, value);
  return read.success ? read.output : undefined;
}

export function isStatus(value: unknown): value is BatchStatus {
  return STATUSES.some((status) => status === value);
}

/** Whether all that ever comes of the batches is in the results. */
export function isAllFetched({ parts }: Pick<BatchState, "parts">): boolean {
  return parts.every((each) => hasEnded(each) && each.isFetched === true);
}

/** Whether nothing more comes of a batch. */
export function hasEnded({ status }: Pick<BatchPart, "status">): boolean {
  return ["completed", "failed", "expired", "cancelled"].includes(status);
}
