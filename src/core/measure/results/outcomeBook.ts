import * as v from "valibot";
import type { Pair } from "../../pair";
import {
  flipOutcomes,
  type OutcomesOfPair,
  type PairOutcomes,
  sumOutcomes,
} from "../../recommend/pairOutcomes";
import { type ReadLines, readJsonLines } from "../../runs/jsonLines";
import type { Judgment } from "../judgment";
import type { Winner } from "./blindVotes";
import { type PairedRow, passedOn } from "./pairedRow";

/** The result of one measurement in figures alone: no prompt, no row and no answer. */
export interface RecordedOutcomes extends PairOutcomes {
  readonly file: string;
  /** The id of the kind of task, if that is clear. */
  readonly kind?: string;
  /** `gpt-6-luna@none`. */
  readonly models: Pair<string>;
  /** Of one run, only the last record counts. */
  readonly run: string;
  /** ISO date and time, UTC. */
  readonly recordedAt: string;
}

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const score = v.pipe(v.number(), v.minValue(0));
const pairOf = <Schema extends v.GenericSchema>(schema: Schema) =>
  v.object({ left: schema, right: schema });
const recorded = v.pipe(
  v.object({
    kind: v.literal("outcomes"),
    file: v.string(),
    task: v.exactOptional(v.string()),
    models: pairOf(v.string()),
    run: v.string(),
    recordedAt: v.string(),
    rows: count,
    scoreSums: pairOf(score),
    wins: pairOf(count),
  }),
  v.check(
    ({ rows, wins, scoreSums }) =>
      wins.left + wins.right <= rows && scoreSums.left <= rows && scoreSums.right <= rows,
  ),
);

/** A line to append to the file of outcomes. */
export function outcomesRow({ kind: task, ...outcomes }: RecordedOutcomes): object {
  return { ...outcomes, kind: "outcomes", ...(task !== undefined && { task }) };
}

export function readOutcomes(text: string): ReadLines<RecordedOutcomes> {
  const { rows, damagedLines } = readJsonLines(text, (value) => {
    const read = v.safeParse(recorded, value);
    if (!read.success) return undefined;
    const { file, task: kind, models, run, recordedAt, ...figures } = read.output;
    const { rows: measured, scoreSums, wins } = figures;
    return {
      ...{ file, models, run, recordedAt, rows: measured, scoreSums, wins },
      ...(kind !== undefined && { kind }),
    };
  });
  const last = new Map(rows.map((row) => [row.run, row]));
  return { rows: [...last.values()], damagedLines };
}

/** Opinions on which answer to a row is better, by the row's id. */
interface Opinions {
  /** A person's. */
  readonly votes?: ReadonlyMap<string, Winner>;
  readonly judgments?: ReadonlyMap<string, Pick<Judgment, "winner">>;
}

/**
 * What is known of the rows that both models answered; undefined if nothing is. A row counts once: by
 * the vote on it, or else by its assertions, or else by the judge.
 */
export function outcomesOfRows(
  rows: readonly PairedRow[],
  { votes, judgments }: Opinions = {},
): PairOutcomes | undefined {
  return sumOutcomes(
    rows.flatMap((row) => {
      const vote = votes?.get(row.rowId);
      if (vote !== undefined) return [outcomeOfWinner(vote)];
      const winner = judgments?.get(row.rowId)?.winner;
      return outcomeOfChecks(row) ?? (winner === undefined ? [] : [outcomeOfWinner(winner)]);
    }),
  );
}

/** By the scores of both answers. */
function outcomeOfChecks(row: PairedRow): readonly [PairOutcomes] | undefined {
  if (passedOn(row, "left") === undefined || passedOn(row, "right") === undefined) return undefined;
  return [outcomeOf(row.left?.verdict?.score ?? 0, row.right?.verdict?.score ?? 0)];
}

/** The better answer has 1, the other 0, a tie 0.5 each. */
function outcomeOfWinner(winner: Winner): PairOutcomes {
  if (winner === "tie") return outcomeOf(0.5, 0.5);
  return winner === "left" ? outcomeOf(1, 0) : outcomeOf(0, 1);
}

function outcomeOf(left: number, right: number): PairOutcomes {
  const wins = { left: left > right ? 1 : 0, right: right > left ? 1 : 0 };
  return { rows: 1, scoreSums: { left, right }, wins };
}

/** The outcomes that apply to a file: its own on the pair, or else those of its kind of task. */
export function outcomesOfFile(all: readonly RecordedOutcomes[], file: string): OutcomesOfPair {
  return (models, kind) => {
    const ofPair = all.flatMap((each) => {
      if (each.models.left === models.left && each.models.right === models.right) return [each];
      const isFlipped = each.models.left === models.right && each.models.right === models.left;
      return isFlipped ? [{ ...each, ...flipOutcomes(each) }] : [];
    });
    const own = ofPair.filter((each) => each.file === file);
    if (own.length > 0) return sumOutcomes(own);
    return kind === undefined
      ? undefined
      : sumOutcomes(ofPair.filter((each) => each.kind === kind));
  };
}
