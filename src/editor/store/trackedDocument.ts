import type * as vscode from "vscode";
import { buildEstimate } from "../../core/estimate/buildEstimate";
import type { Estimate } from "../../core/estimate/estimate";
import { estimateFile } from "../../core/estimate/estimateFile";
import { estimateLines } from "../../core/estimate/estimateLines";
import { totalOf } from "../../core/estimate/fileTotal";
import { findChangeSinceHead, type ChangeSinceHead } from "../../core/estimate/changeSinceHead";
import { Cancelled } from "../../core/estimate/pace";
import { readWithDependencies } from "../../core/estimate/readWithDependencies";
import { LastGoodReading } from "../../core/prompt/lastGoodReading";
import type { LineToRead } from "../../core/prompt/formats/jsonl";
import type { PromptFormat } from "../../core/prompt/prompt";
import { DocumentCounter } from "../../core/tokens/documentCounter";
import type { TokenEngine } from "../../core/tokens/tokenEngine";
import type { Log } from "../log";
import { documentLines, documentParts, documentUnits } from "./documentLines";
import { contextOfFile, type EstimateContext, type EstimateContexts } from "./estimateContext";
import { promptPath } from "./documentPath";
import type { HeadTexts } from "./headTexts";
import type { ImageSizes } from "./imageSizes";
import { LARGE_UNITS, largeTextFile, withTotal } from "./largeText";
import type { ReadyReading, Reading } from "./reading";
import { EVENT_LOOP, slicedPace } from "./slicedPace";
import { dependenciesOf, dependencyReader } from "./dependencies";

/** The services that tracked documents share. */
export interface TrackingServices {
  readonly contexts: EstimateContexts;
  readonly imageSizes: ImageSizes;
  readonly headTexts: HeadTexts;
  readonly log: Log;
}

/** The pause in typing after which a file is read again: long enough not to work at every key. */
const PAUSE_MS = 30;
/** Files that take longer to read wait for a longer pause. */
const LONG_PAUSE_MS = 300;
const LONG_PAUSE_UNITS = 128 * 1024;

/** The time between two progress updates of the first reading. */
const PROGRESS_MS = 100;

/** Keeps the reading of one document up to date while it is edited. */
export class TrackedDocument implements vscode.Disposable {
  private readonly lastGood = new LastGoodReading(() => new Date());
  private work = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private current: Reading | undefined;
  private tokens: DocumentCounter | undefined;
  private atHead:
    | {
        readonly text: string;
        readonly context: EstimateContext;
        readonly estimate: Estimate | undefined;
      }
    | undefined;
  private eol: vscode.EndOfLine;
  private isBeingRead = false;
  private readonly waiting: (() => void)[] = [];
  private progressShownMs = EVENT_LOOP.nowMs();

  constructor(
    readonly document: vscode.TextDocument,
    readonly format: PromptFormat,
    private readonly services: TrackingServices,
    private readonly changed: () => void,
  ) {
    this.eol = document.eol;
    this.refresh();
  }

  /** Undefined until the first reading is complete. */
  get reading(): Reading | undefined {
    return this.current;
  }

  /** The document's tokens, once they are counted. */
  get counter(): DocumentCounter | undefined {
    return this.tokens?.pendingUnits === 0 ? this.tokens : undefined;
  }

  /** Recounts what the edit touched, at once, and reads the file again when typing pauses. */
  handleEdit(changes: readonly vscode.TextDocumentContentChangeEvent[]): void {
    const { eol } = this.document;
    if (eol === this.eol) this.tokens?.applyChanges(changes);
    const units = documentUnits(this.document);
    // Changed line ends change the text without an edit; a count that is out of sync starts over.
    if (eol !== this.eol || this.tokens?.units !== units) this.tokens = undefined;
    this.eol = eol;
    const isLong = units > LONG_PAUSE_UNITS && (units <= LARGE_UNITS || this.isJsonl());
    this.schedule(isLong ? LONG_PAUSE_MS : PAUSE_MS);
  }

  /** Reads the document again now: settings, an image or a vars file have changed. */
  refresh(): void {
    this.atHead = undefined;
    this.schedule(0);
  }

  /** Whether the figures depend on another file, given by its URI. */
  dependsOn(dependency: string): boolean {
    // The reading in progress may already have read that file.
    if (this.current?.kind !== "ready") return true;
    return dependenciesOf(this.document.uri, this.current.estimate.file).includes(dependency);
  }

  /** Resolves when no newer reading is in progress. */
  whenSettled(): Promise<void> {
    if (!this.isBeingRead) return Promise.resolve();
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.work.abort();
    this.settle();
  }

  private settle(): void {
    this.isBeingRead = false;
    for (const resolve of this.waiting.splice(0)) resolve();
  }

  private schedule(delayMs: number): void {
    clearTimeout(this.timer);
    this.work.abort();
    this.work = new AbortController();
    this.isBeingRead = true;
    const { signal } = this.work;
    this.timer = setTimeout(() => void this.update(signal), delayMs);
  }

  private async update(signal: AbortSignal): Promise<void> {
    try {
      const context = contextOfFile(await this.services.contexts.get(), this.document.uri);
      await this.count(context, signal);
      // The rest of the count's slice would be too short for reading.
      await EVENT_LOOP.yield();
      const reading = await this.read(context, signal);
      if (signal.aborted) return;
      this.show(reading);
      this.settle();
    } catch (error) {
      if (error instanceof Cancelled) return;
      this.services.log.error(`Reading ${this.document.uri.path}`, error);
      if (!signal.aborted) this.settle();
    }
  }

  private show(reading: Reading): void {
    this.current = reading;
    this.changed();
  }

  /** Shows the progress of the first reading if it takes long. */
  private showProgress(doneLines: number): void {
    const nowMs = EVENT_LOOP.nowMs();
    if (this.current?.kind === "ready" || nowMs - this.progressShownMs < PROGRESS_MS) return;
    this.progressShownMs = nowMs;
    this.show({ kind: "counting", doneLines, lines: this.document.lineCount });
  }

  private isJsonl(): boolean {
    return this.format === "batch-jsonl" || this.format === "fine-tuning-jsonl";
  }

  /** Counts the document's uncounted text, in slices. */
  private async count({ engine }: EstimateContext, signal: AbortSignal): Promise<void> {
    this.tokens ??= await this.startCounter(engine, signal);
    const isDone = await this.tokens.countPending({
      eventLoop: EVENT_LOOP,
      signal,
      onProgress: ({ countedUnits, units }) => {
        // For a JSONL this is the small part of the work.
        if (this.isJsonl()) return;
        this.showProgress(Math.floor((this.document.lineCount * countedUnits) / units));
      },
    });
    if (!isDone) throw new Cancelled();
  }

  /** Reads the document's text; an edit meanwhile cancels it. */
  private async startCounter(engine: TokenEngine, signal: AbortSignal): Promise<DocumentCounter> {
    const counter = new DocumentCounter(engine, "");
    for (const text of documentParts(this.document)) {
      counter.applyChanges([{ rangeOffset: counter.units, rangeLength: 0, text }]);
      await EVENT_LOOP.yield();
      if (signal.aborted) throw new Cancelled();
    }
    return counter;
  }

  private read(context: EstimateContext, signal: AbortSignal): Promise<ReadyReading> {
    const { format } = this;
    if (format === "batch-jsonl" || format === "fine-tuning-jsonl") {
      return this.readLines(context, format, signal);
    }
    const units = documentUnits(this.document);
    return units > LARGE_UNITS ? this.readLarge(context, units) : this.readWhole(context, signal);
  }

  private async readWhole(context: EstimateContext, signal: AbortSignal): Promise<ReadyReading> {
    const { document, format, services } = this;
    const { version, languageId, uri } = document;
    const pace = slicedPace(signal);
    const file = await readWithDependencies(
      { path: promptPath(document), text: document.getText(), format, languageId },
      dependencyReader(uri, services.imageSizes),
    );
    await pace.yieldIfDue();
    const shown = this.lastGood.update(file);
    const estimate = await estimateFile(shown.file, context.services, context.settings, pace);
    const changeSinceHead = await this.changeSinceHead(estimate.estimates, context);
    return {
      kind: "ready",
      context,
      version,
      estimate,
      total: totalOf(estimate.estimates, context.settings.pair, shown.file.unread),
      problems: shown.problems,
      ...(shown.staleSince && { staleSince: shown.staleSince }),
      ...(changeSinceHead && { changeSinceHead }),
    };
  }

  private async readLines(
    context: EstimateContext,
    format: "batch-jsonl" | "fine-tuning-jsonl",
    signal: AbortSignal,
  ): Promise<ReadyReading> {
    const { version } = this.document;
    const lines = this.withProgress(documentLines(this.document));
    const pace = slicedPace(signal);
    const { services, settings } = context;
    const read = await estimateLines(lines, format, services, settings, pace);
    return { kind: "ready", context, version, ...read, problems: read.estimate.file.problems };
  }

  private *withProgress(lines: Iterable<LineToRead>): Generator<LineToRead> {
    for (const line of lines) {
      yield line;
      this.showProgress(line.lineNumber);
    }
  }

  /** Uses the document's own count, whatever its length: only its beginning is parsed. */
  private readLarge(context: EstimateContext, units: number): Promise<ReadyReading> {
    const { version } = this.document;
    const { settings } = context;
    const file = largeTextFile(this.document, this.format, units);
    const services = withTotal(context.services, file, this.tokens?.total ?? 0);
    const estimates = file.prompts.map((prompt) => buildEstimate(prompt, services, settings));
    return Promise.resolve({
      kind: "ready",
      context,
      version,
      estimate: { file, estimates },
      total: totalOf(estimates, settings.pair),
      problems: file.problems,
    });
  }

  private async changeSinceHead(
    estimates: readonly Estimate[],
    context: EstimateContext,
  ): Promise<ChangeSinceHead | undefined> {
    const [now] = estimates;
    if (now === undefined || estimates.length > 1) return undefined;
    const { uri } = this.document;
    const text = await this.services.headTexts.textAtHead(uri);
    if (text === undefined) return undefined;
    const before = await this.estimateAtHead(text, context);
    return before && findChangeSinceHead(now, before);
  }

  /** HEAD's text is read and estimated once, until it, the settings or a dependency changes. */
  private async estimateAtHead(
    text: string,
    context: EstimateContext,
  ): Promise<Estimate | undefined> {
    const known = this.atHead;
    if (known?.text === text && known.context === context) return known.estimate;
    const { uri } = this.document;
    const source = { path: uri.path, text, format: this.format };
    const file = await readWithDependencies(
      source,
      dependencyReader(uri, this.services.imageSizes),
    );
    const [prompt] = file.prompts;
    const estimate = prompt && buildEstimate(prompt, context.services, context.settings);
    this.atHead = { text, context, estimate };
    return estimate;
  }
}
