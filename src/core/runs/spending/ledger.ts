import * as v from "valibot";
import type { PicoUsd } from "../../money";
import type { TextFiles } from "../../ports";
import { monthOf } from "../../day";
import { MonthlyLog } from "../monthlyLog";
import type { RunUsage } from "../runEvent";

/** A run that is about to be sent. Nothing of the prompt's text is kept, only where it is. */
export interface LedgerStart {
  /** Different for every run. */
  readonly id: string;
  /** ISO date of the user's day. */
  readonly day: string;
  /** As it was sent: `gpt-4o`. */
  readonly model: string;
  /** The prompt's file as the workspace names it: `prompts/triage.prompty`. */
  readonly file: string;
  /** `api.openai.com`. */
  readonly host: string;
  /** What the run costs at most; undefined if it is not known. */
  readonly atMost?: PicoUsd;
}

/** How a run ended. */
interface LedgerEnd {
  readonly tokens: RunUsage;
  /** Undefined if it is not known. */
  readonly cost?: PicoUsd;
  /** `billed`: by the server's usage. `at-most`: by our count of what arrived. */
  readonly basis: "billed" | "at-most";
}

/**
 * One run and what it cost. A run without an end (the window was closed, or it is still under way)
 * counts with what it costs at most, so that a budget is never passed unseen.
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
 * What was spent, run by run, in files that only grow: several windows can write to them at once, and
 * a crash loses a line at most.
 */
export class Ledger {
  private readonly log: MonthlyLog<Row>;

  constructor(files: TextFiles) {
    this.log = new MonthlyLog(files, "ledger", (value) => {
      const read = v.safeParse(row, value);
      return read.success ? read.output : undefined;
    });
  }

  /** To be written before the request leaves. */
  start(run: LedgerStart): Promise<void> {
    return this.reserve([run]);
  }

  /** Several runs at once, before the first request leaves: other windows know of all of them then. */
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

  /** What the month of an ISO date has cost, with what runs without an end cost at most. */
  async spentInMonthOf(date: string): Promise<PicoUsd> {
    const { rows } = await this.log.readMonth(monthOf(date));
    return joinRows(rows).reduce((sum, { cost = 0n }) => sum + cost, 0n);
  }
}

/** An end without its start (a damaged line) has no day and no model: it is left out. */
function joinRows(rows: readonly Row[]): readonly LedgerEntry[] {
  const ends = new Map<string, EndRow>();
  const cancelled = new Set<string>();
  for (const line of rows) {
    if (line.kind === "end") ends.set(line.id, line);
    else if (line.kind === "cancel") cancelled.add(line.id);
  }
  return rows.flatMap((line) =>
    line.kind === "start" && !cancelled.has(line.id) ? [joinRow(line, ends.get(line.id))] : [],
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
