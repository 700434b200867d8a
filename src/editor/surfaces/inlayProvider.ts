import * as vscode from "vscode";
import { inlayTexts } from "../../core/surfaces/inlays";
import type { SettingsService } from "../settings";
import type { EstimateStore } from "../store/estimateStore";

/** Shows the tokens of an image after it, on both models. */
export class ImageInlays implements vscode.InlayHintsProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly disposables: vscode.Disposable[];
  readonly onDidChangeInlayHints = this.changed.event;

  constructor(
    private readonly store: EstimateStore,
    private readonly settings: SettingsService,
  ) {
    this.disposables = [
      this.changed,
      store.onDidChange(() => this.changed.fire()),
      settings.onDidChange(() => this.changed.fire()),
      vscode.languages.registerInlayHintsProvider({ pattern: "**" }, this),
    ];
  }

  provideInlayHints(document: vscode.TextDocument, visible: vscode.Range): vscode.InlayHint[] {
    const reading = this.store.reading(document.uri);
    if (!this.settings.current.inlays || reading?.kind !== "ready") return [];
    // Ranges of another text would put the hint in the middle of a word.
    if (reading.version !== document.version || reading.staleSince !== undefined) return [];
    return reading.estimate.estimates
      .flatMap((estimate) => inlayTexts(estimate))
      .map(({ offset, text }) => ({ position: document.positionAt(offset), text }))
      .filter(({ position }) => visible.contains(position))
      .map(({ position, text }) => {
        const hint = new vscode.InlayHint(position, text);
        hint.paddingLeft = true;
        return hint;
      });
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }
}
