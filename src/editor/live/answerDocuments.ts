import * as vscode from "vscode";

const SCHEME = "tokenscale-answer";

interface AnswerDocument {
  readonly runId: string;
  /** As it was sent: `gpt-4o`. */
  readonly model: string;
  readonly text: string;
}

/** Answers of runs as read-only documents, for VS Code's own diff. */
export class AnswerDocuments implements vscode.Disposable, vscode.TextDocumentContentProvider {
  private readonly texts = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(
    SCHEME,
    this,
  );

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.path) ?? "";
  }

  /** Opens both answers side by side. Only the last pair is kept. */
  async diff(left: AnswerDocument, right: AnswerDocument): Promise<void> {
    this.texts.clear();
    await vscode.commands.executeCommand(
      "vscode.diff",
      this.keep("left", left),
      this.keep("right", right),
      vscode.l10n.t("{0} ↔ {1}", left.model, right.model),
      { viewColumn: vscode.ViewColumn.One }, // Beside the panel, not over it.
    );
  }

  dispose(): void {
    this.registration.dispose();
    this.changed.dispose();
    this.texts.clear();
  }

  private keep(side: string, { model, runId, text }: AnswerDocument): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${runId}/${side}/${model}.md` });
    this.texts.set(uri.path, text);
    this.changed.fire(uri); // It may already be open, with the text received by then.
    return uri;
  }
}
