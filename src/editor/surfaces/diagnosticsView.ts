import * as vscode from "vscode";
import { currencyOfSettings } from "./currencyOfSettings";
import { findDiagnostics } from "../../core/estimate/diagnostics";
import type { Diagnostic } from "../../core/estimate/diagnostic";
import { varsFileName } from "../../core/estimate/readWithDependencies";
import type { EstimateStore } from "../store/estimateStore";
import { rangeIn } from "./ranges";

const SEVERITIES: Readonly<Record<Diagnostic["severity"], vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** A diagnostic in the editor with its finding, for its quick fixes. */
export class PromptDiagnostic extends vscode.Diagnostic {
  /** `explanations`: the page on which each code has an anchor with its name. */
  constructor(
    document: vscode.TextDocument,
    readonly finding: Diagnostic,
    explanations: vscode.Uri,
  ) {
    super(
      firstLineOf(rangeIn(document, finding.range), document),
      finding.message,
      SEVERITIES[finding.severity],
    );
    this.source = "Tokenscale";
    this.code = { value: finding.code, target: explanations.with({ fragment: finding.code }) };
  }
}

/** A problem with a whole part is marked on its first line, not below every line of it. */
function firstLineOf(range: vscode.Range, document: vscode.TextDocument): vscode.Range {
  if (range.isSingleLine) return range;
  const first = new vscode.Range(range.start, document.lineAt(range.start.line).range.end);
  // A range from a line's end on: its text begins on the next line.
  return first.isEmpty ? document.lineAt(range.start.line + 1).range : first;
}

/** Reports what is wrong with open prompt files as problems. */
export class DiagnosticsView implements vscode.Disposable {
  private readonly collection = vscode.languages.createDiagnosticCollection("tokenscale");
  private readonly disposables: vscode.Disposable[] = [this.collection];
  private readonly explanations: vscode.Uri;

  constructor(
    private readonly store: EstimateStore,
    extensionUri: vscode.Uri,
  ) {
    this.explanations = vscode.Uri.joinPath(extensionUri, "docs", "problems.md");
    this.disposables.push(store.onDidChange((uri) => this.show(uri)));
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }

  private show(uri: vscode.Uri): void {
    const reading = this.store.reading(uri);
    const document = vscode.workspace.textDocuments.find(
      (candidate) => candidate.uri.toString() === uri.toString(),
    );
    if (document === undefined || reading?.kind !== "ready") {
      if (reading === undefined) this.collection.delete(uri);
      return;
    }
    const { context, estimate, problems, staleSince, version } = reading;
    const { settings, userSettings } = context;
    const { diagnostics, budgetInputTokens, budgetUsdPerRequest } = userSettings;
    if (!diagnostics) {
      this.collection.delete(uri);
      return;
    }
    // Ranges belong to the text that was read: a newer text is read in a moment.
    if (version !== document.version) return;
    const findings = findDiagnostics(
      { ...estimate, file: { ...estimate.file, problems } },
      {
        ...settings,
        budgetInputTokens,
        budgetUsdPerRequest,
        currency: currencyOfSettings(userSettings),
        isStale: staleSince !== undefined,
        varsFileName: varsFileName(uri.path),
      },
    );
    this.collection.set(
      uri,
      findings.map((finding) => new PromptDiagnostic(document, finding, this.explanations)),
    );
  }
}
