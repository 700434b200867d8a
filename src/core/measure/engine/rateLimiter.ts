/** How much may be sent in a minute; undefined: as much as the server takes. */
export interface RateLimits {
  readonly requestsPerMinute?: number;
  readonly tokensPerMinute?: number;
}

const MS_PER_MINUTE = 60_000;

/** How much may be sent at once after a silence, as a share of a minute's: servers look at seconds, too. */
const BURST_MS = 1_000;

/**
 * Spreads requests evenly, so that the limits of a minute hold in any minute. It keeps no timers: it says
 * how long to wait. A clock that jumps ahead makes a single burst, one that jumps back a single wait.
 */
export class RateLimiter {
  /** When the requests, and the tokens, that were let through are used up. */
  private requestsMs = 0;
  private tokensMs = 0;

  constructor(private readonly limits: RateLimits) {}

  /** Takes a place in the queue; returns after how many milliseconds it may be sent. */
  reserve(tokens: number, nowMs: number): number {
    const { requestsPerMinute, tokensPerMinute } = this.limits;
    let waitMs = 0;
    if (requestsPerMinute !== undefined) {
      const startMs = Math.max(this.requestsMs, nowMs - burstMs(requestsPerMinute));
      waitMs = Math.max(waitMs, startMs - nowMs);
      this.requestsMs = startMs + MS_PER_MINUTE / requestsPerMinute;
    }
    if (tokensPerMinute !== undefined) {
      const startMs = Math.max(this.tokensMs, nowMs - BURST_MS);
      waitMs = Math.max(waitMs, startMs - nowMs);
      this.tokensMs = startMs + (tokens * MS_PER_MINUTE) / tokensPerMinute;
    }
    return waitMs;
  }

  /** After the answer: how many tokens it took more (or less) than was reserved. */
  correct(tokens: number): void {
    const { tokensPerMinute } = this.limits;
    if (tokensPerMinute === undefined) return;
    this.tokensMs += (tokens * MS_PER_MINUTE) / tokensPerMinute;
  }
}

/** No burst for a limit of few requests: one would be a large part of it. */
function burstMs(perMinute: number): number {
  return perMinute * BURST_MS >= 2 * MS_PER_MINUTE ? BURST_MS : 0;
}
