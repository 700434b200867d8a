import * as vscode from "vscode";
import type { TextFiles } from "../../core/ports";
import { EstimateRecord } from "../../core/runs/records/estimateRecord";
import { Baselines } from "../../core/runs/records/baselines";
import { Ledger } from "../../core/runs/spending/ledger";
import { DEFAULT_HISTORY_LIMITS, RunHistory } from "../../core/runs/records/runHistory";
import type { ExclusiveLock } from "../../core/runs/spending/exclusiveLock";
import { SYSTEM_CLOCK } from "../../node/systemClock";
import { getHost } from "../host";
import type { SettingsService } from "../settings";

/**
 * The records of runs: the ledger and the record of estimates for the user, across workspaces, and the
 * history for this workspace.
 */
export class RunStores {
  readonly ledger: Ledger;
  /** Between the windows that write to the ledger. */
  readonly ledgerLock: ExclusiveLock;
  readonly estimates: EstimateRecord;
  readonly baselines: Baselines;
  private readonly historyFiles: TextFiles;

  constructor(
    { globalStorageUri, storageUri }: vscode.ExtensionContext,
    private readonly settings: SettingsService,
  ) {
    this.ledger = new Ledger(filesIn(globalStorageUri, "ledger"));
    this.ledgerLock = getHost().lock(
      vscode.Uri.joinPath(globalStorageUri, "ledger", "budget.lock"),
    );
    this.estimates = new EstimateRecord(filesIn(globalStorageUri, "estimates"));
    this.baselines = new Baselines(filesIn(storageUri ?? globalStorageUri, "baselines"));
    this.historyFiles = filesIn(storageUri ?? globalStorageUri, "history");
  }

  /** With the limits in the settings; kept runs stay readable when the history is turned off. */
  history(): RunHistory {
    const runsPerPrompt = this.settings.readNow().historyMaxRuns;
    return new RunHistory(this.historyFiles, SYSTEM_CLOCK, {
      ...DEFAULT_HISTORY_LIMITS,
      runsPerPrompt,
    });
  }
}

function filesIn(folder: vscode.Uri, name: string): TextFiles {
  return getHost().textFiles(vscode.Uri.joinPath(folder, name));
}
