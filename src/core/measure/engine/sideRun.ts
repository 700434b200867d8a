import { type PicoUsd, sumIfKnown } from "../../money";
import type { Side } from "../../pair";
import type { RunError } from "../../runs/runError";
import type { Judge } from "../judge/judge";
import type { DatasetRow } from "../row";
import type { RowResult } from "../rowResult";
import { type CheckRow, finishRow } from "./finishedRow";
import { type MeasuredSide, type MeasurePlan, requestOfRow } from "./measurePlan";
import { PatientSender, type SenderServices, type Sent, type Wait } from "./patientSender";
import type { RateLimits } from "./rateLimiter";

export interface MeasureSettings extends RateLimits {
  /** Requests at a time, on each model. */
  readonly concurrency: number;
}

export interface SideServices extends SenderServices {
  /** Checks an answer by the row's assertions. Undefined without any. */
  readonly check?: CheckRow;
  /** Resolves when the result is on the disk; rejects if it can't be written. */
  readonly record: (result: RowResult) => Promise<void>;
  readonly onHeld: (hold: Hold) => void;
}

/** All of a side waits. */
export interface Hold extends Wait {
  readonly side: Side;
}

/** Asks one model for the rows that are left, several at a time. */
export class SideRun {
  private readonly sender: PatientSender;
  private next = 0;
  private failure: { readonly error: unknown } | undefined;
  /** The cost of answers that were not recorded, because the run was stopped before they were judged. */
  unrecorded: PicoUsd | undefined = 0n;

  constructor(
    private readonly side: Side,
    private readonly plan: MeasurePlan,
    private readonly measured: MeasuredSide,
    /** Indexes of the rows that are left. */
    private readonly left: readonly number[],
    private readonly settings: MeasureSettings,
    private readonly services: SideServices,
    private readonly judge: Judge | undefined,
  ) {
    this.sender = new PatientSender(settings, services, (wait) => {
      services.onHeld({ side, ...wait });
    });
  }

  /** The fault that ended the side before its rows were done. */
  get stoppedBy(): RunError | undefined {
    return this.sender.stoppedBy;
  }

  /** Resolves when no request is in flight and none follows. Rejects if a result can't be written. */
  async run(): Promise<void> {
    const workers = Math.min(this.settings.concurrency, this.left.length);
    await Promise.all(Array.from({ length: workers }, () => this.work()));
    if (this.failure) throw this.failure.error;
  }

  /** No further request is sent until `resume`; those in flight end. */
  pause(): void {
    this.sender.pause();
  }

  resume(): void {
    this.sender.resume();
  }

  /** Also ends the requests in flight: their rows are asked again when the run is resumed. */
  stop(): void {
    this.sender.stop();
  }

  private async work(): Promise<void> {
    for (;;) {
      await this.sender.unpaused;
      const index = this.left[this.next];
      if (this.sender.isOver || index === undefined) return;
      this.next += 1;
      try {
        await this.ask(index);
      } catch (error) {
        this.failure ??= { error };
        this.stop();
      }
    }
  }

  private async ask(index: number): Promise<void> {
    const row = this.plan.rows[index];
    const planned = this.measured.rows[index];
    if (row === undefined || planned === undefined) return;
    const sent = await this.sender.send(requestOfRow(this.plan, row, planned), planned);
    if (sent !== undefined) await this.record(row, sent);
  }

  private async record(row: DatasetRow, { result, cost, tries, spent }: Sent): Promise<void> {
    const { check, clock, record } = this.services;
    const latencyMs = Math.round(result.timing.totalMs);
    const judging = this.judge?.begin();
    const finished = await finishRow(row, { result, cost, latencyMs }, check, judging?.askRubric);
    if (judging?.isCutOff) {
      this.unrecorded = sumIfKnown([this.unrecorded, spent, judging.spent]);
      return this.stop();
    }
    await record({
      rowId: row.id,
      side: this.side,
      ...finished,
      tries,
      ...(spent !== undefined && { spent }),
      ...(judging && judging.requests > 0 && { judged: judging.asked() }),
      finishedAt: clock.date().toISOString(),
    });
  }
}
