import type { RunError } from "../../runs/runError";

/**
 * The reaction to a failed request. `again`: this row, a few times. `hold`: the whole side waits, because
 * every other row would fail alike. `record`: the row has no answer. `stop-side`: nor would any other.
 */
type FaultPolicy = "again" | "hold" | "record" | "stop-side";

export function policyOf(fault: RunError): FaultPolicy {
  switch (fault.code) {
    case "rate-limited":
      return fault.exhausted ? "stop-side" : "hold";
    case "offline":
    case "proxy-unreachable":
      return "hold";
    case "server-error":
    case "unexpected-status":
    case "cut":
    case "empty":
    case "unreadable":
    case "no-answer":
    case "stalled":
    case "unforeseen":
      return "again";
    case "bad-request":
    case "prompt-filtered":
    case "too-long":
    case "image-unreadable":
    case "file-unreadable":
    case "unsendable-part":
      return "record";
    case "key-refused":
    case "not-allowed":
    case "model-not-found":
    case "address-not-found":
    case "not-an-answer":
    case "redirected":
    case "proxy-refused":
    case "certificate":
    case "not-recorded":
      return "stop-side";
  }
}

const FIRST_DELAY_MS = 1_000;
const MAX_DELAY_MS = 60_000;

/**
 * Exponential backoff with jitter: half of the delay is fixed, half random, so that requests that failed
 * together don't come back together. `attempt`: from 1.
 */
export function backoffMs(attempt: number, random: () => number): number {
  const delayMs = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** (attempt - 1));
  return (delayMs / 2) * (1 + random());
}
