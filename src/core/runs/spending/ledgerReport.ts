import type { PicoUsd } from "../../money";
import { writeCsv } from "../../csv";
import { exactUsd } from "./exactUsd";
import type { LedgerEntry } from "./ledger";

/** The runs of one day, model and file. */
export interface LedgerRow {
  /** ISO date. */
  readonly day: string;
  readonly model: string;
  readonly file: string;
  readonly runs: number;
  readonly inputTokens: number;
  readonly cachedTokens: number;
  readonly outputTokens: number;
  /** For the runs whose cost is known. */
  readonly cost: PicoUsd;
  /** `billed`: all of it by the server's count; `at most`: part of it is an upper bound. */
  readonly basis: "billed" | "at most";
  /** Runs of a model without a price. */
  readonly runsWithoutPrice: number;
}

/** The spending per day, model and file: the newest day first, then the most expensive. */
export function summarizeLedger(entries: readonly LedgerEntry[]): readonly LedgerRow[] {
  const rows = new Map<string, LedgerRow>();
  for (const { day, model, file, tokens, cost, basis } of entries) {
    const key = JSON.stringify([day, model, file]);
    const row = rows.get(key);
    rows.set(key, {
      day,
      model,
      file,
      runs: (row?.runs ?? 0) + 1,
      inputTokens: (row?.inputTokens ?? 0) + tokens.inputTokens,
      cachedTokens: (row?.cachedTokens ?? 0) + tokens.cachedTokens,
      outputTokens: (row?.outputTokens ?? 0) + tokens.outputTokens,
      cost: (row?.cost ?? 0n) + (cost ?? 0n),
      basis: basis === "billed" && row?.basis !== "at most" ? "billed" : "at most",
      runsWithoutPrice: (row?.runsWithoutPrice ?? 0) + (cost === undefined ? 1 : 0),
    });
  }
  return [...rows.values()].sort(
    (left, right) =>
      compare(right.day, left.day) ||
      compare(right.cost, left.cost) ||
      compare(left.file, right.file) ||
      compare(left.model, right.model),
  );
}

const COLUMNS = [
  "day",
  "model",
  "file",
  "runs",
  "input_tokens",
  "cached_tokens",
  "output_tokens",
  "usd",
  "basis",
] as const;

/** The same as CSV. `usd` has all its digits; it is empty if no run has a price. */
export function ledgerCsv(entries: readonly LedgerEntry[]): string {
  const lines = summarizeLedger(entries).map((row) => [
    row.day,
    row.model,
    row.file,
    String(row.runs),
    String(row.inputTokens),
    String(row.cachedTokens),
    String(row.outputTokens),
    row.runsWithoutPrice === row.runs ? "" : exactUsd(row.cost),
    row.basis,
  ]);
  return writeCsv([COLUMNS, ...lines]);
}

function compare<Value extends string | bigint>(left: Value, right: Value): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
