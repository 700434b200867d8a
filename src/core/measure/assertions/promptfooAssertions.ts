import { type JsonNode, member } from "../../json/jsonNode";
import type { FileReference, PromptProblem } from "../../prompt/prompt";
import type { Assertion } from "../assertion";
import { AssertionReader } from "./readAssertion";
import { withThreshold } from "./readAssertsFile";

/** Reads the `assert` blocks of one promptfoo configuration, test by test. */
export class PromptfooAssertions {
  private readonly reader: AssertionReader;
  private readonly defaults: readonly Assertion[];

  /** `files`: texts by their paths as written. */
  constructor(
    private readonly root: JsonNode,
    files?: ReadonlyMap<string, string>,
  ) {
    this.reader = new AssertionReader({ templates: member(root, "assertionTemplates"), files });
    this.defaults = this.readTest(member(root, "defaultTest"));
  }

  get problems(): readonly PromptProblem[] {
    return this.reader.problems;
  }

  get references(): readonly FileReference[] {
    return this.reader.references;
  }

  /** All assertions of a test, those of `defaultTest` included. */
  ofTest(test: JsonNode): readonly Assertion[] {
    const alone = optionOf(test, "disableDefaultAsserts");
    const isAlone = alone?.kind === "boolean" && alone.value;
    const all = [...(isAlone ? [] : this.defaults), ...this.readTest(test)];
    const threshold = member(test, "threshold") ?? member(this.defaultTest, "threshold");
    return withThreshold(all, threshold);
  }

  private get defaultTest(): JsonNode | undefined {
    return member(this.root, "defaultTest");
  }

  private readTest(test: JsonNode | undefined): readonly Assertion[] {
    const assertions = this.reader.readAll(member(test, "assert"));
    const program =
      optionOf(test, "transform") ??
      optionOf(this.defaultTest, "transform") ??
      member(test, "assertScoringFunction");
    return program === undefined
      ? assertions
      : assertions.map((assertion) => ({
          ...assertion,
          unsupported: assertion.unsupported ?? "the test's transform is a program",
        }));
  }
}

function optionOf(test: JsonNode | undefined, key: string): JsonNode | undefined {
  return member(member(test, "options"), key);
}
