import * as vscode from "vscode";
import { formatCount } from "../../core/format";
import { tokenWords } from "../../core/surfaces/tokenWords";
import { tokenAt } from "../../core/tokens/tokenAt";
import type { EncodedText } from "../../core/tokens/tokenEngine";
import { registerCommand } from "../registerCommand";
import { nothingOpen } from "../errors";
import { COMMANDS, CONTEXT_KEYS } from "../ids";
import type { Log } from "../log";
import type { EstimateContexts } from "../store/estimateContext";

/** More than a screen of text, so that scrolling a little shows tokens at once. */
const MARGIN_LINES = 30;
/** How many lines to look back for one at which a token certainly begins. */
const LOOK_BACK_LINES = 200;
const MAX_CHARACTERS = 256 * 1024;

/** Contributed by package.json with a value for each kind of theme. */
const SHADES = [1, 2, 3, 4].map((shade) => `tokenscale.token${shade}Background`);

/** The tokens shown in an editor. */
interface ShownTokens {
  /** Undefined: those of the visible part. */
  readonly selection: vscode.Range | undefined;
  /** The encoded text; undefined until then. */
  drawn?: {
    readonly base: number;
    readonly text: string;
    readonly encoded: EncodedText;
    readonly range: vscode.Range;
  };
}

/**
 * "Show Tokens": the tokens of the selection, or of the visible part of the editor, in shades that
 * take turns, each with its id on hover. Follows scrolling and edits until "Hide Tokens".
 */
export class TokenDecorations implements vscode.Disposable {
  private readonly decorations = SHADES.map((color) =>
    vscode.window.createTextEditorDecorationType({
      backgroundColor: new vscode.ThemeColor(color),
      rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    }),
  );
  private readonly shown = new Map<vscode.TextEditor, ShownTokens>();
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
      vscode.languages.registerHoverProvider(
        { pattern: "**" },
        { provideHover: (document, position) => this.hoverAt(document, position) },
      ),
    );
  }

  dispose(): void {
    for (const disposable of this.disposables) disposable.dispose();
  }

  private async show(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined) throw nothingOpen();
    const selection = editor.selection.isEmpty
      ? undefined
      : new vscode.Range(editor.selection.start, editor.selection.end);
    const shown = { selection };
    this.shown.set(editor, shown);
    const tokens = await this.draw(editor, shown);
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

  private hoverAt(
    document: vscode.TextDocument,
    position: vscode.Position,
  ): vscode.Hover | undefined {
    const editor = [...this.shown.keys()].find((each) => each.document === document);
    const drawn = editor && this.shown.get(editor)?.drawn;
    if (drawn === undefined || !drawn.range.contains(position)) return undefined;
    const { base, text, encoded } = drawn;
    const place = tokenAt(encoded.ends, document.offsetAt(position) - base);
    if (place === undefined) return undefined;
    return new vscode.Hover(
      new vscode.MarkdownString().appendText(tokenWords(text, encoded, place)),
      new vscode.Range(
        document.positionAt(base + place.start),
        document.positionAt(base + place.end),
      ),
    );
  }

  private redraw(editor: vscode.TextEditor): void {
    const shown = this.shown.get(editor);
    if (shown === undefined) return;
    this.draw(editor, shown).catch((error: unknown) => this.log.error("Showing tokens", error));
  }

  private async draw(editor: vscode.TextEditor, shown: ShownTokens): Promise<number> {
    const { engine } = await this.contexts.get();
    const { document } = editor;
    const wanted = shown.selection ?? visibleRange(editor);
    // A selection is counted separately, as in the status bar.
    const context = shown.selection ?? surroundingRange(document, wanted);
    const base = document.offsetAt(context.start);
    const text = document.getText(context).slice(0, MAX_CHARACTERS);
    const encoded = engine.encode(text);
    shown.drawn = { base, text, encoded, range: wanted };
    const ranges = this.decorations.map((): vscode.Range[] => []);
    let start = 0;
    let tokens = 0;
    encoded.ends.forEach((end, index) => {
      const range = new vscode.Range(
        document.positionAt(base + start),
        document.positionAt(base + end),
      );
      if (wanted.contains(range)) {
        tokens += 1;
        // Tokens inside one character share its place: the first of them has it.
        if (end > start) ranges[index % ranges.length]?.push(range);
      }
      start = end;
    });
    this.decorations.forEach((decoration, index) => {
      editor.setDecorations(decoration, ranges[index] ?? []);
    });
    return tokens;
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
 * The range, extended back so that its tokens are those of the whole document: to a line that begins
 * with neither whitespace nor a slash, where a cut is always safe (docs/counting.md).
 */
function surroundingRange(document: vscode.TextDocument, range: vscode.Range): vscode.Range {
  const first = Math.max(0, range.start.line - LOOK_BACK_LINES);
  let line = range.start.line;
  while (line > first && !/^[^\s/]/.test(document.lineAt(line).text)) line -= 1;
  const end = document.validatePosition(new vscode.Position(range.end.line + 2, 0));
  return new vscode.Range(new vscode.Position(line, 0), end);
}
