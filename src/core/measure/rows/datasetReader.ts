import { parseJson, type ParsedJson } from "../../json/parseJson";
import { parseYaml } from "../../json/parseYaml";
import type { JsonNode } from "../../json/jsonNode";
import { member } from "../../json/jsonNode";
import { lineNumbers } from "../../lineNumbers";
import { detectFormat, readPromptFile } from "../../prompt/formats/promptFormats";
import { CsvRows } from "./csvRows";
import { type Dataset, RowCollector } from "./dataset";
import { readPromptfooRows } from "./promptfooRows";
import { readRowNode } from "./rowNode";

interface DatasetSource {
  /** Its name decides how it is read. */
  readonly path: string;
  /** The texts of `Dataset.references`, by their names as written. */
  readonly files?: ReadonlyMap<string, string>;
}

/**
 * Reads a dataset part by part: JSONL and CSV with the memory of their rows, other files as a whole.
 * Never throws; what can't be read is a problem of the dataset.
 */
export class DatasetReader {
  private readonly collector = new RowCollector();
  private readonly reader: PartReader;

  constructor(source: DatasetSource) {
    const { collector } = this;
    const path = source.path.toLowerCase();
    if (/\.(?:jsonl|ndjson)$/.test(path)) this.reader = new LineRows(collector);
    else if (/\.(?:csv|tsv)$/.test(path)) this.reader = new CsvRows(collector);
    else this.reader = new WholeFile(source, collector);
  }

  push(part: string): void {
    this.reader.push(part);
  }

  end(): Dataset {
    this.reader.end();
    return this.collector.dataset();
  }
}

interface PartReader {
  push(part: string): void;
  end(): void;
}

/** One row of JSON on each line. */
class LineRows implements PartReader {
  private begun = "";
  private offset = 0;
  private lineNumber = 0;

  constructor(private readonly collector: RowCollector) {}

  push(part: string): void {
    let from = 0;
    for (let end = part.indexOf("\n"); end >= 0; end = part.indexOf("\n", from)) {
      this.take(this.begun + part.slice(from, end));
      this.begun = "";
      from = end + 1;
    }
    this.begun += part.slice(from);
  }

  end(): void {
    this.take(this.begun);
  }

  private take(written: string): void {
    this.lineNumber += 1;
    const { lineNumber, offset } = this;
    this.offset += written.length + 1;
    const text = written.replace(/^\uFEFF/, "").trimEnd();
    if (text.trim() === "") return;
    const { root, problems } = parseJson(text);
    const [problem] = problems;
    if (problem !== undefined || root === undefined) {
      const what = `is not JSON: ${problem?.message ?? "nothing to read"}`;
      this.collector.leaveOut(lineNumber, "Line", what);
      return;
    }
    const reading = readRowNode(root, { text, offset, lineNumber });
    if (reading.kind === "row") this.collector.add({ ...reading.row, line: lineNumber });
    else this.collector.leaveOut(lineNumber, "Line", reading.why);
  }
}

/** A list of rows in JSON or YAML, promptfoo's tests, or a prompt file with sample values. */
class WholeFile implements PartReader {
  private readonly parts: string[] = [];

  constructor(
    private readonly source: DatasetSource,
    private readonly collector: RowCollector,
  ) {}

  push(part: string): void {
    this.parts.push(part);
  }

  end(): void {
    const text = this.parts.join("").replace(/^\uFEFF/, "");
    const path = this.source.path.toLowerCase();
    if (path.endsWith(".json")) this.readTree(text, parseJson(text));
    else if (/\.ya?ml$/.test(path)) this.readTree(text, parseYaml(text));
    else this.readSamples(text);
  }

  private readTree(text: string, { root, problems }: ParsedJson): void {
    const { collector, source } = this;
    const lineOf = lineNumbers(text);
    const [problem] = problems;
    if (problem !== undefined) {
      const line = lineOf(problem.range.start);
      collector.note(line, `The file can't be read: line ${line}, ${problem.message}.`);
      return;
    }
    const isPromptfoo =
      member(root, "tests") !== undefined || member(root, "scenarios") !== undefined;
    if (isPromptfoo && root !== undefined) {
      readPromptfooRows(root, { collector, lineOf, files: source.files ?? new Map() });
      return;
    }
    const { path } = source;
    if (root?.kind === "array" || (root && detectFormat({ path, text }) === undefined)) {
      const items = root.kind === "array" ? root.items : [root];
      for (const item of items) this.take(text, item, lineOf(item.range.start));
      return;
    }
    this.readSamples(text);
  }

  private take(text: string, item: JsonNode, line: number): void {
    const { start, end } = item.range;
    const lineToRead = { text: text.slice(start, end), offset: start, lineNumber: line };
    const reading = readRowNode(item, lineToRead);
    if (reading.kind === "row") this.collector.add({ ...reading.row, line });
    else this.collector.leaveOut(line, "Item", reading.why);
  }

  /** The values that a prompt file brings along: `sample` of a .prompty, test data of GitHub Models. */
  private readSamples(text: string): void {
    const { path, files } = this.source;
    const format = detectFormat({ path, text });
    const file = readPromptFile({ path, text, format, ...(files && { files }) });
    for (const { path: reference } of file.references) this.collector.addReference(reference);
    const sets = file.prompts[0]?.valueSets ?? [];
    sets.forEach(({ values }, index) => {
      const expected = values.get("expected");
      this.collector.add({
        line: index + 1,
        values,
        ...(expected !== undefined && { expected }),
      });
    });
    if (sets.length === 0) {
      this.collector.note(
        undefined,
        "No rows: JSONL, CSV, a list of values in JSON or YAML, promptfoo tests, or a prompt file with sample values is expected.",
      );
    }
  }
}
