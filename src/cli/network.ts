import { readFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Secrets } from "../core/ports";
import type { ModelRunner } from "../core/runs/modelRunner";
import { SYSTEM_CLOCK } from "../node/systemClock";
import { findApiKey } from "../openai/apiKey";
import { isPublicCleartext } from "../openai/cleartext";
import { createOpenAiRunner, MEASURE_LIMITS } from "../openai/openAiRunner";
import { createProxyFetch, systemCertificates } from "../openai/proxyFetch";
import { proxyForUrl, proxyName } from "../openai/proxyForUrl";
import { readServerAddress, type ServerAddress } from "../openai/serverAddress";
import { keyToSend, type ServerConnection } from "../openai/serverConnection";
import type { Host } from "./host";
import { InputError } from "./usage";

const OPENAI_BASE_URL = "https://api.openai.com/v1";

/** The command line keeps no keys. */
const NO_SECRETS: Secrets = {
  get: () => Promise.resolve(undefined),
  store: () => Promise.resolve(),
  delete: () => Promise.resolve(),
};

/** The server of `--base-url`, else of OPENAI_BASE_URL, else OpenAI's. Throws an `InputError`. */
export function readAddress(baseUrl: string | undefined, { environment }: Host): ServerAddress {
  const address = baseUrl ?? (environment["OPENAI_BASE_URL"]?.trim() || OPENAI_BASE_URL);
  const server = readServerAddress({ baseUrl: address, apiVersion: "", azureDeployments: {} });
  if (server === undefined) {
    throw new InputError("The base URL can't be used. Use http or https, without a login.");
  }
  return server;
}

/** A runner to a server. See `connectionTo`. */
export async function connect(
  server: ServerAddress,
  promptFile: string,
  host: Host,
): Promise<ModelRunner> {
  return createOpenAiRunner(await connectionTo(server, promptFile, host), MEASURE_LIMITS);
}

/**
 * A connection to a server, with the environment's key. `promptFile`: images are read beside it. Throws an
 * `InputError` if the key is missing, or would cross the network in clear text.
 */
export async function connectionTo(
  server: ServerAddress,
  promptFile: string,
  { environment, folder }: Host,
): Promise<ServerConnection> {
  const key = await findApiKey(server, NO_SECRETS, { allowed: true, variables: environment });
  const proxy = { proxy: "", noProxy: [], environment };
  const beside = dirname(resolve(folder, promptFile));
  const connection: ServerConnection = {
    server,
    key,
    send: createProxyFetch({ proxy, certificates: systemCertificates() }),
    proxyFor: (url) => {
      const found = proxyForUrl(url, proxy);
      return found && proxyName(found);
    },
    clock: SYSTEM_CLOCK,
    images: { read: (source) => readFile(resolve(beside, source)).catch(() => undefined) },
  };
  if (server.needsKey && keyToSend(connection) === undefined) {
    throw new InputError(
      `${server.host} needs a key: set OPENAI_API_KEY, and OPENAI_BASE_URL if the key is not OpenAI's.`,
    );
  }
  if (keyToSend(connection) !== undefined && isPublicCleartext(server.keyScope)) {
    throw new InputError(
      `${server.host} would get the key without encryption. Use https, or unset OPENAI_API_KEY.`,
    );
  }
  return connection;
}
