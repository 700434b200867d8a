import * as vscode from "vscode";
import { isOfMany } from "../../core/estimate/fileTotal";
import type { SourceRange } from "../../core/sourceRange";
import {
  type LensText,
  lensTexts,
  NOT_READ_LENS,
  partLenses,
  totalLensTexts,
} from "../../core/surfaces/lenses";
import type { SettingsService } from "../settings";
import type { EstimateStore } from "../store/estimateStore";
import { isUnread, type ReadyReading } from "../store/reading";
import { timeOfDay } from "../timeOfDay";
import { currencyOfSettings } from "./currencyOfSettings";
import { rangeIn } from "./ranges";
import { surfaceCommand } from "./surfaceCommands";

const NO_COMMAND = "";

/** Tokens and cost above prompt files, their messages, and the prompts in code. */
export class PromptLenses implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly disposables: vscode.Disposable[];
  readonly onDidChangeCodeLenses = this.changed.event;

  constructor(
    private readonly store: EstimateStore,
    private readonly settings: SettingsService,
  ) {
    this.disposables = [
      this.changed,
      store.onDidChange(() => this.changed.fire()),
      settings.onDidChange(() => this.changed.fire()),
      vscode.languages.registerCodeLensProvider({ pattern: "**" }, this),
    ];
  }

  /**
   * Waits until the current text has been read: VS Code keeps its old lenses meanwhile, so none is on the
   * wrong line for a moment.
   */
  async provideCodeLenses(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeLens[]> {
    if (this.settings.current.lensDensity === "off") return [];
    await this.store.whenSettled(document.uri);
    const reading = this.store.reading(document.uri);
    if (token.isCancellationRequested || reading?.kind !== "ready") return [];
    return this.lensesOf(reading, document);
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }

  private lensesOf(reading: ReadyReading, document: vscode.TextDocument): vscode.CodeLens[] {
    const currency = currencyOfSettings(this.settings.current);
    const { lensDensity } = this.settings.current;
    const { estimate, total, changeSinceHead } = reading;
    const staleSince = reading.staleSince && timeOfDay(reading.staleSince);
    const at = ({ start }: SourceRange, lens: LensText): vscode.CodeLens => {
      const range = rangeIn(document, { start, end: start });
      const { title, command } = lens;
      if (command === undefined) return new vscode.CodeLens(range, { title, command: NO_COMMAND });
      const link = {
        label: title,
        command,
        ...(lens.range && { range: lens.range }),
      };
      return new vscode.CodeLens(range, surfaceCommand(link, document.uri));
    };
    const top = { start: 0, end: 0 };
    if (isUnread(reading)) return [at(top, { title: NOT_READ_LENS })];
    const isCode = estimate.file.format === "code";
    if (isOfMany(total) && !isCode) {
      return totalLensTexts(total, currency).map((lens) => at(top, lens));
    }
    return estimate.estimates.flatMap((single, index) => [
      ...lensTexts(single, {
        currency,
        isFollowing: isCode && index > 0,
        ...(changeSinceHead && { changeSinceHead }),
        ...(staleSince !== undefined && { staleSince }),
      }).map((lens) =>
        isCode
          ? at(single.prompt.range, { ...lens, range: lens.range ?? single.prompt.range })
          : at(top, lens),
      ),
      // Lines of code are not pushed apart for each part: the hover has them.
      ...(isCode || lensDensity === "file" ? [] : partLenses(single, staleSince)).map(
        ({ range, title }) => at(range, { title }),
      ),
    ]);
  }
}
