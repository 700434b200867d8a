import * as vscode from "vscode";
import {
  outcomesRow,
  readOutcomes,
  type RecordedOutcomes,
} from "../../core/measure/results/outcomeBook";
import { jsonLine } from "../../core/runs/jsonLines";
import type { TextFiles } from "../../core/ports";
import { getHost } from "../host";

const FILE = "outcomes.jsonl";

/**
 * The outcomes of the user's own rows in this workspace, in figures alone. It shifts what is recommended, and
 * is never sent.
 */
export class OwnOutcomes implements vscode.Disposable {
  private readonly files: TextFiles;
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;

  constructor({ storageUri, globalStorageUri }: vscode.ExtensionContext) {
    const storage = storageUri ?? globalStorageUri;
    this.files = getHost().textFiles(vscode.Uri.joinPath(storage, "outcomes"));
  }

  async read(): Promise<readonly RecordedOutcomes[]> {
    return readOutcomes(await this.text()).rows;
  }

  /** As `tokenscale route --outcomes` reads it; empty if nothing is recorded. */
  async text(): Promise<string> {
    return (await this.files.read(FILE)) ?? "";
  }

  async record(outcomes: RecordedOutcomes): Promise<void> {
    await this.files.append(FILE, jsonLine(outcomesRow(outcomes)));
    this.changed.fire();
  }

  async clear(): Promise<void> {
    await this.files.remove(FILE);
    this.changed.fire();
  }

  dispose(): void {
    this.changed.dispose();
  }
}
