import { describe, expect, test } from "vitest";
import fc from "fast-check";
import {
  type EarlierRun,
  EarlierRunReader,
  headOf,
  settle,
  whyNotResumed,
} from "../../../src/core/measure/engine/earlierRun";
import { readRunLine, resultKey, writeRunLine } from "../../../src/core/measure/engine/runLines";
import { sumIfKnown } from "../../../src/core/money";
import { Ledger } from "../../../src/core/runs/spending/ledger";
import type { ModelRunner } from "../../../src/core/runs/modelRunner";
import type { RunError } from "../../../src/core/runs/runError";
import type { RunResult } from "../../../src/core/runs/runResult";
import { MemoryFiles } from "../runs/memoryFiles";
import { planOfRows, startRun } from "./measureRun";

const BUSY: RunError = { code: "rate-limited", retries: 0, exhausted: false };
const BAD_GATEWAY: RunError = { code: "server-error", status: 502, page: false };

function readBack(lines: readonly string[]): EarlierRun | undefined {
  const reader = new EarlierRunReader();
  for (const line of lines.join("").split("\n")) reader.add(line);
  return reader.end();
}

describe("a run", () => {
  test("asks both models for every row once, and writes each answer before the next begins", async () => {
    let inFlight = 0;
    let open = 0;
    const { run, runner, results } = startRun({
      rows: 30,
      settings: { concurrency: 3 },
      reply: ({ text }) => {
        // Whoever asks again has finished writing.
        inFlight = Math.max(inFlight, ++open);
        return text;
      },
      services: {
        log: {
          append: async () => {
            await new Promise((resolve) => setImmediate(resolve));
            open -= 1;
          },
        },
      },
    });
    expect(await run.done).toEqual({ kind: "finished", stopped: {} });
    expect(runner.asked).toHaveLength(60);
    expect(new Set(results().map(resultKey)).size).toBe(60);
    expect(inFlight).toBe(6);
  });

  test("of 50,000 rows asks for each once, with as little to do for a row as for the first ones", async () => {
    const rows = 50_000;
    let reads = 0;
    const plan = planOfRows(rows);
    const counted = new Proxy(plan.rows, {
      get: (target, key) => {
        if (key !== "length") reads += 1;
        return Reflect.get(target, key) as unknown;
      },
    });
    const asked = new Map<string, number>();
    let open = 0;
    let mostOpen = 0;
    const answer: RunResult = {
      status: "finished",
      text: "yes",
      toolCalls: [],
      timing: { totalMs: 1 },
      unreadableEvents: 0,
    };
    const runner: ModelRunner = {
      reportsUsage: true,
      run: async ({ model }) => {
        asked.set(model, (asked.get(model) ?? 0) + 1);
        mostOpen = Math.max(mostOpen, ++open);
        await Promise.resolve();
        open -= 1;
        return answer;
      },
    };
    const { run, lines } = startRun({
      plan: { ...plan, rows: counted },
      settings: { concurrency: 8 },
      services: { runner },
    });
    expect((await run.done).kind).toBe("finished");
    expect([...asked.values()]).toEqual([rows, rows]);
    expect(lines).toHaveLength(2 * rows);
    expect(mostOpen).toBe(16);
    const readsOfRun = reads;
    // Once on each side to see what is left, and once to ask.
    expect(readsOfRun).toBeLessThan(6 * rows);
    for (let draw = 0; draw < 100; draw += 1) run.progress();
    expect(reads).toBe(readsOfRun);
  });

  test("keeps usage, cost, latency and tries", async () => {
    const { run, results } = startRun({ rows: 1 });
    await run.done;
    expect(results().find(({ side }) => side === "left")).toEqual({
      rowId: "r1",
      side: "left",
      answer: {
        text: "re: Ticket: late 1",
        toolCalls: [],
        finishReason: "stop",
        usage: { inputTokens: 10, cachedTokens: 0, outputTokens: 4 },
        latencyMs: 1_000,
        cost: 65_000_000n,
      },
      tries: 1,
      spent: 65_000_000n,
      finishedAt: "2026-11-20T09:14:01.000Z",
    });
  });

  test("tries a row three times, then leaves it without an answer and goes on", async () => {
    const { run, runner, results } = startRun({
      rows: 5,
      reply: ({ text }) => (text.endsWith("late 3") ? BAD_GATEWAY : text),
    });
    expect((await run.done).kind).toBe("finished");
    expect(runner.asked.filter(({ text }) => text.endsWith("late 3"))).toHaveLength(6);
    expect(results().filter(({ fault }) => fault)).toHaveLength(2);
    expect(run.progress().sides.left).toMatchObject({ finished: 5, unanswered: 1 });
  });

  test.each<RunError>([
    { code: "stalled", seconds: 30 },
    { code: "no-answer", seconds: 60 },
    { code: "empty" },
    { code: "unreadable" },
  ])("tries again after $code, and keeps the answer that comes", async (fault) => {
    const { run, results } = startRun({
      rows: 4,
      reply: ({ text, attempt }) => (attempt < 3 ? fault : text),
    });
    expect(await run.done).toEqual({ kind: "finished", stopped: {} });
    expect(results().map(({ tries, answer }) => [tries, answer !== undefined])).toEqual(
      Array(8).fill([3, true]),
    );
  });

  test("tries again what was cut, and counts what it cost", async () => {
    const { run, results } = startRun({
      rows: 1,
      reply: ({ text, attempt }) => (attempt === 1 ? { code: "cut" } : text),
    });
    await run.done;
    const [left] = results();
    expect(left).toMatchObject({ tries: 2 });
    // The cut answer is billed at most: the input of 10 tokens at $2.50 per million.
    expect((left?.spent ?? 0n) - (left?.answer?.cost ?? 0n)).toBe(25_000_000n);
  });

  test("a storm of rate limits holds the side, with growing waits, and loses no row", async () => {
    let storm = 40;
    const { run, events, results } = startRun({
      rows: 20,
      reply: ({ model, text }) => (model === "gpt-4o" && storm-- > 0 ? BUSY : text),
    });
    expect((await run.done).kind).toBe("finished");
    expect(results().every(({ answer }) => answer)).toBe(true);
    const holds = events.flatMap((event) => (event.kind === "held" ? [event.hold] : []));
    expect(holds.every(({ side }) => side === "left")).toBe(true);
    const seconds = holds.map((hold) => hold.seconds);
    expect(seconds.slice(0, 4)).toEqual([1, 2, 3, 6]);
    expect(run.progress().sides.left?.holds).toBe(holds.length);
  });

  test("waits as long as the server asks", async () => {
    const { run, runner } = startRun({
      rows: 2,
      settings: { concurrency: 1 },
      reply: ({ attempt, text }) => (attempt === 1 ? { ...BUSY, retryAfterSeconds: 20 } : text),
    });
    await run.done;
    const [first = 0, second = 0, third = 0, fourth = 0] = runner.sentMs;
    // Both sides send at once.
    expect(second).toBe(first);
    expect(third - first).toBeGreaterThanOrEqual(21_000);
    expect(fourth - first).toBeLessThan(22_000);
  });

  test("a storm that does not end stops the side", async () => {
    const { run, results } = startRun({
      rows: 20,
      reply: ({ model, text }) => (model === "gpt-4o" ? BUSY : text),
    });
    const end = await run.done;
    expect(end).toMatchObject({ kind: "finished", stopped: { left: { code: "rate-limited" } } });
    expect(results().filter(({ side }) => side === "right")).toHaveLength(20);
  });

  test("a model that goes in the middle ends its side; the other goes on", async () => {
    const gone: RunError = { code: "model-not-found", status: 404 };
    let answers = 0;
    const { run, runner, results } = startRun({
      rows: 40,
      reply: ({ model, text }) => (model === "gpt-4o" && ++answers > 12 ? gone : text),
    });
    const end = await run.done;
    expect(end.stopped).toEqual({ left: gone });
    expect(results().filter(({ side }) => side === "right")).toHaveLength(40);
    expect(results().filter(({ side }) => side === "left")).toHaveLength(12);
    expect(runner.asked.filter(({ model }) => model === "gpt-4o").length).toBeLessThan(20);
    expect(run.progress().remainingMs).toBe(0);
  });

  test("refused requests and filtered prompts are recorded at once", async () => {
    const { run, runner, results } = startRun({
      rows: 2,
      reply: ({ text }) =>
        text.endsWith("1") ? { code: "bad-request", status: 400 } : { code: "prompt-filtered" },
    });
    await run.done;
    expect(runner.asked).toHaveLength(4);
    expect(results().map(({ fault }) => fault?.code)).toEqual(
      expect.arrayContaining(["bad-request", "prompt-filtered"]),
    );
  });

  test("keeps the beginning of an answer of 1 MB, which its checks see as a whole", async () => {
    const seen: number[] = [];
    const { run, results } = startRun({
      rows: 1,
      reply: () => "x".repeat(1_048_576),
      services: {
        check: (_row, { text }) => {
          seen.push(text.length);
          return Promise.resolve({ passed: true, score: 1, outcomes: [] });
        },
      },
    });
    await run.done;
    expect(seen).toEqual([1_048_576, 1_048_576]);
    expect(results()[0]?.answer).toMatchObject({ isTruncated: true });
    expect(results()[0]?.answer?.text.length).toBe(262_144);
    expect(run.progress().sides.left?.passed).toBe(1);
  });

  test("a full disk ends both sides, and says why", async () => {
    const full = Object.assign(new Error("ENOSPC: no space left on device"), { code: "ENOSPC" });
    let room = 7;
    const { run, results } = startRun({
      rows: 50,
      services: {
        log: { append: () => (room-- > 0 ? Promise.resolve() : Promise.reject(full)) },
      },
    });
    const end = await run.done;
    expect(end).toMatchObject({ kind: "failed", error: full });
    expect(results()).toHaveLength(7);
  });

  test("pauses after the requests in flight, goes on, and leaves the pause out of the time left", async () => {
    const { run, runner, clock } = startRun({ rows: 40, settings: { concurrency: 1 } });
    await new Promise<void>((resolve) => clock.after(10_500, resolve));
    run.pause();
    await new Promise<void>((resolve) => clock.after(60_000, resolve));
    const sent = runner.asked.length;
    const { isPaused, remainingMs = 0, sides } = run.progress();
    expect(isPaused).toBe(true);
    expect(sides.left?.finished).toBe(sent / 2);
    const left = 40 - (sides.left?.finished ?? 0);
    expect(remainingMs / 1000 / left).toBeCloseTo(1, 0);
    await new Promise<void>((resolve) => clock.after(60_000, resolve));
    expect(runner.asked).toHaveLength(sent);
    run.resume();
    expect((await run.done).kind).toBe("finished");
    expect(runner.asked).toHaveLength(80);
  });

  test("cancels at once: rows in flight are not recorded", async () => {
    const { run, results, clock } = startRun({ rows: 40, settings: { concurrency: 2 } });
    await new Promise<void>((resolve) => clock.after(5_500, resolve));
    const recorded = results().length;
    run.cancel();
    expect((await run.done).kind).toBe("cancelled");
    expect(results()).toHaveLength(recorded);
  });

  test("spreads requests over the minute, and tokens by what they were", async () => {
    const { run, runner } = startRun({
      rows: 20,
      settings: { concurrency: 8, requestsPerMinute: 60 },
      latencyMs: 10,
    });
    await run.done;
    const sent = runner.sentMs.filter((_, index) => runner.asked[index]?.model === "gpt-4o");
    for (let second = 0; second < 15; second += 1) {
      const inMinute = sent.filter((ms) => ms >= second * 1000 && ms < second * 1000 + 10_000);
      expect(inMinute.length).toBeLessThanOrEqual(11);
    }
    expect((sent.at(-1) ?? 0) / 1000).toBeCloseTo(19, 0);
  });
});

describe("the results on disk", () => {
  const plan = planOfRows(12);
  const head = headOf(plan, "2026-11-20T09:14:00.000Z");
  const written = async (rows = 12): Promise<readonly string[]> => {
    const { run, lines } = startRun({ rows });
    await run.done;
    return [writeRunLine({ kind: "run", head }), ...lines];
  };

  test("are read back as they were, and only what is missing is asked again", async () => {
    const first = startRun({ rows: 12 });
    await first.run.done;
    const lines = [writeRunLine({ kind: "run", head }), ...first.lines];
    expect([...(readBack(lines)?.results.values() ?? [])]).toEqual(first.results());
    const earlier = readBack(lines.slice(0, 10))?.results ?? new Map();
    expect(earlier.size).toBe(9);
    const second = startRun({ rows: 12, earlier });
    await second.run.done;
    expect(second.runner.asked).toHaveLength(24 - 9);
    expect(second.run.progress().sides.left?.finished).toBe(12);
    expect(second.results().filter((result) => earlier.has(resultKey(result)))).toEqual([]);
  });

  test("a damaged line and a torn one are found; their rows are asked again", async () => {
    const lines = [...(await written())];
    const damaged = lines.map((line, index) => {
      if (index === 3) return line.replace("re: Ticket", "re: Packet");
      return index === 7 ? line.slice(0, 40) : line;
    });
    const read = readBack(damaged);
    expect(read?.damagedLines).toEqual([5, 9]);
    expect(read?.results.size).toBe(22);
    const second = startRun({ rows: 12, ...(read && { earlier: read.results }) });
    await second.run.done;
    expect(second.runner.asked).toHaveLength(2);
  });

  test("any change to a line is found", async () => {
    const [, , line = ""] = await written(3);
    fc.assert(
      fc.property(
        fc.nat(line.length - 2),
        fc.string({ minLength: 1, maxLength: 1 }),
        (at, letter) => {
          const place = at + 1;
          const changed = line.slice(1, place) + letter + line.slice(place + 1);
          fc.pre(changed !== line.slice(1));
          expect(readRunLine(changed)).toBeUndefined();
        },
      ),
    );
  });

  test.each([
    [
      "the prompt",
      { promptHash: "0" },
      /^t\.prompty has changed since this run began on 2026-11-20/,
    ],
    ["the rows", { dataHash: "0" }, /^The rows of rows\.jsonl have changed/],
    [
      "a model",
      { models: { left: "gpt-4o", right: "gpt-5" } },
      /is of gpt-5 on the right, not gpt-4o-mini/,
    ],
    ["the server", { host: "elsewhere" }, /was sent to elsewhere, not 127/],
  ])("are not gone on with when %s changed", (_name, change, words) => {
    expect(whyNotResumed({ ...head, ...change }, head)).toMatch(words);
    expect(whyNotResumed(head, head)).toBeUndefined();
  });
});

describe("the ledger", () => {
  const today = "2026-11-20";
  const setUp = (): { readonly ledger: Ledger; readonly files: MemoryFiles } => {
    const files = new MemoryFiles();
    return { ledger: new Ledger(files), files };
  };

  test("has the most that the run can cost before anything is sent, then what it did cost", async () => {
    const { ledger } = setUp();
    let atFirst: Promise<bigint> | undefined;
    const { run } = startRun({
      rows: 12,
      services: { ledger, mustRecord: true },
      reply: ({ text }) => {
        atFirst ??= ledger.spentInMonthOf(today);
        return text;
      },
    });
    await run.done;
    // 12 rows on two models, at most a thousand million pico-USD each.
    expect(await atFirst).toBe(24_000_000_000n);
    expect(await ledger.spentInMonthOf(today)).toBe(12n * (65_000_000n + 3_900_000n));
  });

  test("nothing is sent if a budget needs it and it can't be written", async () => {
    const { ledger, files } = setUp();
    files.failing = true;
    const { run, runner } = startRun({ services: { ledger, mustRecord: true } });
    expect((await run.done).stopped.left).toEqual({ code: "not-recorded" });
    expect(runner.asked).toHaveLength(0);
  });

  test("settles a session that was killed by what its rows cost", async () => {
    const { ledger } = setUp();
    const head = headOf(planOfRows(12), "2026-11-20T09:14:00.000Z");
    const { run, lines } = startRun({ rows: 12, services: { ledger } });
    await run.reserved;
    const reserved = await ledger.spentInMonthOf(today);
    await run.done;
    // Killed after five answers: another ledger, in which the session has no end.
    const killed = setUp().ledger;
    const read = readBack([writeRunLine({ kind: "run", head }), ...lines.slice(0, 6)]);
    await killed.reserve(read?.unsettled.map(({ entry }) => entry) ?? []);
    expect(await killed.spentInMonthOf(today)).toBe(reserved);
    await settle(killed, read?.unsettled ?? []);
    const spent = [...(read?.results.values() ?? [])].map((result) => result.spent);
    expect(spent).toHaveLength(5);
    expect(await killed.spentInMonthOf(today)).toBe(sumIfKnown(spent));
  });
});
