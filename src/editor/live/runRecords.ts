import type { PicoUsd } from "../../core/money";
import { localDay } from "../../core/day";
import { type EstimateAccuracy, summariseEstimates } from "../../core/runs/records/estimateRecord";
import { type LedgerRow, summariseLedger } from "../../core/runs/spending/ledgerReport";
import type { StoredRun } from "../../core/runs/records/storedRun";
import type { DamagedRecords } from "../../core/panel/live/keptRuns";
import type { RunStores } from "./runStores";

/** What is kept of runs, as far as the panel shows it. */
export interface KeptRecords {
  /** Of one prompt, the newest first. */
  readonly history: readonly StoredRun[];
  readonly ledger: readonly LedgerRow[];
  readonly accuracy: EstimateAccuracy;
  readonly spentThisMonth: PicoUsd;
  readonly damaged: DamagedRecords;
}

export const NO_RECORDS: KeptRecords = {
  history: [],
  ledger: [],
  accuracy: summariseEstimates([]),
  spentThisMonth: 0n,
  damaged: { ledgerLines: 0, historyRuns: 0 },
};

/** Reads history, ledger and the record of estimates afresh. `prompt`: the history's name of it. */
export async function readRecords(stores: RunStores, prompt: string): Promise<KeptRecords> {
  const today = localDay(new Date());
  const [kept, ledger, checks, spentThisMonth] = await Promise.all([
    stores.history().readRunsOf(prompt),
    stores.ledger.readAll(),
    stores.estimates.readAll(),
    stores.ledger.spentInMonthOf(today),
  ]);
  return {
    history: kept.runs,
    ledger: summariseLedger(ledger.entries),
    accuracy: summariseEstimates(checks),
    spentThisMonth,
    damaged: { ledgerLines: ledger.damagedLines, historyRuns: kept.damagedRuns },
  };
}
