import * as vscode from "vscode";
import type { RoutedKind, RoutingInput, WorkspaceSplit } from "../../core/panel/routingInput";
import { Cancelled } from "../../core/estimate/pace";
import { routedRequest } from "../../core/estimate/routedRequest";
import { isCodeName } from "../../core/prompt/formats/promptFileNames";
import { measuredPairOf } from "../../core/recommend/pair";
import { knownWeights } from "../../core/recommend/pairWeights";
import { routedKinds } from "../../core/recommend/routedKinds";
import { trainedWeights } from "../../core/recommend/trainedWeights";
import { WorkspaceSplitBuilder } from "../../core/recommend/workspaceSplit";
import type { Log } from "../log";
import type { EstimateContext } from "../store/estimateContext";
import type { EstimateStore } from "../store/estimateStore";
import { isCodeWithoutPrompts, type UriEstimator } from "../store/estimateUri";
import type { PromptDocuments } from "../store/promptDocuments";
import { slicedPace } from "../store/slicedPace";
import { dependenciesOf, watchDependencies } from "../store/dependencies";
import { findPromptFiles } from "./findPromptFiles";

/** Saved files are counted again after a pause. */
const PAUSE_MS = 2_000;
/** A workspace with at most this many files is counted so fast that the panel waits for it. */
const MAX_AWAITED_FILES = 50;

/** A count of the workspace that doesn't depend on sides: swapping the pair needs no new one. */
interface CountedWorkspace {
  /** Those that contain a prompt, and those that may contain one but can't be read. */
  readonly promptFiles: number;
  readonly split: ReturnType<WorkspaceSplitBuilder["split"]>;
}

/** All counts with the same settings: one, or one after another as files are saved. */
interface Counts {
  readonly key: string;
  context: EstimateContext;
  latest: CountedWorkspace | undefined;
  /** Resolves when the count that was started last has ended. */
  running: Promise<void> | undefined;
}

/**
 * The routing table, and what it would do with the prompts of this workspace. They are counted in the
 * background once the panel asks, and again when a relevant setting changes, or a file on which the
 * figures depend.
 */
export class WorkspaceRouting implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly disposables: vscode.Disposable[] = [this.changed];
  private work = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private counts: Counts | undefined;
  /** The last result, as text. */
  private handedOut: string | undefined;
  private waiting = 0;
  private isShown = false;
  private lastFileCount = Infinity;
  /** The prompts of the last count and their dependencies, by URI. */
  private dependencies: ReadonlySet<string> = new Set();
  /** The workspace's prompts have been counted again, with a different result. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly documents: PromptDocuments,
    private readonly store: EstimateStore,
    private readonly estimator: UriEstimator,
    private readonly log: Log,
  ) {
    const recountIfPrompts = ({ files }: { readonly files: readonly vscode.Uri[] }): void => {
      if (files.some((uri) => this.concerns(uri))) this.recountLater();
    };
    this.disposables.push(
      watchDependencies((uri) => {
        if (this.concerns(uri)) this.recountLater();
      }),
      vscode.workspace.onDidCreateFiles(recountIfPrompts),
      vscode.workspace.onDidDeleteFiles(recountIfPrompts),
      vscode.workspace.onDidRenameFiles(({ files }) =>
        recountIfPrompts({ files: files.flatMap(({ oldUri, newUri }) => [oldUri, newUri]) }),
      ),
    );
  }

  /** Undefined if nothing is measured for the pair. */
  async input(context: EstimateContext): Promise<RoutingInput | undefined> {
    const { pair } = context.settings;
    const { left, right } = pair;
    const measured = measuredPairOf(left.id, right.id);
    this.isShown = measured !== undefined;
    if (measured === undefined) return undefined;
    const isStrongLeft = left.id === measured.strong;
    const counted = await this.counted(context);
    const weights = knownWeights(trainedWeights, measured);
    const { prompts, sources } = weights.provenance.table;
    return {
      kinds: routedKinds(weights).map((kind) => sidedKind(kind, isStrongLeft)),
      cheaperSide: isStrongLeft ? "right" : "left",
      prompts,
      sources,
      ...(counted && { workspace: splitOf(counted, isStrongLeft) }),
    };
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.work.abort();
    for (const disposable of this.disposables) disposable.dispose();
  }

  /** The count with these settings; undefined while a large workspace, or a new one, is counted. */
  private async counted(context: EstimateContext): Promise<CountedWorkspace | undefined> {
    const key = keyOf(context);
    if (this.counts?.key !== key) {
      this.counts = { key, context, latest: undefined, running: undefined };
      this.count(this.counts);
    }
    const { counts } = this;
    // The same settings on another day, or with the sides swapped.
    counts.context = context;
    if (counts.latest === undefined && this.lastFileCount <= MAX_AWAITED_FILES) {
      await this.whenCounted(counts);
    }
    if (counts === this.counts) this.handedOut = textOfCount(counts.latest);
    return counts.latest;
  }

  /** If a newer count of the same settings cancels this one, waits for the newer one. */
  private async whenCounted(counts: Counts): Promise<void> {
    this.waiting += 1;
    let awaited: Promise<void> | undefined;
    while (awaited !== counts.running) {
      awaited = counts.running;
      await awaited;
    }
    this.waiting -= 1;
  }

  private recountLater(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      if (this.counts !== undefined) this.count(this.counts);
    }, PAUSE_MS);
  }

  private count(counts: Counts): void {
    clearTimeout(this.timer);
    this.work.abort();
    this.work = new AbortController();
    const { signal } = this.work;
    counts.running = this.countFiles(counts.context, signal)
      .then((counted) => {
        if (signal.aborted) return;
        counts.latest = counted;
        const isNews = this.waiting === 0 && textOfCount(counted) !== this.handedOut;
        if (isNews && this.isShown) this.changed.fire();
      })
      .catch((error: unknown) => {
        if (!(error instanceof Cancelled)) this.log.error("Counting the workspace", error);
      });
  }

  private async countFiles(
    context: EstimateContext,
    signal: AbortSignal,
  ): Promise<CountedWorkspace> {
    const pace = slicedPace(signal);
    const uris = await findPromptFiles(this.documents, signal);
    const builder = new WorkspaceSplitBuilder();
    const dependencies = new Set<string>();
    let promptFiles = 0;
    for (const uri of uris) {
      await pace.yieldIfDue();
      const result = await this.estimateFile(uri, context, pace);
      if (result?.kind === "estimated" && isCodeWithoutPrompts(result.estimate)) continue;
      promptFiles += 1;
      dependencies.add(uri.toString());
      if (result?.kind !== "estimated") continue;
      const { file, estimates } = result.estimate;
      for (const dependency of dependenciesOf(uri, file)) dependencies.add(dependency);
      for (const estimate of estimates) builder.add(routedRequest(estimate));
    }
    if (signal.aborted) throw new Cancelled();
    this.dependencies = dependencies;
    this.lastFileCount = uris.length;
    return { promptFiles, split: builder.split() };
  }

  /** Whether a change of a file or a folder can change the count. */
  private concerns(uri: vscode.Uri): boolean {
    const key = uri.toString();
    if (this.dependencies.has(key) || this.store.isPrompt(uri)) return true;
    if (this.documents.isNamedPrompt(uri) && !isCodeName(uri.path)) return true;
    return [...this.dependencies].some((dependency) => dependency.startsWith(`${key}/`));
  }

  /** A file that fails must not end the count of the others: it is logged and left out. */
  private async estimateFile(
    ...[uri, context, pace]: Parameters<UriEstimator["estimate"]>
  ): Promise<Awaited<ReturnType<UriEstimator["estimate"]>> | undefined> {
    try {
      return await this.estimator.estimate(uri, context, pace);
    } catch (error) {
      if (error instanceof Cancelled) throw error;
      this.log.error(`Counting ${uri.path}`, error);
      return undefined;
    }
  }
}

/** The facts that the count depends on: neither the order of the sides nor the day. */
function keyOf({ settings, userSettings }: EstimateContext): string {
  const { left, right } = settings.pair;
  const { customModels, azureDeployments, tolerance, latency, output, promptFiles } = userSettings;
  const models = [left.id, right.id].sort();
  return JSON.stringify([
    models,
    customModels,
    azureDeployments,
    tolerance,
    latency,
    output,
    promptFiles,
  ]);
}

function textOfCount(counted: CountedWorkspace | undefined): string | undefined {
  if (counted === undefined) return undefined;
  const { promptFiles, split } = counted;
  return JSON.stringify([promptFiles, split, [...split.requestsOfKind].sort()]);
}

function splitOf({ promptFiles, split }: CountedWorkspace, isLightRight: boolean): WorkspaceSplit {
  const { requests, shareToMini, costShare, qualityShare, requestsOfKind } = split;
  return {
    promptFiles,
    prompts: requests,
    promptsOfKind: requestsOfKind,
    shareToRight: isLightRight ? shareToMini : 1 - shareToMini,
    ...(costShare !== undefined && { costShare }),
    ...(qualityShare !== undefined && { qualityShare }),
  };
}

/** Gaps are strong − light; the panel's are left − right. */
function sidedKind(
  kind: ReturnType<typeof routedKinds>[number],
  isStrongLeft: boolean,
): RoutedKind {
  const { known, ...words } = kind;
  if (!known) return words;
  return { ...words, known: { ...known, gap: isStrongLeft ? known.gap : -known.gap } };
}
