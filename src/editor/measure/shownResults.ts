import * as vscode from "vscode";
import type { EarlierRun } from "../../core/measure/engine/earlierRun";
import type { MeasurePlan } from "../../core/measure/engine/measurePlan";
import { resultKey, type RunHead } from "../../core/measure/engine/runLines";
import { readVotes, voteRow, type Winner } from "../../core/measure/results/blindVotes";
import { pairResults } from "../../core/measure/results/pairedRow";
import type { Judgment } from "../../core/measure/judgment";
import type { RowResult } from "../../core/measure/rowResult";
import type { MeasureInput } from "../../core/panel/measure/measureInput";
import { MeasureRowIndex } from "../../core/panel/measure/measureResults";
import type { Pair } from "../../core/pair";
import type { TextFiles } from "../../core/ports";
import { jsonLine } from "../../core/runs/jsonLines";
import { SYSTEM_CLOCK } from "../../node/systemClock";
import { getHost } from "../host";

const VOTES = "votes.jsonl";

/** The results of a run and the votes on them, while it goes on or later. */
export class ShownResults {
  readonly index: MeasureRowIndex;
  private readonly results: Map<string, RowResult>;
  private readonly judgments: Map<string, Judgment>;
  private shown: MeasureInput["results"];

  private constructor(
    readonly plan: MeasurePlan,
    /** The names of both models with their efforts. */
    readonly models: Pair<string>,
    readonly folder: string,
    private readonly head: RunHead,
    { results, judgments }: Pick<EarlierRun, "results" | "judgments">,
    private readonly votes: Map<string, Winner>,
    /** Grows over all results that the page shows. */
    private readonly nextVersion: () => number,
  ) {
    this.results = new Map(results);
    this.judgments = new Map(judgments);
    this.index = new MeasureRowIndex(plan);
  }

  /** `plan`: with the id of the run. */
  static async open(
    plan: MeasurePlan,
    models: Pair<string>,
    folder: string,
    earlier: Pick<EarlierRun, "head" | "results" | "judgments">,
    nextVersion: () => number,
  ): Promise<ShownResults> {
    const text = await filesIn(folder).read(VOTES);
    const votes = readVotes(text ?? "").rows.map(({ rowId, winner }) => [rowId, winner] as const);
    const { head } = earlier;
    return new ShownResults(plan, models, folder, head, earlier, new Map(votes), nextVersion);
  }

  get size(): number {
    return this.results.size;
  }

  /** As the file of the run has it. */
  get run(): Pick<EarlierRun, "head" | "results"> {
    return { head: this.head, results: this.results };
  }

  addJudgment(judgment: Judgment): void {
    this.judgments.set(judgment.rowId, judgment);
    this.shown = undefined;
  }

  add(result: RowResult): void {
    this.results.set(resultKey(result), result);
    this.shown = undefined;
  }

  async vote(rowId: string, winner: Winner): Promise<void> {
    const votedAt = SYSTEM_CLOCK.date().toISOString();
    const line = jsonLine(voteRow({ rowId, winner, votedAt }));
    await filesIn(this.folder).append(VOTES, line);
    this.votes.set(rowId, winner);
  }

  /** Paired and counted once for each change. */
  read(): NonNullable<MeasureInput["results"]> {
    if (this.shown !== undefined) return this.shown;
    const { plan, votes, judgments } = this;
    const rows = pairResults(this.results.values());
    this.shown = { plan, rows, votes, judgments, version: this.nextVersion() };
    this.index.show(this.shown);
    return this.shown;
  }
}

function filesIn(folder: string): TextFiles {
  return getHost().textFiles(vscode.Uri.file(folder));
}
