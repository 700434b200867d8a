import type { ParsedJson } from "../json/parseJson";
import type { PromptProblem } from "./prompt";

/** The first error in a file that is JSON, TOML or YAML as a whole. */
export function syntaxProblems(
  kind: "JSON" | "TOML" | "YAML",
  { problems }: ParsedJson,
): PromptProblem[] {
  return problems.slice(0, 1).map(({ message, range }) => ({
    code: "broken-file",
    message: `The file is not ${kind}: ${message}.`,
    range,
  }));
}
