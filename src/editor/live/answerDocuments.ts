import * as vscode from "vscode";

const SCHEME = "tokenscale-answer";

/** Answers of runs as read-only documents, for VS Code's own diff. */
export class AnswerDocuments implements vscode.Disposable, vscode.TextDocumentContentProvider {
  private readonly texts = new Map<string, string>();
  private readonly registration = vscode.workspace.registerTextDocumentContentProvider(
    SCHEME,
    this,
  );

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.path) ?? "";
  }

  /** Opens both answers side by side. Only the last pair is kept. */
  async diff(
    left: { readonly model: string; readonly text: string },
    right: { readonly model: string; readonly text: string },
    runId: string,
  ): Promise<void> {
    this.texts.clear();
    const uriOf = (
      side: string,
      { model, text }: { readonly model: string; readonly text: string },
    ) => {
      const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${runId}/${side}/${model}.md` });
      this.texts.set(uri.path, text);
      return uri;
    };
    await vscode.commands.executeCommand(
      "vscode.diff",
      uriOf("left", left),
      uriOf("right", right),
      vscode.l10n.t("{0} ↔ {1}", left.model, right.model),
    );
  }

  dispose(): void {
    this.registration.dispose();
    this.texts.clear();
  }
}
