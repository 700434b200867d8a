import type { Clock } from "../../ports";
import type { PicoUsd } from "../../money";
import type { ModelRunner, RunRequest } from "../../runs/modelRunner";
import type { RunError } from "../../runs/runError";
import type { RunResult } from "../../runs/runResult";
import { StopSource } from "../../runs/engine/stopSource";
import { backoffMs, policyOf } from "./faultPolicy";
import { costOfRow } from "./finishedRow";
import type { PlannedRow } from "./measurePlan";
import { RateLimiter, type RateLimits } from "./rateLimiter";

export interface SenderServices {
  readonly runner: ModelRunner;
  readonly clock: Clock;
  /** From 0 to 1: the jitter of the waits. */
  readonly random: () => number;
  /** Counts the tokens of an answer whose usage the server did not report. */
  readonly countTokens: (text: string) => number;
}

/** All requests to a model wait. */
export interface Wait {
  readonly fault: RunError;
  readonly seconds: number;
}

/** The outcome of a request, after all of its tries. */
export interface Sent {
  readonly result: RunResult;
  /** Of the last try. */
  readonly cost: PicoUsd | undefined;
  readonly tries: number;
  /** Of all tries together; undefined if the model has no price. */
  readonly spent: PicoUsd | undefined;
}

/** How often a request is sent that fails by a fault of its own. */
const MAX_TRIES = 3;

/** How many waits in a row, without an answer between them, end everything. */
const MAX_HOLDS = 12;

const MAX_JITTER_MS = 1_000;

/** How many times in a row the server's own waiting time is enough: after that, it grows. */
const MAX_TRUSTED_HOLDS = 2;

/** Sends requests to one model within its rate limits, and again if that can help. */
export class PatientSender {
  private readonly limiter: RateLimiter;
  private readonly stopped = new StopSource();
  private holdUntilMs = 0;
  private holdMs = 0;
  private holds = 0;
  private paused: Promise<void> | undefined;
  private unpause: () => void = () => undefined;
  /** The fault because of which nothing more is sent. */
  stoppedBy: RunError | undefined;

  constructor(
    limits: RateLimits,
    private readonly services: SenderServices,
    private readonly onHeld: (wait: Wait) => void,
  ) {
    this.limiter = new RateLimiter(limits);
  }

  get isOver(): boolean {
    return this.stopped.signal.aborted;
  }

  /** Resolves when nothing is paused. */
  get unpaused(): Promise<void> {
    return this.paused ?? Promise.resolve();
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

  /** Also ends the requests in flight. */
  stop(): void {
    this.stopped.stop();
    this.resume();
  }

  /** Undefined if everything was stopped before there was an answer, or a fault of this request. */
  async send(request: RunRequest, planned: SentRow): Promise<Sent | undefined> {
    let spent: PicoUsd | undefined = 0n;
    let failures = 0;
    for (let tries = 1; ; tries += 1) {
      if (!(await this.turn(planned))) return undefined;
      const result = await this.services.runner.run(request, {
        signal: this.stopped.signal,
        onEvent: () => undefined,
      });
      const cost = costOfRow(planned, result, this.services.countTokens);
      spent = spent === undefined || cost === undefined ? undefined : spent + cost;
      if (result.status === "stopped") return undefined;
      const { usage, fault } = result;
      if (usage) this.limiter.correct(usage.inputTokens + usage.outputTokens - reservedOf(planned));
      const policy = fault === undefined ? "record" : policyOf(fault);
      if (fault !== undefined && policy === "stop-side") {
        this.stopBy(fault);
        return undefined;
      }
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
      return { result, cost, tries, spent };
    }
  }

  /** Waits for the rate limits, a hold and a pause to end. False if everything has been stopped. */
  private async turn(planned: SentRow): Promise<boolean> {
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
    const { clock, random } = this.services;
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
    this.onHeld({ fault, seconds: Math.ceil(waitMs / 1000) });
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
}

type SentRow = Pick<PlannedRow, "price" | "inputTokens" | "outputTokens">;

/** The tokens that a request is expected to take of the limit of a minute. */
function reservedOf({ inputTokens, outputTokens }: SentRow): number {
  return inputTokens + outputTokens;
}
