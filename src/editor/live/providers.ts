import * as vscode from "vscode";
import type { Provider } from "../../core/runs/provider";
import { createOpenAiRunner, DEFAULT_LIMITS, type RunLimits } from "../../openai/openAiRunner";
import { isPublicCleartext } from "../../openai/cleartext";
import { unusableHost } from "../../openai/serverAddress";
import { keyToSend, type ServerConnection } from "../../openai/serverConnection";
import { SYSTEM_CLOCK } from "../../node/systemClock";
import { showError } from "../errors";
import { COMMANDS } from "../ids";
import type { Log } from "../log";
import type { SettingsService } from "../settings";
import { ignoredBaseUrl } from "./ignoredBaseUrl";
import { createLanguageModelRunner, languageModelIds } from "./languageModelRunner";
import { promptImages } from "./promptImages";
import type { ServerConnections } from "./serverConnections";

const LANGUAGE_MODELS_HOST = "VS Code";

/** Servers to which the user allows sending the key in clear text. */
const CLEARTEXT_HOSTS = "tokenscale.cleartextHosts";

/** Connects to the configured provider: a server with a key, or VS Code's own models. */
export class Providers {
  private hasWarnedUntrusted = false;

  constructor(
    private readonly settings: SettingsService,
    private readonly connections: ServerConnections,
    private readonly memory: vscode.Memento,
    private readonly log: Log,
  ) {}

  /** Whether runs go to a server, and so are billed. */
  get isServer(): boolean {
    return this.settings.readNow().provider === "openai";
  }

  /** Shown to the user. A run says what is wrong with an unusable base URL. */
  get host(): string {
    if (!this.isServer) return LANGUAGE_MODELS_HOST;
    const server = this.connections.serverIfUsable();
    return (
      server?.host ??
      unusableHost(this.settings.readNow().baseUrl) ??
      vscode.l10n.t("no usable address")
    );
  }

  /**
   * `promptUri`: images are read relative to this file. Undefined if a key is missing: the user is asked
   * for it, and `again` is called once it is there. Throws a `UserError` if the base URL can't be
   * used. The settings decide about the timeouts of `limits`.
   */
  async open(
    promptUri: vscode.Uri,
    again: () => Promise<void>,
    limits: RunLimits = DEFAULT_LIMITS,
  ): Promise<Provider | undefined> {
    if (!this.isServer) return this.languageModels(promptUri, limits);
    const connection = await this.connect(promptUri);
    if (connection !== undefined && !(await this.mayCross(connection))) return undefined;
    if (connection === undefined) {
      const hasModels = (await languageModelIds()).length > 0;
      void this.offerKey(hasModels, again);
      return undefined;
    }
    return {
      runner: createOpenAiRunner(connection, this.limitsOf(limits)),
      host: connection.server.host,
      isBilled: true,
      models: [],
    };
  }

  /** Like `open`, but only for a server, for operations that only a server supports. */
  async openServer(
    promptUri: vscode.Uri,
    again: () => Promise<void>,
  ): Promise<ServerConnection | undefined> {
    const connection = await this.connect(promptUri);
    if (connection === undefined) void this.offerKey(false, again);
    else if (!(await this.mayCross(connection))) return undefined;
    return connection;
  }

  /** Asks once for each host before a key crosses the network in clear text. */
  private async mayCross(connection: ServerConnection): Promise<boolean> {
    const { host, keyScope } = connection.server;
    if (keyToSend(connection) === undefined || !isPublicCleartext(keyScope)) return true;
    const allowed = this.memory.get<readonly string[]>(CLEARTEXT_HOSTS, []);
    if (allowed.includes(keyScope)) return true;
    const send = vscode.l10n.t("Send Anyway");
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t("Send the key to {0} without encryption?", host),
      {
        modal: true,
        detail: vscode.l10n.t(
          "The base URL begins with http:, so that others on the way can read the key and the prompt. Use https: if the server offers it.",
        ),
      },
      send,
    );
    if (chosen !== send) return false;
    await this.memory.update(CLEARTEXT_HOSTS, [...allowed, keyScope]);
    return true;
  }

  private async languageModels(promptUri: vscode.Uri, limits: RunLimits): Promise<Provider> {
    const images = promptImages(promptUri);
    return {
      runner: createLanguageModelRunner(SYSTEM_CLOCK, this.limitsOf(limits), images),
      host: LANGUAGE_MODELS_HOST,
      isBilled: false,
      models: await languageModelIds(),
    };
  }

  private limitsOf(limits: RunLimits): RunLimits {
    const { answerTimeoutMs, stallTimeoutMs } = this.settings.readNow();
    return { ...limits, answerMs: answerTimeoutMs, silenceMs: stallTimeoutMs };
  }

  /** Undefined if the server requires a key and there is none. */
  private async connect(promptUri: vscode.Uri): Promise<ServerConnection | undefined> {
    const connection = await this.connections.connect(promptUri);
    const { host, needsKey } = connection.server;
    if (await this.shouldWarnUntrusted()) void warnUntrusted(host);
    return connection.key === undefined && needsKey ? undefined : connection;
  }

  /** Not awaited: a notification can stay for a long time. */
  private async offerKey(hasLanguageModels: boolean, again: () => Promise<void>): Promise<void> {
    const setKey = vscode.l10n.t("Set OpenAI API Key");
    const useModels = vscode.l10n.t("Use VS Code's Models");
    const chosen = await vscode.window.showWarningMessage(
      vscode.l10n.t(
        "No key for {0}. It is kept in VS Code's secret storage and sent there only.",
        this.host,
      ),
      ...(hasLanguageModels ? [setKey, useModels] : [setKey]),
    );
    if (chosen === undefined) return;
    if (chosen === useModels) await this.settings.update("run.provider", "vscode");
    else if (!(await vscode.commands.executeCommand<boolean>(COMMANDS.setApiKey))) return;
    try {
      await again();
    } catch (error) {
      await showError("Going on with the key", this.log, error);
    }
  }

  /** Once per window, if a base URL of this workspace is ignored. */
  private async shouldWarnUntrusted(): Promise<boolean> {
    if (this.hasWarnedUntrusted || !(await ignoredBaseUrl())) return false;
    this.hasWarnedUntrusted = true;
    return true;
  }
}

async function warnUntrusted(host: string): Promise<void> {
  const manage = vscode.l10n.t("Manage Trust");
  const chosen = await vscode.window.showInformationMessage(
    vscode.l10n.t(
      "The workspace's base URL is ignored until the workspace is trusted. Runs go to {0}.",
      host,
    ),
    manage,
  );
  if (chosen === manage) await vscode.commands.executeCommand("workbench.trust.manage");
}
