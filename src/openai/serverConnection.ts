import type { Clock, ImageFiles } from "../core/ports";
import type { ApiKey } from "./apiKey";
import type { SendRequest } from "./sendRequest";
import type { ServerAddress } from "./serverAddress";

/** Everything that requests to one server need. */
export interface ServerConnection {
  readonly server: ServerAddress;
  /** Undefined for servers that need none. It is not sent if its scope is not the server's. */
  readonly key: ApiKey | undefined;
  /** Uses proxies if needed: the host's own `fetch`, or `createProxyFetch`. */
  readonly send: SendRequest;
  /** `proxy.example:8080` if a request to this URL goes through a proxy, for messages. */
  readonly proxyFor: (url: string) => string | undefined;
  readonly clock: Clock;
  readonly images: ImageFiles;
}

/** The key, unless it was given for another server. */
export function keyToSend({ server, key }: ServerConnection): string | undefined {
  return key?.scope === server.keyScope ? key.value : undefined;
}

/** The parts of a connection that must never be shown. */
export function connectionSecrets({ server, key }: ServerConnection): readonly string[] {
  return key === undefined ? server.secrets : [key.value, ...server.secrets];
}
