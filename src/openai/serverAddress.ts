import type { Endpoint } from "../core/prompt/prompt";

/** The destination of runs, as in the settings. */
interface ServerSettings {
  /** `https://api.openai.com/v1`, `https://NAME.openai.azure.com`, `http://localhost:4000` … */
  readonly baseUrl: string;
  /** For Azure OpenAI; unused elsewhere. */
  readonly apiVersion: string;
  /** Azure deployment names and the models that they run. */
  readonly azureDeployments: Readonly<Record<string, string>>;
}

/** A server to which requests can be sent. */
export interface ServerAddress {
  readonly kind: "openai" | "azure" | "compatible";
  /** Shown to the user: `api.openai.com`, `localhost:4000`. */
  readonly host: string;
  /** The address that a key belongs to: protocol, host, port and path, without query and trailing slash. */
  readonly keyScope: string;
  /** Whether the server is known to accept nothing without a key. */
  readonly needsKey: boolean;
  /** Credentials in the base URL's query, which must never be shown. */
  readonly secrets: readonly string[];
  /** The URL of an operation for a model, and the server's name for the model. */
  operation(operation: Endpoint | "count", model: string): ServerOperation;
}

export interface ServerOperation {
  readonly baseUrl: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly model: string;
}

const PATHS = {
  chat: "/chat/completions",
  responses: "/responses",
  count: "/responses/input_tokens",
} as const;

const AZURE_HOSTS =
  /\.(?:openai\.azure\.com|cognitiveservices\.azure\.com|services\.ai\.azure\.com|openai\.azure\.us|openai\.azure\.cn)$/;

/** Reads the settings. Undefined if the base URL isn't an http(s) URL, or contains a login. */
export function readServerAddress(settings: ServerSettings): ServerAddress | undefined {
  const url = parseUrl(settings.baseUrl.trim());
  if (url === undefined || url.username !== "" || url.password !== "") return undefined;
  if (url.protocol !== "https:" && url.protocol !== "http:") return undefined;
  const path = url.pathname.replace(/\/+$/, "");
  const base = url.origin + path;
  const query = Object.fromEntries(url.searchParams);
  const common = { host: url.host, keyScope: base, secrets: credentialsOf(url.searchParams) };
  if (AZURE_HOSTS.test(url.hostname)) {
    return {
      ...common,
      kind: "azure",
      needsKey: true,
      operation: azureOperation(url.origin, path, query, settings),
    };
  }
  const isOpenAi = url.hostname === "api.openai.com";
  return {
    ...common,
    kind: isOpenAi ? "openai" : "compatible",
    needsKey: isOpenAi,
    operation: (operation, model) => ({ baseUrl: base, path: PATHS[operation], query, model }),
  };
}

/**
 * Azure OpenAI names deployments, not models. Its v1 API takes the name in the body; the dated API
 * takes it in the path for chat (Microsoft, "Azure OpenAI in Foundry Models REST API reference").
 */
function azureOperation(
  origin: string,
  path: string,
  query: Readonly<Record<string, string>>,
  { apiVersion, azureDeployments }: ServerSettings,
): ServerAddress["operation"] {
  const fixedDeployment = /\/deployments\/([^/]+)/.exec(path)?.[1];
  const deploymentOf = (model: string): string =>
    fixedDeployment === undefined
      ? (Object.keys(azureDeployments).find((name) => azureDeployments[name] === model) ?? model)
      : decodeURIComponent(fixedDeployment);
  if (/\/openai\/v1$/.test(path)) {
    return (operation, model) => ({
      baseUrl: origin + path,
      path: PATHS[operation],
      query,
      model: deploymentOf(model),
    });
  }
  return (operation, model) => {
    const deployment = deploymentOf(model);
    const scope = operation === "chat" ? `/deployments/${encodeURIComponent(deployment)}` : "";
    return {
      baseUrl: `${origin}/openai${scope}`,
      path: PATHS[operation],
      query: { "api-version": apiVersion, ...query },
      model: deployment,
    };
  };
}

const CREDENTIAL_NAME = /key|token|secret|sig|pass|auth|code|credential/i;

/** A shorter value is no secret, and hiding it would hide ordinary words. */
const MIN_CREDENTIAL_CHARACTERS = 8;

function credentialsOf(query: URLSearchParams): readonly string[] {
  return [...query]
    .filter(
      ([name, value]) => CREDENTIAL_NAME.test(name) && value.length >= MIN_CREDENTIAL_CHARACTERS,
    )
    .map(([, value]) => value);
}

/** `ftp.example`, `localhost:4000`, `[::1]:4000`. A single word could be a login or a key. */
const PLAIN_HOST = /^(?:localhost|[a-z\d-]+(?:\.[a-z\d-]+)+|\[[\da-f:.]+\])(?::\d+)?$/i;

/** The host of a base URL that can't be used; undefined if what it says could be a login. */
export function unusableHost(baseUrl: string): string | undefined {
  const text = baseUrl.trim();
  const host = parseUrl(text)?.host || text;
  return PLAIN_HOST.test(host) ? host : undefined;
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
