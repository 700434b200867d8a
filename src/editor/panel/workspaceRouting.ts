import * as vscode from "vscode";
import type { RoutedKind, RoutingInput, WorkspaceSplit } from "../../core/panel/routingInput";
import { Cancelled } from "../../core/estimate/pace";
import type { ModelPair } from "../../core/models/resolvePair";
import { LIGHT_MODEL_ID, STRONG_MODEL_ID } from "../../core/recommend/pair";
import { routedKinds } from "../../core/recommend/routedKinds";
import { trainedWeights } from "../../core/recommend/trainedWeights";
import { routedRequest } from "../../core/estimate/routedRequest";
import { WorkspaceSplitBuilder } from "../../core/recommend/workspaceSplit";
import type { Log } from "../log";
import type { EstimateContexts } from "../store/estimateContext";
import type { UriEstimator } from "../store/estimateUri";
import type { PromptDocuments } from "../store/promptDocuments";
import { slicedPace } from "../store/slicedPace";

/** A workspace is counted up to so many prompt files. */
const MOST_FILES = 500;
const LEFT_OUT = "**/{node_modules,.git,dist,out}/**";
/** Saved files are counted again after a pause. */
const PAUSE_MS = 2_000;

/**
 * The routing table, and what the prompts of this workspace would do under it. They are counted in
 * the background once the panel asks, and again after files were saved.
 */
export class WorkspaceRouting implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly disposables: vscode.Disposable[] = [this.changed];
  private work = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private counted: CountedWorkspace | undefined;
  private isCounted = false;
  /** The workspace's prompts have been counted. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly documents: PromptDocuments,
    private readonly estimator: UriEstimator,
    private readonly contexts: EstimateContexts,
    private readonly log: Log,
  ) {
    const recount = (): void => this.recountLater();
    this.disposables.push(
      vscode.workspace.onDidSaveTextDocument(({ uri }) => {
        if (this.documents.isNamedPrompt(uri)) this.recountLater();
      }),
      vscode.workspace.onDidDeleteFiles(recount),
      contexts.onDidChange(recount),
    );
  }

  /** Undefined if nothing is measured for the pair. */
  input(pair: ModelPair): RoutingInput | undefined {
    const { left, right } = pair;
    const isStrongLeft = left.id === STRONG_MODEL_ID && right.id === LIGHT_MODEL_ID;
    const isStrongRight = right.id === STRONG_MODEL_ID && left.id === LIGHT_MODEL_ID;
    if (!isStrongLeft && !isStrongRight) return undefined;
    if (!this.isCounted) this.count();
    const { prompts, sources } = trainedWeights.provenance.table;
    return {
      kinds: routedKinds(trainedWeights).map((kind) => sidedKind(kind, isStrongLeft)),
      prompts,
      sources,
      ...(this.counted && { workspace: splitOf(this.counted, pair) }),
    };
  }

  /** All prompt files of the workspace that are known by name. */
  async promptFiles(): Promise<readonly vscode.Uri[]> {
    const found = await vscode.workspace.findFiles("**/*", LEFT_OUT);
    return found.filter((uri) => this.documents.isNamedPrompt(uri)).slice(0, MOST_FILES);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.work.abort();
    for (const disposable of this.disposables) disposable.dispose();
  }

  private recountLater(): void {
    if (!this.isCounted) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.count(), PAUSE_MS);
  }

  private count(): void {
    this.isCounted = true;
    this.work.abort();
    this.work = new AbortController();
    this.countFiles(this.work.signal).catch((error: unknown) => {
      if (!(error instanceof Cancelled)) this.log.error("Counting the workspace", error);
    });
  }

  private async countFiles(signal: AbortSignal): Promise<void> {
    const pace = slicedPace(signal);
    const context = await this.contexts.get();
    const uris = await this.promptFiles();
    const builder = new WorkspaceSplitBuilder();
    for (const uri of uris) {
      await pace.breathe();
      const result = await this.estimateFile(uri, context, pace);
      if (result?.kind !== "estimated") continue;
      for (const estimate of result.estimate.estimates) builder.add(routedRequest(estimate));
    }
    const counted = { promptFiles: uris.length, split: builder.split() };
    if (isSameCount(counted, this.counted)) return;
    this.counted = counted;
    this.changed.fire();
  }

  /** One file that fails must not end the count of the others: it is logged and left out. */
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

/** Of no pair's sides, so that swapping the pair needs no new count. */
interface CountedWorkspace {
  readonly promptFiles: number;
  readonly split: ReturnType<WorkspaceSplitBuilder["split"]>;
}

function isSameCount(a: CountedWorkspace, b: CountedWorkspace | undefined): boolean {
  return b !== undefined && textOfCount(a) === textOfCount(b);
}

function textOfCount({ promptFiles, split }: CountedWorkspace): string {
  return JSON.stringify([promptFiles, split, [...split.requestsOfKind].sort()]);
}

function splitOf(
  { promptFiles, split }: CountedWorkspace,
  { right: rightModel }: ModelPair,
): WorkspaceSplit {
  const { requests, shareToMini, costShare, qualityShare, requestsOfKind } = split;
  return {
    promptFiles,
    prompts: requests,
    promptsOfKind: requestsOfKind,
    shareToRight: rightModel.id === LIGHT_MODEL_ID ? shareToMini : 1 - shareToMini,
    ...(costShare !== undefined && { costShare }),
    ...(qualityShare !== undefined && { qualityShare }),
  };
}

/** Gaps are 4o − mini; the panel's are left − right. */
function sidedKind(
  kind: ReturnType<typeof routedKinds>[number],
  isStrongLeft: boolean,
): RoutedKind {
  const { opinion, measured, ...words } = kind;
  const strongSide = isStrongLeft ? "left" : "right";
  const lightSide = isStrongLeft ? "right" : "left";
  return {
    ...words,
    ...(measured && {
      measured: { ...measured, gap: isStrongLeft ? measured.gap : -measured.gap },
    }),
    ...(opinion && { opinion: opinion === "4o" ? strongSide : lightSide }),
  };
}
