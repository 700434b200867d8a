import { type JsonNode, member, stringValue } from "../../json/jsonNode";
import { parseYaml } from "../../json/parseYaml";
import { promptfooPlace, whyNotRead } from "../../prompt/formats/promptfooPlace";
import { itemsOf, membersOf } from "../../prompt/nodes";
import { flattenValues, valueText } from "../../prompt/values";
import { PromptfooAssertions } from "../assertions/promptfooAssertions";
import { type ReadRow, RowCollector } from "./dataset";
import { CsvRows } from "./csvRows";
import { readRowNode } from "./rowNode";

interface PromptfooFile {
  readonly collector: RowCollector;
  readonly lineOf: (offset: number) => number;
  /** The texts of the files that it names. */
  readonly files: ReadonlyMap<string, string>;
}

type Values = ReadonlyMap<string, string>;

/** More combinations of listed values than this are not made of one test. */
const MAX_COMBINATIONS = 1_000;

/** A test that says nothing of its own. */
const NO_TEST: JsonNode = { kind: "object", members: [], range: { start: 0, end: 0 } };

/**
 * The rows of a promptfoo configuration: its `tests`, in the file or in files of their own, with the
 * values of `defaultTest`, and its `scenarios`. A variable with a list of values makes a row for each.
 */
export function readPromptfooRows(root: JsonNode, file: PromptfooFile): void {
  const { collector, files, lineOf } = file;
  const assertions = new PromptfooAssertions(root, files);
  const base = flattenValues(member(member(root, "defaultTest"), "vars"));
  const reader = new TestReader(file, base, assertions);
  for (const row of reader.readTests(member(root, "tests"))) collector.add(row);
  for (const scenario of itemsOf(member(root, "scenarios"))) {
    for (const row of reader.readScenario(scenario)) collector.add(row);
  }
  for (const { path } of assertions.references) collector.addReference(path);
  for (const { message, range } of assertions.problems) {
    collector.note(lineOf(range.start), message);
  }
}

class TestReader {
  constructor(
    private readonly file: PromptfooFile,
    private readonly base: Values,
    private readonly assertions: PromptfooAssertions,
  ) {}

  readTests(node: JsonNode | undefined): readonly ReadRow[] {
    const items = node?.kind === "array" ? node.items : node === undefined ? [] : [node];
    return items.flatMap((item) => {
      const path = stringValue(item) ?? stringValue(member(item, "path"));
      return path === undefined ? this.readTest(item) : this.readTestFile(path, item);
    });
  }

  /** Every test of a scenario with every row of its configuration. */
  readScenario(node: JsonNode): readonly ReadRow[] {
    const tests = this.readTests(member(node, "tests"));
    return itemsOf(member(node, "config")).flatMap((config) => {
      const values = flattenValues(member(config, "vars"));
      const line = this.file.lineOf(config.range.start);
      return tests.length === 0
        ? [this.withBase({ line, values })]
        : tests.map((test) => ({ ...test, values: new Map([...values, ...test.values]) }));
    });
  }

  private readTest(item: JsonNode): readonly ReadRow[] {
    const line = this.file.lineOf(item.range.start);
    if (item.kind !== "object") {
      this.file.collector.leaveOut(line, "Line", "is no test");
      return [];
    }
    const reading = readRowNode(item, { text: "", offset: 0, lineNumber: line });
    if (reading.kind === "none") return [];
    const vars = member(item, "vars");
    const assertions = this.assertions.ofTest(item);
    return this.combinations(vars).map((values) =>
      this.withBase({ ...reading.row, line, values, assertions }),
    );
  }

  /** One set of values, or one for each combination where variables have lists of values. */
  private combinations(vars: JsonNode | undefined): readonly Values[] {
    let sets: Values[] = [new Map()];
    for (const { key, value } of membersOf(vars)) {
      const isList = value.kind === "array" && value.items.every(({ kind }) => kind !== "object");
      const choices = isList ? value.items : [value];
      sets = sets
        .flatMap((set) => choices.map((choice) => this.withValue(set, key, choice)))
        .slice(0, MAX_COMBINATIONS);
    }
    return sets;
  }

  private withValue(set: Values, key: string, value: JsonNode): Values {
    const written = stringValue(value);
    if (written?.startsWith("file://")) {
      const text = this.readFile(written, value);
      return text === undefined ? set : new Map([...set, [key, text]]);
    }
    const inner = [...flattenValues(value)].map(
      ([path, text]) => [`${key}.${path}`, text] as const,
    );
    return new Map([...set, [key, valueText(value)], ...inner]);
  }

  private withBase(row: ReadRow): ReadRow {
    return { ...row, values: new Map([...this.base, ...row.values]) };
  }

  private readTestFile(path: string, node: JsonNode): readonly ReadRow[] {
    const text = this.readFile(path, node);
    if (text === undefined) return [];
    if (/\.csv$/i.test(path)) return this.readCsv(text);
    if (/\.jsonl$/i.test(path)) {
      return text
        .split("\n")
        .flatMap((line) => (line.trim() === "" ? [] : this.readTests(parseYaml(line).root)));
    }
    return this.readTests(parseYaml(text).root);
  }

  private readCsv(text: string): readonly ReadRow[] {
    const own = new RowCollector();
    const rows = new CsvRows(own);
    rows.push(text);
    rows.end();
    const { rows: read, problems } = own.dataset();
    for (const { line, message } of problems) this.file.collector.note(line, message);
    const defaults = this.assertions.ofTest(NO_TEST);
    return read.map(({ line, values, expected, assertions = [] }) =>
      this.withBase({
        line,
        values,
        ...(expected !== undefined && { expected }),
        assertions: [...defaults, ...assertions],
      }),
    );
  }

  /** Undefined if it can't be read: nothing is ever run to get rows. */
  private readFile(written: string, { range }: JsonNode): string | undefined {
    const { collector, files, lineOf } = this.file;
    const place = promptfooPlace(written);
    const line = lineOf(range.start);
    if (place?.kind !== "file") {
      const why = place ? whyNotRead(place, "rows") : `the rows come from ${written}`;
      collector.note(line, `Line ${line}: ${why}, so they are left out.`);
      return undefined;
    }
    collector.addReference(place.path);
    const text = files.get(place.path);
    if (text === undefined) collector.note(line, `Line ${line}: ${place.path} can't be read.`);
    return text;
  }
}
