import * as vscode from "vscode";
import { Cancelled, type Pace } from "../../core/estimate/pace";
import { buildEstimate } from "../../core/estimate/buildEstimate";
import type { Estimate } from "../../core/estimate/estimate";
import { isDecidedByText } from "../../core/prompt/formats/promptFileNames";
import { readPromptFile } from "../../core/prompt/formats/promptFormats";
import { type PromptRow, promptRow, unreadRow } from "../../core/prompts/promptRow";
import type { Log } from "../log";
import { findPossiblePrompts } from "../panel/findPromptFiles";
import {
  contextOfFile,
  type EstimateContext,
  type EstimateContexts,
} from "../store/estimateContext";
import type { EstimateStore } from "../store/estimateStore";
import { isCodeWithoutPrompts, type UriEstimator } from "../store/estimateUri";
import { dependenciesOf } from "../store/dependencies";
import type { HeadTexts } from "../store/headTexts";
import type { PromptDocuments } from "../store/promptDocuments";
import { slicedPace } from "../store/slicedPace";
import { isInSkippedFolder } from "../skippedFiles";

/** Most of the time is spent waiting for the disk. */
const FILES_AT_ONCE = 16;
/** Views draw no more often than this while the workspace is being read. */
const PROGRESS_INTERVAL_MS = 250;
/** Changed files are read again after a pause. */
const PAUSE_MS = 300;

/** How far the workspace has been read. */
interface IndexProgress {
  readonly isReading: boolean;
  readonly readFiles: number;
  readonly allFiles: number;
}

/** The services that the index reads files with. */
interface IndexServices {
  readonly documents: PromptDocuments;
  readonly store: EstimateStore;
  readonly estimator: UriEstimator;
  readonly contexts: EstimateContexts;
  readonly headTexts: HeadTexts;
  readonly log: Log;
}

interface IndexedFile {
  /** Undefined for code without a prompt. */
  readonly row?: PromptRow;
  /** Files on which its figures depend, as URIs. */
  readonly dependencies: readonly string[];
}

/**
 * A row for every prompt file of the workspace. It is read once a view asks, in slices, and afterwards
 * only the files that change.
 */
export class PromptIndex implements vscode.Disposable {
  private readonly files = new Map<string, IndexedFile>();
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly disposables: vscode.Disposable[] = [this.changed];
  private readonly pending = new Set<string>();
  private work = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private isWanted = false;
  private differingFromHead: ReadonlySet<string> = new Set();
  private state: IndexProgress = { isReading: false, readFiles: 0, allFiles: 0 };
  readonly onDidChange = this.changed.event;

  constructor(private readonly services: IndexServices) {
    const { store, contexts, headTexts } = services;
    const watcher = vscode.workspace.createFileSystemWatcher("**/*");
    this.disposables.push(
      watcher,
      watcher.onDidChange((uri) => this.readLater(uri)),
      watcher.onDidCreate((uri) => this.readLater(uri)),
      watcher.onDidDelete((uri) => this.readLater(uri)),
      store.onDidChange((uri) => this.readLater(uri)),
      contexts.onDidChange(() => {
        // Rows of other settings must not be shown beside new ones.
        this.files.clear();
        this.attempt(this.readAgain());
      }),
      headTexts.onDidChange(() => this.attempt(this.readAgain())),
      headTexts.onDidChangeStatus(() => this.attempt(this.readDiffering())),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.attempt(this.readAgain())),
    );
  }

  get progress(): IndexProgress {
    return this.state;
  }

  rows(): readonly PromptRow[] {
    return [...this.files.values()].flatMap(({ row }) => row ?? []);
  }

  row(id: string): PromptRow | undefined {
    return this.files.get(id)?.row;
  }

  /** Reads the workspace if that was not done yet, and keeps it current from now on. */
  async start(): Promise<void> {
    if (this.isWanted) return;
    this.isWanted = true;
    await this.readAll();
  }

  /** Reads all files anew. */
  async readAgain(): Promise<void> {
    if (this.isWanted) await this.readAll();
  }

  /** Ends the reading: the rows that are known stay. */
  stop(): void {
    this.work.abort();
  }

  dispose(): void {
    this.stop();
    clearTimeout(this.timer);
    for (const disposable of this.disposables) disposable.dispose();
  }

  private async readAll(): Promise<void> {
    this.work.abort();
    const work = new AbortController();
    this.work = work;
    this.show({ isReading: true, readFiles: 0, allFiles: 0 });
    try {
      const { contexts, documents, headTexts } = this.services;
      const context = await contexts.get();
      this.differingFromHead = await headTexts.changedFiles();
      const uris = await findPossiblePrompts(documents, work.signal);
      const found = new Set(uris.map(String));
      for (const id of this.files.keys()) if (!found.has(id)) this.files.delete(id);
      await this.readFiles(uris, context, slicedPace(work.signal));
    } catch (error) {
      if (!(error instanceof Cancelled)) throw error;
    } finally {
      // A newer reading has its own progress.
      if (this.work === work) {
        this.show({ ...this.state, isReading: false });
        if (this.pending.size > 0) this.readPendingSoon();
      }
    }
  }

  private async readFiles(
    uris: readonly vscode.Uri[],
    context: EstimateContext,
    pace: Pace,
  ): Promise<void> {
    let shownAt = performance.now();
    let readFiles = 0;
    for (const batch of batchesOf(uris)) {
      await Promise.all(batch.map((uri) => this.readFile(uri, context, pace)));
      readFiles += batch.length;
      this.state = { isReading: true, readFiles, allFiles: uris.length };
      if (performance.now() - shownAt < PROGRESS_INTERVAL_MS) continue;
      shownAt = performance.now();
      this.changed.fire();
    }
  }

  /** A file that fails must not end the reading of the others: it is logged and left out. */
  private async readFile(uri: vscode.Uri, context: EstimateContext, pace: Pace): Promise<void> {
    await pace.yieldIfDue();
    const id = uri.toString();
    try {
      this.files.set(id, await this.indexed(uri, context, pace));
    } catch (error) {
      if (error instanceof Cancelled) throw error;
      this.files.delete(id);
      this.services.log.error(`Reading ${uri.path}`, error);
    }
  }

  private async indexed(
    uri: vscode.Uri,
    context: EstimateContext,
    pace: Pace,
  ): Promise<IndexedFile> {
    const id = uri.toString();
    const path = vscode.workspace.asRelativePath(uri).replaceAll("\\", "/");
    const { documents, estimator } = this.services;
    const result = await estimator.estimate(uri, context, pace, (text) =>
      documents.isPromptText(uri, text),
    );
    if (result.kind === "left-out") {
      const isNamed = documents.isNamedPrompt(uri);
      return { dependencies: [], ...(isNamed && { row: unreadRow(id, path, result.why) }) };
    }
    const { estimate } = result;
    const dependencies = dependenciesOf(uri, estimate.file);
    if (isCodeWithoutPrompts(estimate)) return { dependencies };
    const before = this.differingFromHead.has(id) ? await this.atHead(uri, context) : undefined;
    const row = promptRow({ id, path, estimate, ...(before && { before }) }, context.settings);
    return { row, dependencies };
  }

  private async atHead(
    uri: vscode.Uri,
    context: EstimateContext,
  ): Promise<readonly Estimate[] | undefined> {
    const { services, settings } = contextOfFile(context, uri);
    const text = await this.services.headTexts.textAtHead(uri);
    if (text === undefined) return undefined;
    return readPromptFile({ path: uri.path, text }).prompts.map((prompt) =>
      buildEstimate(prompt, services, settings),
    );
  }

  private async readDiffering(): Promise<void> {
    if (!this.isWanted) return;
    const before = this.differingFromHead;
    const now = await this.services.headTexts.changedFiles();
    this.differingFromHead = now;
    for (const id of [...before, ...now]) {
      if (before.has(id) !== now.has(id)) this.readLater(vscode.Uri.parse(id, true));
    }
  }

  /** After a pause, reads what a created, changed or deleted file or folder concerns. */
  private readLater(uri: vscode.Uri): void {
    // Third-party and generated files change in the thousands.
    if (!this.isWanted || isInSkippedFolder(uri)) return;
    this.pending.add(uri.toString());
    if (!this.state.isReading) this.readPendingSoon();
  }

  private readPendingSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.attempt(this.readPending()), PAUSE_MS);
  }

  private async readPending(): Promise<void> {
    const pending = new Set(this.pending);
    this.pending.clear();
    const { contexts, documents } = this.services;
    const { signal } = this.work;
    const concerned = [...this.files].flatMap(([id, file]) =>
      isConcerned(id, file, pending) ? [vscode.Uri.parse(id, true)] : [],
    );
    const created = [...pending]
      .filter((id) => !this.files.has(id))
      .map((id) => vscode.Uri.parse(id, true));
    // Only a search knows which files the settings hide.
    const listed = created.some((uri) => isDecidedByText(uri.path) || documents.isNamedPrompt(uri))
      ? await findPossiblePrompts(documents, signal)
      : [];
    const context = await contexts.get();
    const pace = slicedPace(signal);
    const unknown = listed.filter((uri) => !this.files.has(uri.toString()));
    for (const batch of batchesOf([...concerned, ...unknown])) {
      await Promise.all(
        batch.map(async (uri) => {
          if (await exists(uri)) await this.readFile(uri, context, pace);
          else this.files.delete(uri.toString());
        }),
      );
    }
    this.changed.fire();
  }

  private show(state: IndexProgress): void {
    this.state = state;
    this.changed.fire();
  }

  private attempt(work: Promise<void>): void {
    work.catch((error: unknown) => {
      if (!(error instanceof Cancelled)) this.services.log.error("Prompts view", error);
    });
  }
}

/** Whether a file, one it depends on, or a folder above it has changed. */
function isConcerned(
  id: string,
  { dependencies }: IndexedFile,
  changed: ReadonlySet<string>,
): boolean {
  if (changed.has(id) || dependencies.some((each) => changed.has(each))) return true;
  for (let end = id.lastIndexOf("/"); end > 0; end = id.lastIndexOf("/", end - 1)) {
    if (changed.has(id.slice(0, end))) return true;
  }
  return false;
}

function* batchesOf(uris: readonly vscode.Uri[]): Generator<readonly vscode.Uri[]> {
  for (let start = 0; start < uris.length; start += FILES_AT_ONCE) {
    yield uris.slice(start, start + FILES_AT_ONCE);
  }
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    return false;
  }
}
