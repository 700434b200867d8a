import * as vscode from "vscode";
import type { OutputSetting } from "../core/estimate/expectedOutput";
import { OUTPUT_RATIOS } from "../core/models/outputRatios";
import type { LatencyPreference, Tolerance } from "../core/recommend/recommendInput";

/** The settings as typed data, read again when one changes. Invalid values fall back to the default. */
export interface Settings {
  readonly promptFiles: readonly string[];
  readonly lensDensity: LensDensity;
  readonly inlays: boolean;
  readonly diagnostics: boolean;
  readonly leftModel: string;
  readonly rightModel: string;
  /** As the user wrote them: core/models validates each. */
  readonly customModels: readonly unknown[];
  readonly azureDeployments: Readonly<Record<string, string>>;
  /** `MODEL` or `MODEL@EFFORT`; empty: the replacement that each model's vendor names. */
  readonly moveTarget: string;
  readonly tolerance: Tolerance;
  readonly latency: LatencyPreference;
  readonly output: OutputSetting;
  readonly currency: { readonly code: string; readonly perUsd: number };
  readonly budgetUsdPerRequest: number | undefined;
  readonly budgetInputTokens: number | undefined;
  readonly budgetUsdPerMonth: number | undefined;
  readonly confirmAboveUsd: number;
  readonly baseUrl: string;
  readonly apiVersion: string;
  readonly allowEnvironmentKey: boolean;
  readonly provider: "openai" | "vscode";
  readonly answerTimeoutMs: number;
  readonly stallTimeoutMs: number;
  readonly measureConcurrency: number;
  readonly measureRequestsPerMinute: number | undefined;
  readonly measureTokensPerMinute: number | undefined;
  readonly batchFromRows: number;
  readonly historyEnabled: boolean;
  readonly historyMaxRuns: number;
}

/** How many lenses there are: none, one for each prompt, or also one for each of its parts. */
type LensDensity = (typeof LENS_DENSITIES)[number];

const SECTION = "tokenscale";
const TOLERANCES = ["cautious", "balanced", "thrifty"] as const;
const PROVIDERS = ["openai", "vscode"] as const;
const LENS_DENSITIES = ["off", "file", "parts"] as const;
const LATENCY_PREFERENCES = ["none", "first-token", "throughput"] as const;

/** Reads all settings; VS Code itself withholds the restricted ones in an untrusted workspace. */
function readSettings(): Settings {
  const configuration = vscode.workspace.getConfiguration(SECTION);
  const read = (key: string): unknown => configuration.get<unknown>(key);

  const text = (key: string, fallback: string): string => {
    const value = read(key);
    return typeof value === "string" && value.trim() !== "" ? value.trim() : fallback;
  };
  const amount = (key: string): number | undefined => {
    const value = read(key);
    return typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : undefined;
  };
  const flag = (key: string, fallback: boolean): boolean => {
    const value = read(key);
    return typeof value === "boolean" ? value : fallback;
  };
  const list = (key: string): readonly unknown[] => {
    const value = read(key);
    return Array.isArray(value) ? value : [];
  };

  return {
    promptFiles: list("promptFiles").filter((glob) => typeof glob === "string"),
    // The switch that came before still turns the lenses off, unless the density itself is set.
    lensDensity: isSet(configuration, "lens.density")
      ? oneOf(read("lens.density"), LENS_DENSITIES, "file")
      : flag("codeLens.enabled", true)
        ? "file"
        : "off",
    inlays: flag("inlays.enabled", true),
    diagnostics: flag("diagnostics.enabled", true),
    leftModel: text("models.left", "gpt-4o"),
    rightModel: text("models.right", "gpt-4o-mini"),
    customModels: list("models.custom"),
    azureDeployments: stringRecord(read("models.azureDeployments")),
    moveTarget: text("move.target", ""),
    tolerance: toleranceOf(read("recommend.tolerance")),
    latency: oneOf(read("recommend.latency"), LATENCY_PREFERENCES, "none"),
    output: outputOf(amount("output.expectedTokens"), read("output.ratio")),
    currency: {
      code: text("currency.code", "USD").toUpperCase(),
      perUsd: amount("currency.perUsd") || 1,
    },
    budgetUsdPerRequest: amount("budget.usdPerRequest"),
    budgetInputTokens: amount("budget.inputTokens"),
    budgetUsdPerMonth: amount("budget.usdPerMonth"),
    confirmAboveUsd: amount("run.confirmAboveUsd") ?? 0.05,
    baseUrl: text("openai.baseUrl", "https://api.openai.com/v1"),
    apiVersion: text("openai.apiVersion", "2024-10-21"),
    allowEnvironmentKey: flag("openai.allowEnvironmentKey", false),
    provider: oneOf(read("run.provider"), PROVIDERS, "openai"),
    answerTimeoutMs: (amount("run.answerTimeoutSeconds") ?? 60) * 1000,
    stallTimeoutMs: (amount("run.stallTimeoutSeconds") ?? 30) * 1000,
    measureConcurrency: Math.max(1, Math.round(amount("measure.concurrency") ?? 8)),
    measureRequestsPerMinute: amount("measure.requestsPerMinute") || undefined,
    measureTokensPerMinute: amount("measure.tokensPerMinute") || undefined,
    batchFromRows: amount("measure.batchFromRows") ?? 500,
    historyEnabled: flag("history.enabled", true),
    historyMaxRuns: amount("history.maxRuns") ?? 20,
  };
}

/** The current settings, and an event for every view that depends on them. */
export class SettingsService implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<Settings>();
  private readonly subscriptions: vscode.Disposable;
  readonly onDidChange = this.changed.event;
  private last = readSettings();
  private lastJson = JSON.stringify(this.last);

  constructor() {
    // A busy window can deliver the user's settings late, with an event that names other sections.
    const refresh = (): void => void this.readNow();
    this.subscriptions = vscode.Disposable.from(
      vscode.workspace.onDidChangeConfiguration(refresh),
      vscode.workspace.onDidGrantWorkspaceTrust(refresh),
      vscode.window.onDidChangeWindowState(refresh),
    );
  }

  /** As last read, for views: a change of any setting reads them again. */
  get current(): Settings {
    return this.last;
  }

  /** Read from VS Code now: a run must never use settings that were read earlier. */
  readNow(): Settings {
    const now = readSettings();
    const json = JSON.stringify(now);
    if (json === this.lastJson) return this.last;
    this.last = now;
    this.lastJson = json;
    // Callers get the new settings first; the views follow in a separate turn.
    queueMicrotask(() => this.changed.fire(now));
    return now;
  }

  /** Writes a setting where the user would: the workspace's file if it is set there, else the user settings. */
  async update(key: string, value: unknown): Promise<void> {
    const configuration = vscode.workspace.getConfiguration(SECTION);
    const target =
      configuration.inspect(key)?.workspaceValue === undefined
        ? vscode.ConfigurationTarget.Global
        : vscode.ConfigurationTarget.Workspace;
    await configuration.update(key, value, target);
  }

  dispose(): void {
    this.subscriptions.dispose();
    this.changed.dispose();
  }
}

function toleranceOf(value: unknown): Tolerance {
  if (typeof value === "number" && value >= 0 && value <= 1) return value;
  return oneOf(value, TOLERANCES, "balanced");
}

/** The user's own number takes precedence over a chosen ratio. */
function outputOf(tokens: number | undefined, ratio: unknown): OutputSetting {
  if (tokens !== undefined) return { kind: "tokens", tokens };
  const chosen = OUTPUT_RATIOS.find(({ id }) => id === ratio);
  return chosen ? { kind: "ratio", ratio: chosen.id } : { kind: "estimated" };
}

/** Whether a setting has a value of the user's, not its default. */
function isSet(configuration: vscode.WorkspaceConfiguration, key: string): boolean {
  const found = configuration.inspect(key);
  return [found?.globalValue, found?.workspaceValue, found?.workspaceFolderValue].some(
    (value) => value !== undefined,
  );
}

function oneOf<Choice extends string>(
  value: unknown,
  choices: readonly Choice[],
  fallback: Choice,
): Choice {
  return choices.find((choice) => choice === value) ?? fallback;
}

function stringRecord(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    ),
  );
}
