import * as vscode from "vscode";
import { formatCount } from "../../core/format";
import { registerCommand, UserError } from "../commands/registerCommand";
import { COMMANDS, CONTEXT_KEYS } from "../ids";
import type { Log } from "../log";
import type { EstimateContexts } from "../store/estimateContext";

/** More than a screen of text, so that scrolling a little shows tokens at once. */
const MARGIN_LINES = 30;
/** Lines are looked back for one at which a token surely begins. */
const LOOK_BACK_LINES = 200;
const MAX_CHARACTERS = 256 * 1024;

/** Contributed by package.json with a value for each kind of theme. */
const SHADES = ["tokenscale.tokenBackground", "tokenscale.tokenAlternateBackground"];

/**
 * "Show Tokens": the tokens of the selection, or of the visible part of the editor, in alternating
 * colours. Follows scrolling and edits until "Hide Tokens".
 */
export class TokenDecorations implements vscode.Disposable {
  private readonly decorations = SHADES.map((colour) =>
    vscode.window.createTextEditorDecorationType({
      backgroundColor: new vscode.ThemeColor(colour),
      rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    }),
  );
  private readonly shown = new Map<vscode.TextEditor, vscode.Range | undefined>();
  private readonly disposables: vscode.Disposable[] = [...this.decorations];

  constructor(
    private readonly contexts: EstimateContexts,
    private readonly log: Log,
  ) {
    this.disposables.push(
      registerCommand(COMMANDS.showTokens, log, () => this.show()),
      registerCommand(COMMANDS.hideTokens, log, () => this.hide()),
      vscode.window.onDidChangeTextEditorVisibleRanges(({ textEditor }) => this.redraw(textEditor)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        for (const editor of this.shown.keys()) {
          if (editor.document === document) this.redraw(editor);
        }
      }),
      vscode.window.onDidChangeVisibleTextEditors((editors) => this.forgetOthers(editors)),
    );
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }

  private async show(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined) throw new UserError(vscode.l10n.t("Open a text to see its tokens."));
    const selection = editor.selection.isEmpty
      ? undefined
      : new vscode.Range(editor.selection.start, editor.selection.end);
    this.shown.set(editor, selection);
    const tokens = await this.draw(editor);
    await this.updateContextKey();
    vscode.window.setStatusBarMessage(
      vscode.l10n.t("{0} shown", formatCount(tokens, "token")),
      4000,
    );
  }

  private async hide(): Promise<void> {
    for (const editor of this.shown.keys()) this.clear(editor);
    this.shown.clear();
    await this.updateContextKey();
  }

  private clear(editor: vscode.TextEditor): void {
    for (const decoration of this.decorations) editor.setDecorations(decoration, []);
  }

  private forgetOthers(visible: readonly vscode.TextEditor[]): void {
    for (const editor of this.shown.keys()) {
      if (!visible.includes(editor)) this.shown.delete(editor);
    }
    void this.updateContextKey();
  }

  private async updateContextKey(): Promise<void> {
    const isShown = this.shown.size > 0;
    await vscode.commands.executeCommand("setContext", CONTEXT_KEYS.tokensShown, isShown);
  }

  private redraw(editor: vscode.TextEditor): void {
    if (!this.shown.has(editor)) return;
    this.draw(editor).catch((error: unknown) => this.log.error("Showing tokens", error));
  }

  private async draw(editor: vscode.TextEditor): Promise<number> {
    const { engine } = await this.contexts.get();
    const { document } = editor;
    const wanted = this.shown.get(editor) ?? visibleRange(editor);
    const context = surroundingRange(document, wanted);
    const base = document.offsetAt(context.start);
    const text = document.getText(context).slice(0, MAX_CHARACTERS);
    const ranges = this.decorations.map((): vscode.Range[] => []);
    let start = 0;
    let drawn = 0;
    engine.boundaries(text).forEach((end, index) => {
      const range = new vscode.Range(
        document.positionAt(base + start),
        document.positionAt(base + end),
      );
      // Tokens inside of one character share its place: the first of them has it.
      if (end > start && wanted.contains(range)) {
        ranges[index % ranges.length]?.push(range);
        drawn += 1;
      }
      start = end;
    });
    this.decorations.forEach((decoration, index) => {
      editor.setDecorations(decoration, ranges[index] ?? []);
    });
    return drawn;
  }
}

function visibleRange({ document, visibleRanges }: vscode.TextEditor): vscode.Range {
  const first = visibleRanges[0]?.start.line ?? 0;
  const last = visibleRanges.at(-1)?.end.line ?? 0;
  return document.validateRange(
    new vscode.Range(Math.max(0, first - MARGIN_LINES), 0, last + MARGIN_LINES + 1, 0),
  );
}

/**
 * The range with enough before it that its tokens are those of the whole document: back to a line
 * that begins with neither whitespace nor a slash, where a cut is always safe (docs/counting.md).
 */
function surroundingRange(document: vscode.TextDocument, range: vscode.Range): vscode.Range {
  const first = Math.max(0, range.start.line - LOOK_BACK_LINES);
  let line = range.start.line;
  while (line > first && !/^[^\s/]/.test(document.lineAt(line).text)) line -= 1;
  const end = document.validatePosition(new vscode.Position(range.end.line + 2, 0));
  return new vscode.Range(new vscode.Position(line, 0), end);
}
