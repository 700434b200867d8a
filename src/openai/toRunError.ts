import type { FaultCause, RunError } from "../core/runs/runError";
import { retryAfterSeconds } from "./retryAfter";
import { scrub } from "./scrub";
import { keyToSend, connectionSecrets, type ServerConnection } from "./serverConnection";
import { readServerError, type ServerError } from "./serverError";
import { listOf, memberOf, textOf } from "./untyped";

/** The circumstances of a failure. */
export interface RunErrorContext {
  /** Texts that must never be shown. */
  readonly secrets: readonly string[];
  readonly keySent: boolean;
  /** `proxy.example:8080`, if the request goes through one. */
  readonly proxy?: string;
  readonly now: Date;
  /** How often the request had been retried before this failure. */
  readonly retries: number;
}

/** The circumstances of a failed request over `connection`. */
export function runErrorContextOf(connection: ServerConnection, retries: number): RunErrorContext {
  const { clock, proxyFor, server } = connection;
  const proxy = proxyFor(server.keyScope);
  return {
    secrets: connectionSecrets(connection),
    keySent: keyToSend(connection) !== undefined,
    ...(proxy !== undefined && { proxy }),
    now: clock.date(),
    retries,
  };
}

/** The part of the SDK's `APIError` that holds the server's answer. */
interface AnsweredError {
  readonly status: number;
  readonly headers: Headers;
  /** The `error` member of the answer's JSON, or the whole JSON if it has none. */
  readonly error: unknown;
  readonly message: string;
}

/** Converts what the SDK threw before an answer began into a run error. Never throws. */
export function toRunErrorFromThrown(thrown: unknown, context: RunErrorContext): RunError {
  return isAnswered(thrown)
    ? toRunErrorFromAnswer(thrown, context)
    : toRunErrorFromConnection(thrown, context);
}

/** Converts an error that a server sent in the middle of a stream into a run error. */
export function toRunErrorFromStream(error: ServerError, context: RunErrorContext): RunError {
  return withMessage(causeOfStreamError(error, context), error.message, context);
}

function causeOfStreamError(error: ServerError, { retries }: RunErrorContext): FaultCause {
  if (error.code === "model_not_found") return { code: "model-not-found" };
  if (error.code === "content_filter") return { code: "prompt-filtered" };
  if (isExhausted(error) || error.code === "rate_limit_exceeded" || error.code === "429") {
    return { code: "rate-limited", retries, exhausted: isExhausted(error) };
  }
  return { code: "server-error", page: false };
}

function toRunErrorFromAnswer(answer: AnsweredError, context: RunErrorContext): RunError {
  const error = readServerError(answer.error);
  const cause = causeOfAnswer(answer, error, context);
  const requestId = scrub(answer.headers.get("x-request-id") ?? "", context.secrets);
  const fault = withMessage(cause, error.message, context);
  return requestId === undefined ? fault : { ...fault, requestId };
}

function causeOfAnswer(
  { status, headers, message }: AnsweredError,
  error: ServerError,
  context: RunErrorContext,
): FaultCause {
  if (error.code === "model_not_found" || error.code === "DeploymentNotFound") {
    return { code: "model-not-found", status };
  }
  if (error.code === "content_filter" || error.code === "content_policy_violation") {
    return { code: "prompt-filtered" };
  }
  switch (status) {
    case 401:
      return { code: "key-refused", keySent: context.keySent };
    case 403:
      return { code: "not-allowed" };
    case 404: {
      const isModel = /\b(?:model|deployment)\b/i.test(error.message ?? "");
      return isModel ? { code: "model-not-found", status } : { code: "address-not-found" };
    }
    case 407:
      return proxyRefused(status, context);
    case 429: {
      const seconds = retryAfterSeconds(headers, context.now);
      return {
        code: "rate-limited",
        ...(seconds !== undefined && { retryAfterSeconds: seconds }),
        retries: context.retries,
        exhausted: isExhausted(error),
      };
    }
  }
  if (status >= 500) return { code: "server-error", status, page: isPage(headers, message) };
  if (status >= 400) return { code: "bad-request", status };
  if (!REDIRECTS.has(status)) return { code: "unexpected-status", status };
  const to = hostOf(headers.get("location"), context.secrets);
  return { code: "redirected", status, ...(to !== undefined && { to }) };
}

function proxyRefused(status: number, { proxy }: RunErrorContext): FaultCause {
  return { code: "proxy-refused", status, ...(proxy !== undefined && { proxy }) };
}

/** OpenAI's 429 answers for which waiting does not help. */
function isExhausted({ code, type }: ServerError): boolean {
  return [code, type].some(
    (name) => name === "insufficient_quota" || name === "billing_hard_limit_reached",
  );
}

function isPage(headers: Headers, message: string): boolean {
  return (headers.get("content-type") ?? "").includes("html") || /^(?:\d{3} )?\s*</.test(message);
}

/** The host that a redirect names, without any secret in it. */
function hostOf(location: string | null, secrets: readonly string[]): string | undefined {
  if (location === null || !URL.canParse(location)) return undefined;
  return scrub(new URL(location).host, secrets);
}

const REDIRECTS: ReadonlySet<number> = new Set([300, 301, 302, 303, 307, 308]);

/** Codes of Node's TLS and of Electron's network for an untrusted certificate. */
const CERTIFICATE_CODES =
  /^(?:UNABLE_TO_|SELF_SIGNED_CERT|DEPTH_ZERO_SELF_SIGNED|CERT_|ERR_TLS_CERT_|ERR_CERT_|HOSTNAME_MISMATCH|INVALID_CA)/;

/** Codes of Node's sockets, undici and Electron for a server that can't be reached. */
const UNREACHABLE_CODES =
  /^(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|ENETDOWN|EHOSTUNREACH|EHOSTDOWN|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT|ERR_INTERNET_|ERR_NAME_|ERR_ADDRESS_|ERR_CONNECTION_(?:REFUSED|TIMED_OUT))/;

/** The same for an established connection that broke. */
const BROKEN_CODES = /^(?:ECONNRESET|ECONNABORTED|EPIPE|UND_ERR_SOCKET|ERR_CONNECTION_)/;

/** Electron's codes for a proxy that blocks a request. */
const PROXY_CODES = /^ERR_(?:PROXY_|TUNNEL_|MANDATORY_PROXY_)/;

/** For an error without an answer: its message and its causes, outermost first. */
function toRunErrorFromConnection(thrown: unknown, context: RunErrorContext): RunError {
  const causes = causesOf(thrown);
  const messages = causes.flatMap((cause) => textOf(memberOf(cause, "message")) ?? []);
  const codes = [
    ...causes.flatMap((cause) => textOf(memberOf(cause, "code")) ?? []),
    ...messages.flatMap((message) => /\bnet::(ERR_\w+)/.exec(message)?.[1] ?? []),
  ];
  const proxyStatus = messages.map(proxyStatusOf).find((status) => status !== undefined);
  if (proxyStatus !== undefined) return proxyRefused(proxyStatus, context);
  const certificate = codes.find((code) => CERTIFICATE_CODES.test(code));
  if (certificate !== undefined) return { code: "certificate", reason: certificate };
  const unreachable = codes.find((code) => UNREACHABLE_CODES.test(code));
  if (unreachable === undefined && codes.some((code) => BROKEN_CODES.test(code))) {
    return { code: "cut" };
  }
  const isNetwork = unreachable !== undefined || messages.some(isFetchFailure);
  const { proxy } = context;
  if (codes.some((code) => PROXY_CODES.test(code)) || (isNetwork && proxy !== undefined)) {
    return { code: "proxy-unreachable", ...(proxy !== undefined && { proxy }) };
  }
  if (isNetwork) {
    return { code: "offline", ...(unreachable !== undefined && { reason: unreachable }) };
  }
  return withMessage({ code: "unforeseen" }, messages[0], context);
}

/** undici's message for a proxy that refuses a tunnel. */
function proxyStatusOf(message: string): number | undefined {
  const status = /\bProxy response \(?(\d{3})\b/.exec(message)?.[1];
  return status === undefined ? undefined : Number(status);
}

/** The generic message with which `fetch` rejects in Node and in browsers. */
function isFetchFailure(message: string): boolean {
  return /^(?:fetch failed|Failed to fetch|NetworkError|Load failed|network error)/i.test(message);
}

/** An error, its causes and its aggregated errors. Handles circular chains. */
function causesOf(thrown: unknown): readonly unknown[] {
  const causes = new Set<unknown>([thrown]);
  for (const cause of causes) {
    for (const inner of [...listOf(memberOf(cause, "errors")), memberOf(cause, "cause")]) {
      if (inner !== undefined) causes.add(inner);
    }
  }
  return [...causes];
}

function isAnswered(thrown: unknown): thrown is AnsweredError {
  return (
    thrown instanceof Error &&
    "status" in thrown &&
    typeof thrown.status === "number" &&
    "headers" in thrown &&
    typeof thrown.headers === "object"
  );
}

/** For a refused key, the server's message is left out: it contains the key's ends. */
function withMessage(
  cause: FaultCause,
  message: string | undefined,
  { secrets }: RunErrorContext,
): RunError {
  if (cause.code === "key-refused" || message === undefined) return cause;
  const serverMessage = scrub(message, secrets);
  return serverMessage === undefined ? cause : { ...cause, serverMessage };
}
