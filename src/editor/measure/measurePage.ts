import * as vscode from "vscode";
import type { MeasureAction } from "../../core/panel/contract/panelAction";
import type { MeasureHostMessage } from "../../protocol/messages";
import { COMMANDS, MEASURE_VIEW_TYPE } from "../ids";
import { panelHtml, panelRoot } from "../panel/panelHtml";

type Asked = { readonly type: "ready" } | { readonly type: "choosePair" } | MeasureAction;

/** The page of a measurement in its tab. It draws what it is given and tells what is asked for. */
export class MeasurePage implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private isReady = false;
  private readonly ready = new vscode.EventEmitter<void>();
  private readonly acted = new vscode.EventEmitter<MeasureAction>();
  private readonly serializer: vscode.Disposable;
  /** The page runs and waits for its state. */
  readonly onDidBecomeReady = this.ready.event;
  readonly onDidAct = this.acted.event;

  constructor(private readonly extensionUri: vscode.Uri) {
    this.serializer = vscode.window.registerWebviewPanelSerializer(MEASURE_VIEW_TYPE, {
      deserializeWebviewPanel: (panel) => {
        // A hidden page comes back when its tab is shown, and by then there may be a newer one.
        if (this.panel === undefined) {
          panel.webview.options = this.options();
          this.attach(panel);
        } else panel.dispose();
        return Promise.resolve();
      },
    });
  }

  /** Whether the page runs and gets what is posted. */
  get isPageReady(): boolean {
    return this.isReady;
  }

  /** Opens the page, or brings it to the front. */
  show(): void {
    if (this.panel !== undefined) {
      this.panel.reveal();
      return;
    }
    const options = { ...this.options(), enableFindWidget: true };
    const title = vscode.l10n.t("Measure");
    const column = vscode.ViewColumn.Active;
    this.attach(vscode.window.createWebviewPanel(MEASURE_VIEW_TYPE, title, column, options));
  }

  post(message: MeasureHostMessage): void {
    if (this.panel === undefined || !this.isReady) return;
    if (message.type === "measure") this.panel.title = message.state.title;
    void this.panel.webview.postMessage(message);
  }

  dispose(): void {
    this.panel?.dispose();
    this.serializer.dispose();
    this.ready.dispose();
    this.acted.dispose();
  }

  private options(): vscode.WebviewOptions {
    return { enableScripts: true, localResourceRoots: [panelRoot(this.extensionUri)] };
  }

  private attach(panel: vscode.WebviewPanel): void {
    this.panel = panel;
    this.isReady = false;
    panel.iconPath = vscode.Uri.joinPath(this.extensionUri, "media", "icon.png");
    panel.webview.onDidReceiveMessage((message: Asked) => {
      if (message.type === "ready") {
        this.isReady = true;
        this.ready.fire();
      } else if (message.type === "choosePair") {
        void vscode.commands.executeCommand(COMMANDS.choosePair);
      } else this.acted.fire(message);
    });
    panel.onDidDispose(() => {
      this.panel = undefined;
      this.isReady = false;
    });
    panel.webview.html = panelHtml(panel.webview, this.extensionUri, "measure");
  }
}
