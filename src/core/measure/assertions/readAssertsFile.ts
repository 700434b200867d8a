import { type JsonNode, member, numberValue } from "../../json/jsonNode";
import { parseJson } from "../../json/parseJson";
import { parseYaml } from "../../json/parseYaml";
import type { FileReference, PromptProblem } from "../../prompt/prompt";
import type { PromptSource } from "../../prompt/promptFormat";
import { syntaxProblems } from "../../prompt/syntaxProblems";
import type { Assertion } from "../assertion";
import { AssertionReader } from "./readAssertion";

/** The assertions of a file. Nothing is read of a broken one. */
interface AssertsFile {
  readonly assertions: readonly Assertion[];
  readonly problems: readonly PromptProblem[];
  /** Files that the assertions take a schema or a text from. */
  readonly references: readonly FileReference[];
}

/**
 * Reads a `NAME.asserts.yaml` (or `.json`): a list of assertions as promptfoo writes them, or an object
 * with `assert`, and with `threshold` and `assertionTemplates` if it needs them.
 */
export function readAssertsFile({ path, text, files }: PromptSource): AssertsFile {
  const isJson = /\.json$/i.test(path);
  const parsed = isJson ? parseJson(text) : parseYaml(text);
  const problems = syntaxProblems(isJson ? "JSON" : "YAML", parsed);
  const { root } = parsed;
  if (problems.length > 0) return { assertions: [], problems, references: [] };
  const list = root?.kind === "array" ? root : member(root, "assert");
  if (list === undefined) {
    const range = root?.range ?? { start: 0, end: text.length };
    const message = "No assertions: a list is missing, by itself or as `assert`.";
    return { assertions: [], problems: [{ code: "broken-file", message, range }], references: [] };
  }
  const reader = new AssertionReader({ templates: member(root, "assertionTemplates"), files });
  const assertions = withThreshold(reader.readAll(list), member(root, "threshold"));
  return { assertions, problems: reader.problems, references: reader.references };
}

/** With a threshold the score of all together decides, as in a set. */
export function withThreshold(
  assertions: readonly Assertion[],
  threshold: JsonNode | undefined,
): readonly Assertion[] {
  const least = numberValue(threshold);
  if (least === undefined || assertions.length === 0) return assertions;
  return [{ type: "assert-set", isNegated: false, weight: 1, threshold: least, assertions }];
}
