import type { BilledAmount, TrafficRecord } from "../trafficRecord";
import { areEnough, columnsOf, type CsvColumns, readRow } from "./csvColumns";
import { delimiterOf, parseCsvRow } from "./csvRow";
import { LineScanner } from "./lineScanner";
import { PLAIN_REQUESTS } from "./plainRequests";
import type { DecodeBytes } from "./scalarReader";
import { scrubExcerpt } from "./scrubExcerpt";
import { formatById, formatOf } from "./trafficFormats";
import {
  isObject,
  type JsonObject,
  type TrafficFormat,
  type TrafficFormatId,
} from "./trafficFormat";

export interface LogOptions {
  /** Detected by content if it is left out. */
  readonly format?: TrafficFormatId;
  readonly columns?: CsvColumns;
  /** Whether the prompts are wanted; without them a log is read several times as fast. */
  readonly readsText: boolean;
  /** Whether the beginning of a line that can't be read is shown, without its secrets. */
  readonly showsLines: boolean;
}

/** Where what is read goes. */
interface LogSink {
  record(record: TrafficRecord): void;
  billed(amount: BilledAmount): void;
  /** One entry of a format. */
  entry(format: TrafficFormatId): void;
  broken(line: number, reason: string): void;
}

/** Thrown for a table whose columns are not known by their names. */
export class UnknownColumns extends Error {
  constructor(readonly head: readonly string[]) {
    super("Which columns hold the model, the input and the output?");
  }
}

/** Lines that only another format has: with one of these members a line is parsed to find out. */
const OTHER_FORMATS = [
  "resourceSpans",
  "resourceLogs",
  "resource_spans",
  "resource_logs",
  "attributes",
  "data",
  "results",
  "object",
  "custom_id",
  "call_type",
  "type",
  "request_created_at",
  "response_created_at",
];
const OTHER_PREFIXES = ["gen_ai.", "llm."];

/** Reads the values of one log, one after another, whichever formats they are of. */
export class LogInterpreter {
  private readonly forced: TrafficFormat | undefined;
  /** The format of the last value: only where it is the plain one is the scan worth a try. */
  private last: TrafficFormat | undefined;
  private readonly scanner: LineScanner;
  private table: { readonly delimiter: string; readonly head: readonly string[] } | undefined;
  private columns: CsvColumns = new Map();

  constructor(
    private readonly options: LogOptions,
    private readonly sink: LogSink,
    private readonly decode: DecodeBytes,
  ) {
    this.forced = options.format && formatById(options.format);
    this.last = this.forced;
    this.scanner = new LineScanner(
      {
        paths: PLAIN_REQUESTS.paths,
        parsedPaths: [...OTHER_FORMATS, ...(options.readsText ? PLAIN_REQUESTS.textPaths : [])],
        parsedPrefixes: OTHER_PREFIXES,
      },
      decode,
    );
  }

  /** One JSON value, as bytes in UTF-8. Blank ones are passed over. */
  addJson(bytes: Uint8Array, start: number, end: number, line: number): void {
    if (this.last === PLAIN_REQUESTS) {
      const scalars = this.scanner.scan(bytes, start, end);
      const record = scalars && PLAIN_REQUESTS.fromScalars(scalars);
      if (record !== undefined && (record.usage !== undefined || this.forced !== undefined)) {
        this.sink.entry(PLAIN_REQUESTS.id);
        this.sink.record(record);
        return;
      }
    }
    const text = this.decode(bytes, start, end, false).trim();
    if (text === "") return;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      this.reject(line, "not JSON", text);
      return;
    }
    for (const each of Array.isArray(value) ? (value as readonly unknown[]) : [value]) {
      if (isObject(each)) this.addObject(each, line, text);
      else this.reject(line, "not an object", text);
    }
  }

  /** One row of a table; the first is its head. Throws an `UnknownColumns`. */
  addRow(text: string, line: number): void {
    if (text.trim() === "") return;
    if (this.table === undefined) {
      const delimiter = delimiterOf(text);
      const head = parseCsvRow(text, delimiter).map((cell) => cell.trim());
      this.table = { delimiter, head };
      this.columns = columnsOf(head, this.options.columns);
      return;
    }
    const { head } = this.table;
    const cells = parseCsvRow(text, this.table.delimiter);
    if (cells.length !== head.length) {
      this.reject(line, `${cells.length} cells instead of ${head.length}`, text);
      return;
    }
    const row = rowObject(head, cells);
    const format = this.options.columns ? undefined : exportOf(row);
    if (format !== undefined) this.emit(format.id, format.read(row));
    else if (areEnough(this.columns, head)) this.emit("csv", readRow(row, this.columns));
    else throw new UnknownColumns(head);
  }

  private addObject(value: JsonObject, line: number, text: string): void {
    const format = this.forced ?? formatOf(value);
    if (format === undefined) {
      this.reject(line, "of no known format", text);
      return;
    }
    this.last = format;
    this.emit(format.id, format.read(value));
  }

  private emit(
    format: TrafficFormatId,
    {
      records,
      billed = [],
    }: {
      readonly records: readonly TrafficRecord[];
      readonly billed?: readonly BilledAmount[];
    },
  ): void {
    this.sink.entry(format);
    for (const record of records) {
      const { prompt, ...sums } = record;
      this.sink.record(this.options.readsText && prompt ? record : sums);
    }
    for (const amount of billed) this.sink.billed(amount);
  }

  private reject(line: number, reason: string, text: string): void {
    this.sink.broken(line, this.options.showsLines ? `${reason}: ${scrubExcerpt(text)}` : reason);
  }
}

function rowObject(head: readonly string[], cells: readonly string[]): JsonObject {
  return Object.fromEntries(head.map((name, index) => [name, cells[index] ?? ""]));
}

/** An export of another tool as a table. */
function exportOf(row: JsonObject): TrafficFormat | undefined {
  const format = formatOf(row);
  return format === PLAIN_REQUESTS ? undefined : format;
}
