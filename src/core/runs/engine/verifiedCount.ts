import { formatCount, formatTokens } from "../../format";
import type { RunError } from "../runError";

/** The result of a server's counting endpoint for a prompt, or why there is none. */
export type VerifiedCount =
  | { readonly kind: "counted"; readonly inputTokens: number }
  | { readonly kind: "failed"; readonly fault: RunError };

/**
 * One sentence for the user. `countedTokens` is our count of the same request: the endpoint counts a
 * prompt as a Responses request, regardless of the API that its file is written for.
 */
export function describeVerifiedCount(
  verified: VerifiedCount,
  countedTokens: number,
  host: string,
): string {
  if (verified.kind === "failed") {
    const { code, serverMessage } = verified.fault;
    if (code === "address-not-found") {
      return `${host} has no endpoint that counts; OpenAI's has one.`;
    }
    return `${host} did not count it (${serverMessage ?? code.replaceAll("-", " ")}).`;
  }
  const { inputTokens } = verified;
  const difference = countedTokens - inputTokens;
  const words =
    difference === 0
      ? "the same"
      : `${formatTokens(Math.abs(difference))} ${difference > 0 ? "more" : "fewer"}`;
  return `${host}: ${formatCount(inputTokens, "token")}. Tokenscale: ${formatTokens(countedTokens)}, ${words}. Counted as a Responses request.`;
}
