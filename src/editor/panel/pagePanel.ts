import * as vscode from "vscode";
import { panelHtml, type PageName, panelRoot } from "./panelHtml";

/** A page in a tab of its own. It draws what it is given and tells what is asked for. */
export abstract class PagePanel<Action> implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private isReady = false;
  private readonly ready = new vscode.EventEmitter<void>();
  private readonly acted = new vscode.EventEmitter<Action>();
  private readonly serializer: vscode.Disposable;
  /** The page runs and waits for its state. */
  readonly onDidBecomeReady = this.ready.event;
  readonly onDidAct = this.acted.event;

  protected constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly viewType: string,
    private readonly page: PageName,
    private readonly firstTitle: string,
  ) {
    this.serializer = vscode.window.registerWebviewPanelSerializer(viewType, {
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

  /** Opens the page, or brings it to the front. */
  show(): void {
    if (this.panel !== undefined) {
      this.panel.reveal();
      return;
    }
    const options = { ...this.options(), enableFindWidget: true };
    const column = vscode.ViewColumn.Active;
    this.attach(vscode.window.createWebviewPanel(this.viewType, this.firstTitle, column, options));
  }

  /** Whether the page runs and gets what is posted. */
  get isPageReady(): boolean {
    return this.isReady;
  }

  dispose(): void {
    this.panel?.dispose();
    this.serializer.dispose();
    this.ready.dispose();
    this.acted.dispose();
  }

  /** With a title the tab gets it, too. */
  protected post(message: object, title?: string): void {
    if (this.panel === undefined) return;
    if (title !== undefined) this.panel.title = title;
    void this.panel.webview.postMessage(message);
  }

  private options(): vscode.WebviewOptions {
    return { enableScripts: true, localResourceRoots: [panelRoot(this.extensionUri)] };
  }

  private attach(panel: vscode.WebviewPanel): void {
    this.panel = panel;
    this.isReady = false;
    panel.iconPath = vscode.Uri.joinPath(this.extensionUri, "media", "icon.png");
    panel.webview.onDidReceiveMessage((message: { readonly type: "ready" } | Action) => {
      if (isReadyMessage(message)) {
        this.isReady = true;
        this.ready.fire();
      } else this.acted.fire(message);
    });
    panel.onDidDispose(() => {
      this.panel = undefined;
      this.isReady = false;
    });
    panel.webview.html = panelHtml(panel.webview, this.extensionUri, this.page);
  }
}

function isReadyMessage(message: unknown): message is { readonly type: "ready" } {
  return (message as { readonly type?: unknown } | undefined)?.type === "ready";
}
