import { CATALOG } from "../models/catalog";
import type { PicoUsd } from "../money";
import { finishHash, HASH_START, hashStep } from "../recommend/hash";
import { BoundedNames } from "./boundedNames";
import { isCredibleUsage } from "./credibleUsage";
import { hash64, type Hash64 } from "./hash64";
import { LogHistogram } from "./logHistogram";
import type { Judgment } from "./promptJudge";
import { type IdColumns, SeenIds } from "./seenIds";
import {
  addSums,
  type Cell,
  type CellKey,
  type CellSums,
  emptySums,
  keyText,
  OTHER,
} from "./trafficCell";
import { RecentCells } from "./recentCells";
import type { BilledAmount, TokenUsage, TrafficRecord } from "./trafficRecord";

/** Entries of a log that are in no sum, and what was done to those that are. All are counts. */
type TrafficCounts = { -readonly [Key in (typeof COUNT_KEYS)[number]]: number };

export const COUNT_KEYS = [
  /** Lines, documents or rows that were read. */
  "entries",
  /** Not JSON, or of no known format. */
  "broken",
  /** Without counts of tokens. */
  "withoutUsage",
  /** With counts that can't be right. */
  "notCredible",
  /** Answered by a gateway's cache. */
  "unbilled",
  /** With a time before 2020 or after the day on which it was read. */
  "clockSkew",
  /** Files that end in the middle of their compressed data. */
  "truncatedFiles",
] as const;

/** An entry that could not be read. */
export interface BrokenEntry {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly reason: string;
}

/** Figures that come from a record's own text. */
export interface RecordNotes {
  readonly judgment?: Judgment;
  /** The prompt file that it was made from. */
  readonly file?: string;
}

/** Kept by a rule that is the same in any order of reading and merging (boundedNames.ts). */
interface SummaryLimits {
  readonly routes: number;
  readonly models: number;
  readonly cells: number;
  readonly ids: number;
  readonly examples: number;
}

const LIMITS: SummaryLimits = {
  routes: 2_000,
  models: 200,
  cells: 200_000,
  ids: 524_288,
  examples: 5,
};

const DAY_MS = 86_400_000;
const FIRST_DAY_MS = Date.UTC(2020, 0, 1);

/** From how many input tokens on a model of the catalog charges more, from the largest to the smallest. */
const BANDS: readonly number[] = [
  ...new Set(
    CATALOG.flatMap(({ prices }) =>
      prices.flatMap((row) => row.longContext?.aboveInputTokens ?? []),
    ),
  ),
].sort((a, b) => b - a);

/** The days of a run, written once each. */
const dayNames = new Map<number, string>();

/**
 * Everything that is kept of a log: exact sums by day, model, route, file, kind of task, tier and length, in bounded
 * memory. Two summaries merge to the very one of both logs, in any order, byte for byte (docs/scale.md).
 */
export class TrafficSummary {
  readonly counts: TrafficCounts;
  /** Lengths of single requests by model, duplicates included. */
  readonly histograms = new Map<
    string,
    { readonly input: LogHistogram; readonly output: LogHistogram }
  >();
  /** Amounts of costs exports by day and item. */
  readonly billed = new Map<string, PicoUsd>();
  /** Entries by format. */
  readonly formats = new Map<string, number>();
  /** The first of each file, in the order of files and lines. */
  examples: readonly BrokenEntry[] = [];
  readonly ids: SeenIds;
  readonly routes: BoundedNames;
  readonly models: BoundedNames;
  private cells: Cell[] = [];
  private readonly recent = new RecentCells();
  private readonly cellIndex = new Map<string, number>();

  constructor(private readonly limits: SummaryLimits = LIMITS) {
    this.counts = Object.fromEntries(COUNT_KEYS.map((key) => [key, 0])) as TrafficCounts;
    this.routes = new BoundedNames(limits.routes);
    this.models = new BoundedNames(limits.models);
    this.ids = new SeenIds(limits.ids, (cell, sums) => this.addToCell(cell, sums));
  }

  /** Adds one record of a route. `lastDayMs`: the end of the day on which it is read. */
  add(record: TrafficRecord, named: string, notes: RecordNotes, lastDayMs: number): void {
    const { usage, requests } = record;
    if (record.isUnbilled === true) {
      this.counts.unbilled += requests;
      return;
    }
    if (usage === undefined) {
      this.counts.withoutUsage += requests;
      return;
    }
    if (!isCredibleUsage(usage, requests)) {
      this.counts.notCredible += 1;
      return;
    }
    const model = this.keptModel(record.model ?? "");
    const cell = this.cellOfRecord(
      record,
      model,
      this.keptRoute(named === "" ? (notes.file ?? "") : named),
      notes,
      lastDayMs,
    );
    if (requests === 1) this.addLengths(model, usage.input, usage.output);
    const sums = sumsOf(record, usage, notes.judgment);
    const id = record.id === undefined || requests !== 1 ? undefined : hash64(record.id);
    if (id === undefined || !this.ids.isKept(id)) this.addToCell(cell, sums);
    else this.addOnce(id, { cell, sums, identity: identityOf(record, named) });
    this.bound();
  }

  addBilled({ timeMs, item, amount }: BilledAmount, lastDayMs: number): void {
    const key = `${this.dayOf(timeMs, lastDayMs)}\t${item}`;
    this.billed.set(key, (this.billed.get(key) ?? 0n) + amount);
  }

  addBroken(entry: BrokenEntry): void {
    this.counts.broken += 1;
    if (this.examples.length < this.limits.examples || precedes(entry, this.examples.at(-1))) {
      this.addExamples([entry]);
    }
  }

  /** Gives the files of the examples the names that people know them by. */
  nameFiles(nameOf: (file: string) => string): void {
    this.examples = this.examples.map((example) => ({ ...example, file: nameOf(example.file) }));
  }

  countFormat(id: string, entries = 1): void {
    this.formats.set(id, (this.formats.get(id) ?? 0) + entries);
  }

  /** The cells, in no particular order. */
  allCells(): readonly Cell[] {
    return this.cells.filter(({ sums }) => sums.requests > 0);
  }

  /** Adds everything of another summary. */
  merge(other: TrafficSummary): void {
    for (const key of COUNT_KEYS) this.counts[key] += other.counts[key];
    for (const [format, entries] of other.formats) this.countFormat(format, entries);
    for (const [key, amount] of other.billed)
      this.billed.set(key, (this.billed.get(key) ?? 0n) + amount);
    this.addExamples(other.examples);
    this.raiseTo(other.routes.level, other.models.level);
    const moved = other.cells.map(({ key, sums }) => {
      const cell = this.cellOf(this.kept(key));
      this.addToCell(cell, sums);
      return cell;
    });
    for (const [model, { input, output }] of other.histograms) {
      const own = this.histogramsOf(this.keptModel(model));
      own.input.merge(input);
      own.output.merge(output);
    }
    this.ids.raise(other.ids.level);
    for (const { id, cell, sums, identity } of other.ids.unsorted()) {
      const target = moved[cell] ?? 0;
      // The sums are in the cell already: a copy is taken out again.
      const seen = this.ids.add(id, { cell: target, sums, identity });
      if (seen.kind === "duplicate") this.addToCell(target, sums, -1);
      if (seen.kind === "replaces") this.addToCell(seen.old.cell, seen.old.sums, -1);
    }
    for (const { id, cell, sums } of other.ids.copyEntries()) {
      this.ids.addCopy(id, { cell: moved[cell] ?? 0, sums });
    }
    this.bound();
  }

  /** The index of a cell for whoever writes the summary down: in the order of the keys. */
  sortedCells(): { readonly cells: readonly Cell[]; readonly indexOf: (cell: number) => number } {
    const ofCopies = new Set([...this.ids.copyEntries()].map(({ cell }) => cell));
    const order = this.cells
      .map((cell, index) => ({ cell, index, text: keyText(cell.key) }))
      .filter(({ cell, index }) => cell.sums.requests > 0 || ofCopies.has(index))
      .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
    const positions = new Map(order.map(({ index }, position) => [index, position]));
    return {
      cells: order.map(({ cell }) => cell),
      indexOf: (cell) => positions.get(cell) ?? -1,
    };
  }

  /** The ids beside the lines of a summary that was written down without them. */
  writtenIds(): IdColumns {
    return this.ids.columns(this.sortedCells().indexOf);
  }

  /** Adds a cell as it was written down, and returns its index. */
  restoreCell(key: CellKey, sums: Readonly<CellSums>): number {
    const cell = this.cellOf(this.kept(key));
    this.addToCell(cell, sums);
    return cell;
  }

  histogramsOf(model: string) {
    const known = this.histograms.get(model);
    if (known) return known;
    const created = { input: new LogHistogram(), output: new LogHistogram() };
    this.histograms.set(model, created);
    return created;
  }

  raiseTo(routeLevel: number, modelLevel: number): void {
    if (routeLevel <= this.routes.level && modelLevel <= this.models.level) return;
    this.routes.raise(routeLevel);
    this.models.raise(modelLevel);
    this.joinCells();
  }

  private cellOfRecord(
    record: TrafficRecord,
    model: string,
    route: string,
    { file = "", judgment }: RecordNotes,
    lastDayMs: number,
  ): number {
    const day = this.dayOf(record.timeMs, lastDayMs);
    const tier = record.tier ?? "standard";
    const band = record.requests === 1 ? bandOf(record.usage?.input ?? 0) : 0;
    const isPlain = judgment === undefined && file === "";
    // Most lines are of a few cells: those without text are found without writing their key.
    const known = isPlain ? this.recent.get(day, model, route, tier, band) : undefined;
    if (known !== undefined) return known;
    const cell = this.cellOf({
      day,
      model,
      route,
      file: route === OTHER ? "" : file,
      kind: judgment?.kind ?? "",
      level: judgment?.level,
      tier,
      band,
    });
    if (isPlain) this.recent.set(day, model, route, tier, band, cell);
    return cell;
  }

  private addOnce(
    id: Hash64,
    contribution: { readonly cell: number; readonly sums: CellSums; readonly identity: number },
  ): void {
    const seen = this.ids.add(id, contribution);
    if (seen.kind === "duplicate") return;
    if (seen.kind === "replaces") this.addToCell(seen.old.cell, seen.old.sums, -1);
    this.addToCell(contribution.cell, contribution.sums);
  }

  private addToCell(cell: number, sums: Readonly<CellSums>, sign: 1 | -1 = 1): void {
    const known = this.cells[cell];
    if (known) addSums(known.sums, sums, sign);
  }

  private addLengths(model: string, input: number, output: number): void {
    const own = this.histogramsOf(model);
    own.input.add(input);
    own.output.add(output);
  }

  private cellOf(key: CellKey): number {
    const text = keyText(key);
    const known = this.cellIndex.get(text);
    if (known !== undefined) return known;
    const index = this.cells.length;
    this.cells.push({ key, sums: emptySums() });
    this.cellIndex.set(text, index);
    return index;
  }

  private keptModel(name: string): string {
    return name === "" || name === OTHER || this.models.add(name) ? name : OTHER;
  }

  private keptRoute(name: string): string {
    return name === "" || name === OTHER || this.routes.add(name) ? name : OTHER;
  }

  private kept(key: CellKey): CellKey {
    const route = this.keptRoute(key.route);
    const model = this.keptModel(key.model);
    if (route === key.route && model === key.model) return key;
    return { ...key, route, model, ...(route === OTHER && { file: "" }) };
  }

  private joinedLevels = { routes: 0, models: 0 };

  /** Joins cells of names that are kept no longer, and keeps fewer routes if there are too many cells. */
  private bound(): void {
    const { routes, models } = this.joinedLevels;
    if (routes !== this.routes.level || models !== this.models.level) this.joinCells();
    while (this.cells.length > this.limits.cells && this.routes.size > 0) {
      this.routes.raise(this.routes.level + 1);
      this.joinCells();
    }
  }

  private joinCells(): void {
    this.recent.clear();
    this.joinedLevels = { routes: this.routes.level, models: this.models.level };
    const old = this.cells;
    this.cells = [];
    this.cellIndex.clear();
    const moved = old.map(({ key, sums }) => {
      const cell = this.cellOf(this.kept(key));
      this.addToCell(cell, sums);
      return cell;
    });
    this.ids.relabel((cell) => moved[cell] ?? 0);
    for (const [model, { input, output }] of [...this.histograms]) {
      const kept = this.keptModel(model);
      if (kept === model) continue;
      this.histograms.delete(model);
      const own = this.histogramsOf(kept);
      own.input.merge(input);
      own.output.merge(output);
    }
  }

  private dayOf(timeMs: number | undefined, lastDayMs: number): string {
    if (timeMs === undefined) return "";
    if (timeMs < FIRST_DAY_MS || timeMs >= lastDayMs) {
      this.counts.clockSkew += 1;
      return "";
    }
    const day = Math.floor(timeMs / DAY_MS);
    const known = dayNames.get(day);
    if (known !== undefined) return known;
    const name = new Date(day * DAY_MS).toISOString().slice(0, 10);
    dayNames.set(day, name);
    return name;
  }

  /** Keeps the first of these and those it has. */
  addExamples(more: readonly BrokenEntry[]): void {
    this.examples = [...this.examples, ...more]
      .sort((a, b) => (precedes(a, b) ? -1 : precedes(b, a) ? 1 : 0))
      .slice(0, this.limits.examples);
  }
}

function sumsOf(
  { requests, prompt }: TrafficRecord,
  usage: TokenUsage,
  judgment: Judgment | undefined,
): CellSums {
  return {
    requests,
    input: usage.input,
    cached: usage.cached,
    cacheWrite: usage.cacheWrite,
    output: usage.output,
    reasoning: usage.reasoning,
    inputAudio: usage.inputAudio,
    outputAudio: usage.outputAudio,
    image: usage.image,
    withImages: prompt !== undefined && prompt.images > 0 ? requests : 0,
    gapMicro: judgment?.gapMicro ?? 0,
    deviationMicro: judgment?.deviationMicro ?? 0,
  };
}

/** Of what else a record says: the same for equal records, whatever they were read beside. */
function identityOf({ model = "", timeMs = 0 }: TrafficRecord, route: string): number {
  let hash = HASH_START;
  for (let at = 0; at < model.length; at += 1) hash = hashStep(hash, model.charCodeAt(at));
  for (let at = 0; at < route.length; at += 1) hash = hashStep(hash, route.charCodeAt(at));
  hash = hashStep(hash, Math.floor(timeMs / 2 ** 32));
  return finishHash(hashStep(hash, timeMs | 0));
}

function bandOf(inputTokens: number): number {
  return BANDS.find((band) => inputTokens > band) ?? 0;
}

function precedes(a: BrokenEntry, b: BrokenEntry | undefined): boolean {
  if (b === undefined) return true;
  if (a.file !== b.file) return a.file < b.file;
  return a.line < b.line;
}
