import { otherSide, type Pair } from "../../pair";
import type { Prompt } from "../../prompt/prompt";
import { outputOf } from "../assertions/checkAnswer";
import type { Judge } from "../judge/judge";
import type { Judgment } from "../judgment";
import type { RowAnswer } from "../rowAnswer";
import type { RowResult } from "../rowResult";
import type { DatasetRow } from "../row";
import { promptOfRow } from "../rows/rowsOfPrompt";
import type { MeasurePlan } from "./measurePlan";
import { resultKey } from "./runLines";

interface PairJudgingServices {
  readonly judge: Judge;
  readonly now: () => string;
  /** Resolves when the judgment is on the disk; rejects if it can't be written. */
  readonly record: (judgment: Judgment) => Promise<void>;
}

/** Has the judge compare the answers to a row as soon as both models have answered it. */
export class PairJudging {
  private readonly rows: ReadonlyMap<string, DatasetRow>;
  /** Answers whose row the other model has not answered yet. */
  private readonly waiting = new Map<string, RowResult>();

  constructor(
    private readonly plan: Pick<MeasurePlan, "prompt" | "rows">,
    private readonly earlier: ReadonlyMap<string, RowResult>,
    private readonly judged: ReadonlyMap<string, Judgment>,
    private readonly services: PairJudgingServices,
  ) {
    this.rows = new Map(plan.rows.map((row) => [row.id, row]));
  }

  /** Resolves when the row is judged, if the other model has answered it. */
  async take(result: RowResult): Promise<void> {
    const { rowId, side } = result;
    const other = otherSide(side);
    const before = this.waiting.get(rowId) ?? this.earlier.get(resultKey({ rowId, side: other }));
    if (before === undefined) this.waiting.set(rowId, result);
    else {
      this.waiting.delete(rowId);
      const [left, right] = side === "left" ? [result, before] : [before, result];
      await this.judge(rowId, { left: left.answer, right: right.answer });
    }
  }

  /** Rows that an earlier session answered on both models and that were not judged, several at a time. */
  async judgeRest(concurrency: number): Promise<void> {
    const left = this.plan.rows.filter(({ id }) => !this.judged.has(id)).values();
    const work = async (): Promise<void> => {
      for (const { id: rowId } of left) {
        await this.judge(rowId, {
          left: this.earlier.get(resultKey({ rowId, side: "left" }))?.answer,
          right: this.earlier.get(resultKey({ rowId, side: "right" }))?.answer,
        });
      }
    };
    await Promise.all(Array.from({ length: concurrency }, work));
  }

  private async judge(rowId: string, { left, right }: Pair<RowAnswer | undefined>): Promise<void> {
    const row = this.rows.get(rowId);
    if (row === undefined || left === undefined || right === undefined) return;
    const judging = this.services.judge.begin();
    const judgment = await judging.judgePair({
      rowId,
      request: textOfPrompt(promptOfRow(this.plan.prompt, row)),
      answers: { left: outputOf(left), right: outputOf(right) },
      ...(row.expected !== undefined && { expected: row.expected }),
    });
    if (judging.isCutOff) return;
    await this.services.record({ ...judgment, finishedAt: this.services.now() });
  }
}

/** The question to the models: the texts of all messages. */
function textOfPrompt({ instructions, messages }: Prompt): string {
  const texts = messages.flatMap(({ parts }) =>
    parts.flatMap((part) => (part.kind === "text" ? [part.text] : [])),
  );
  return [...(instructions ? [instructions.text] : []), ...texts].join("\n\n");
}
