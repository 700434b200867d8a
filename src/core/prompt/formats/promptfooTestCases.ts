import { type JsonNode, member } from "../../json/jsonNode";
import { parseJson } from "../../json/parseJson";
import { parseYaml } from "../../json/parseYaml";
import { parseCsv } from "../csv";
import { itemsOf, membersOf } from "../nodes";
import type { FileReference, ValueSet } from "../prompt";
import type { PromptSource } from "../promptFormat";
import { flattenValues, valueText } from "../values";

/** The most sets that are made where variables have lists of values. */
const MAX_SETS = 200;

type Values = ReadonlyMap<string, string>;

/** The values of a configuration's `tests`, `defaultTest` and `scenarios`. */
export function readPromptfooValues(
  source: PromptSource,
  root: JsonNode,
): { sets: ValueSet[]; references: FileReference[] } {
  const reader = new TestReader(source);
  const base =
    reader.readVars(member(member(root, "defaultTest"), "vars"))[0] ?? new Map<string, string>();
  const rows = [
    ...reader.readTests(member(root, "tests")),
    ...itemsOf(member(root, "scenarios")).flatMap((scenario) => reader.readScenario(scenario)),
  ].slice(0, MAX_SETS);
  const tests = rows.map((values) => new Map([...base, ...values]));
  const sets =
    tests.length > 0
      ? tests.map((values, index) => ({ label: `test ${index + 1}`, values }))
      : [{ label: "defaultTest", values: base }];
  return { sets: sets.filter(({ values }) => values.size > 0), references: reader.references };
}

class TestReader {
  readonly references: FileReference[] = [];

  constructor(private readonly source: PromptSource) {}

  readTests(node: JsonNode | undefined): Values[] {
    const items = node?.kind === "array" ? node.items : node === undefined ? [] : [node];
    return items.flatMap((item) => {
      if (item.kind === "string") return this.readTestFile(item.value, item);
      return this.readVars(member(item, "vars"));
    });
  }

  /** Every test of a scenario with every row of its configuration. */
  readScenario(node: JsonNode): Values[] {
    const rows = itemsOf(member(node, "config")).flatMap((row) =>
      this.readVars(member(row, "vars")),
    );
    const tests = this.readTests(member(node, "tests"));
    if (tests.length === 0) return rows;
    return rows
      .flatMap((row) => tests.map((test) => new Map([...row, ...test])))
      .slice(0, MAX_SETS);
  }

  /** One set, or one for each combination where variables have lists of values. */
  readVars(node: JsonNode | undefined): Values[] {
    if (node?.kind === "string") {
      const content = this.readFile(node.value, node);
      return content === undefined ? [] : this.readVars(parseYaml(content).root);
    }
    let sets = [new Map<string, string>()];
    for (const { key, value } of membersOf(node)) {
      const choices =
        value.kind === "array" && value.items.every(({ kind }) => kind !== "object")
          ? value.items
          : [value];
      sets = sets
        .flatMap((set) => choices.map((choice) => this.withValue(set, key, choice)))
        .slice(0, MAX_SETS);
    }
    return sets;
  }

  private withValue(set: Values, key: string, value: JsonNode): Map<string, string> {
    const values = new Map(set);
    if (value.kind === "string" && value.value.startsWith("file://")) {
      const content = this.readFile(value.value, value);
      if (content !== undefined) values.set(key, content);
      return values;
    }
    values.set(key, valueText(value));
    for (const [path, inner] of flattenValues(value)) values.set(`${key}.${path}`, inner);
    return values;
  }

  private readTestFile(written: string, node: JsonNode): Values[] {
    const content = this.readFile(written, node);
    if (content === undefined) return [];
    if (/\.csv$/i.test(written)) return [...parseCsv(content)];
    if (/\.jsonl$/i.test(written)) {
      return content.split("\n", MAX_SETS).flatMap((line) => {
        const { root } = parseJson(line);
        return this.readVars(member(root, "vars"));
      });
    }
    return this.readTests(parseYaml(content).root);
  }

  private readFile(
    written: string,
    { range }: JsonNode,
    holds = "values of variables",
  ): string | undefined {
    const path = written.replace(/^file:\/\//, "");
    if (/^https?:|^huggingface:/.test(path)) return undefined;
    this.references.push({ path, holds, range });
    return this.source.files?.get(path);
  }
}
