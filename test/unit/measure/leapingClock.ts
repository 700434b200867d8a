import type { Clock } from "../../../src/core/ports";

interface Timer {
  readonly dueMs: number;
  readonly callback: () => void;
}

/** A clock that leaps to the next timer as soon as nothing else is left to do. */
export class LeapingClock implements Clock {
  private timers: Timer[] = [];
  private timeMs = 0;
  private isArmed = false;
  /** How far the system's clock was set forward, or back. */
  dateShiftMs = 0;

  nowMs(): number {
    return this.timeMs;
  }

  date(): Date {
    return new Date(Date.parse("2026-11-20T09:14:00.000Z") + this.timeMs + this.dateShiftMs);
  }

  after(delayMs: number, callback: () => void): () => void {
    const timer = { dueMs: this.timeMs + delayMs, callback };
    this.timers.push(timer);
    this.arm();
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  }

  private arm(): void {
    if (this.isArmed) return;
    this.isArmed = true;
    setImmediate(() => {
      this.isArmed = false;
      const next = this.timers.toSorted((a, b) => a.dueMs - b.dueMs)[0];
      if (next === undefined) return;
      this.timers = this.timers.filter((timer) => timer !== next);
      this.timeMs = Math.max(this.timeMs, next.dueMs);
      next.callback();
      if (this.timers.length > 0) this.arm();
    });
  }
}
