import * as vscode from "vscode";
import type { Secrets } from "../../core/ports";
import { findApiKey } from "../../openai/apiKey";
import { proxyForUrl, proxyName, type ProxySettings } from "../../openai/proxyForUrl";
import { readServerAddress, type ServerAddress } from "../../openai/serverAddress";
import type { ServerConnection } from "../../openai/serverConnection";
import { SYSTEM_CLOCK } from "../../node/systemClock";
import { UserError } from "../errors";
import { getHost } from "../host";
import type { SettingsService } from "../settings";
import { promptImages } from "./promptImages";

/** VS Code's secret storage as the interface that runs need. */
export function secretsOf(storage: vscode.SecretStorage): Secrets {
  return {
    get: async (name) => storage.get(name),
    store: async (name, value) => storage.store(name, value),
    delete: async (name) => storage.delete(name),
  };
}

/** Connects runs with the configured server: its address, its key, and proxies. */
export class ServerConnections {
  constructor(
    private readonly settings: SettingsService,
    private readonly secrets: Secrets,
  ) {}

  /** The destination of runs; undefined if the base URL can't be used. */
  serverIfUsable(): ServerAddress | undefined {
    const { baseUrl, apiVersion, azureDeployments } = this.settings.readNow();
    return readServerAddress({ baseUrl, apiVersion, azureDeployments });
  }

  /** Where runs go to. Throws a `UserError` where the base URL can't be used. */
  server(): ServerAddress {
    const server = this.serverIfUsable();
    if (server === undefined) {
      throw new UserError(
        vscode.l10n.t(
          "tokenscale.openai.baseUrl is no address that a run can be sent to. Use http or https, without a login.",
        ),
      );
    }
    return server;
  }

  /** `promptUri`: images are read beside this file. */
  async connect(promptUri: vscode.Uri): Promise<ServerConnection> {
    const server = this.server();
    const environment = {
      allowed: this.settings.readNow().allowEnvironmentKey,
      variables: getHost().environment,
    };
    const proxy = proxySettings();
    return {
      server,
      key: await findApiKey(server, this.secrets, environment),
      // VS Code adds proxies and certificates to the host's own fetch, unless that is turned off.
      send: hasPatchedFetch() ? (url, init) => fetch(url, init) : getHost().fetchThrough(proxy),
      proxyFor: (url) => {
        const found = proxyForUrl(url, proxy);
        return found && proxyName(found);
      },
      clock: SYSTEM_CLOCK,
      images: promptImages(promptUri),
    };
  }
}

function hasPatchedFetch(): boolean {
  const http = vscode.workspace.getConfiguration("http");
  return (
    http.get<boolean>("fetchAdditionalSupport", true) &&
    http.get<string>("proxySupport", "override") !== "off"
  );
}

function proxySettings(): ProxySettings {
  const http = vscode.workspace.getConfiguration("http");
  return {
    proxy: http.get<string>("proxy", ""),
    noProxy: http.get<readonly string[]>("noProxy", []),
    environment: getHost().environment,
  };
}
