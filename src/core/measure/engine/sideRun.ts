import type { Clock } from "../../ports";
import type { PicoUsd } from "../../money";
import type { Side } from "../../pair";
import type { ModelRunner } from "../../runs/modelRunner";
import type { RunError } from "../../runs/runError";
import type { RunResult } from "../../runs/runResult";
import { StopSource } from "../../runs/engine/stopSource";
import type { DatasetRow } from "../row";
import type { RowResult } from "../rowResult";
import { backoffMs, policyOf } from "./faultPolicy";
import { type CheckRow, costOfRow, finishRow } from "./finishedRow";
import { type MeasuredSide, type MeasurePlan, type PlannedRow, requestOfRow } from "./measurePlan";
import { RateLimiter, type RateLimits } from "./rateLimiter";

export interface MeasureSettings extends RateLimits {
  /** Requests at a time, on each model. */
  readonly concurrency: number;
}

export interface SideServices {
  readonly runner: ModelRunner;
  readonly clock: Clock;
  /** From 0 to 1: the jitter of the waits. */
  readonly random: () => number;
  /** Counts the tokens of an answer whose usage the server did not report. */
  readonly countTokens: (text: string) => number;
  /** Checks an answer by the row's assertions. Undefined without any. */
  readonly check?: CheckRow;
  /** Resolves when the result is on the disk; rejects if it can't be written. */
  readonly record: (result: RowResult) => Promise<void>;
  readonly onHeld: (hold: Hold) => void;
}

/** All of a side waits. */
export interface Hold {
  readonly side: Side;
  readonly fault: RunError;
  readonly seconds: number;
}

/** How often a request is sent that fails by a fault of its own. */
const MAX_TRIES = 3;

/** How many waits in a row, without an answer between them, end a side. */
const MAX_HOLDS = 12;

const MAX_JITTER_MS = 1_000;

/** How many times in a row the server's own waiting time is enough: after that, it grows. */
const MAX_TRUSTED_HOLDS = 2;

/** Asks one model for the rows that are left, several at a time. */
export class SideRun {
  private readonly limiter: RateLimiter;
  private readonly stopped = new StopSource();
  private next = 0;
  private holdUntilMs = 0;
  private holdMs = 0;
  private holds = 0;
  private paused: Promise<void> | undefined;
  private unpause: () => void = () => undefined;
  private failure: { readonly error: unknown } | undefined;
  /** The fault that ended the side before its rows were done. */
  stoppedBy: RunError | undefined;

  constructor(
    private readonly side: Side,
    private readonly plan: MeasurePlan,
    private readonly measured: MeasuredSide,
    /** Indexes of the rows that are left. */
    private readonly left: readonly number[],
    private readonly settings: MeasureSettings,
    private readonly services: SideServices,
  ) {
    this.limiter = new RateLimiter(settings);
  }

  /** Resolves when no request is in flight and none follows. Rejects if a result can't be written. */
  async run(): Promise<void> {
    const workers = Math.min(this.settings.concurrency, this.left.length);
    await Promise.all(Array.from({ length: workers }, () => this.work()));
    if (this.failure) throw this.failure.error;
  }

  /** No further request is sent until `resume`; those in flight end. */
  pause(): void {
    this.paused ??= new Promise((resolve) => {
      this.unpause = resolve;
    });
  }

  resume(): void {
    this.paused = undefined;
    this.unpause();
  }

  /** Also ends the requests in flight: their rows are asked again when the run is resumed. */
  stop(): void {
    this.stopped.stop();
    this.resume();
  }

  private async work(): Promise<void> {
    for (;;) {
      await this.paused;
      const index = this.left[this.next];
      if (this.isOver || index === undefined) return;
      this.next += 1;
      try {
        await this.ask(index);
      } catch (error) {
        this.failure ??= { error };
        this.stop();
      }
    }
  }

  private get isOver(): boolean {
    return this.stopped.signal.aborted;
  }

  private async ask(index: number): Promise<void> {
    const row = this.plan.rows[index];
    const planned = this.measured.rows[index];
    if (row === undefined || planned === undefined) return;
    const request = requestOfRow(this.plan, row, planned);
    let spent: PicoUsd | undefined = 0n;
    let failures = 0;
    for (let tries = 1; ; tries += 1) {
      if (!(await this.turn(planned))) return;
      const result = await this.services.runner.run(request, {
        signal: this.stopped.signal,
        onEvent: () => undefined,
      });
      const cost = this.costOf(planned, result);
      spent = spent === undefined || cost === undefined ? undefined : spent + cost;
      if (result.status === "stopped") return;
      const { usage, fault } = result;
      if (usage) this.limiter.correct(usage.inputTokens + usage.outputTokens - reservedOf(planned));
      const policy = fault === undefined ? "record" : policyOf(fault);
      if (fault !== undefined && policy === "stop-side") return this.stopBy(fault);
      if (fault !== undefined && policy === "hold") {
        this.hold(fault);
        continue;
      }
      this.holds = 0;
      if (policy === "again") failures += 1;
      if (policy === "again" && failures < MAX_TRIES) {
        await this.wait(backoffMs(failures, this.services.random));
        continue;
      }
      return this.record(row, result, { tries, ...(spent !== undefined && { spent }) }, cost);
    }
  }

  private async record(
    row: DatasetRow,
    result: RunResult,
    effort: Pick<RowResult, "tries" | "spent">,
    cost: PicoUsd | undefined,
  ): Promise<void> {
    const { check, clock, record } = this.services;
    const latencyMs = Math.round(result.timing.totalMs);
    await record({
      rowId: row.id,
      side: this.side,
      ...(await finishRow(row, { result, cost, latencyMs }, check)),
      ...effort,
      finishedAt: clock.date().toISOString(),
    });
  }

  /** Waits for the rate limits, a hold and a pause to end. False if the side has been stopped. */
  private async turn(planned: PlannedRow): Promise<boolean> {
    const { clock } = this.services;
    await this.wait(this.limiter.reserve(reservedOf(planned), clock.nowMs()));
    while (!this.isOver) {
      const holdMs = this.holdUntilMs - clock.nowMs();
      if (this.paused === undefined && holdMs <= 0) return true;
      if (holdMs > 0) await this.wait(holdMs + this.jitterMs());
      await this.paused;
    }
    return false;
  }

  /** Keeps those that waited together from being sent in the same moment. */
  private jitterMs(): number {
    return this.services.random() * Math.min(MAX_JITTER_MS, this.holdMs);
  }

  /** Requests that were refused together count as one wait. */
  private hold(fault: RunError): void {
    const { clock, onHeld, random } = this.services;
    const nowMs = clock.nowMs();
    if (nowMs < this.holdUntilMs) return;
    this.holds += 1;
    if (this.holds > MAX_HOLDS) return this.stopBy(fault);
    const asked = fault.code === "rate-limited" ? fault.retryAfterSeconds : undefined;
    const waitMs =
      asked === undefined || this.holds > MAX_TRUSTED_HOLDS
        ? Math.max(backoffMs(this.holds, random), (asked ?? 0) * 1000)
        : asked * 1000;
    this.holdMs = waitMs;
    this.holdUntilMs = nowMs + waitMs;
    onHeld({ side: this.side, fault, seconds: Math.ceil(waitMs / 1000) });
  }

  private stopBy(fault: RunError): void {
    this.stoppedBy ??= fault;
    this.stop();
  }

  private wait(ms: number): Promise<void> {
    if (ms <= 0 || this.isOver) return Promise.resolve();
    return new Promise((resolve) => {
      const { signal } = this.stopped;
      const end = (): void => {
        cancel();
        signal.removeEventListener("abort", end);
        resolve();
      };
      const cancel = this.services.clock.after(ms, end);
      signal.addEventListener("abort", end);
    });
  }

  private costOf(planned: PlannedRow, result: RunResult): PicoUsd | undefined {
    return costOfRow(planned, result, this.services.countTokens);
  }
}

/** The tokens that a request is expected to take of the limit of a minute. */
function reservedOf({ inputTokens, outputTokens }: PlannedRow): number {
  return inputTokens + outputTokens;
}
