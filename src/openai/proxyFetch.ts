import * as tls from "node:tls";
import type { Dispatcher } from "undici";
import type { SendRequest } from "./sendRequest";
import { proxyForUrl, type ProxySettings } from "./proxyForUrl";

interface NetworkSettings {
  readonly proxy: ProxySettings;
  /** Certificates to trust in addition to Node's own, in PEM. */
  readonly certificates: readonly string[];
}

/**
 * A `fetch` that uses a proxy and trusts additional certificates, for hosts whose own does not: outside
 * VS Code, and in VS Code with `http.fetchAdditionalSupport` turned off. Requests that need neither go
 * through the host's.
 */
export function createProxyFetch({ proxy: settings, certificates }: NetworkSettings): SendRequest {
  const dispatchers = new Map<string, Dispatcher>();
  return async (url, init) => {
    const proxy = proxyForUrl(url, settings);
    if (proxy === undefined && (certificates.length === 0 || !url.startsWith("https:"))) {
      return fetch(url, init);
    }
    const undici = await import("undici");
    const key = proxy?.href ?? "";
    let dispatcher = dispatchers.get(key);
    if (dispatcher === undefined) {
      const trusted = { ca: [...tls.rootCertificates, ...certificates] };
      dispatcher =
        proxy === undefined
          ? new undici.Agent({ connect: trusted })
          : new undici.ProxyAgent({ uri: proxy.href, requestTls: trusted, proxyTls: trusted });
      dispatchers.set(key, dispatcher);
    }
    const response: unknown = await undici.fetch(url, { ...init, dispatcher });
    // The package's own response class duplicates the platform's.
    return response as Response;
  };
}

/** The certificates in the system's store, in PEM, if this Node can read it (22.15 and later). */
export function systemCertificates(): readonly string[] {
  return typeof tls.getCACertificates === "function" ? tls.getCACertificates("system") : [];
}
