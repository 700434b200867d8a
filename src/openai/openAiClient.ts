import type { OpenAI } from "openai";
import { withBoundedErrorBody } from "./boundedErrorBody";
import { loadOpenAi } from "./loadOpenAi";
import type { ServerOperation } from "./serverAddress";
import { keyToSend, type ServerConnection } from "./serverConnection";

/** The SDK's headers that are sent to a server. The others describe the user's machine. */
const SENT_HEADERS = ["accept", "content-type", "user-agent"] as const;

/** The runner has its own timeouts: the SDK's must not fire first. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

/**
 * An SDK client for one operation of one server. No environment variable (`OPENAI_BASE_URL`,
 * `OPENAI_ORG_ID`, `OPENAI_CUSTOM_HEADERS`, `OPENAI_LOG` …) affects it: settings decide where a
 * request goes and what is sent with it. It neither retries nor logs; the runner does both.
 */
export async function createClient(
  connection: ServerConnection,
  operation: ServerOperation,
): Promise<OpenAI> {
  return clientOf(connection, operation, (url, headers, init) => {
    if (typeof init?.body !== "string" || !init.signal) throw new Error("Not a run's request.");
    const { body, signal } = init;
    return connection.send(url, { method: "POST", headers, body, signal, redirect: "manual" });
  });
}

/** The clients of a connection, one for each address. */
export class ClientPool {
  private readonly clients = new Map<string, Promise<OpenAI>>();

  constructor(private readonly connection: ServerConnection) {}

  clientFor(operation: ServerOperation): Promise<OpenAI> {
    const { baseUrl, query } = operation;
    const address = JSON.stringify([baseUrl, query]);
    const client = this.clients.get(address) ?? createClient(this.connection, operation);
    this.clients.set(address, client);
    return client;
  }
}

/** A client for files and batches, which are also read, and whose uploads are streams. */
export async function createFileClient(
  connection: ServerConnection,
  operation: ServerOperation,
): Promise<OpenAI> {
  return clientOf(connection, operation, (url, headers, init) => {
    const { body, method = "GET", signal } = init ?? {};
    if (!signal) throw new Error("A request without an end.");
    const sent = { method, headers, signal, redirect: "manual" } as const;
    if (typeof body === "string") return connection.send(url, { ...sent, body });
    if (!(body instanceof ReadableStream)) return connection.send(url, sent);
    return connection.send(url, {
      ...sent,
      body: body as ReadableStream<Uint8Array>,
      duplex: "half",
    });
  });
}

type Fetch = NonNullable<NonNullable<ConstructorParameters<typeof OpenAI>[0]>["fetch"]>;
type Send = (
  url: string,
  headers: Record<string, string>,
  init: Parameters<Fetch>[1],
) => Promise<Response>;

async function clientOf(
  connection: ServerConnection,
  operation: ServerOperation,
  send: Send,
): Promise<OpenAI> {
  const { server } = connection;
  const Client = await loadOpenAi();
  const key = keyToSend(connection);
  const origin = new URL(server.keyScope).origin;
  return new Client({
    // The SDK requires some key; the one that is sent is chosen below.
    apiKey: "none",
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    baseURL: operation.baseUrl,
    defaultQuery: operation.query,
    maxRetries: 0,
    timeout: MAX_TIMEOUT_MS,
    logLevel: "off",
    // To the SDK a web extension host is a browser; the key there is the user's own.
    dangerouslyAllowBrowser: true,
    fetch: async (input, init) => {
      const url = input instanceof Request ? input.url : String(input);
      if (new URL(url).origin !== origin) throw new Error("A request left its server.");
      const given = new Headers(init?.headers);
      const headers: Record<string, string> = {};
      for (const name of SENT_HEADERS) {
        const value = given.get(name);
        if (value !== null) headers[name] = value;
      }
      if (key !== undefined && server.kind === "azure") headers["api-key"] = key;
      else if (key !== undefined) headers["authorization"] = `Bearer ${key}`;
      return withBoundedErrorBody(await send(url, headers, init));
    },
  });
}
