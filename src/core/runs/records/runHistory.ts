import type { Clock, TextFileEntry, TextFiles } from "../../ports";
import type { ContentEvent } from "../answerContent";
import { type AnswerKey, placeKey } from "../answerKey";
import { EventBatcher, textOf, withText } from "./eventBatcher";
import type { AnswerEnd } from "./answerEnd";
import { jsonLine } from "../jsonLines";
import type { RunEvent } from "../runEvent";
import { entriesOf, isRunFile, runFileName, startOf } from "./runFiles";
import { readStoredRun, type StoredRun, storedRows, type StoredRunHead } from "./storedRun";

interface HistoryLimits {
  readonly runsPerPrompt: number;
  /** How much of one run's answers is kept, in UTF-16 units. */
  readonly charactersPerRun: number;
  /** For all runs of the workspace. */
  readonly bytes: number;
}

export interface KeptRuns {
  /** The newest first. */
  readonly runs: readonly StoredRun[];
  /** Files that can't be read, or only in part. */
  readonly damagedRuns: number;
}

export const DEFAULT_HISTORY_LIMITS: HistoryLimits = {
  runsPerPrompt: 20,
  charactersPerRun: 1_000_000,
  bytes: 50_000_000,
};

/** Text received this long ago is safe from a crash. */
const CHECKPOINT_MS = 500;

/** The last runs of each prompt, one file per run, in the workspace's storage. */
export class RunHistory {
  constructor(
    private readonly files: TextFiles,
    private readonly clock: Clock,
    private readonly limits: HistoryLimits = DEFAULT_HISTORY_LIMITS,
  ) {}

  /** Begins to keep a run. Reports a write error to `onProblem`, once. */
  async begin(head: StoredRunHead, onProblem: (error: unknown) => void): Promise<RunKeeper> {
    await this.makeRoom(head.file);
    const name = runFileName(head);
    const { files, clock, limits } = this;
    return new RunKeeper((text) => files.append(name, text), clock, limits, head, onProblem);
  }

  /** The runs of a prompt, the newest first. Those with a damaged head are left out. */
  async runsOf(file: string): Promise<readonly StoredRun[]> {
    return (await this.readRunsOf(file)).runs;
  }

  /** The same, with how many files could not be read. */
  async readRunsOf(file: string): Promise<KeptRuns> {
    const entries = entriesOf(file, await this.entries());
    const texts = await Promise.all(entries.map(({ name }) => this.files.read(name)));
    const read = texts.map((text) => readStoredRun(text ?? ""));
    return {
      runs: read.flatMap((run) => (run?.file === file ? [run] : [])),
      damagedRuns: read.filter((run) => run === undefined || run.damagedLines > 0).length,
    };
  }

  async delete(run: StoredRunHead): Promise<void> {
    await this.files.remove(runFileName(run));
  }

  /** Deletes the runs of a prompt, or of all. */
  async deleteAll(file?: string): Promise<void> {
    const all = await this.entries();
    const entries = file === undefined ? all : entriesOf(file, all);
    for (const { name } of entries) await this.files.remove(name);
  }

  /** Makes room for one more run of the prompt. */
  private async makeRoom(file: string): Promise<void> {
    const entries = await this.entries();
    const surplus = new Set(
      entriesOf(file, entries).slice(Math.max(0, this.limits.runsPerPrompt - 1)),
    );
    let bytes = 0;
    for (const entry of entries) {
      if (surplus.has(entry)) continue;
      bytes += entry.bytes;
      if (bytes > this.limits.bytes) surplus.add(entry);
    }
    for (const { name } of surplus) await this.files.remove(name);
  }

  /** The newest first: the start time is part of the name. */
  private async entries(): Promise<readonly TextFileEntry[]> {
    const entries = (await this.files.list()).filter(isRunFile);
    return entries.sort((left, right) => (startOf(left) < startOf(right) ? 1 : -1));
  }
}

/** Keeps one run while it is in progress: received text survives a crash. */
export class RunKeeper {
  private readonly batchers = new Map<string, EventBatcher>();
  private written: Promise<void> = Promise.resolve();
  private failed = false;
  private readonly truncated = new Set<string>();
  private characters = 0;

  constructor(
    private readonly append: (text: string) => Promise<void>,
    private readonly clock: Clock,
    private readonly limits: HistoryLimits,
    head: StoredRunHead,
    private readonly onProblem: (error: unknown) => void,
  ) {
    this.write(storedRows.head(head));
  }

  event(place: AnswerKey, event: RunEvent): void {
    if (event.kind !== "text" && event.kind !== "refusal" && event.kind !== "tool-call") return;
    this.batcherOf(place).add(event);
  }

  end(place: AnswerKey, answer: AnswerEnd): void {
    this.batcherOf(place).flush();
    this.write(storedRows.end(place, answer));
  }

  /** Resolves when everything that was reported is written. */
  done(): Promise<void> {
    return this.written;
  }

  private batcherOf(place: AnswerKey): EventBatcher {
    const key = placeKey(place);
    let batcher = this.batchers.get(key);
    if (batcher === undefined) {
      batcher = new EventBatcher(this.clock, CHECKPOINT_MS, (events) => {
        this.writePieces(place, events.filter(isContent));
      });
      this.batchers.set(key, batcher);
    }
    return batcher;
  }

  private writePieces(place: AnswerKey, events: readonly ContentEvent[]): void {
    const kept: ContentEvent[] = [];
    let isCut = false;
    for (const event of events) {
      const text = textOf(event);
      const room = this.limits.charactersPerRun - this.characters;
      isCut ||= text.length > room;
      if (text.length > 0 && room === 0) continue;
      kept.push(text.length > room ? withText(event, text.slice(0, room)) : event);
      this.characters += Math.min(text.length, room);
    }
    if (kept.length > 0) this.write(storedRows.pieces(place, kept));
    if (!isCut || this.truncated.has(placeKey(place))) return;
    this.truncated.add(placeKey(place));
    this.write(storedRows.truncated(place));
  }

  /** Writes one line after another. After a failure nothing more is tried. */
  private write(row: object): void {
    this.written = this.written.then(async () => {
      if (this.failed) return;
      try {
        await this.append(jsonLine(row));
      } catch (error) {
        this.failed = true;
        this.onProblem(error);
      }
    });
  }
}

function isContent(event: RunEvent): event is ContentEvent {
  return event.kind === "text" || event.kind === "refusal" || event.kind === "tool-call";
}
