import { describe, expect, test } from "vitest";
import { RateLimiter } from "../../../src/core/measure/engine/rateLimiter";
import { sumIfKnown } from "../../../src/core/money";
import { Ledger } from "../../../src/core/runs/spending/ledger";
import { MemoryFiles } from "../runs/memoryFiles";
import { startRun } from "./measureRun";

const HOUR_MS = 3_600_000;

/** A run of 20 rows at most once a second; the system's clock is set when half of them are asked. */
async function runWithShift(shiftMs: number) {
  const ledger = new Ledger(new MemoryFiles());
  let asked = 0;
  const started = startRun({
    rows: 20,
    settings: { requestsPerMinute: 60 },
    services: { ledger, mustRecord: true },
    reply: ({ text }) => {
      asked += 1;
      if (asked === 20) started.clock.dateShiftMs = shiftMs;
      return text;
    },
  });
  const end = await started.run.done;
  const spentIn = (day: string) => ledger.spentInMonthOf(day);
  return {
    end,
    sentMs: started.runner.sentMs,
    results: started.results(),
    november: await spentIn("2026-11-20"),
    december: await spentIn("2026-12-20"),
  };
}

describe.each([
  ["back an hour", -HOUR_MS],
  ["forward an hour", HOUR_MS],
  ["forward into the next month", 24 * 30 * HOUR_MS],
])("the system's clock goes %s in the middle of a run", (_, shiftMs) => {
  test("requests keep their pace, and latencies are as they were", async () => {
    const [steady, shifted] = [await runWithShift(0), await runWithShift(shiftMs)];
    expect(shifted.end).toEqual({ kind: "finished", stopped: {} });
    expect(shifted.sentMs).toEqual(steady.sentMs);
    expect(shifted.results.map(({ answer }) => answer?.latencyMs)).toEqual(Array(40).fill(1_000));
    const days = new Set(shifted.results.map(({ finishedAt }) => finishedAt));
    expect(days).not.toEqual(new Set(steady.results.map(({ finishedAt }) => finishedAt)));
  });

  test("the month in which it began has its whole cost", async () => {
    const { results, november, december } = await runWithShift(shiftMs);
    expect(november).toBe(sumIfKnown(results.map(({ spent }) => spent)));
    expect(december).toBe(0n);
  });
});

test("after a sleep of an hour, no more than a second's worth is sent at once", () => {
  const limiter = new RateLimiter({ requestsPerMinute: 600 });
  limiter.reserve(1, 0);
  const waits = Array.from({ length: 15 }, () => limiter.reserve(1, HOUR_MS));
  expect(waits.filter((waitMs) => waitMs === 0)).toHaveLength(11);
  expect(waits.slice(-2)).toEqual([300, 400]);
});
