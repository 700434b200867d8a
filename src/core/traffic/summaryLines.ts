import * as v from "valibot";
import { LogHistogram } from "./logHistogram";
import { hashOf, hexOf, type IdColumns } from "./seenIds";
import { type CellSums, emptySums, SUM_KEYS } from "./trafficCell";
import { type BrokenEntry, COUNT_KEYS, TrafficSummary } from "./trafficSummary";

const VERSION = 1;

/** A summary as lines of JSON: the same bytes for the same figures, whatever the order they came in. */
export function* summaryLines(
  summary: TrafficSummary,
  { withIds }: { readonly withIds: boolean } = { withIds: true },
): Generator<string> {
  const { cells, indexOf } = summary.sortedCells();
  const { counts, examples, ids, routes, models } = summary;
  yield JSON.stringify({
    tokenscaleTraffic: VERSION,
    counts: Object.fromEntries(COUNT_KEYS.map((key) => [key, counts[key]])),
    formats: sorted(summary.formats),
    examples,
    levels: [ids.level, routes.level, models.level],
    histograms: sorted(summary.histograms).map(([model, { input, output }]) => [
      model,
      input.toJson(),
      output.toJson(),
    ]),
    billed: sorted(summary.billed).map(([key, amount]) => [key, String(amount)]),
  });
  for (const { key, sums } of cells) {
    const { day, model, route, file, kind, level, tier, band } = key;
    yield JSON.stringify({
      cell: [day, model, route, file, kind, level ?? "", tier, band],
      sums: numbersOf(sums),
    });
  }
  for (const { id, cell, identity, sums } of withIds ? ids.entries() : []) {
    yield JSON.stringify({ id: hexOf(id), at: indexOf(cell), of: identity, sums: numbersOf(sums) });
  }
  const copies = [...ids.copyEntries()].map(({ id, cell, sums }) => ({
    copy: hexOf(id),
    at: indexOf(cell),
    sums: numbersOf(sums),
  }));
  const inOrder = copies.toSorted((a, b) =>
    a.copy === b.copy ? a.at - b.at : a.copy < b.copy ? -1 : 1,
  );
  for (const copy of inOrder) yield JSON.stringify(copy);
}

const whole = v.pipe(v.number(), v.safeInteger());
const count = v.pipe(whole, v.minValue(0));
const pairs = v.array(v.tuple([count, count]));
const headSchema = v.object({
  tokenscaleTraffic: v.literal(VERSION),
  counts: v.object(v.entriesFromList(COUNT_KEYS, count)),
  formats: v.array(v.tuple([v.string(), count])),
  examples: v.array(v.object({ file: v.string(), line: count, reason: v.string() })),
  levels: v.tuple([count, count, count]),
  histograms: v.array(v.tuple([v.string(), pairs, pairs])),
  billed: v.array(v.tuple([v.string(), v.pipe(v.string(), v.regex(/^-?\d+$/))])),
});
const sumsSchema = v.array(whole);
const LEVELS = [
  "",
  "measured",
  "extrapolated",
  "published",
  "published opinion",
  "no evidence",
] as const;
const rowSchema = v.union([
  v.object({
    cell: v.tuple([
      v.string(),
      v.string(),
      v.string(),
      v.string(),
      v.string(),
      v.picklist(LEVELS),
      v.picklist(["standard", "batch", "flex", "priority"]),
      count,
    ]),
    sums: sumsSchema,
  }),
  v.object({ id: v.string(), at: count, of: whole, sums: sumsSchema }),
  v.object({ copy: v.string(), at: count, sums: sumsSchema }),
]);

/** Thrown for a line that no summary has. */
export class NotASummary extends Error {}

/** Reads the lines of a summary back, one after another. */
export class SummaryReader {
  private summary: TrafficSummary | undefined;
  private readonly cells: number[] = [];

  /** Throws a `NotASummary`. */
  add(line: string): void {
    const value = parse(line);
    if (this.summary === undefined) this.begin(value);
    else this.addRow(value, this.summary);
  }

  /** The ids of a summary whose lines were written without them. */
  addIds(columns: IdColumns): void {
    this.summary?.ids.begin(columns, (cell) => this.cells[cell] ?? 0);
  }

  /** Throws a `NotASummary` if there was no line. */
  finish(): TrafficSummary {
    if (this.summary === undefined) throw new NotASummary("it is empty");
    return this.summary;
  }

  private begin(value: unknown): void {
    const head = v.safeParse(headSchema, value);
    if (!head.success) throw new NotASummary("it was not written by --partial");
    const { counts, formats, examples, levels, histograms, billed } = head.output;
    const summary = new TrafficSummary();
    Object.assign(summary.counts, counts);
    for (const [format, entries] of formats) summary.countFormat(format, entries);
    summary.examples = examples satisfies readonly BrokenEntry[];
    const [ids, routes, models] = levels;
    summary.ids.raise(ids);
    summary.raiseTo(routes, models);
    for (const [model, input, output] of histograms) {
      summary.histograms.set(model, {
        input: LogHistogram.fromJson(input),
        output: LogHistogram.fromJson(output),
      });
    }
    for (const [key, amount] of billed) summary.billed.set(key, BigInt(amount));
    this.summary = summary;
  }

  private addRow(value: unknown, summary: TrafficSummary): void {
    const row = v.safeParse(rowSchema, value);
    if (!row.success) throw new NotASummary("a line of it is damaged");
    const { output } = row;
    const sums = sumsOf(output.sums);
    if ("cell" in output) {
      const [day, model, route, file, kind, level, tier, band] = output.cell;
      const known = level === "" ? undefined : level;
      this.cells.push(
        summary.restoreCell({ day, model, route, file, kind, level: known, tier, band }, sums),
      );
      return;
    }
    const cell = this.cells[output.at];
    if (cell === undefined) throw new NotASummary("a line of it is missing");
    if ("copy" in output) summary.ids.addCopy(hashOf(output.copy), { cell, sums });
    else summary.ids.add(hashOf(output.id), { cell, sums, identity: output.of });
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    throw new NotASummary("a line of it is not JSON");
  }
}

/** Without the zeros at the end. */
function numbersOf(sums: Readonly<CellSums>): readonly number[] {
  const numbers = SUM_KEYS.map((key) => sums[key]);
  return numbers.slice(0, numbers.findLastIndex((number) => number !== 0) + 1);
}

function sumsOf(numbers: readonly number[]): CellSums {
  const sums = emptySums();
  SUM_KEYS.forEach((key, index) => {
    sums[key] = numbers[index] ?? 0;
  });
  return sums;
}

function sorted<Value>(map: ReadonlyMap<string, Value>): readonly (readonly [string, Value])[] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
