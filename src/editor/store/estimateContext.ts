import * as vscode from "vscode";
import type { EstimateServices, EstimateSettings } from "../../core/estimate/buildEstimate";
import { localDay } from "../../core/day";
import { outcomesOfFile, type RecordedOutcomes } from "../../core/measure/results/outcomeBook";
import { readCustomModels } from "../../core/models/customModels";
import { findModelAtEffort } from "../../core/models/modelAtEffort";
import { loadOtherModels } from "../../core/models/otherModels";
import { resolvePair, type ResolvedPair } from "../../core/models/resolvePair";
import type { TokenEngine } from "../../core/tokens/tokenEngine";
import type { Log } from "../log";
import type { Settings, SettingsService } from "../settings";
import type { OwnOutcomes } from "./ownOutcomes";
import type { TokenService } from "./tokenService";

/** The inputs of every estimate of this window. */
export interface EstimateContext {
  readonly engine: TokenEngine;
  readonly services: EstimateServices;
  readonly settings: EstimateSettings & { readonly pair: ResolvedPair };
  /** The user's settings from which all of this was made. */
  readonly userSettings: Settings;
  /** The outcomes of the user's own rows, of all files. */
  readonly outcomes: readonly RecordedOutcomes[];
}

/** Asked for several times with every reading of a file. */
const ofFiles = new WeakMap<EstimateContext, Map<string, EstimateContext>>();

/** The context of one file: with what the user's own rows showed of it. */
export function contextOfFile(context: EstimateContext, uri: vscode.Uri): EstimateContext {
  const { outcomes, settings } = context;
  if (outcomes.length === 0 || settings.ownOutcomes) return context;
  const file = vscode.workspace.asRelativePath(uri);
  const known = ofFiles.get(context) ?? new Map<string, EstimateContext>();
  ofFiles.set(context, known);
  const own = known.get(file) ?? {
    ...context,
    settings: { ...settings, ownOutcomes: outcomesOfFile(outcomes, file) },
  };
  known.set(file, own);
  return own;
}

/**
 * Creates the context of the current settings and reports when it changes. The first estimate loads the
 * counting engine; the price list of other models is loaded only if the pair needs it.
 */
export class EstimateContexts implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscriptions: vscode.Disposable;
  private current: Promise<EstimateContext> | undefined;
  private currentDay: string | undefined;
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly settings: SettingsService,
    private readonly tokens: TokenService,
    private readonly outcomes: OwnOutcomes,
    private readonly log: Log,
  ) {
    this.subscriptions = vscode.Disposable.from(
      settings.onDidChange(() => this.refresh()),
      outcomes.onDidChange(() => this.refresh()),
    );
  }

  /** For today: prices and the days to a retirement depend on the date. */
  get(): Promise<EstimateContext> {
    const today = localDay(new Date());
    if (this.current === undefined || this.currentDay !== today) {
      this.currentDay = today;
      this.current = this.make(this.settings.current, today);
    }
    return this.current;
  }

  dispose(): void {
    this.subscriptions.dispose();
    this.changed.dispose();
  }

  private refresh(): void {
    this.current = undefined;
    this.changed.fire();
  }

  private async make(settings: Settings, today: string): Promise<EstimateContext> {
    const [engine, recommender, estimateSettings, outcomes] = await Promise.all([
      this.tokens.engine(),
      this.tokens.recommender(),
      this.estimateSettings(settings, today),
      this.readOutcomes(),
    ]);
    return {
      engine,
      services: { counter: engine, recommender },
      settings: estimateSettings,
      userSettings: settings,
      outcomes,
    };
  }

  /** Estimates without them are better than none. */
  private async readOutcomes(): Promise<readonly RecordedOutcomes[]> {
    try {
      return await this.outcomes.read();
    } catch (error) {
      this.log.error("Reading the outcomes of your own rows", error);
      return [];
    }
  }

  private async estimateSettings(
    settings: Settings,
    today: string,
  ): Promise<EstimateContext["settings"]> {
    const custom = readCustomModels(settings.customModels);
    const sources = {
      customModels: custom.models,
      azureDeployments: settings.azureDeployments,
    };
    const needsPriceList = [settings.leftModel, settings.rightModel].some(
      (name) => findModelAtEffort(name, sources).kind === "unknown",
    );
    const others = needsPriceList ? await loadOtherModels(new Date(today)) : undefined;
    const allSources = { ...sources, ...(others && { findOther: others.find }) };
    const pair = resolvePair({
      left: settings.leftModel,
      right: settings.rightModel,
      ...allSources,
    });
    for (const problem of [...custom.problems, ...pair.problems]) this.log.info(problem);
    return {
      ...allSources,
      pair,
      output: settings.output,
      tolerance: settings.tolerance,
      latencyPreference: settings.latency,
      today,
    };
  }
}
