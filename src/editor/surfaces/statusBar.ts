import * as vscode from "vscode";
import { isOfMany } from "../../core/estimate/fileTotal";
import type { Currency } from "../../core/currency";
import {
  EMPTY_STATUS,
  estimateStatus,
  NOT_READ_STATUS,
  progressStatus,
  type StatusBarText,
  textStatus,
  tooLargeStatus,
  TOO_LARGE_TOOLTIP,
  totalStatus,
} from "../../core/surfaces/statusBar";
import { COMMANDS, PANEL_VIEW_TYPE } from "../ids";
import type { Log } from "../log";
import type { SettingsService } from "../settings";
import type { EstimateStore } from "../store/estimateStore";
import { isUnread, type ReadyReading } from "../store/reading";
import type { SelectionEstimates } from "../store/selectionEstimates";
import { currencyOfSettings } from "./currencyOfSettings";
import { readingHover, requestAt, textSelectionHover } from "./hoverContent";

/** Left of the language, whose item has the priority 100.1. */
const PRIORITY = 100;

interface Shown {
  readonly status: StatusBarText;
  readonly tooltip: vscode.MarkdownString | string;
}

/** The only status bar item: the selection's figures if there is one, else those of the prompt file. */
export class StatusBar implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem(
    "tokenscale.status",
    vscode.StatusBarAlignment.Right,
    PRIORITY,
  );
  private readonly disposables: vscode.Disposable[] = [this.item];
  private updates = 0;
  private lastEditor = vscode.window.activeTextEditor;

  constructor(
    private readonly store: EstimateStore,
    private readonly selections: SelectionEstimates,
    private readonly settings: SettingsService,
    private readonly log: Log,
  ) {
    this.item.name = "Tokenscale";
    this.item.command = COMMANDS.compare;
    const update = (): void => this.update();
    this.disposables.push(
      store.onDidChange((uri) => {
        const editor = vscode.window.activeTextEditor ?? this.lastEditor;
        if (uri.toString() === editor?.document.uri.toString()) update();
      }),
      settings.onDidChange(update),
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        this.lastEditor = editor ?? this.lastEditor;
        update();
      }),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor === vscode.window.activeTextEditor) update();
      }),
      vscode.window.tabGroups.onDidChangeTabs(update),
    );
    this.update();
  }

  /** The text of the item, for tests in the extension host; undefined if it is hidden. */
  get shownText(): string | undefined {
    return this.isShown ? this.item.text : undefined;
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }

  private isShown = false;

  private update(): void {
    this.updates += 1;
    const turn = this.updates;
    this.shown()
      .then((shown) => {
        if (turn === this.updates) this.show(shown);
      })
      .catch((error: unknown) => this.log.error("Status bar", error));
  }

  private show(shown: Shown | undefined): void {
    this.isShown = shown !== undefined;
    if (shown === undefined) {
      this.item.hide();
      return;
    }
    this.item.text = shown.status.text;
    this.item.tooltip = shown.tooltip;
    this.item.accessibilityInformation = { label: shown.status.label };
    this.item.show();
  }

  private async shown(): Promise<Shown | undefined> {
    const editor = vscode.window.activeTextEditor ?? this.editorBesidePanel();
    if (editor === undefined) return this.tooLarge();
    const { document, selections } = editor;
    const currency = currencyOfSettings(this.settings.current);
    if (document.uri.scheme !== "output") {
      const text = await this.selections.estimate(document, selections);
      if (text !== undefined) {
        const tooltip = textSelectionHover(text, document.uri, currency);
        return { status: textStatus(text, currency), tooltip };
      }
    }
    const reading = this.store.reading(document.uri);
    switch (reading?.kind) {
      case undefined:
        return undefined;
      case "counting":
        return {
          status: progressStatus(reading.doneLines, reading.lines),
          tooltip: vscode.l10n.t("Counting a large file."),
        };
      case "ready":
        return this.ofReading(reading, document, editor.selection.active, currency);
    }
  }

  /** While the panel has the focus no editor is active: the item stays that of the last one. */
  private editorBesidePanel(): vscode.TextEditor | undefined {
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    const isPanel =
      input instanceof vscode.TabInputWebview && input.viewType.endsWith(PANEL_VIEW_TYPE);
    const isVisible =
      this.lastEditor !== undefined && vscode.window.visibleTextEditors.includes(this.lastEditor);
    return isPanel && isVisible ? this.lastEditor : undefined;
  }

  private ofReading(
    reading: ReadyReading,
    document: vscode.TextDocument,
    cursor: vscode.Position,
    currency: Currency,
  ): Shown | undefined {
    const isCode = reading.estimate.file.format === "code";
    const request = isCode ? requestAt(reading, document.offsetAt(cursor)) : undefined;
    if (isCode && request === undefined) return undefined;
    const status = statusOf(reading, document, currency, request);
    const tooltip = readingHover(reading, document, currency, request);
    return status && { status, tooltip };
  }

  /** VS Code provides no document for such a file: only its tab shows that it is open. */
  private async tooLarge(): Promise<Shown | undefined> {
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    if (!(input instanceof vscode.TabInputText) || !this.store.isNamedPrompt(input.uri)) {
      return undefined;
    }
    try {
      const { size } = await vscode.workspace.fs.stat(input.uri);
      return size < MAX_DOCUMENT_BYTES
        ? undefined
        : { status: tooLargeStatus(size), tooltip: TOO_LARGE_TOOLTIP };
    } catch {
      return undefined; // Deleted meanwhile.
    }
  }
}

/** VS Code synchronizes no larger document with extensions. */
const MAX_DOCUMENT_BYTES = 50 * 1024 * 1024;

function statusOf(
  reading: ReadyReading,
  document: vscode.TextDocument,
  currency: Currency,
  request: number | undefined,
): StatusBarText | undefined {
  const { estimate, total, staleSince } = reading;
  if (isUnread(reading)) return NOT_READ_STATUS;
  const single = estimate.estimates[request ?? 0];
  if (single === undefined) return document.lineCount === 1 ? EMPTY_STATUS : undefined;
  if (request === undefined && isOfMany(total)) return totalStatus(total, currency);
  if (isEmptyDocument(document)) return EMPTY_STATUS;
  return estimateStatus(single, currency, staleSince !== undefined);
}

function isEmptyDocument(document: vscode.TextDocument): boolean {
  return document.lineCount === 1 && document.lineAt(0).text === "";
}
