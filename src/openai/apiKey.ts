import type { Secrets } from "../core/ports";
import { readServerAddress, type ServerAddress } from "./serverAddress";

/** A key and the server for which it was given (`ServerAddress.keyScope`): it is sent only there. */
export interface ApiKey {
  readonly scope: string;
  readonly value: string;
}

/** The key in the environment, and whether it may be used. */
export interface KeyEnvironment {
  /** Whether the user allows it to be used. */
  readonly allowed: boolean;
  readonly variables: Readonly<Record<string, string | undefined>>;
}

const SECRET_PREFIX = "tokenscale.apiKey:";
const OPENAI_BASE_URL = "https://api.openai.com/v1";

/**
 * The key for a server: the stored one, or `OPENAI_API_KEY` if the user allows it and the server is the
 * one in the environment (`OPENAI_BASE_URL`, or else OpenAI's). Undefined if there is none.
 */
export async function findApiKey(
  server: ServerAddress,
  secrets: Secrets,
  environment: KeyEnvironment,
): Promise<ApiKey | undefined> {
  const scope = server.keyScope;
  const value = (await secrets.get(SECRET_PREFIX + scope)) ?? environmentKey(scope, environment);
  return value === undefined ? undefined : { scope, value };
}

/** Stores the key for this server only. */
export async function storeApiKey(
  server: ServerAddress,
  secrets: Secrets,
  value: string,
): Promise<void> {
  await secrets.store(SECRET_PREFIX + server.keyScope, value.trim());
}

/** Forgets the stored key; false if there was none. */
export async function forgetApiKey(server: ServerAddress, secrets: Secrets): Promise<boolean> {
  const name = SECRET_PREFIX + server.keyScope;
  const wasStored = (await secrets.get(name)) !== undefined;
  await secrets.delete(name);
  return wasStored;
}

/** A sentence that says what is wrong with a typed key; undefined if it can be stored. */
export function apiKeyProblem(typed: string): string | undefined {
  const value = typed.trim();
  if (value === "") return "Enter a key.";
  return /^[\x21-\x7e]+$/.test(value)
    ? undefined
    : "A key has no spaces and only ASCII characters.";
}

function environmentKey(scope: string, environment: KeyEnvironment): string | undefined {
  const { OPENAI_API_KEY: value, OPENAI_BASE_URL: baseUrl } = environment.variables;
  if (!environment.allowed || value === undefined || value.trim() === "") return undefined;
  const meant = readServerAddress({
    baseUrl: baseUrl?.trim() || OPENAI_BASE_URL,
    apiVersion: "",
    azureDeployments: {},
  });
  return meant?.keyScope === scope ? value.trim() : undefined;
}
