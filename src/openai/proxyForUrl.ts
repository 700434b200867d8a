/** The proxy settings of the editor. */
export interface ProxySettings {
  /** VS Code's `http.proxy`; empty if there is none. It takes precedence over the environment. */
  readonly proxy: string;
  /** VS Code's `http.noProxy`. */
  readonly noProxy: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/**
 * The proxy for a URL, or undefined for a direct connection: `http.proxy`, or else HTTPS_PROXY or
 * HTTP_PROXY by the URL's protocol, in upper or lower case. Servers on this machine and those in
 * NO_PROXY and `http.noProxy` (`*`, `example.com` with its subdomains, `host:port`) have none.
 */
export function proxyForUrl(url: string, settings: ProxySettings): URL | undefined {
  const target = new URL(url);
  if (isLoopback(target.hostname)) return undefined;
  const { environment } = settings;
  const variable = target.protocol === "https:" ? "HTTPS_PROXY" : "HTTP_PROXY";
  const proxy =
    settings.proxy || environment[variable.toLowerCase()] || environment[variable] || "";
  if (proxy === "") return undefined;
  const noProxy = (environment["no_proxy"] ?? environment["NO_PROXY"] ?? "").split(/[\s,]+/);
  if ([...noProxy, ...settings.noProxy].some((entry) => covers(entry, target))) return undefined;
  const text = /^[a-z][a-z0-9+.-]*:\/\//i.test(proxy) ? proxy : `http://${proxy}`;
  return URL.canParse(text) ? new URL(text) : undefined;
}

/** `proxy.example:8080`: the proxy as shown to the user, without a login that its URL may contain. */
export function proxyName(proxy: URL): string {
  const defaultPort = proxy.protocol === "https:" ? "443" : "80";
  return `${proxy.hostname}:${proxy.port || defaultPort}`;
}

function covers(entry: string, target: URL): boolean {
  const [, host = "", port] = /^\*?\.?(.*?)(?::(\d+))?$/.exec(entry.trim().toLowerCase()) ?? [];
  if (entry.trim() === "*") return true;
  const targetPort = target.port || (target.protocol === "https:" ? "443" : "80");
  if (host === "" || (port !== undefined && port !== targetPort)) return false;
  return target.hostname === host || target.hostname.endsWith(`.${host}`);
}

function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d+){3}$/.test(hostname);
}
