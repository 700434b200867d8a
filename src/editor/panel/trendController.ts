import type * as vscode from "vscode";
import { localDay } from "../../core/day";
import { estimateFile } from "../../core/estimate/estimateFile";
import { totalOf } from "../../core/estimate/fileTotal";
import { Cancelled } from "../../core/estimate/pace";
import { readWithDependencies } from "../../core/estimate/readWithDependencies";
import { buildTrend, type PastTotal } from "../../core/panel/sections/trendSection";
import type { Log } from "../log";
import { currencyOfSettings } from "../surfaces/currencyOfSettings";
import { dependencyReader } from "../store/dependencies";
import type { EstimateContext } from "../store/estimateContext";
import type { EstimateStore } from "../store/estimateStore";
import type { FileHistory, HeadTexts } from "../store/headTexts";
import type { ImageSizes } from "../store/imageSizes";
import type { ReadyReading } from "../store/reading";
import { slicedPace } from "../store/slicedPace";
import type { PanelController } from "./panelController";
import { subjectToText } from "./panelSubject";

interface ShownTrend {
  readonly subject: string;
  readonly history: FileHistory;
  readonly context: EstimateContext;
}

/** Sends the panel how its prompt file went over the last commits, after the panel itself is drawn. */
export class TrendController implements vscode.Disposable {
  private shown: ShownTrend | undefined;
  private work = new AbortController();
  private readonly disposables: vscode.Disposable[];

  constructor(
    private readonly panel: PanelController,
    private readonly store: EstimateStore,
    private readonly headTexts: HeadTexts,
    private readonly imageSizes: ImageSizes,
    private readonly log: Log,
  ) {
    this.disposables = [
      panel.onDidBecomeReady(() => {
        this.shown = undefined;
      }),
      panel.onDidDraw(() => this.follow()),
      headTexts.onDidChange(() => this.follow()),
    ];
  }

  dispose(): void {
    this.work.abort();
    for (const disposable of this.disposables) disposable.dispose();
  }

  private follow(): void {
    this.update().catch((error: unknown) => {
      if (!(error instanceof Cancelled)) this.log.error("Reading the last commits", error);
    });
  }

  private async update(): Promise<void> {
    const subject = this.panel.currentSubject;
    if (subject.kind !== "document" || this.panel.currentInput?.subject.kind !== "one") return;
    const reading = this.store.reading(subject.uri);
    if (reading?.kind !== "ready") return;
    const history = await this.headTexts.history(subject.uri);
    if (history === undefined) return;
    const wanted = { subject: subjectToText(subject), history, context: reading.context };
    if (subjectToText(this.panel.currentSubject) !== wanted.subject || this.isShown(wanted)) return;
    this.work.abort();
    this.work = new AbortController();
    const { signal } = this.work;
    this.shown = wanted;
    // Figures of other settings must not stay.
    this.panel.post({ type: "trend", subject: wanted.subject });
    const past = await this.pastTotals(subject.uri, reading, history, signal);
    if (signal.aborted) return;
    const trend = buildTrend(past, currencyOfSettings(reading.context.userSettings));
    this.panel.post({ type: "trend", subject: wanted.subject, ...(trend && { trend }) });
  }

  private isShown({ subject, history, context }: ShownTrend): boolean {
    const { shown } = this;
    return shown?.subject === subject && shown.history === history && shown.context === context;
  }

  private async pastTotals(
    uri: vscode.Uri,
    { context, estimate: { file: now } }: ReadyReading,
    history: FileHistory,
    signal: AbortSignal,
  ): Promise<readonly PastTotal[]> {
    const { services, settings } = context;
    const pace = slicedPace(signal);
    const totals: PastTotal[] = [];
    for (const { commit, committedAtMs, text } of await history.texts) {
      await pace.yieldIfDue();
      const file = await readWithDependencies(
        { path: uri.path, text, format: now.format },
        dependencyReader(uri, this.imageSizes),
      );
      const { estimates } = await estimateFile(file, services, settings, pace);
      if (estimates.length === 0) continue;
      const total = totalOf(estimates, settings.pair, file.unread);
      totals.push({ commit, day: localDay(new Date(committedAtMs)), total });
    }
    return totals;
  }
}
