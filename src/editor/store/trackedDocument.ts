import type * as vscode from "vscode";
import { buildEstimate } from "../../core/estimate/buildEstimate";
import type { Estimate } from "../../core/estimate/estimate";
import { estimateFile } from "../../core/estimate/estimateFile";
import { totalOf } from "../../core/estimate/fileTotal";
import { headChangeOf, type HeadChange } from "../../core/estimate/headChange";
import { Cancelled } from "../../core/estimate/pace";
import { readInSurroundings } from "../../core/estimate/readInSurroundings";
import { LastGoodReading } from "../../core/prompt/lastGoodReading";
import type { PromptFormat } from "../../core/prompt/prompt";
import { readPromptFile } from "../../core/prompt/promptFormats";
import type { Log } from "../log";
import type { EstimateContext, EstimateContexts } from "./estimateContext";
import type { HeadTexts } from "./headTexts";
import type { ImageSizes } from "./imageSizes";
import type { Reading } from "./reading";
import { slicedPace } from "./slicedPace";
import { surroundingsOf } from "./surroundings";

/** What tracked documents share. */
export interface TrackingServices {
  readonly contexts: EstimateContexts;
  readonly imageSizes: ImageSizes;
  readonly headTexts: HeadTexts;
  readonly log: Log;
}

/** Exact tokens of any range of a document, in UTF-16 offsets. */
export interface RangeCounter {
  countRange(start: number, end: number): number;
}

/** A pause in typing after which a file is read again: long enough not to work at every key. */
const PAUSE_MS = 30;
/** Larger files take longer to read, so that they wait for a longer pause. */
const LARGE_PAUSE_MS = 250;
const LARGE_CHARACTERS = 128 * 1024;

/** Keeps the reading of one document up to date while it is edited. */
export class TrackedDocument implements vscode.Disposable {
  private readonly lastGood = new LastGoodReading(() => new Date());
  private work = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private current: Reading | undefined;

  constructor(
    readonly document: vscode.TextDocument,
    readonly format: PromptFormat,
    private readonly services: TrackingServices,
    private readonly changed: () => void,
  ) {
    this.refresh();
  }

  get counter(): RangeCounter | undefined {
    return undefined;
  }

  /** Undefined until the first reading is there. */
  get reading(): Reading | undefined {
    return this.current;
  }

  handleEdit(): void {
    const isLarge = this.current?.kind === "ready" && this.lengthOfText() > LARGE_CHARACTERS;
    this.schedule(isLarge ? LARGE_PAUSE_MS : PAUSE_MS);
  }

  /** Reads the document again now: settings, an image or a vars file have changed. */
  refresh(): void {
    this.schedule(0);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.work.abort();
  }

  private lengthOfText(): number {
    return this.document.offsetAt(this.document.lineAt(this.document.lineCount - 1).range.end);
  }

  private schedule(delayMs: number): void {
    clearTimeout(this.timer);
    this.work.abort();
    this.work = new AbortController();
    const { signal } = this.work;
    this.timer = setTimeout(() => void this.update(signal), delayMs);
  }

  private async update(signal: AbortSignal): Promise<void> {
    try {
      const reading = await this.read(signal);
      if (signal.aborted) return;
      this.current = reading;
      this.changed();
    } catch (error) {
      if (error instanceof Cancelled) return;
      this.services.log.error(`Reading ${this.document.uri.path}`, error);
    }
  }

  private async read(signal: AbortSignal): Promise<Reading> {
    const { document, format, services } = this;
    const context = await services.contexts.get();
    const pace = slicedPace(signal);
    await pace.breathe();
    const { version, languageId, uri } = document;
    const file = await readInSurroundings(
      { path: uri.path, text: document.getText(), format, languageId },
      surroundingsOf(uri, services.imageSizes),
    );
    await pace.breathe();
    const shown = this.lastGood.update(file);
    const estimate = await estimateFile(shown.file, context.services, context.settings, pace);
    const headChange = await this.headChange(estimate.estimates, context);
    return {
      kind: "ready",
      version,
      estimate,
      total: totalOf(estimate.estimates, context.settings.pair),
      problems: shown.problems,
      ...(shown.staleSince && { staleSince: shown.staleSince }),
      ...(headChange && { headChange }),
    };
  }

  private async headChange(
    estimates: readonly Estimate[],
    { services, settings }: EstimateContext,
  ): Promise<HeadChange | undefined> {
    const [now] = estimates;
    if (now === undefined || estimates.length > 1) return undefined;
    const text = await this.services.headTexts.textAtHead(this.document.uri);
    if (text === undefined) return undefined;
    const { path } = this.document.uri;
    const [before] = readPromptFile({ path, text, format: this.format }).prompts;
    return before && headChangeOf(now, buildEstimate(before, services, settings));
  }
}
