import type { TextFiles } from "../ports";
import { monthOf } from "../day";
import { jsonLine, type ReadLines, readJsonLines } from "./jsonLines";

/** An append-only log with one file per month: `ledger-2026-11.jsonl`. */
export class MonthlyLog<Row> {
  constructor(
    private readonly files: TextFiles,
    private readonly name: string,
    private readonly readRow: (value: unknown) => Row | undefined,
  ) {}

  /** `day` is an ISO date. */
  append(day: string, ...rows: readonly object[]): Promise<void> {
    return this.files.append(this.fileOf(monthOf(day)), rows.map(jsonLine).join(""));
  }

  async readMonth(month: string): Promise<ReadLines<Row>> {
    const text = await this.files.read(this.fileOf(month));
    return readJsonLines(text ?? "", this.readRow);
  }

  /** All months, the oldest first. */
  async readAll(): Promise<ReadLines<Row>> {
    const read = await Promise.all((await this.months()).map((month) => this.readMonth(month)));
    return {
      rows: read.flatMap(({ rows }) => rows),
      damagedLines: read.reduce((sum, { damagedLines }) => sum + damagedLines, 0),
    };
  }

  /** Deletes all but the newest months. */
  async keepNewest(count: number): Promise<void> {
    const months = await this.months();
    for (const month of months.slice(0, Math.max(0, months.length - count))) {
      await this.files.remove(this.fileOf(month));
    }
  }

  private async months(): Promise<readonly string[]> {
    const pattern = new RegExp(`^${this.name}-(\\d{4}-\\d{2})\\.jsonl$`);
    return (await this.files.list()).flatMap((entry) => pattern.exec(entry.name)?.[1] ?? []).sort();
  }

  private fileOf(month: string): string {
    return `${this.name}-${month}.jsonl`;
  }
}
