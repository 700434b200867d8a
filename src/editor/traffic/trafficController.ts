import * as vscode from "vscode";
import type { TrafficAction } from "../../core/panel/contract/panelAction";
import { buildTrafficState, type TrafficReading } from "../../core/panel/traffic/buildTrafficState";
import { showError, UserError } from "../errors";
import { requireMachine } from "../host";
import { COMMANDS } from "../ids";
import type { Log } from "../log";
import { registerCommand } from "../registerCommand";
import type { EstimateContexts } from "../store/estimateContext";
import type { PromptDocuments } from "../store/promptDocuments";
import { currencyOfSettings } from "../surfaces/currencyOfSettings";
import { exportTraffic } from "./exportTraffic";
import { readTraffic } from "./readTraffic";
import { reportOf, type WhatIfChoice } from "./trafficReports";
import { TrafficPage } from "./trafficPage";
import type { TrafficSummary } from "../../core/traffic/trafficSummary";

/** How often the page hears of progress. */
const PROGRESS_MS = 200;

/** The report on traffic logs: reading them, its page, and what can be asked of it. */
export class TrafficController implements vscode.Disposable {
  private readonly page: TrafficPage;
  private readonly disposables: vscode.Disposable;
  private files: readonly vscode.Uri[] = [];
  private summary: TrafficSummary | undefined;
  private reading: TrafficReading = { kind: "none" };
  private choice: WhatIfChoice = {};
  private stopping: AbortController | undefined;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly contexts: EstimateContexts,
    private readonly documents: PromptDocuments,
    private readonly log: Log,
  ) {
    this.page = new TrafficPage(extensionUri);
    this.disposables = vscode.Disposable.from(
      this.page,
      this.contexts.onDidChange(() => this.attempt(this.reportAgain())),
      this.page.onDidBecomeReady(() => this.attempt(this.draw())),
      this.page.onDidAct((action) => this.attempt(this.handle(action))),
      registerCommand(COMMANDS.analyzeTraffic, log, (clicked, selected) =>
        this.analyze(urisOf(clicked, selected)),
      ),
    );
  }

  dispose(): void {
    this.stopping?.abort();
    this.disposables.dispose();
  }

  private async handle(action: TrafficAction): Promise<void> {
    switch (action.type) {
      case "chooseTrafficLog":
        return this.analyze([]);
      case "stopTraffic":
        this.stopping?.abort();
        return;
      case "exportTraffic":
        if (this.reading.kind === "read") {
          const state = await this.state();
          await exportTraffic(action.format, this.reading.report, state, this.extensionUri);
        }
        return;
      case "setTrafficTarget":
        this.choice = { ...this.choice, target: action.model };
        return this.reportAgain();
      case "setTrafficTolerance":
        this.choice = { ...this.choice, tolerance: action.tolerance };
        return this.reportAgain();
      case "openTrafficFile":
        return this.openFile(action.file);
    }
  }

  private async analyze(named: readonly vscode.Uri[]): Promise<void> {
    requireMachine();
    const files = named.length > 0 ? named : await chooseLogs();
    if (files.length === 0) return;
    if (files.some(({ scheme }) => scheme !== "file")) {
      throw new UserError(vscode.l10n.t("Only logs on this machine’s disk can be analyzed."));
    }
    this.stopping?.abort();
    const stopping = new AbortController();
    this.stopping = stopping;
    this.files = files;
    this.summary = undefined;
    const sizes = await Promise.all(
      files.map(async (file) => (await vscode.workspace.fs.stat(file)).size),
    );
    const allBytes = sizes.reduce((sum, size) => sum + size, 0);
    this.reading = { kind: "reading", readBytes: 0, allBytes };
    this.page.show();
    await this.draw();
    let readBytes = 0;
    let drawnMs = Date.now();
    const onBytes = (bytes: number): void => {
      readBytes += bytes;
      if (this.stopping !== stopping || Date.now() - drawnMs < PROGRESS_MS) return;
      drawnMs = Date.now();
      this.reading = { kind: "reading", readBytes, allBytes };
      this.attempt(this.draw());
    };
    const summary = await readTraffic(files, {
      extensionUri: this.extensionUri,
      documents: this.documents,
      signal: stopping.signal,
      onBytes,
    }).catch((error: unknown) => {
      if (this.stopping === stopping) this.reading = { kind: "none" };
      throw error;
    });
    if (this.stopping !== stopping) return;
    this.summary = summary;
    await this.reportAgain(stopping.signal.aborted);
  }

  /** With other settings, another target or another tolerance the same log says something else. */
  private async reportAgain(
    isStopped = this.reading.kind === "read" && this.reading.isStopped,
  ): Promise<void> {
    const { summary } = this;
    if (summary === undefined) return;
    const report = await reportOf(summary, this.choice, await this.contexts.get());
    if (this.summary !== summary) return;
    this.reading = { kind: "read", report, isStopped };
    await this.draw();
  }

  private async draw(): Promise<void> {
    if (this.page.isPageReady) this.page.draw(await this.state());
  }

  private async state(): Promise<ReturnType<typeof buildTrafficState>> {
    const { userSettings } = await this.contexts.get();
    return buildTrafficState({
      files: this.files.map(({ path }) => path.split("/").at(-1) ?? path),
      reading: this.reading,
      currency: currencyOfSettings(userSettings),
    });
  }

  private async openFile(file: string): Promise<void> {
    const folders = vscode.workspace.workspaceFolders ?? [];
    for (const { uri } of folders) {
      const found = vscode.Uri.joinPath(uri, file);
      if (vscode.workspace.asRelativePath(found) !== file) continue;
      await vscode.commands.executeCommand("vscode.open", found);
      return;
    }
  }

  private attempt(work: Promise<void>): void {
    work.catch((error: unknown) => {
      void showError("Traffic", this.log, error);
    });
  }
}

/** The arguments that the Explorer passes to a command: the clicked file, then all selected ones. */
function urisOf(clicked: unknown, selected: unknown): readonly vscode.Uri[] {
  const all = Array.isArray(selected) ? (selected as readonly unknown[]) : [clicked];
  return all.filter((each) => each instanceof vscode.Uri);
}

async function chooseLogs(): Promise<readonly vscode.Uri[]> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const chosen = await vscode.window.showOpenDialog({
    canSelectMany: true,
    openLabel: vscode.l10n.t("Analyze"),
    title: vscode.l10n.t(
      "Logs of requests: OpenTelemetry, LiteLLM, Langfuse, Helicone, OpenAI, JSONL, CSV",
    ),
    ...(folder && { defaultUri: folder }),
  });
  return chosen ?? [];
}
