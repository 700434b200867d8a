import { type JsonNode, member } from "../../json/jsonNode";
import { parseJson } from "../../json/parseJson";
import { parseYaml } from "../../json/parseYaml";
import { parseCsv } from "../csv";
import { itemsOf, membersOf } from "../nodes";
import { leftOut } from "../caveats";
import type { Caveat, FileReference, ValueSet } from "../prompt";
import type { PromptSource } from "../promptFormat";
import { promptfooPlace, whyNotRead } from "./promptfooPlace";
import { flattenValues, valueText } from "../values";

/** The maximum number of sets if variables have lists of values. */
const MAX_SETS = 200;

type Values = ReadonlyMap<string, string>;

/** The values of a configuration's `tests`, `defaultTest` and `scenarios`. */
export function readPromptfooValues(
  source: PromptSource,
  root: JsonNode,
): { sets: ValueSet[]; references: FileReference[]; caveats: readonly Caveat[] } {
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
  const { references, caveats } = reader;
  return { sets: sets.filter(({ values }) => values.size > 0), references, caveats };
}

class TestReader {
  readonly references: FileReference[] = [];
  readonly caveats: Caveat[] = [];

  constructor(private readonly source: PromptSource) {}

  readTests(node: JsonNode | undefined): Values[] {
    const items = node?.kind === "array" ? node.items : node === undefined ? [] : [node];
    return items.flatMap((item) => {
      if (item.kind === "string") return this.readTestFile(item.value, item);
      const file = member(item, "path");
      if (file?.kind === "string") return this.readTestFile(file.value, file);
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

  /** One set, or one for each combination if variables have lists of values. */
  readVars(node: JsonNode | undefined): Values[] {
    if (node?.kind === "string") {
      const content = this.readFile(node.value, node);
      return content === undefined ? [] : this.readVars(parseYaml(content).root);
    }
    if (node?.kind === "array") return node.items.flatMap((item) => this.readVars(item));
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

  /** Undefined if it can't be read: nothing is ever run to get values. */
  private readFile(written: string, { range }: JsonNode): string | undefined {
    if (/^https?:|^huggingface:/.test(written)) {
      this.caveats.push(leftOut(`the values of variables come from ${written}`, range));
      return undefined;
    }
    const place = promptfooPlace(written);
    if (place !== undefined && place.kind !== "file") {
      this.caveats.push(leftOut(whyNotRead(place, "values of variables"), range));
      return undefined;
    }
    const path = place?.path ?? written.replace(/^file:\/\//, "");
    this.references.push({ path, holds: "values of variables", range });
    return this.source.files?.get(path);
  }
}
