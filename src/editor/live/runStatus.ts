import * as vscode from "vscode";
import { type ActiveRun, runStatus } from "../../core/surfaces/runStatus";
import { SYSTEM_CLOCK } from "../../node/systemClock";
import { COMMANDS } from "../ids";

/** Left of the item with the prompt's figures. */
const PRIORITY = 100.05;
const REFRESH_MS = 1000;

/** The status bar item for a run in progress: its time and cost. A click shows the run. */
export class RunStatus implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem(
    "tokenscale.runStatus",
    vscode.StatusBarAlignment.Right,
    PRIORITY,
  );
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly activeRuns: () => readonly ActiveRun[]) {
    this.item.name = vscode.l10n.t("Tokenscale Run");
    this.item.command = COMMANDS.showRun;
    this.item.tooltip = vscode.l10n.t("Show the run");
  }

  /** A run has begun or ended. While others are running, the next refresh shows it. */
  follow(): void {
    const isRunning = this.activeRuns().length > 0;
    if (!isRunning) this.hide();
    else if (this.timer === undefined) this.start();
  }

  dispose(): void {
    clearInterval(this.timer);
    this.item.dispose();
  }

  private start(): void {
    this.timer = setInterval(() => this.draw(), REFRESH_MS);
    this.draw();
  }

  private hide(): void {
    clearInterval(this.timer);
    this.timer = undefined;
    this.item.hide();
  }

  private draw(): void {
    const status = runStatus(this.activeRuns(), SYSTEM_CLOCK.nowMs());
    if (status === undefined) return;
    this.item.text = status.text;
    this.item.accessibilityInformation = { label: status.label };
    this.item.show();
  }
}
