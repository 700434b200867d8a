import { formatCount } from "../../format";
import type { RowCollector } from "./dataset";
import { CsvRecords, type CsvRecord } from "./csvRecords";
import { EXPECTED_NAMES } from "./rowNode";

/** promptfoo's column of the expected answer (promptfoo.dev/docs/configuration/test-cases). */
const PROMPTFOO_EXPECTED = "__expected";

/** Rows of a CSV, part by part: its first record names the variables. */
export class CsvRows {
  private names: readonly string[] | undefined;
  private readonly records = new CsvRecords((record) => this.take(record));

  constructor(private readonly collector: RowCollector) {}

  push(part: string): void {
    this.records.push(part);
  }

  end(): void {
    this.records.end();
  }

  private take({ line, cells, isOpen }: CsvRecord): void {
    if (this.names === undefined) {
      this.names = cells.map((name) => name.trim());
      return;
    }
    const { names } = this;
    if (isOpen) {
      this.collector.leaveOut(line, "Line", "begins a quotation that never ends");
    } else if (cells.length !== names.length) {
      const has = formatCount(cells.length, "cell");
      this.collector.leaveOut(line, "Line", `has ${has}, the heading ${names.length}`);
    } else {
      const values = new Map(names.map((name, index) => [name, cells[index] ?? ""]));
      const expected = expectedIn(values);
      const id = values.get("id") ?? "";
      this.collector.add({
        line,
        values,
        ...(id !== "" && { id }),
        ...(expected !== undefined && { expected }),
      });
    }
  }
}

function expectedIn(values: ReadonlyMap<string, string>): string | undefined {
  const plain = values.get(PROMPTFOO_EXPECTED);
  // `contains: Bern` is an assertion; a text without a type is the whole answer.
  if (plain !== undefined && plain !== "" && !/^[\w-]+(?:\([^)]*\))?:/.test(plain)) return plain;
  return EXPECTED_NAMES.map((name) => values.get(name)).find((text) => text !== undefined);
}
