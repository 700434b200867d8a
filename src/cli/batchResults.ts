import { formatCount } from "../core/format";
import type { AnswerChecker } from "../core/measure/assertions/checkAnswer";
import type { BatchPart } from "../core/measure/batch/batchState";
import { policyOf } from "../core/measure/engine/faultPolicy";
import { checkRowsBy, costOfRow, finishRow } from "../core/measure/engine/finishedRow";
import type { MeasurePlan } from "../core/measure/engine/measurePlan";
import { resultKey, writeRunLine } from "../core/measure/engine/runLines";
import type { TokenCounter } from "../core/tokens/tokenCounter";
import type { OpenedRun } from "../node/runFolder";
import { readBatchLine } from "../openai/batchAnswers";
import type { ServerConnection } from "../openai/serverConnection";
import { runErrorContextOf } from "../openai/toRunError";

/** Lines that are on their way to the disk at a time. */
const MAX_WAITING = 500;

interface BatchResultTools {
  readonly connection: ServerConnection;
  readonly counter: TokenCounter;
  readonly checker: AnswerChecker;
}

/** Joins the lines of batches with their rows, and writes them as results like those of `eval`. */
export class BatchResults {
  private readonly indexes: ReadonlyMap<string, number>;
  private readonly known: Set<string>;
  private readonly waiting: Promise<void>[] = [];
  private notAsked = 0;
  private unreadable = 0;
  private unknown = 0;

  /** `plan`: at the prices of the Batch API. */
  constructor(
    private readonly plan: MeasurePlan,
    private readonly run: Pick<OpenedRun, "earlier" | "log">,
    private readonly tools: BatchResultTools,
  ) {
    this.indexes = new Map(plan.rows.map(({ id }, index) => [id, index]));
    this.known = new Set(run.earlier.results.keys());
  }

  async take(
    { side, endpoint = this.plan.prompt.endpoint }: BatchPart,
    written: string,
  ): Promise<void> {
    const { connection, counter, checker } = this.tools;
    const { clock } = connection;
    const measured = this.plan.sides[side];
    const line = readBatchLine(written, {
      endpoint,
      clock,
      fault: runErrorContextOf(connection, 0),
      usageLimitsOf: (id) => measured?.rows[this.indexes.get(id) ?? -1]?.request.usageLimits,
    });
    if (line.kind === "unreadable") this.unreadable += 1;
    if (line.kind === "not-asked") this.notAsked += 1;
    if (line.kind !== "answer") return;
    const index = this.indexes.get(line.customId) ?? -1;
    const row = this.plan.rows[index];
    const planned = measured?.rows[index];
    if (row === undefined || planned === undefined) {
      this.unknown += 1;
      return;
    }
    const { result } = line;
    const key = resultKey({ rowId: row.id, side });
    // A file that is fetched twice adds nothing.
    if (this.known.has(key)) return;
    if (result.fault !== undefined && policyOf(result.fault) !== "record") {
      this.notAsked += 1;
      return;
    }
    this.known.add(key);
    const cost = costOfRow(planned, result, (text) => counter.count(text));
    const check = checkRowsBy(checker, this.plan);
    const finished = await finishRow(row, { result, cost }, check);
    const { log } = this.run;
    this.waiting.push(
      log.append(
        writeRunLine({
          kind: "result",
          result: {
            rowId: row.id,
            side,
            ...finished,
            tries: 1,
            ...(cost !== undefined && { spent: cost }),
            finishedAt: clock.date().toISOString(),
          },
        }),
      ),
    );
    if (this.waiting.length >= MAX_WAITING) await this.flush();
  }

  /** Resolves when all that was taken is on the disk. */
  async flush(): Promise<void> {
    await Promise.all(this.waiting.splice(0));
  }

  /** Answers that could not be joined, in words for the user. */
  sentences(): readonly string[] {
    const { notAsked, unreadable, unknown } = this;
    return [
      ...(notAsked > 0
        ? [
            `${formatCount(notAsked, "request was", "requests were")} not answered and can be asked again.`,
          ]
        : []),
      ...(unreadable > 0 ? [`${formatCount(unreadable, "line")} can't be read.`] : []),
      ...(unknown > 0
        ? [`${formatCount(unknown, "line belongs", "lines belong")} to no row of the dataset.`]
        : []),
    ];
  }
}
