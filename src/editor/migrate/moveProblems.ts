import * as vscode from "vscode";
import { localDay } from "../../core/day";
import { findMoveDiagnostics, type MoveDiagnostics } from "../../core/migrate/moveDiagnostics";
import { fileKindOf } from "../../core/migrate/scan/fileKinds";
import type { SettingsService } from "../settings";
import { documentPath } from "../store/documentPath";
import { isWorkingUri } from "../store/promptDocuments";
import { PromptDiagnostic } from "../surfaces/diagnosticsView";
import { planOptionsOf } from "../store/planOptions";
import { isInSkippedFolder } from "../skippedFiles";

/** How long a document must be unchanged before it is read; longer for a long one, which takes longer. */
const REST_MS = 300;
const REST_MS_PER_CHARACTER = 0.001;
const MAX_CHARACTERS = 2_000_000;

/**
 * Reports retiring models in open documents, and what the model that they have moved to refuses. A model
 * that ends in more than 60 days is reported once for the whole workspace.
 */
export class MoveProblems implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection("tokenscale.move");
  private readonly waiting = new Map<string, ReturnType<typeof setTimeout>>();
  private readonly found = new Map<string, Found>();
  private readonly disposables: vscode.Disposable;
  private readonly explanations: vscode.Uri;

  constructor(
    private readonly settings: SettingsService,
    extensionUri: vscode.Uri,
  ) {
    this.explanations = vscode.Uri.joinPath(extensionUri, "docs", "problems.md");
    this.disposables = vscode.Disposable.from(
      this.collection,
      settings.onDidChange(() => this.readAll()),
      vscode.workspace.onDidOpenTextDocument((document) => this.readSoon(document)),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.readSoon(document);
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.forget(uri.toString())),
    );
    this.readAll();
  }

  dispose(): void {
    for (const timer of this.waiting.values()) clearTimeout(timer);
    this.disposables.dispose();
  }

  private readAll(): void {
    for (const document of vscode.workspace.textDocuments) this.readSoon(document);
  }

  /** After the last of several edits; drops an earlier waiting one. */
  private readSoon(document: vscode.TextDocument): void {
    const { uri } = document;
    if (!isWorkingUri(uri) || isInSkippedFolder(uri)) return;
    if (fileKindOf(documentPath(document)) === undefined) return;
    const key = uri.toString();
    clearTimeout(this.waiting.get(key));
    const length = document.offsetAt(document.lineAt(document.lineCount - 1).range.end);
    const rest = REST_MS + length * REST_MS_PER_CHARACTER;
    this.waiting.set(
      key,
      setTimeout(() => {
        this.waiting.delete(key);
        this.read(document);
      }, rest),
    );
  }

  private read(document: vscode.TextDocument): void {
    if (document.isClosed) return;
    const text = document.getText();
    const { current } = this.settings;
    const isRead = current.diagnostics && text.length <= MAX_CHARACTERS;
    const options = planOptionsOf(current, localDay(new Date()));
    const found = isRead ? findMoveDiagnostics(documentPath(document), text, options) : NOTHING;
    const { upcoming, diagnostics } = found;
    const key = document.uri.toString();
    if (diagnostics.length === 0 && upcoming === undefined) this.forget(key);
    else {
      this.found.set(key, { ...found, document, version: document.version });
      this.show();
    }
  }

  private forget(key: string): void {
    clearTimeout(this.waiting.get(key));
    this.waiting.delete(key);
    const known = this.found.get(key);
    if (known === undefined) return;
    this.found.delete(key);
    this.collection.delete(known.document.uri);
    this.show();
  }

  private show(): void {
    const next = [...this.found.values()]
      .filter(({ upcoming }) => upcoming !== undefined)
      .toSorted((a, b) => (a.upcoming?.daysLeft ?? 0) - (b.upcoming?.daysLeft ?? 0))[0];
    for (const found of this.found.values()) {
      const { document, version, diagnostics, upcoming } = found;
      // Ranges belong to the text that was read: a newer text is read in a moment.
      if (document.version !== version) continue;
      const shown =
        found === next && upcoming ? [...diagnostics, upcoming.diagnostic] : diagnostics;
      this.collection.set(
        document.uri,
        shown.map((each) => new PromptDiagnostic(document, each, this.explanations)),
      );
    }
  }
}

interface Found extends MoveDiagnostics {
  readonly document: vscode.TextDocument;
  readonly version: number;
}

const NOTHING: MoveDiagnostics = { diagnostics: [] };
