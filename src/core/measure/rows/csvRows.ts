import { formatCount } from "../../format";
import { readExpectedCell } from "../assertions/expectedColumn";
import type { RowCollector } from "./dataset";
import { CsvRecords, type CsvRecord } from "./csvRecords";
import { EXPECTED_NAMES } from "./rowNode";

/** promptfoo's columns of assertions: `__expected`, `__expected1`, `__expected2` … */
const PROMPTFOO_EXPECTED = /^__expected\d*$/;

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
      const expected = EXPECTED_NAMES.map((name) => values.get(name)).find(isText);
      const assertions = names.flatMap((name, index) =>
        PROMPTFOO_EXPECTED.test(name) ? (readExpectedCell(cells[index] ?? "") ?? []) : [],
      );
      const id = values.get("id") ?? "";
      this.collector.add({
        line,
        values,
        ...(id !== "" && { id }),
        ...(expected !== undefined && { expected }),
        ...(assertions.length > 0 && { assertions }),
      });
    }
  }
}

function isText(text: string | undefined): text is string {
  return text !== undefined && text !== "";
}
