import type { Estimate } from "../../estimate/estimate";
import { formatTokens } from "../../format";
import { figureProblem, parseFigure } from "../scaleChoice";

/** The tokens that the user typed as expected output; undefined to return to the estimate. */
export function outputTokensOf(text: string): number | undefined {
  const tokens = parseFigure(text, false);
  return tokens === undefined ? undefined : Math.round(tokens);
}

/** Why a text can't be used as the expected output; undefined if it can. Empty means the estimate. */
export function outputTextProblem(text: string, { output }: Estimate): string | undefined {
  if (text.trim() === "" || outputTokensOf(text) !== undefined) return undefined;
  const used = output.originKind === "user" ? formatTokens(output.expectedTokens) : "the estimate";
  return figureProblem(text, used);
}
