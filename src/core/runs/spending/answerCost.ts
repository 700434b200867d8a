import type { PicoUsd } from "../../money";
import { costOfRequest } from "../../cost/requestCost";
import type { RequestPrice } from "../../models/model";
import type { RunError } from "../runError";
import type { RunResult } from "../runResult";

/** Errors for which no model has worked on the request, so that nothing is billed. */
const NOT_BILLED: ReadonlySet<RunError["code"]> = new Set<RunError["code"]>([
  "key-refused",
  "not-allowed",
  "model-not-found",
  "address-not-found",
  "rate-limited",
  "bad-request",
  "prompt-filtered",
  "server-error",
  "not-an-answer",
  "redirected",
  "offline",
  "proxy-refused",
  "proxy-unreachable",
  "certificate",
  "image-unreadable",
  "file-unreadable",
  "unsendable-part",
  "unexpected-status",
  "not-recorded",
]);

/**
 * The cost of a run: by the server's usage, or else at most, by the estimated input at its full price
 * and the output received. Undefined without a price.
 */
export function costOfAnswer(
  price: RequestPrice | undefined,
  result: Pick<RunResult, "usage" | "fault" | "timing" | "isUnsent">,
  estimatedInputTokens: number,
  outputTokens: number,
): PicoUsd | undefined {
  const { usage, fault, timing, isUnsent = false } = result;
  const isRefused = fault !== undefined && NOT_BILLED.has(fault.code);
  const isFree = isUnsent || (isRefused && timing.firstTokenMs === undefined);
  if (usage === undefined && isFree) return 0n;
  const tokens = usage ?? { inputTokens: estimatedInputTokens, outputTokens };
  return price && costOfRequest(price, tokens);
}
