import type { Clock } from "../../../src/core/ports";

/** A clock that only advances when the test says so. */
export class ManualClock implements Clock {
  private timers: { readonly dueMs: number; readonly callback: () => void }[] = [];
  private timeMs = 0;

  constructor(private readonly start = new Date("2026-11-20T09:14:00.000Z")) {}

  nowMs(): number {
    return this.timeMs;
  }

  date(): Date {
    return new Date(this.start.getTime() + this.timeMs);
  }

  after(delayMs: number, callback: () => void): () => void {
    const timer = { dueMs: this.timeMs + delayMs, callback };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((other) => other !== timer);
    };
  }

  /** Timers that have not gone off. */
  get pending(): number {
    return this.timers.length;
  }

  advance(ms: number): void {
    const endMs = this.timeMs + ms;
    for (;;) {
      const next = this.timers
        .filter(({ dueMs }) => dueMs <= endMs)
        .sort((left, right) => left.dueMs - right.dueMs)[0];
      if (next === undefined) break;
      this.timers = this.timers.filter((timer) => timer !== next);
      this.timeMs = next.dueMs;
      next.callback();
    }
    this.timeMs = endMs;
  }
}
