import * as vscode from "vscode";
import type { ModelRunner } from "../../core/ports";
import { createOpenAiRunner, DEFAULT_LIMITS, type RunLimits } from "../../live/openAiRunner";
import type { ServerConnection } from "../../live/serverConnection";
import { SYSTEM_CLOCK } from "../../live/systemClock";
import { COMMANDS } from "../ids";
import type { SettingsService } from "../settings";
import { ignoredBaseUrl } from "./ignoredBaseUrl";
import { createLanguageModelRunner, languageModelIds } from "./languageModelRunner";
import { imagesBeside } from "./promptImages";
import type { ServerConnections } from "./serverConnections";

const LANGUAGE_MODELS_HOST = "VS Code";

/** Who answers a run. */
export interface Provider {
  readonly runner: ModelRunner;
  /** `api.openai.com`, `VS Code`. */
  readonly host: string;
  /** Whether tokens are billed in USD. */
  readonly isBilled: boolean;
  /** Ids of models that it is known to have; empty where only a run can tell. */
  readonly models: readonly string[];
}

/** Opens the way to whom the settings name: a server with a key, or VS Code's own models. */
export class Providers {
  private hasToldOfTrust = false;

  constructor(
    private readonly settings: SettingsService,
    private readonly connections: ServerConnections,
  ) {}

  /** Whether runs go to a server, and so are billed. */
  get isServer(): boolean {
    return this.settings.current.provider === "openai";
  }

  /** For people. Of a base URL that can't be used the URL itself: a run says what is wrong with it. */
  get host(): string {
    if (!this.isServer) return LANGUAGE_MODELS_HOST;
    return this.connections.serverIfUsable()?.host ?? this.settings.current.baseUrl;
  }

  /**
   * `promptUri`: images are read beside this file. Undefined where a key is wanted and the user gives
   * none. Throws a `UserError` where the base URL can't be used.
   */
  async open(promptUri: vscode.Uri): Promise<Provider | undefined> {
    if (!this.isServer) return this.languageModels(promptUri);
    const connection = await this.connect(promptUri, true);
    if (connection === "language-models") return this.languageModels(promptUri);
    if (connection === undefined) return undefined;
    return {
      runner: createOpenAiRunner(connection, this.limits()),
      host: connection.server.host,
      isBilled: true,
      models: [],
    };
  }

  /** The server's side alone, for what only a server can do. */
  async openServer(promptUri: vscode.Uri): Promise<ServerConnection | undefined> {
    const connection = await this.connect(promptUri, false);
    return connection === "language-models" ? undefined : connection;
  }

  private async languageModels(promptUri: vscode.Uri): Promise<Provider> {
    const images = imagesBeside(promptUri);
    return {
      runner: createLanguageModelRunner(SYSTEM_CLOCK, this.limits(), images),
      host: LANGUAGE_MODELS_HOST,
      isBilled: false,
      models: await languageModelIds(),
    };
  }

  private limits(): RunLimits {
    const { answerTimeoutMs, stallTimeoutMs } = this.settings.current;
    return { ...DEFAULT_LIMITS, answerMs: answerTimeoutMs, silenceMs: stallTimeoutMs };
  }

  private async connect(
    promptUri: vscode.Uri,
    mayUseLanguageModels: boolean,
  ): Promise<ServerConnection | "language-models" | undefined> {
    const connection = await this.connections.connect(promptUri);
    await this.tellOfTrust(connection.server.host);
    if (connection.key !== undefined || !connection.server.needsKey) return connection;
    const setKey = vscode.l10n.t("Set OpenAI API Key");
    const useModels = vscode.l10n.t("Use VS Code's Models");
    const hasModels = mayUseLanguageModels && (await languageModelIds()).length > 0;
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t(
        "No key for {0}. It is kept in VS Code's secret storage and sent there only.",
        connection.server.host,
      ),
      ...(hasModels ? [setKey, useModels] : [setKey]),
    );
    if (chosen === useModels) {
      await this.settings.update("run.provider", "vscode");
      return "language-models";
    }
    if (chosen !== setKey) return undefined;
    await vscode.commands.executeCommand(COMMANDS.setApiKey);
    const again = await this.connections.connect(promptUri);
    return again.key === undefined ? undefined : again;
  }

  /** Once a window: that a base URL of this workspace is not used. */
  private async tellOfTrust(host: string): Promise<void> {
    if (this.hasToldOfTrust || !(await ignoredBaseUrl())) return;
    this.hasToldOfTrust = true;
    const manage = vscode.l10n.t("Manage Trust");
    void vscode.window
      .showInformationMessage(
        vscode.l10n.t(
          "The workspace's base URL is ignored until the workspace is trusted. Runs go to {0}.",
          host,
        ),
        manage,
      )
      .then(async (chosen) => {
        if (chosen === manage) await vscode.commands.executeCommand("workbench.trust.manage");
      });
  }
}
