import * as vscode from "vscode";
import { buildPanelState, scaleBasis } from "../../core/panel/sections/buildPanelState";
import type { PanelAction } from "../../core/panel/contract/panelAction";
import { outputTextProblem } from "../../core/panel/sections/parseOutputTokens";
import type { PanelInput } from "../../core/panel/panelInput";
import { applyScaleChange } from "../../core/panel/scaleChoice";
import { Cancelled } from "../../core/estimate/pace";
import type { HostMessage, PageMemory, PageMessage } from "../../protocol/messages";
import { PANEL_VIEW_TYPE } from "../ids";
import type { Log } from "../log";
import type { EstimateContexts } from "../store/estimateContext";
import type { EstimateStore } from "../store/estimateStore";
import { slicedPace } from "../store/slicedPace";
import { panelHtml, panelRoot } from "./panelHtml";
import type { PanelChoices } from "./panelChoices";
import type { PanelInputs } from "./panelInputs";
import type { WorkspaceRouting } from "./workspaceRouting";
import { subjectFromText, subjectToText, uriOf, type PanelSubjectRef } from "./panelSubject";

/**
 * The only comparison panel of a window. It holds what is compared, follows the editor, and draws the
 * whole state whenever something that it shows has changed.
 */
export class PanelController implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private subject: PanelSubjectRef = { kind: "none" };
  private shown: PanelInput | undefined;
  private work = new AbortController();
  private gathering: Promise<void> | undefined;
  private isReady = false;
  private isDeleted = false;
  private watcher: vscode.FileSystemWatcher | undefined;
  private readonly ready = new vscode.EventEmitter<void>();
  private readonly subjectChanged = new vscode.EventEmitter<PanelSubjectRef>();
  private readonly drawn = new vscode.EventEmitter<void>();
  private readonly closed = new vscode.EventEmitter<void>();
  private readonly acted = new vscode.EventEmitter<PanelAction>();
  private readonly disposables: vscode.Disposable[] = [
    this.ready,
    this.subjectChanged,
    this.drawn,
    this.closed,
  ];
  /** The page is running and waits for its live state. */
  readonly onDidBecomeReady = this.ready.event;
  readonly onDidChangeSubject = this.subjectChanged.event;
  /** The panel requested an action that another component carries out. */
  readonly onDidAct = this.acted.event;
  /** A new state was sent to the page. */
  readonly onDidDraw = this.drawn.event;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly choices: PanelChoices,
    private readonly store: EstimateStore,
    contexts: EstimateContexts,
    routing: WorkspaceRouting,
    private readonly inputs: PanelInputs,
    private readonly log: Log,
  ) {
    this.disposables.push(
      store.onDidChange((uri) => this.handleReading(uri)),
      contexts.onDidChange(() => this.handleSettings()),
      routing.onDidChange(() => this.redraw()),
      choices.scale.onDidChange((scale) => {
        if (this.shown?.scale !== scale) this.redraw();
      }),
      choices.moment.onDidChange(() => this.redraw()),
      vscode.window.onDidChangeActiveTextEditor((editor) => this.follow(editor)),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.follow(textEditor)),
      vscode.window.registerWebviewPanelSerializer(PANEL_VIEW_TYPE, {
        deserializeWebviewPanel: async (panel, memory: PageMemory | undefined) => {
          await this.restore(panel, memory);
        },
      }),
    );
  }

  /** The subject that is shown, for commands that act on it. */
  get currentSubject(): PanelSubjectRef {
    return this.subject;
  }

  get isOpen(): boolean {
    return this.panel !== undefined;
  }

  /** Whether the page is running and receives messages. */
  get isPageReady(): boolean {
    return this.isReady;
  }

  /** The input of the current drawing, once it has been computed. */
  get currentInput(): PanelInput | undefined {
    return this.shown;
  }

  /** Shows the panel beside the editor, or brings it to the front. */
  show(subject: PanelSubjectRef): void {
    this.setSubject(subject);
    if (this.panel === undefined) {
      const column = vscode.ViewColumn.Beside;
      this.attach(
        vscode.window.createWebviewPanel(
          PANEL_VIEW_TYPE,
          "Tokenscale",
          { viewColumn: column, preserveFocus: true },
          this.webviewOptions(),
        ),
      );
    } else {
      this.panel.reveal(undefined, true);
    }
    this.redraw();
  }

  /** Resolves when the current subject has been drawn. */
  async whenShown(): Promise<void> {
    let waited: Promise<void> | undefined;
    while (waited !== this.gathering) {
      waited = this.gathering;
      await waited;
      if (this.isCounting) await this.nextDrawing();
    }
  }

  private get isCounting(): boolean {
    const subject = this.shown?.subject;
    return this.isOpen && subject?.kind === "unpriced" && subject.state.kind === "counting";
  }

  /** Resolves at the next drawing, or when the panel is closed and no longer draws. */
  private nextDrawing(): Promise<void> {
    return new Promise((resolve) => {
      const finish = (): void => {
        subscriptions.dispose();
        resolve();
      };
      const subscriptions = vscode.Disposable.from(
        this.onDidDraw(finish),
        this.closed.event(finish),
      );
    });
  }

  post(message: HostMessage): void {
    if (this.isReady) void this.panel?.webview.postMessage(message);
  }

  dispose(): void {
    this.work.abort();
    this.panel?.dispose();
    this.watcher?.dispose();
    for (const disposable of this.disposables) disposable.dispose();
  }

  private webviewOptions(): vscode.WebviewOptions & vscode.WebviewPanelOptions {
    return {
      enableScripts: true,
      localResourceRoots: [panelRoot(this.extensionUri)],
      enableFindWidget: true,
    };
  }

  private async restore(panel: vscode.WebviewPanel, memory: PageMemory | undefined): Promise<void> {
    const subject = subjectFromText(memory?.subject);
    const uri = uriOf(subject);
    if (uri !== undefined) {
      // If the file has since been deleted, the panel is empty and says what to do.
      await vscode.workspace.openTextDocument(uri).then(undefined, () => undefined);
    }
    // A hidden panel comes back when its tab is shown, and by then there may be a newer one.
    if (this.panel !== undefined) {
      panel.dispose();
      return;
    }
    this.setSubject(subject);
    panel.webview.options = this.webviewOptions();
    this.attach(panel);
  }

  private attach(panel: vscode.WebviewPanel): void {
    this.panel = panel;
    this.isReady = false;
    const iconOf = (theme: string): vscode.Uri =>
      vscode.Uri.joinPath(this.extensionUri, "media", `panel-${theme}.svg`);
    panel.iconPath = { light: iconOf("light"), dark: iconOf("dark") };
    panel.webview.onDidReceiveMessage((message: PageMessage) => {
      this.receive(message).catch((error: unknown) => this.log.error("Panel", error));
    });
    panel.onDidDispose(() => {
      this.work.abort();
      this.panel = undefined;
      this.isReady = false;
      this.closed.fire();
    });
    panel.webview.html = panelHtml(panel.webview, this.extensionUri, "compare");
  }

  private async receive(message: PageMessage): Promise<void> {
    if (message.type === "ready") {
      this.isReady = true;
      this.redraw();
      this.ready.fire();
      return;
    }
    const input = this.shown;
    if (input === undefined) return;
    switch (message.type) {
      case "setScale": {
        const scale = applyScaleChange(
          this.choices.scale.current,
          message.change,
          scaleBasis(input),
        );
        this.draw({ ...input, scale });
        await this.choices.scale.set(scale);
        return;
      }
      case "setMoment":
        return this.choices.moment.set(message.moment);
      case "setOutputTokens": {
        const { subject } = input;
        if (subject.kind !== "one") return;
        const outputProblem = outputTextProblem(message.text, subject.estimate);
        if (outputProblem !== undefined || subject.outputProblem !== undefined)
          this.draw({ ...input, subject: { ...subject, outputProblem } });
        if (outputProblem === undefined) this.acted.fire(message);
        return;
      }
      case "openPrompt":
        this.show(subjectFromText(message.id));
        await this.revealSubject();
        return;
      default:
        this.acted.fire(message);
    }
  }

  private async revealSubject(): Promise<void> {
    const uri = uriOf(this.subject);
    if (uri === undefined) return;
    const document = await vscode.workspace.openTextDocument(uri);
    const reading = this.store.reading(uri);
    const index = this.subject.kind === "request" ? this.subject.index : 0;
    const start =
      reading?.kind === "ready" ? (reading.estimate.estimates[index]?.prompt.range.start ?? 0) : 0;
    const position = document.positionAt(start);
    await vscode.window.showTextDocument(document, {
      viewColumn: vscode.ViewColumn.One,
      preserveFocus: true,
      selection: new vscode.Range(position, position),
    });
    this.redraw();
  }

  private setSubject(subject: PanelSubjectRef): void {
    if (subjectToText(subject) === subjectToText(this.subject)) return;
    this.subject = subject;
    this.isDeleted = false;
    this.watchFile(uriOf(subject));
    this.subjectChanged.fire(subject);
  }

  /** The panel follows the active editor; a table of several files stays. */
  private follow(editor: vscode.TextEditor | undefined): void {
    if (this.panel === undefined || editor === undefined || this.subject.kind === "files") return;
    const { uri } = editor.document;
    const hasSelection = editor.selections.some((selection) => !selection.isEmpty);
    const isSame = uriOf(this.subject)?.toString() === uri.toString();
    if (this.subject.kind === "selection" && isSame) {
      this.redraw();
      return;
    }
    if (this.subject.kind === "request" && isSame) return;
    if (!this.store.isPrompt(uri)) return;
    if (isSame && !hasSelection) return;
    if (!isSame) {
      this.setSubject({ kind: "document", uri });
      this.redraw();
    }
  }

  /** Figures from the store are drawn after they have been read again; the rest is computed here. */
  private handleSettings(): void {
    const uri = uriOf(this.subject);
    if (uri !== undefined && this.store.isPrompt(uri)) return;
    this.redraw();
  }

  private handleReading(uri: vscode.Uri): void {
    if (this.panel === undefined) return;
    const isOfFiles =
      this.subject.kind === "files" &&
      this.subject.uris.some((each) => each.toString() === uri.toString());
    if (isOfFiles || uriOf(this.subject)?.toString() === uri.toString()) this.redraw();
    else if (this.subject.kind === "none") this.follow(vscode.window.activeTextEditor);
  }

  /** Notices when the file is deleted, no matter how, and when it is back. */
  private watchFile(uri: vscode.Uri | undefined): void {
    this.watcher?.dispose();
    this.watcher = undefined;
    if (uri === undefined) return;
    // Watches the whole folder, because a file name could be read as a glob.
    const folder = new vscode.RelativePattern(vscode.Uri.joinPath(uri, ".."), "*");
    this.watcher = vscode.workspace.createFileSystemWatcher(folder, false, true, false);
    const update = (changed: vscode.Uri, isDeleted: boolean): void => {
      if (changed.toString() !== uri.toString()) return;
      this.isDeleted = isDeleted;
      this.redraw();
    };
    this.watcher.onDidDelete((changed) => update(changed, true));
    this.watcher.onDidCreate((changed) => update(changed, false));
  }

  /** Gathers the input again; a newer change cancels an older one in progress. */
  private redraw(): void {
    if (this.panel === undefined) return;
    this.work.abort();
    this.work = new AbortController();
    const { signal } = this.work;
    this.gathering = this.inputs
      .gather(this.subject, this.choices, this.isDeleted, slicedPace(signal))
      .then((input) => {
        if (!signal.aborted) this.draw(input);
      })
      .catch((error: unknown) => {
        if (!(error instanceof Cancelled)) this.log.error("Drawing the panel", error);
      });
  }

  private draw(input: PanelInput): void {
    const { subject } = input;
    // A closed file keeps its last figures: closing an editor loses nothing.
    if (subject.kind === "none" && this.shown !== undefined && this.subject.kind !== "none") return;
    this.shown = input;
    const state = buildPanelState(input);
    if (this.panel) this.panel.title = state.title;
    this.post({ type: "state", state, subject: subjectToText(this.subject) });
    this.drawn.fire();
  }
}
