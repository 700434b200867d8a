import { beforeEach, describe, expect, it } from "vitest";
import type { AnswerEnd } from "../../../src/core/runs/records/answerEnd";
import { DEFAULT_HISTORY_LIMITS, RunHistory } from "../../../src/core/runs/records/runHistory";
import { exportStoredRun, type StoredRunHead } from "../../../src/core/runs/records/storedRun";
import { ManualClock } from "./manualClock";
import { MemoryFiles } from "./memoryFiles";

const LEFT = { side: "left", index: 0 } as const;
const RIGHT = { side: "right", index: 0 } as const;

function head(changes: Partial<StoredRunHead> = {}): StoredRunHead {
  return {
    id: "run-1",
    file: "prompts/triage.prompty",
    startedAt: "2026-11-20T09:14:00.000Z",
    host: "api.openai.com",
    endpoint: "chat",
    models: { left: "gpt-4o", right: "gpt-4o-mini" },
    estimates: {
      left: {
        inputTokens: 8,
        outputTokens: 3,
        price: { usdPerMillionInput: 2.5, usdPerMillionOutput: 10 },
      },
      right: { inputTokens: 8, outputTokens: 3 },
    },
    ...changes,
  };
}

/** The head of the run that started `minute` minutes past the hour. */
function headAt(minute: number, changes: Partial<StoredRunHead> = {}): StoredRunHead {
  const time = `2026-11-20T09:${String(minute).padStart(2, "0")}:00.000Z`;
  return head({ id: `run-${minute}`, startedAt: time, ...changes });
}

const FINISHED: AnswerEnd = {
  status: "finished",
  finishReason: "stop",
  usage: { inputTokens: 8, cachedTokens: 0, outputTokens: 2 },
  timing: { firstByteMs: 300, firstTokenMs: 400, totalMs: 900 },
  unreadableEvents: 0,
  servedModel: "gpt-4o-2024-08-06",
  outputTokens: 2,
  cost: 40_000_000n,
  circumstances: { alternatives: [], reportsUsage: true },
};

describe("the history of runs", () => {
  let files: MemoryFiles;
  let clock: ManualClock;
  let history: RunHistory;
  const problems: unknown[] = [];
  beforeEach(() => {
    files = new MemoryFiles();
    clock = new ManualClock();
    history = new RunHistory(files, clock);
    problems.length = 0;
  });
  const begin = (of = head()) => history.begin(of, (problem) => problems.push(problem));
  const onlyText = (): string => [...files.texts.values()].join("");

  it("opens a run again as it was", async () => {
    const keeper = await begin();
    keeper.event(LEFT, { kind: "first-token", atMs: 400 });
    keeper.event(LEFT, { kind: "text", text: "Good " });
    keeper.event(RIGHT, {
      kind: "tool-call",
      index: 0,
      id: "call_1",
      name: "f",
      arguments: '{"a"',
    });
    keeper.event(LEFT, { kind: "text", text: "morning" });
    keeper.event(RIGHT, { kind: "tool-call", index: 0, arguments: ":1}" });
    keeper.end(LEFT, FINISHED);
    keeper.end(RIGHT, { ...FINISHED, finishReason: "length" });
    await keeper.done();
    const [run, ...others] = await history.runsOf("prompts/triage.prompty");
    expect(others).toEqual([]);
    expect(run).toEqual({
      ...head(),
      damagedLines: 0,
      answers: [
        {
          side: "left",
          index: 0,
          text: "Good morning",
          toolCalls: [],
          truncated: false,
          end: FINISHED,
        },
        expect.objectContaining({
          side: "right",
          toolCalls: [{ id: "call_1", name: "f", arguments: '{"a":1}' }],
          end: { ...FINISHED, finishReason: "length" },
        }),
      ],
    });
    expect(problems).toEqual([]);
  });

  it("keeps what had arrived of a run that was interrupted", async () => {
    const keeper = await begin();
    keeper.event(LEFT, { kind: "text", text: "Good " });
    keeper.event(LEFT, { kind: "text", text: "mor" });
    clock.advance(500);
    keeper.event(LEFT, { kind: "text", text: "ning, not written yet" });
    await keeper.done();
    // The window is closed here: nothing else is ever written.
    const [run] = await history.runsOf(head().file);
    expect(run?.answers).toEqual([
      { side: "left", index: 0, text: "Good mor", toolCalls: [], truncated: false },
    ]);
  });

  it("reads on behind lines that a crash has torn", async () => {
    const keeper = await begin();
    keeper.event(LEFT, { kind: "text", text: "Good " });
    await keeper.done();
    for (const name of files.texts.keys()) await files.append(name, '\n{"kind":"pieces","si');
    keeper.end(LEFT, FINISHED);
    await keeper.done();
    const [run] = await history.runsOf(head().file);
    expect(run).toMatchObject({ damagedLines: 1, answers: [{ text: "Good ", end: {} }] });
  });

  it("leaves a file out whose head is damaged", async () => {
    const keeper = await begin();
    await keeper.done();
    for (const name of files.texts.keys()) files.texts.set(name, "\n{]");
    expect(await history.runsOf(head().file)).toEqual([]);
  });

  it("keeps as many runs of a prompt as it should, the newest", async () => {
    history = new RunHistory(files, clock, { ...DEFAULT_HISTORY_LIMITS, runsPerPrompt: 3 });
    await (await begin(headAt(0, { file: "other.md" }))).done();
    for (const minute of [1, 2, 3, 4, 5]) await (await begin(headAt(minute))).done();
    const ids = (await history.runsOf(head().file)).map(({ id }) => id);
    expect(ids).toEqual(["run-5", "run-4", "run-3"]);
    expect(await history.runsOf("other.md")).toHaveLength(1);
  });

  it("takes no more room than it should, over all prompts", async () => {
    history = new RunHistory(files, clock, { ...DEFAULT_HISTORY_LIMITS, bytes: 2_000 });
    for (const minute of [1, 2, 3, 4]) {
      const keeper = await begin(headAt(minute, { file: `${minute}.md` }));
      keeper.event(LEFT, { kind: "text", text: "x".repeat(900) });
      await keeper.done();
    }
    expect(await history.runsOf("1.md")).toEqual([]);
    expect(await history.runsOf("4.md")).toHaveLength(1);
    expect(onlyText().length).toBeLessThan(2_000 + 1_500);
  });

  it("cuts an answer that is too long and says so", async () => {
    history = new RunHistory(files, clock, { ...DEFAULT_HISTORY_LIMITS, charactersPerRun: 1_000 });
    const keeper = await begin();
    for (let index = 0; index < 40; index += 1) {
      keeper.event(LEFT, { kind: "text", text: "x".repeat(100) });
      clock.advance(500);
    }
    keeper.end(LEFT, FINISHED);
    await keeper.done();
    const [run] = await history.runsOf(head().file);
    expect(run?.answers[0]).toMatchObject({ truncated: true, text: "x".repeat(1_000) });
    expect(onlyText().length).toBeLessThan(5_000);
  });

  it("keeps of one that comes in one piece what there is room for", async () => {
    history = new RunHistory(files, clock, { ...DEFAULT_HISTORY_LIMITS, charactersPerRun: 1_000 });
    const keeper = await begin();
    keeper.event(LEFT, { kind: "text", text: "x".repeat(700) });
    keeper.event(RIGHT, { kind: "tool-call", index: 0, name: "f", arguments: "y".repeat(700) });
    keeper.end(LEFT, FINISHED);
    keeper.end(RIGHT, FINISHED);
    await keeper.done();
    const [run] = await history.runsOf(head().file);
    expect(run?.answers).toMatchObject([
      { truncated: false, text: "x".repeat(700) },
      { truncated: true, toolCalls: [{ name: "f", arguments: "y".repeat(300) }] },
    ]);
  });

  it("deletes one run, those of a prompt, or all", async () => {
    await (await begin(headAt(3, { file: "other.md" }))).done();
    await (await begin(headAt(1))).done();
    await (await begin(headAt(2))).done();
    await history.delete(headAt(1));
    expect((await history.runsOf(head().file)).map(({ id }) => id)).toEqual(["run-2"]);
    await history.deleteAll(head().file);
    expect(await history.runsOf(head().file)).toEqual([]);
    expect(await history.runsOf("other.md")).toHaveLength(1);
    await history.deleteAll();
    expect(files.texts.size).toBe(0);
  });

  it("leaves files alone that are not its own", async () => {
    await files.append("notes.txt", "mine");
    await history.deleteAll();
    expect(files.texts.has("notes.txt")).toBe(true);
  });

  it("says once that it could not write, and does not stop the run", async () => {
    const keeper = await begin();
    await keeper.done();
    files.failing = true;
    keeper.event(LEFT, { kind: "text", text: "a" });
    keeper.end(LEFT, FINISHED);
    await keeper.done();
    expect(problems).toEqual([new Error("The disk is full.")]);
  });

  it("exports a run as JSON with its money in USD", async () => {
    const keeper = await begin();
    keeper.event(LEFT, { kind: "text", text: "Good morning" });
    keeper.event(RIGHT, { kind: "text", text: "Good" });
    keeper.end(LEFT, FINISHED);
    clock.advance(500);
    await keeper.done();
    const [run] = await history.runsOf(head().file);
    if (run === undefined) throw new Error("no run");
    expect(JSON.parse(exportStoredRun(run))).toMatchObject({
      file: "prompts/triage.prompty",
      models: { left: "gpt-4o", right: "gpt-4o-mini" },
      answers: [
        { side: "left", text: "Good morning", status: "finished", costUsd: "0.00004" },
        { side: "right", text: "Good", status: "interrupted" },
      ],
    });
  });
});
