/** One record of a CSV. */
export interface CsvRecord {
  /** The line on which it begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** Whether the text ended inside quotes. */
  readonly isOpen: boolean;
}

/** Possible separators of cells. Some spreadsheets write semicolons where the comma is decimal. */
const SEPARATORS = [",", ";", "\t"];

/**
 * Splits CSV (RFC 4180) into records, part by part, with the memory of one record. The first line
 * outside quotes decides whether commas, semicolons or tabs separate cells. Blank lines are skipped.
 */
export class CsvRecords {
  private separator: string | undefined;
  private head = "";
  private cells: string[] = [];
  private cell = "";
  /** `end`: after the quote that closes a cell, or doubles into one. */
  private quotes: "none" | "open" | "end" = "none";
  private line = 1;
  private firstLine = 1;
  private afterReturn = false;
  private isStart = true;

  constructor(private readonly onRecord: (record: CsvRecord) => void) {}

  push(part: string): void {
    const text = this.isStart && part.startsWith("\uFEFF") ? part.slice(1) : part;
    if (part !== "") this.isStart = false;
    if (this.separator !== undefined) {
      this.split(text, this.separator);
      return;
    }
    this.head += text;
    const separator = separatorOf(this.head);
    if (separator !== undefined) this.begin(separator);
  }

  end(): void {
    if (this.separator === undefined) this.begin(separatorOf(`${this.head}\n`) ?? ",");
    if (this.cell !== "" || this.cells.length > 0 || this.quotes !== "none") this.endRecord();
  }

  private begin(separator: string): void {
    this.separator = separator;
    const { head } = this;
    this.head = "";
    this.split(head, separator);
  }

  private split(text: string, separator: string): void {
    let from = 0;
    const take = (end: number): void => {
      this.cell += text.slice(from, end);
      from = end + 1;
    };
    for (let at = 0; at < text.length; at += 1) {
      const character = text.charAt(at);
      const followsReturn = this.afterReturn;
      this.afterReturn = character === "\r";
      if (character === '"') {
        if (this.quotes === "none" && this.cell === "" && at === from) {
          this.quotes = "open";
          from = at + 1;
        } else if (this.quotes === "open") {
          take(at);
          this.quotes = "end";
        } else if (this.quotes === "end") {
          this.cell += '"';
          from = at + 1;
          this.quotes = "open";
        }
        continue;
      }
      const endsLine = character === "\n" || character === "\r";
      if (character === "\n" && followsReturn) {
        if (this.quotes !== "open") from = at + 1;
        continue;
      }
      if (endsLine) this.line += 1;
      if (this.quotes === "open" || (!endsLine && character !== separator)) continue;
      take(at);
      if (endsLine) this.endRecord();
      else this.endCell();
    }
    take(text.length);
  }

  private endCell(): void {
    this.cells.push(this.cell);
    this.cell = "";
    this.quotes = "none";
  }

  private endRecord(): void {
    const isOpen = this.quotes === "open";
    this.endCell();
    const { cells, firstLine: line } = this;
    this.cells = [];
    this.firstLine = this.line;
    if (cells.some((cell) => cell !== "")) this.onRecord({ line, cells, isOpen });
  }
}

/** The separator that the first line has most of; undefined before the line has ended. */
function separatorOf(head: string): string | undefined {
  const counts = new Map(SEPARATORS.map((separator) => [separator, 0]));
  let isQuoted = false;
  for (const character of head) {
    if (character === '"') isQuoted = !isQuoted;
    if (isQuoted) continue;
    if (character === "\n" || character === "\r") {
      return SEPARATORS.toSorted((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))[0];
    }
    const count = counts.get(character);
    if (count !== undefined) counts.set(character, count + 1);
  }
  return undefined;
}
