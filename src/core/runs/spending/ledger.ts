import * as v from "valibot";
import type { PicoUsd } from "../../money";
import type { TextFiles } from "../../ports";
import { monthOf } from "../../day";
import { MonthlyLog } from "../monthlyLog";
import type { RunUsage } from "../runEvent";

/** A run that is about to be sent. None of the prompt's text is kept, only the name of its file. */
export interface LedgerStart {
  /** Different for every run. */
  readonly id: string;
  /** ISO date in the user's time zone. */
  readonly day: string;
  /** As sent: `gpt-4o`. */
  readonly model: string;
  /** The prompt's file as the workspace names it: `prompts/triage.prompty`. */
  readonly file: string;
  /** `api.openai.com`. */
  readonly host: string;
  /** The maximum cost of the run; undefined if unknown. */
  readonly atMost?: PicoUsd;
}

/** How a run ended. */
interface LedgerEnd {
  readonly tokens: RunUsage;
  /** Undefined if unknown. */
  readonly cost?: PicoUsd;
  /** `billed`: by the server's usage. `at-most`: by our count of what arrived. */
  readonly basis: "billed" | "at-most";
}

/**
 * One run and its cost. A run without an end (the window was closed, or it is still in progress) counts
 * with its maximum cost, so that a budget is never exceeded unnoticed.
 */
export interface LedgerEntry extends Omit<LedgerStart, "atMost"> {
  readonly tokens: RunUsage;
  readonly cost?: PicoUsd;
  readonly basis: "billed" | "at-most" | "no-end";
}

interface LedgerEntries {
  readonly entries: readonly LedgerEntry[];
  /** Lines of the file that could not be read and are left out. */
  readonly damagedLines: number;
}

const tokenCount = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const money = v.pipe(
  v.string(),
  v.regex(/^\d{1,30}$/),
  v.transform((digits) => BigInt(digits)),
);

const startRow = v.object({
  kind: v.literal("start"),
  id: v.string(),
  day: v.pipe(v.string(), v.isoDate()),
  model: v.string(),
  file: v.string(),
  host: v.string(),
  atMost: v.optional(money),
});
const endRow = v.object({
  kind: v.literal("end"),
  id: v.string(),
  inputTokens: tokenCount,
  cachedTokens: tokenCount,
  outputTokens: tokenCount,
  cost: v.optional(money),
  basis: v.picklist(["billed", "at-most"]),
});
const cancelRow = v.object({ kind: v.literal("cancel"), id: v.string() });
const row = v.variant("kind", [startRow, endRow, cancelRow]);
type StartRow = v.InferOutput<typeof startRow>;
type EndRow = v.InferOutput<typeof endRow>;
type Row = v.InferOutput<typeof row>;

const NO_TOKENS: RunUsage = { inputTokens: 0, cachedTokens: 0, outputTokens: 0 };

/**
 * The spending, run by run, in append-only files: several windows can write to them at once, and a
 * crash loses at most one line.
 */
export class Ledger {
  private readonly log: MonthlyLog<Row>;

  constructor(files: TextFiles) {
    this.log = new MonthlyLog(files, "ledger", (value) => {
      const read = v.safeParse(row, value);
      return read.success ? read.output : undefined;
    });
  }

  /** Call it before the request is sent. */
  start(run: LedgerStart): Promise<void> {
    return this.reserve([run]);
  }

  /** Several runs at once, before the first request is sent: then other windows know about all of them. */
  async reserve(runs: readonly LedgerStart[]): Promise<void> {
    const [first] = runs;
    if (first === undefined) return;
    const rows = runs.map(({ atMost, ...run }) => ({
      kind: "start",
      ...run,
      ...(atMost !== undefined && { atMost: String(atMost) }),
    }));
    await this.log.append(first.day, ...rows);
  }

  /** For reserved runs that never began. */
  async cancel(runs: readonly LedgerStart[]): Promise<void> {
    const [first] = runs;
    if (first === undefined) return;
    await this.log.append(first.day, ...runs.map(({ id }) => ({ kind: "cancel", id })));
  }

  /** Written into the month in which the run started. */
  end(run: LedgerStart, { tokens, cost, basis }: LedgerEnd): Promise<void> {
    return this.log.append(run.day, {
      kind: "end",
      id: run.id,
      ...tokens,
      ...(cost !== undefined && { cost: String(cost) }),
      basis,
    });
  }

  /** All runs, the oldest first. */
  async readAll(): Promise<LedgerEntries> {
    const { rows, damagedLines } = await this.log.readAll();
    return { entries: joinRows(rows), damagedLines };
  }

  /** The cost of the month of an ISO date, with the maximum cost of runs without an end. */
  async spentInMonthOf(date: string): Promise<PicoUsd> {
    const { rows } = await this.log.readMonth(monthOf(date));
    return joinRows(rows).reduce((sum, { cost = 0n }) => sum + cost, 0n);
  }
}

/** An end without its start (a damaged line) has no day and no model: it is left out. */
function joinRows(rows: readonly Row[]): readonly LedgerEntry[] {
  const ends = new Map<string, EndRow>();
  const cancelled = new Set<string>();
  // A crash between the ledger and the record beside it makes the next session start a run once more.
  const starts = new Map<string, StartRow>();
  for (const line of rows) {
    if (line.kind === "start") starts.set(line.id, line);
    else if (line.kind === "end") ends.set(line.id, line);
    else cancelled.add(line.id);
  }
  return [...starts.values()].flatMap((line) =>
    cancelled.has(line.id) ? [] : [joinRow(line, ends.get(line.id))],
  );
}

function joinRow(start: StartRow, end: EndRow | undefined): LedgerEntry {
  const { id, day, model, file, host, atMost } = start;
  const run = { id, day, model, file, host };
  if (end === undefined) {
    return { ...run, ...priced(atMost), tokens: NO_TOKENS, basis: "no-end" };
  }
  const { inputTokens, cachedTokens, outputTokens, cost, basis } = end;
  return { ...run, ...priced(cost), tokens: { inputTokens, cachedTokens, outputTokens }, basis };
}

function priced(cost: PicoUsd | undefined): Pick<LedgerEntry, "cost"> {
  return cost === undefined ? {} : { cost };
}
