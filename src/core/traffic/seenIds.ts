import { addSums, type CellSums, emptySums, SUM_KEYS } from "./trafficCell";
import type { Hash64 } from "./hash64";

/** A single request as it was added to a cell: its counts fit into 31 bits (credibleUsage.ts). */
interface Contribution {
  readonly cell: number;
  readonly sums: Readonly<CellSums>;
  /** Of what the log says of it: the same for equal entries. */
  readonly identity: number;
}

interface IdEntry extends Contribution {
  readonly id: Hash64;
}

/** How a request is counted whose id was seen before. */
type Seen =
  | { readonly kind: "new" }
  | { readonly kind: "duplicate" }
  /** The copy that counts by rule comes second: it takes the place of the first. */
  | { readonly kind: "replaces"; readonly old: Contribution };

/** The ids as columns, which one thread hands to another without copying them one by one. */
export interface IdColumns {
  readonly highs: Uint32Array;
  readonly lows: Uint32Array;
  readonly cells: Uint32Array;
  readonly identities: Int32Array;
  /** A column for each of {@link STORED_KEYS}; undefined where all are 0. */
  readonly sums: readonly (Int32Array | undefined)[];
}

const NEW: Seen = { kind: "new" };
const MAX_LEVEL = 32;
const FIRST_ROWS = 1_024;

/** The sums that are stored for each id; `requests` would always be 1. */
const STORED_KEYS = SUM_KEYS.filter((key) => key !== "requests");

/**
 * The ids of requests, to count each once, in bounded memory. Past `most` ids, those are kept whose hash
 * begins with ever more zero bits: half of them, a quarter … . What is kept follows from the set of ids
 * alone, in any order, and so does which of several copies counts: the largest. Copies of ids that are
 * no longer kept count again, so the totals are the same in any order too.
 */
export class SeenIds {
  private highs: Uint32Array = new Uint32Array(FIRST_ROWS);
  private lows: Uint32Array = new Uint32Array(FIRST_ROWS);
  private cells: Uint32Array = new Uint32Array(FIRST_ROWS);
  private identities: Int32Array = new Int32Array(FIRST_ROWS);
  /** Most logs fill few columns: each is made once it is needed. */
  private readonly sums: (Int32Array | undefined)[] = STORED_KEYS.map(() => undefined);
  private slots = new Int32Array(FIRST_ROWS * 2).fill(-1);
  private size = 0;
  private levelNow = 0;
  /** Copies that were not counted, by id and cell: they count again once their id is kept no longer. */
  private readonly copies = new Map<string, Map<number, CellSums>>();

  constructor(
    private readonly most: number,
    private readonly restore: (cell: number, sums: Readonly<CellSums>) => void,
  ) {}

  get level(): number {
    return this.levelNow;
  }

  /** Copies that were left out. */
  get duplicates(): number {
    let count = 0;
    for (const cells of this.copies.values()) {
      for (const { requests } of cells.values()) count += requests;
    }
    return count;
  }

  /** Whether the id is among those that are remembered. */
  isKept({ high }: Hash64): boolean {
    return isAtLevel(high, this.levelNow);
  }

  add(id: Hash64, contribution: Contribution): Seen {
    if (!this.isKept(id)) return NEW;
    const slot = this.find(id);
    const row = this.slots[slot] ?? -1;
    if (row < 0) {
      this.insert(id, contribution, slot);
      return NEW;
    }
    const old = this.at(row);
    const replaces = compare(contribution, old) > 0;
    this.addCopy(id, replaces ? old : contribution);
    if (!replaces) return { kind: "duplicate" };
    this.write(row, contribution);
    return { kind: "replaces", old };
  }

  /** A copy that another summary has left out. */
  addCopy(id: Hash64, { cell, sums }: Pick<Contribution, "cell" | "sums">): void {
    if (!isAtLevel(id.high, this.levelNow)) {
      this.restore(cell, sums);
      return;
    }
    const name = hexOf(id);
    const cells = this.copies.get(name) ?? new Map<number, CellSums>();
    const known = cells.get(cell) ?? emptySums();
    addSums(known, sums);
    cells.set(cell, known);
    this.copies.set(name, cells);
  }

  raise(level: number): void {
    if (level <= this.levelNow) return;
    this.levelNow = level;
    let kept = 0;
    for (let row = 0; row < this.size; row += 1) {
      if (!isAtLevel(this.highs[row] ?? 0, level)) continue;
      this.move(row, kept);
      kept += 1;
    }
    this.size = kept;
    this.reindex();
    for (const [name, cells] of this.copies) {
      if (isAtLevel(hashOf(name).high, level)) continue;
      this.copies.delete(name);
      for (const [cell, sums] of cells) this.restore(cell, sums);
    }
  }

  /** The cells have been joined: `cellOf` names the one that an old one is part of now. */
  relabel(cellOf: (cell: number) => number): void {
    for (let row = 0; row < this.size; row += 1) this.cells[row] = cellOf(this.cells[row] ?? 0);
    for (const [name, cells] of this.copies) {
      const joined = new Map<number, CellSums>();
      for (const [cell, sums] of cells) {
        const known = joined.get(cellOf(cell)) ?? emptySums();
        addSums(known, sums);
        joined.set(cellOf(cell), known);
      }
      this.copies.set(name, joined);
    }
  }

  /** In no particular order; `cellOf` names the cells as the reader does. */
  columns(cellOf: (cell: number) => number): IdColumns {
    const { size } = this;
    return {
      highs: this.highs.slice(0, size),
      lows: this.lows.slice(0, size),
      cells: this.cells.slice(0, size).map(cellOf),
      identities: this.identities.slice(0, size),
      sums: this.sums.map((column) => column?.slice(0, size)),
    };
  }

  /** Begins with the ids of columns, all at once. `cellOf` names their cells as this summary does. */
  begin(columns: IdColumns, cellOf: (cell: number) => number): void {
    let rows = FIRST_ROWS;
    while (rows < columns.highs.length) rows *= 2;
    this.size = columns.highs.length;
    this.fill({ ...columns, cells: columns.cells.map(cellOf) }, rows);
  }

  /** In no particular order. */
  *unsorted(): Generator<IdEntry> {
    for (let row = 0; row < this.size; row += 1) yield this.entryAt(row);
  }

  /** In the order of their hashes. */
  *entries(): Generator<IdEntry> {
    const rows = Uint32Array.from({ length: this.size }, (_, row) => row);
    rows.sort(
      (a, b) =>
        (this.highs[a] ?? 0) - (this.highs[b] ?? 0) || (this.lows[a] ?? 0) - (this.lows[b] ?? 0),
    );
    for (const row of rows) yield this.entryAt(row);
  }

  *copyEntries(): Generator<{ readonly id: Hash64 } & Pick<Contribution, "cell" | "sums">> {
    for (const name of [...this.copies.keys()].sort()) {
      for (const [cell, sums] of this.copies.get(name) ?? [])
        yield { id: hashOf(name), cell, sums };
    }
  }

  private entryAt(row: number): IdEntry {
    return { id: { high: this.highs[row] ?? 0, low: this.lows[row] ?? 0 }, ...this.at(row) };
  }

  private find({ high, low }: Hash64): number {
    const mask = this.slots.length - 1;
    let slot = (low ^ high) & mask;
    for (;;) {
      const row = this.slots[slot] ?? -1;
      if (row < 0 || (this.highs[row] === high && this.lows[row] === low)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  private insert(id: Hash64, contribution: Contribution, slot: number): void {
    if (this.size === this.highs.length) {
      this.grow();
      this.insert(id, contribution, this.find(id));
      return;
    }
    const row = this.size;
    this.size += 1;
    this.slots[slot] = row;
    this.highs[row] = id.high;
    this.lows[row] = id.low;
    this.write(row, contribution);
    while (this.size > this.most && this.levelNow < MAX_LEVEL) this.raise(this.levelNow + 1);
  }

  private grow(): void {
    const { highs, lows, cells, identities, sums } = this;
    this.fill({ highs, lows, cells, identities, sums }, highs.length * 2);
  }

  /** Takes the columns over, with room for so many rows, a power of two. */
  private fill({ highs, lows, cells, identities, sums }: IdColumns, rows: number): void {
    this.highs = copyInto(new Uint32Array(rows), highs);
    this.lows = copyInto(new Uint32Array(rows), lows);
    this.cells = copyInto(new Uint32Array(rows), cells);
    this.identities = copyInto(new Int32Array(rows), identities);
    sums.forEach((column, index) => {
      if (column) this.sums[index] = copyInto(new Int32Array(rows), column);
    });
    this.slots = new Int32Array(rows * 2);
    this.reindex();
  }

  private reindex(): void {
    this.slots.fill(-1);
    for (let row = 0; row < this.size; row += 1) {
      this.slots[this.find({ high: this.highs[row] ?? 0, low: this.lows[row] ?? 0 })] = row;
    }
  }

  private move(from: number, to: number): void {
    this.highs[to] = this.highs[from] ?? 0;
    this.lows[to] = this.lows[from] ?? 0;
    this.write(to, this.at(from));
  }

  private write(row: number, { cell, sums, identity }: Contribution): void {
    this.cells[row] = cell;
    this.identities[row] = identity;
    // Written out as in addSums, in the order of STORED_KEYS.
    this.store(0, row, sums.input);
    this.store(1, row, sums.cached);
    this.store(2, row, sums.cacheWrite);
    this.store(3, row, sums.output);
    this.store(4, row, sums.reasoning);
    this.store(5, row, sums.inputAudio);
    this.store(6, row, sums.outputAudio);
    this.store(7, row, sums.image);
    this.store(8, row, sums.withImages);
    this.store(9, row, sums.gapMicro);
    this.store(10, row, sums.deviationMicro);
  }

  private store(index: number, row: number, value: number): void {
    const column = this.sums[index];
    if (column !== undefined) column[row] = value;
    else if (value !== 0) {
      const created = new Int32Array(this.highs.length);
      created[row] = value;
      this.sums[index] = created;
    }
  }

  private at(row: number): Contribution {
    return {
      cell: this.cells[row] ?? 0,
      identity: this.identities[row] ?? 0,
      sums: sumsAt(this.sums, row),
    };
  }
}

function sumsAt(columns: IdColumns["sums"], row: number): CellSums {
  const sums = emptySums();
  sums.requests = 1;
  STORED_KEYS.forEach((key, index) => {
    sums[key] = columns[index]?.[row] ?? 0;
  });
  return sums;
}

/** An order of copies that does not depend on which came first. */
function compare(a: Contribution, b: Contribution): number {
  for (const key of SUM_KEYS) {
    if (a.sums[key] !== b.sums[key]) return a.sums[key] - b.sums[key];
  }
  return a.identity - b.identity;
}

function isAtLevel(high: number, level: number): boolean {
  return level === 0 || Math.clz32(high) >= level;
}

function copyInto<Column extends Uint32Array | Int32Array>(into: Column, from: Column): Column {
  into.set(from);
  return into;
}

export function hexOf({ high, low }: Hash64): string {
  return high.toString(16).padStart(8, "0") + low.toString(16).padStart(8, "0");
}

export function hashOf(hex: string): Hash64 {
  return { high: Number.parseInt(hex.slice(0, 8), 16), low: Number.parseInt(hex.slice(8), 16) };
}
