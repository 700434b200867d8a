import type { PicoUsd } from "../../money";
import { type EstimateAccuracy, type EstimateRecord, summarizeEstimates } from "./estimateRecord";
import type { Baselines } from "./baselines";
import type { Ledger } from "../spending/ledger";
import { type LedgerRow, summarizeLedger } from "../spending/ledgerReport";
import type { StoredRun } from "./storedRun";
import type { RunHistory } from "./runHistory";

/** The stores of run records. */
export interface RecordStores {
  readonly ledger: Ledger;
  readonly estimates: EstimateRecord;
  readonly baselines: Baselines;
  history(): RunHistory;
}

/** How much of the records can't be read. */
export interface DamagedRecords {
  readonly ledgerLines: number;
  /** Stored runs that can't be read, or only in part. */
  readonly historyRuns: number;
  /** Baselines that are not as they were saved. */
  readonly baselines: number;
}

/** The records of earlier runs that the panel shows. */
interface KeptRecords {
  /** For one prompt, the newest first. */
  readonly history: readonly StoredRun[];
  /** Of the same prompt, the newest first. */
  readonly baselines: readonly StoredRun[];
  readonly ledger: readonly LedgerRow[];
  readonly accuracy: EstimateAccuracy;
  readonly spentThisMonth: PicoUsd;
  readonly damaged: DamagedRecords;
}

export const NO_RECORDS: KeptRecords = {
  history: [],
  baselines: [],
  ledger: [],
  accuracy: summarizeEstimates([]),
  spentThisMonth: 0n,
  damaged: { ledgerLines: 0, historyRuns: 0, baselines: 0 },
};

/** Reads history, ledger and the record of estimates again. `prompt`: the history's name for it. */
export async function readRecords(
  stores: RecordStores,
  prompt: string,
  today: string,
): Promise<KeptRecords> {
  const [kept, saved, ledger, checks, spentThisMonth] = await Promise.all([
    stores.history().readRunsOf(prompt),
    stores.baselines.readBaselinesOf(prompt),
    stores.ledger.readAll(),
    stores.estimates.readAll(),
    stores.ledger.spentInMonthOf(today),
  ]);
  return {
    history: kept.runs,
    baselines: saved.runs,
    ledger: summarizeLedger(ledger.entries),
    accuracy: summarizeEstimates(checks),
    spentThisMonth,
    damaged: {
      ledgerLines: ledger.damagedLines,
      historyRuns: kept.damagedRuns,
      baselines: saved.damagedRuns,
    },
  };
}
