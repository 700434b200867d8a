import { beforeEach, describe, expect, it } from "vitest";
import { LiveRun } from "../../../src/core/runs/engine/liveRun";
import { DisplayedRuns } from "../../../src/core/runs/engine/displayedRuns";
import { exportStoredRun, type StoredRun } from "../../../src/core/runs/records/storedRun";
import { HandRunner, plan, settle } from "./liveRunner";

let runner: HandRunner;
beforeEach(() => {
  runner = new HandRunner();
});

const both = plan().sides;
const start = (changes: Parameters<typeof plan>[0] = {}): LiveRun =>
  new LiveRun(plan(changes), runner.services());

describe("a live run", () => {
  it("runs until both are over, whatever becomes of each", async () => {
    const run = start();
    await runner.say("gpt-4o", "Green, white and red");
    expect([run.isRunning("left"), run.isRunning("right"), run.isRunning()]).toEqual([
      false,
      true,
      true,
    ]);
    const { recorder, end } = await runner.of("gpt-4o-mini");
    end(recorder.failed({ code: "offline" }));
    await run.done;
    expect(run.isRunning()).toBe(false);
  });

  it("shows an answer as it comes, with what it costs at most so far", async () => {
    const run = start();
    const { recorder } = await runner.of("gpt-4o");
    runner.clock.advance(250);
    recorder.addText("Green and ");
    runner.clock.advance(250);
    const [answer] = run.shownSide("left", runner.clock.nowMs())?.answers ?? [];
    expect(answer).toMatchObject({
      phase: "running",
      text: "Green and ",
      firstTokenMs: 250,
      elapsedMs: 500,
      costBasis: "at-most",
    });
    run.stop();
    await run.done;
    expect(run.shownSide("left", 0)?.answers[0]).toMatchObject({
      phase: "done",
      text: "Green and ",
      messages: [{ title: "Stopped after 2 tokens" }],
    });
  });

  it("is over on a side that was stopped, though runs were still to come there", async () => {
    const run = start({ runsEach: 3 });
    await runner.of("gpt-4o");
    run.stop("left");
    await settle();
    expect(run.isRunning("left")).toBe(false);
    expect(run.isRunning("right")).toBe(true);
    expect(run.shownSide("left", 0)?.answers).toHaveLength(1);
  });

  it("waits for a rate limit, says for how long, and continues at once if it is told to", async () => {
    const run = start();
    const { recorder } = await runner.of("gpt-4o");
    let retries = 0;
    recorder.waiting(12, () => (retries += 1));
    expect(run.shownSide("left", 0)?.answers[0]).toMatchObject({
      phase: "waiting",
      messages: [{ sentence: "Next try in 12 s, by itself, twice at most." }],
    });
    run.retryNow("right");
    run.retryNow("left");
    expect(retries).toBe(1);
    recorder.retrying();
    expect(run.shownSide("left", 0)?.answers[0]).toMatchObject({ phase: "running", messages: [] });
    run.retryNow("left");
    expect(retries).toBe(1);
  });

  it("is saved whole, an answer that still comes without an end", async () => {
    const run = start({ request: "ticket-7" });
    await runner.say("gpt-4o", "Green");
    const { recorder } = await runner.of("gpt-4o-mini");
    recorder.addText("Gre");
    const stored = run.toStored();
    expect(stored).toMatchObject({
      id: "run-1",
      file: "flag.md#ticket-7",
      models: { left: "gpt-4o", right: "gpt-4o-mini" },
      answers: [
        { side: "left", text: "Green", end: { status: "finished", finishReason: "stop" } },
        { side: "right", text: "Gre" },
      ],
    });
    expect(JSON.parse(exportStoredRun(stored))).toMatchObject({
      answers: [{ status: "finished" }, { status: "interrupted" }],
    });
  });
});

describe("what is shown of a prompt", () => {
  const stored: StoredRun = {
    id: "old",
    file: "flag.md",
    startedAt: "2026-11-19T10:00:00.000Z",
    host: "api.openai.com",
    endpoint: "chat",
    models: { left: "gpt-4o", right: "gpt-4o-mini" },
    estimates: {},
    answers: [
      { side: "left", index: 0, text: "Old left", toolCalls: [], truncated: false },
      { side: "right", index: 0, text: "Old right", toolCalls: [], truncated: true },
    ],
    damagedLines: 0,
  };
  const texts = (board: DisplayedRuns): readonly (string | undefined)[] => {
    const sides = board.sides(0);
    return [sides?.left, sides?.right].map((side) => side?.answers.at(-1)?.text);
  };

  it("is nothing before the first run", () => {
    const board = new DisplayedRuns();
    expect(board.sides(0)).toBeUndefined();
    expect(board.toStored()).toBeUndefined();
    expect(board.isRunning()).toBe(false);
  });

  it("keeps the other model's answer if one is run again alone", async () => {
    const board = new DisplayedRuns();
    board.showRun(start());
    await runner.say("gpt-4o", "First left");
    await runner.say("gpt-4o-mini", "First right");
    board.showRun(start({ id: "run-2", sides: both.left ? { left: both.left } : {} }));
    await runner.say("gpt-4o", "Second left");
    expect(texts(board)).toEqual(["Second left", "First right"]);
    expect(board.toStored()).toMatchObject({
      id: "run-2",
      models: { left: "gpt-4o", right: "gpt-4o-mini" },
      answers: [{ text: "Second left" }, { text: "First right" }],
    });
  });

  it("says of a run of the history what became of it", () => {
    const board = new DisplayedRuns();
    board.showStored(stored);
    expect(texts(board)).toEqual(["Old left", "Old right"]);
    const right = board.sides(0)?.right?.answers[0];
    expect(right?.phase).toBe("interrupted");
    expect(right?.messages.map(({ title }) => title)).toEqual([
      "Interrupted",
      "Cut in the history",
    ]);
    board.forget("other");
    expect(texts(board)).toEqual(["Old left", "Old right"]);
    board.forget("old");
    expect(board.sides(0)).toBeUndefined();
  });

  it("shows a run of the history beside what had been expected of it, as while it ran", async () => {
    const price = {
      usdPerMillionInput: 2.5,
      usdPerMillionCachedInput: 1.25,
      usdPerMillionOutput: 10,
    };
    const run = start({ sides: both.left ? { left: { ...both.left, price } } : {} });
    const { recorder, end } = await runner.of("gpt-4o");
    recorder.addText("Good morning");
    recorder.finish("stop");
    recorder.setUsage({ inputTokens: 9, cachedTokens: 4, outputTokens: 2 });
    end(recorder.finished());
    await settle();
    const board = new DisplayedRuns();
    board.showRun(run);
    const live = board.sides(0)?.left;
    expect(live?.estimate).toEqual({ inputTokens: 8, outputTokens: 10, cost: 120_000_000n });
    expect(live?.answers[0]?.difference).toMatchObject({ inputTokens: 1, byCache: -5_000_000n });
    const kept = board.toStored();
    if (kept === undefined) throw new Error("Nothing was run.");
    board.showStored(kept);
    expect(board.sides(0)?.left).toEqual(live);
  });

  it("stops and retries one model only", async () => {
    const board = new DisplayedRuns();
    board.showRun(start());
    await runner.of("gpt-4o");
    board.stop("right");
    await settle();
    expect([board.isRunning("left"), board.isRunning("right")]).toEqual([true, false]);
    board.stop();
    await settle();
    expect(board.isRunning()).toBe(false);
  });

  it("follows the newest answer that both have begun, until one is chosen", async () => {
    const board = new DisplayedRuns();
    const run = start({ runsEach: 3 });
    board.showRun(run);
    const index = (): number => {
      const sides = board.sides(0);
      return sides ? board.indexOf(sides) : -1;
    };
    await settle();
    expect(index()).toBe(0);
    await runner.say("gpt-4o", "1");
    await runner.say("gpt-4o", "2");
    expect(index()).toBe(0);
    await runner.say("gpt-4o-mini", "1");
    expect(index()).toBe(1);
    board.choose(0);
    await runner.say("gpt-4o-mini", "2");
    expect(index()).toBe(0);
    board.choose(7);
    expect(index()).toBe(2);
  });

  it("measures how alike several answers of a model are", async () => {
    const board = new DisplayedRuns();
    board.showRun(start({ runsEach: 2 }));
    for (const text of ["a b c d", "a b c x"]) {
      await runner.say("gpt-4o", text);
      await runner.say("gpt-4o-mini", "the same");
    }
    await board.measureSimilarity({ yieldIfDue: () => Promise.resolve() });
    expect(board.alike).toEqual({
      left: { median: 0.75, min: 0.75, max: 0.75 },
      right: { median: 1, min: 1, max: 1 },
    });
    board.showStored(stored);
    expect(board.alike).toEqual({});
  });

  it("leaves out what was measured of answers that are gone meanwhile", async () => {
    const board = new DisplayedRuns();
    board.showRun(start({ runsEach: 2 }));
    for (const text of ["a", "b"]) await runner.say("gpt-4o", text);
    const measured = board.measureSimilarity({
      yieldIfDue: () => {
        board.showStored(stored);
        return Promise.resolve();
      },
    });
    await measured;
    expect(board.alike).toEqual({});
  });
});
