import * as vscode from "vscode";
import type { DocumentCounter } from "../../core/tokens/documentCounter";
import type { PromptDocuments } from "./promptDocuments";
import type { Reading } from "./reading";
import { watchDependencies } from "./dependencies";
import { TrackedDocument, type TrackingServices } from "./trackedDocument";

/**
 * The readings of all prompt documents that are open in this window: the only source of figures for the
 * editor's surfaces.
 */
export class EstimateStore implements vscode.Disposable {
  private readonly tracked = new Map<string, TrackedDocument>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly disposables: vscode.Disposable[] = [this.changed];
  /** The reading of a document has changed or been removed. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly documents: PromptDocuments,
    private readonly services: TrackingServices,
  ) {
    const refreshAll = (): void => this.refreshAll();
    this.disposables.push(
      vscode.workspace.onDidOpenTextDocument((document) => this.look(document)),
      vscode.workspace.onDidCloseTextDocument((document) => this.forget(document.uri)),
      vscode.workspace.onDidChangeTextDocument((event) => this.handleEdit(event)),
      services.contexts.onDidChange(() => this.retrackAll()),
      services.headTexts.onDidChange(refreshAll),
      services.imageSizes.onDidChange(refreshAll),
      watchDependencies((uri) => this.refreshDependents(uri.toString())),
    );
    this.retrackAll();
  }

  /** Undefined if the document is not a prompt, or is being read for the first time. */
  reading(uri: vscode.Uri): Reading | undefined {
    return this.tracked.get(uri.toString())?.reading;
  }

  /** Whether the document holds a prompt; for code, whether one was found in it. */
  isPrompt(uri: vscode.Uri): boolean {
    const tracked = this.tracked.get(uri.toString());
    if (tracked?.format !== "code") return tracked !== undefined;
    const { reading } = tracked;
    return reading?.kind === "ready" && reading.estimate.estimates.length > 0;
  }

  /** Whether a file for which VS Code provides no document is a prompt by its name. */
  isNamedPrompt(uri: vscode.Uri): boolean {
    return this.documents.isNamedPrompt(uri);
  }

  /** Counts ranges of a tracked document; undefined until its first count is complete. */
  counter(uri: vscode.Uri): DocumentCounter | undefined {
    return this.tracked.get(uri.toString())?.counter;
  }

  /** The reading of a document once there is one; undefined if it is not a prompt. */
  async whenRead(document: vscode.TextDocument): Promise<Reading | undefined> {
    this.look(document);
    const { uri } = document;
    if (!this.tracked.has(uri.toString()) || this.reading(uri)?.kind === "ready") {
      return this.reading(uri);
    }
    return new Promise((resolve) => {
      const subscription = this.onDidChange((changed) => {
        const reading = this.reading(uri);
        if (changed.toString() !== uri.toString() || reading?.kind === "counting") return;
        subscription.dispose();
        resolve(reading);
      });
    });
  }

  /** Resolves when the document, if it is a prompt, isn't being read. */
  async whenSettled(uri: vscode.Uri): Promise<void> {
    await this.tracked.get(uri.toString())?.whenSettled();
  }

  dispose(): void {
    for (const tracked of this.tracked.values()) tracked.dispose();
    for (const disposable of this.disposables) disposable.dispose();
  }

  private retrackAll(): void {
    for (const document of vscode.workspace.textDocuments) {
      this.untrackIfFormatChanged(document);
      this.look(document);
    }
    this.refreshAll();
  }

  private untrackIfFormatChanged(document: vscode.TextDocument): void {
    const tracked = this.tracked.get(document.uri.toString());
    if (tracked && tracked.format !== this.documents.formatOf(document)) this.forget(document.uri);
  }

  /** Begins to track the document if it is a prompt. */
  private look(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    if (this.tracked.has(key)) return;
    const format = this.documents.formatOf(document);
    if (format === undefined) return;
    const changed = (): void => this.changed.fire(document.uri);
    this.tracked.set(key, new TrackedDocument(document, format, this.services, changed));
  }

  private handleEdit({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    this.untrackIfFormatChanged(document);
    this.look(document);
    this.tracked.get(document.uri.toString())?.handleEdit(contentChanges);
  }

  private forget(uri: vscode.Uri): void {
    const key = uri.toString();
    this.tracked.get(key)?.dispose();
    if (this.tracked.delete(key)) this.changed.fire(uri);
  }

  private refreshDependents(dependency: string): void {
    for (const tracked of this.tracked.values()) {
      if (tracked.dependsOn(dependency)) tracked.refresh();
    }
  }

  private refreshAll(): void {
    for (const tracked of this.tracked.values()) tracked.refresh();
  }
}
