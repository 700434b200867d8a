import type { Clock, ImageFiles } from "../core/ports";
import type { ApiKey } from "./apiKey";
import type { SendRequest } from "./sendRequest";
import type { ServerAddress } from "./serverAddress";

/** Everything that requests to one server need. */
export interface ServerConnection {
  readonly server: ServerAddress;
  /** Undefined for servers that want none. It is not sent where its scope is not the server's. */
  readonly key: ApiKey | undefined;
  /** Knows the way through proxies: the host's own `fetch`, or `createProxyFetch`. */
  readonly send: SendRequest;
  /** `proxy.example:8080` where a request to this URL goes through a proxy, for messages. */
  readonly proxyFor: (url: string) => string | undefined;
  readonly clock: Clock;
  readonly images: ImageFiles;
}

/** The key, unless it was given for another server. */
export function keyToSend({ server, key }: ServerConnection): string | undefined {
  return key?.scope === server.keyScope ? key.value : undefined;
}
