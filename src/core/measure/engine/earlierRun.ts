import type { Ledger, LedgerStart } from "../../runs/spending/ledger";
import { textHash } from "../../runs/textHash";
import { type PicoUsd, sumIfKnown } from "../../money";
import { type Side, SIDES } from "../../pair";
import type { Prompt } from "../../prompt/prompt";
import { JUDGE_INSTRUCTIONS } from "../judge/judgePrompt";
import type { Judgment } from "../judgment";
import { answersOf, pairResults } from "../results/pairedRow";
import type { RowResult } from "../rowResult";
import type { IsLeft, MeasurePlan, PlannedJudge } from "./measurePlan";
import { readRunLine, resultKey, type RunHead } from "./runLines";

/** A run as its file of results says. */
export interface EarlierRun {
  readonly head: RunHead;
  /** By `resultKey`; of a row that was asked again, the last one. */
  readonly results: ReadonlyMap<string, RowResult>;
  /** By row. */
  readonly judgments: ReadonlyMap<string, Judgment>;
  /** Sessions that were killed: the ledger still counts them with their maximum. */
  readonly unsettled: readonly UnsettledEntry[];
  /** Lines that are not as they were written. Their rows are asked again. */
  readonly damagedLines: readonly number[];
}

interface UnsettledEntry {
  readonly entry: LedgerStart;
  readonly spent: PicoUsd | undefined;
}

/** Reads the results of a run, line by line. */
export class EarlierRunReader {
  private head: RunHead | undefined;
  private readonly results = new Map<string, RowResult>();
  private readonly judgments = new Map<string, Judgment>();
  private readonly damaged: number[] = [];
  private unsettled: UnsettledEntry[] = [];
  /** The entries of the session in progress. */
  private session: readonly LedgerStart[] = [];
  private spent = new Map<Side | "judge", PicoUsd | undefined>();
  private lineNumber = 0;

  add(written: string): void {
    this.lineNumber += 1;
    if (written === "") return;
    const line = readRunLine(written);
    switch (line?.kind) {
      case undefined:
        this.damaged.push(this.lineNumber);
        break;
      case "run":
        this.head ??= line.head;
        break;
      case "session":
        this.closeSession();
        this.session = line.entries;
        break;
      case "session-end":
        this.session = [];
        break;
      case "result": {
        const { result } = line;
        this.results.set(resultKey(result), result);
        this.spend(result.side, result.spent);
        if (result.judged) this.spend("judge", result.judged.spent);
        break;
      }
      case "judgment":
        this.judgments.set(line.judgment.rowId, line.judgment);
        this.spend("judge", line.judgment.judged.spent);
    }
  }

  private spend(of: Side | "judge", amount: PicoUsd | undefined): void {
    const sum = this.spent.has(of) ? this.spent.get(of) : 0n;
    this.spent.set(of, sumIfKnown([sum, amount]));
  }

  /** Undefined if the file has no head. */
  end(): EarlierRun | undefined {
    this.closeSession();
    const { head, results, judgments, unsettled, damaged: damagedLines } = this;
    return head && { head, results, judgments, unsettled, damagedLines };
  }

  private closeSession(): void {
    for (const entry of this.session) {
      const of = ([...SIDES, "judge"] as const).find((each) => entry.id.endsWith(`-${each}`));
      const spent = of && this.spent.has(of) ? this.spent.get(of) : 0n;
      this.unsettled.push({ entry, spent });
    }
    this.session = [];
    this.spent = new Map();
  }
}

/** Writes the end of sessions that were killed: what their finished rows cost. */
export async function settle(
  ledger: Pick<Ledger, "end">,
  unsettled: readonly UnsettledEntry[],
): Promise<void> {
  const tokens = { inputTokens: 0, cachedTokens: 0, outputTokens: 0 };
  for (const { entry, spent } of unsettled) {
    await ledger.end(entry, {
      tokens,
      ...(spent !== undefined && { cost: spent }),
      basis: "billed",
    });
  }
}

/** The run without its results that have no answer: those rows are asked again. */
export function withoutFailed(earlier: EarlierRun): EarlierRun {
  const answered = [...earlier.results].filter(([, { answer }]) => answer !== undefined);
  return { ...earlier, results: new Map(answered) };
}

/** How many rows the judge has yet to compare the answers to: those that both models answered. */
export function unjudgedRows({ head, results, judgments }: EarlierRun): number {
  if (head.judge?.pairInstructions === undefined) return 0;
  const answered = pairResults(results.values()).filter(answersOf);
  return answered.filter(({ rowId }) => !judgments.has(rowId)).length;
}

/** Tells which rows a run has no result of yet. */
export function isLeftOf(
  { rows }: Pick<MeasurePlan, "rows">,
  { results, judgments }: Pick<EarlierRun, "results" | "judgments">,
): IsLeft {
  return (of, index) => {
    const rowId = rows[index]?.id;
    if (rowId === undefined) return false;
    return of === "judge" ? !judgments.has(rowId) : !results.has(resultKey({ rowId, side: of }));
  };
}

/** How many answers the run has in all. */
export function answersOfRun({ models, rows }: RunHead): number {
  return SIDES.filter((side) => models[side] !== undefined).length * rows;
}

/** The first line of a run's results. */
export function headOf(plan: MeasurePlan, startedAt: string): RunHead {
  const models = SIDES.flatMap((side) => {
    const measured = plan.sides[side];
    if (measured === undefined) return [];
    const { model, effort } = measured;
    return [[side, sentName(model, effort)] as const];
  });
  return {
    id: plan.id,
    startedAt,
    file: plan.file,
    data: plan.data,
    host: plan.host,
    models: Object.fromEntries(models),
    ...(plan.judge && { judge: judgeHead(plan.judge) }),
    rows: plan.rows.length,
    promptHash: promptHash(plan.prompt),
    dataHash: plan.dataHash,
  };
}

/** The judge and its instructions: the results say how they came about. */
function judgeHead({ request, comparesPairs }: PlannedJudge): NonNullable<RunHead["judge"]> {
  return {
    model: sentName(request.model, request.effort),
    rubricInstructions: JUDGE_INSTRUCTIONS.rubric,
    ...(comparesPairs && { pairInstructions: JUDGE_INSTRUCTIONS.pair }),
  };
}

function sentName(model: string, effort: string | undefined): string {
  return effort === undefined || effort === "omit" ? model : `${model}@${effort}`;
}

/** Why an earlier run can't go on as this one, for the user; undefined if it can. */
export function whyNotResumed(earlier: RunHead, now: RunHead): string | undefined {
  const began = `since this run began on ${earlier.startedAt.slice(0, 10)}`;
  const anew = "Restore it, or start a new run in another folder.";
  if (earlier.promptHash !== now.promptHash) {
    return `${now.file} has changed ${began}. ${anew}`;
  }
  if (earlier.dataHash !== now.dataHash)
    return `The rows of ${now.data} have changed ${began}. ${anew}`;
  for (const side of SIDES) {
    const [before, after] = [earlier.models[side], now.models[side]];
    if (before !== after) {
      return `This run is of ${before ?? "no model"} on the ${side}, not ${after ?? "none"}. Name the same models, or start a new run in another folder.`;
    }
  }
  const [judge, judgeNow] = [earlier.judge?.model, now.judge?.model];
  if (judge !== judgeNow) {
    return `This run is judged by ${judge ?? "no model"}, not by ${judgeNow ?? "none"}. Name the same judge, or start a new run in another folder.`;
  }
  if (earlier.host !== now.host) {
    return `This run was sent to ${earlier.host}, not ${now.host}. Send the rest there too, or start a new run in another folder.`;
  }
  return undefined;
}

/** Places in the file don't matter, nor do its own sample values. */
function promptHash(prompt: Prompt): string {
  const places = new Set(["range", "keyRange", "detailRange", "valueSets"]);
  return textHash(
    JSON.stringify(prompt, (key, value: unknown) => (places.has(key) ? undefined : value)),
  );
}
