import { formatCount, formatSignedTokens } from "../../format";
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
  const counts = `${host} counts ${formatCount(inputTokens, "token")} as a Responses request`;
  const difference = inputTokens - countedTokens;
  return difference === 0
    ? `${counts}: the same as counted here.`
    : `${counts}: ${formatSignedTokens(difference)} against the ${formatCount(countedTokens, "token")} counted here.`;
}
