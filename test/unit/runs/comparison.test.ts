import { beforeEach, describe, expect, it } from "vitest";
import { PICO_PER_USD } from "../../../src/core/money";
import { parseJson } from "../../../src/core/json/parseJson";
import type { ModelRunner, RunOptions, RunRequest } from "../../../src/core/runs/modelRunner";
import type { Prompt } from "../../../src/core/prompt/prompt";
import { readChatRequest } from "../../../src/core/prompt/requestJson";
import { placeKey } from "../../../src/core/runs/answerKey";
import { Comparison } from "../../../src/core/runs/engine/comparison";
import type { ComparisonPlan, ComparisonSide } from "../../../src/core/runs/comparisonPlan";
import type { ComparisonServices } from "../../../src/core/runs/engine/comparisonServices";
import { EstimateRecord } from "../../../src/core/runs/records/estimateRecord";
import { type AnswerEnd, costBasisOf, describeEnd } from "../../../src/core/runs/records/answerEnd";
import type { RunMessage } from "../../../src/core/runs/runWords";
import { Ledger } from "../../../src/core/runs/spending/ledger";
import type { ComparisonListener } from "../../../src/core/runs/engine/comparisonEvent";
import { RunHistory } from "../../../src/core/runs/records/runHistory";
import { RunRecorder } from "../../../src/core/runs/engine/runRecorder";
import type { RunResult } from "../../../src/core/runs/runResult";
import { StopSource } from "../../../src/core/runs/engine/stopSource";
import { ManualClock } from "./manualClock";
import { MemoryFiles } from "./memoryFiles";

const PROMPT: Prompt = readChatRequest(
  parseJson('{"messages":[{"role":"user","content":"hello"}],"max_tokens":720}').root ?? {
    kind: "null",
    range: { start: 0, end: 0 },
  },
);

/** Tokens are words here: what the real counter counts is its own tests' matter. */
const counter = { count: (text: string) => text.split(/\s+/).filter((word) => word !== "").length };

/** A run that the test lets go on by hand. */
interface OpenRun {
  readonly request: RunRequest;
  readonly recorder: RunRecorder;
  readonly finish: () => void;
  readonly fail: (result: (recorder: RunRecorder) => RunResult) => void;
}

class HandRunner implements ModelRunner {
  readonly reportsUsage: boolean;
  readonly runs: OpenRun[] = [];
  constructor(
    private readonly clock: ManualClock,
    reportsUsage = true,
  ) {
    this.reportsUsage = reportsUsage;
  }

  run(request: RunRequest, { onEvent, signal }: RunOptions): Promise<RunResult> {
    return new Promise((resolve) => {
      const recorder = new RunRecorder(this.clock, onEvent);
      recorder.sent();
      signal.addEventListener("abort", () => resolve(recorder.stopped()));
      this.runs.push({
        request,
        recorder,
        finish: () => resolve(recorder.finished()),
        fail: (result) => resolve(result(recorder)),
      });
    });
  }

  of(model: string): OpenRun {
    const run = this.runs.findLast(({ request }) => request.model === model);
    if (run === undefined) throw new Error(`${model} does not run`);
    return run;
  }
}

describe("a comparison", () => {
  let clock: ManualClock;
  let runner: HandRunner;
  let files: MemoryFiles;
  let ledger: Ledger;
  let estimates: EstimateRecord;
  let history: RunHistory;
  const events: string[] = [];
  const answers = new Map<string, AnswerEnd>();
  const problems: unknown[] = [];

  beforeEach(() => {
    clock = new ManualClock();
    runner = new HandRunner(clock);
    files = new MemoryFiles();
    ledger = new Ledger(files);
    estimates = new EstimateRecord(files);
    history = new RunHistory(files, clock);
    events.length = 0;
    answers.clear();
    problems.length = 0;
  });

  const side = (model: string, usdPerMillionInput: number): ComparisonSide => ({
    name: { label: model, shortLabel: model },
    request: { prompt: PROMPT, model, endpoint: "chat" },
    price: {
      usdPerMillionInput,
      usdPerMillionCachedInput: usdPerMillionInput / 2,
      usdPerMillionOutput: usdPerMillionInput * 4,
    },
    atMost: PICO_PER_USD,
    estimatedInputTokens: 1_204,
    inputBasis: "exact",
    output: {
      minTokens: 1,
      expectedTokens: 3,
      maxTokens: 720,
      origin: "by the length estimate",
      originKind: "length-estimate",
    },
  });
  const services = (): ComparisonServices => ({
    runner,
    clock,
    counter,
    ledger,
    estimates,
    history,
    listener: (event) => {
      if (event.kind === "problem") problems.push(event.error);
      else if (event.kind === "answer-ended") answers.set(placeKey(event.place), event.end);
      else events.push(`${placeKey(event.place)} ${event.event.kind}`);
    },
  });
  const start = (
    changes: Partial<ComparisonPlan> = {},
    options: Pick<ComparisonServices, "mustRecord"> = {},
  ): Comparison =>
    new Comparison(
      {
        id: "c1",
        file: "a.prompty",
        host: "api.openai.com",
        runsEach: 1,
        sides: { left: side("gpt-4o", 2.5), right: side("gpt-4o-mini", 0.15) },
        alternatives: [],
        ...changes,
      },
      { ...services(), ...options },
    );
  const messagesOf = (end: AnswerEnd | undefined): readonly RunMessage[] =>
    end ? describeEnd(end, { host: "api.openai.com", model: "gpt-4o" }) : [];
  /** Until all that can happen by itself has happened. */
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
  };
  const say = (model: string, ...words: readonly string[]): void => {
    const { recorder } = runner.of(model);
    recorder.bytes();
    for (const word of words) recorder.addText(word);
  };
  const finish = (model: string, outputTokens: number): void => {
    const run = runner.of(model);
    run.recorder.finish("stop");
    run.recorder.setUsage({ inputTokens: 1_204, cachedTokens: 1_024, outputTokens });
    run.finish();
  };

  it("runs both at once and prices each by what is billed", async () => {
    const comparison = start();
    await settle();
    expect(runner.runs.map(({ request }) => request.model)).toEqual(["gpt-4o", "gpt-4o-mini"]);
    clock.advance(410);
    say("gpt-4o", "Good ", "morning");
    say("gpt-4o-mini", "Hello");
    clock.advance(1_810);
    finish("gpt-4o", 203);
    finish("gpt-4o-mini", 100);
    await comparison.done;
    expect(answers.get("left-0")).toMatchObject({
      outputTokens: 203,
      // 180 × $2.50 + 1,024 × $1.25 + 203 × $10.00 a million.
      cost: 3_760_000_000n,
      timing: { firstTokenMs: 410, totalMs: 2_220 },
    });
    expect(messagesOf(answers.get("left-0"))).toEqual([]);
    expect(comparison.answerOf({ side: "left", index: 0 })?.text).toBe("Good morning");
    expect(comparison.answerOf({ side: "right", index: 0 })?.text).toBe("Hello");
    expect(problems).toEqual([]);
  });

  it("shows what has arrived so far, with its tokens and cost at most", async () => {
    const comparison = start();
    await settle();
    say("gpt-4o", "one two ", "three ");
    expect(comparison.progressOf("left")).toMatchObject([
      // 1,204 × $2.50 + 3 × $10.00 a million.
      { phase: "running", outputTokens: 3, cost: 3_040_000_000n },
    ]);
    say("gpt-4o", "four");
    expect(comparison.progressOf("left")[0]?.outputTokens).toBe(4);
    expect(comparison.answerOf({ side: "left", index: 0 })?.text).toBe("one two three four");
    expect(comparison.answerOf({ side: "left", index: 1 })).toBeUndefined();
    comparison.stop();
    await comparison.done;
  });

  it("continues if the other side fails, and says which one answered", async () => {
    const comparison = start();
    await settle();
    say("gpt-4o-mini", "Hello");
    runner.of("gpt-4o").fail((recorder) => recorder.failed({ code: "model-not-found" }));
    await settle();
    expect(answers.get("left-0")).toMatchObject({ cost: 0n, fault: { code: "model-not-found" } });
    expect(messagesOf(answers.get("left-0"))[0]?.sentence).toContain("gpt-4o-mini answered;");
    expect(answers.has("right-0")).toBe(false);
    finish("gpt-4o-mini", 1);
    await comparison.done;
    expect(answers.get("right-0")?.status).toBe("finished");
  });

  it("says that the other one answered, though that came later", async () => {
    const comparison = start({ alternatives: ["gpt-4.1"] });
    const said = (): string | undefined =>
      messagesOf(comparison.progressOf("left")[0]?.end)[0]?.sentence;
    await settle();
    runner.of("gpt-4o").fail((recorder) => recorder.failed({ code: "model-not-found" }));
    await settle();
    expect(said()).toContain("What is left to compare: gpt-4.1.");
    say("gpt-4o-mini", "Hello");
    expect(said()).toContain("gpt-4o-mini answered;");
    finish("gpt-4o-mini", 1);
    await comparison.done;
  });

  it("continues if its listeners fail, and says so", async () => {
    const broken: ComparisonListener = (event) => {
      if (event.kind !== "problem") throw new Error("The page is gone.");
      problems.push(event.error);
    };
    const watched = { ...services(), listener: broken };
    const { plan } = start();
    const comparison = new Comparison({ ...plan, sides: { left: side("gpt-4o", 2.5) } }, watched);
    await settle();
    say("gpt-4o", "Good");
    finish("gpt-4o", 1);
    await comparison.done;
    expect(comparison.answerOf({ side: "left", index: 0 })?.text).toBe("Good");
    expect(problems).toContainEqual(new Error("The page is gone."));
  });

  it("stops one side, or both, and keeps what had arrived", async () => {
    const comparison = start({ runsEach: 3 });
    await settle();
    say("gpt-4o", "Good ");
    comparison.stop("left");
    await settle();
    expect(answers.get("left-0")?.status).toBe("stopped");
    expect(comparison.answerOf({ side: "left", index: 0 })?.text).toBe("Good ");
    expect(comparison.progressOf("left")).toHaveLength(1);
    expect(comparison.progressOf("right")[0]?.phase).toBe("running");
    comparison.stop();
    await comparison.done;
    expect(runner.runs).toHaveLength(2);
  });

  it("runs as often as asked, one after the other on each side", async () => {
    const comparison = start({ runsEach: 3, sides: { left: side("gpt-4o", 2.5) } });
    for (const tokens of [5, 6, 7]) {
      await settle();
      expect(runner.runs).toHaveLength(tokens - 4);
      finish("gpt-4o", tokens);
    }
    await comparison.done;
    expect(comparison.progressOf("left").map(({ outputTokens }) => outputTokens)).toEqual([
      5, 6, 7,
    ]);
  });

  it("shows that it waits for a rate limit", async () => {
    const comparison = start();
    await settle();
    const { recorder } = runner.of("gpt-4o");
    recorder.waiting(12, () => undefined);
    expect(comparison.progressOf("left")[0]?.phase).toBe("waiting");
    recorder.retrying();
    expect(comparison.progressOf("left")[0]?.phase).toBe("running");
    comparison.stop();
    await comparison.done;
  });

  it.each([
    ["no answer: all attempts and waits", false, 14_010],
    ["an answer: the last attempt", true, 10],
  ])("the time of a run with %s", async (_name, hasAnswer, totalMs) => {
    const comparison = start({ sides: { left: side("gpt-4o", 2.5) } });
    await settle();
    const { recorder } = runner.of("gpt-4o");
    recorder.sent();
    clock.advance(2_000);
    recorder.waiting(12, () => undefined);
    clock.advance(12_000);
    recorder.retrying();
    recorder.sent();
    if (hasAnswer) recorder.addText("Good");
    clock.advance(10);
    runner.of("gpt-4o").fail((each) => each.failed({ code: "offline" }));
    await comparison.done;
    expect(answers.get("left-0")?.timing.totalMs).toBe(totalMs);
  });

  it("writes what it spends before the request leaves, and what it spent after", async () => {
    const comparison = start({ sides: { left: side("gpt-4o", 2.5) } });
    await settle();
    expect(await ledger.spentInMonthOf("2026-11-20")).toBe(PICO_PER_USD);
    finish("gpt-4o", 203);
    await comparison.done;
    expect((await ledger.readAll()).entries).toEqual([
      {
        id: "c1-left-0",
        day: "2026-11-20",
        model: "gpt-4o",
        file: "a.prompty",
        host: "api.openai.com",
        tokens: { inputTokens: 1_204, cachedTokens: 1_024, outputTokens: 203 },
        cost: 3_760_000_000n,
        basis: "billed",
      },
    ]);
  });

  it("reserves all runs before the first is sent, and gives back those that never began", async () => {
    const comparison = start({ runsEach: 3 });
    await comparison.reserved;
    expect(await ledger.spentInMonthOf("2026-11-20")).toBe(6n * PICO_PER_USD);
    await settle();
    comparison.stop();
    await comparison.done;
    const { entries, damagedLines } = await ledger.readAll();
    expect(damagedLines).toBe(0);
    expect(entries.map(({ id }) => id)).toEqual(["c1-left-0", "c1-right-0"]);
  });

  it("sends nothing that a budget would miss because the disk is full", async () => {
    files.failing = true;
    const comparison = start({ runsEach: 3 }, { mustRecord: true });
    await comparison.done;
    expect([...answers.keys()].sort()).toEqual(["left-0", "right-0"]);
    expect(messagesOf(answers.get("left-0"))[0]).toMatchObject({
      title: "Not recorded, so not sent",
    });
    expect(() => runner.of("gpt-4o")).toThrow("does not run");
    expect(problems).not.toEqual([]);
  });

  it("continues without a budget, and reports that it is not recorded", async () => {
    files.failing = true;
    const comparison = start({ sides: { left: side("gpt-4o", 2.5) } });
    await settle();
    finish("gpt-4o", 203);
    await comparison.done;
    expect(answers.get("left-0")?.status).toBe("finished");
    expect(problems).not.toEqual([]);
  });

  it("counts a cut answer at most: the whole input and what arrived", async () => {
    const comparison = start({ sides: { left: side("gpt-4o", 2.5) } });
    await settle();
    say("gpt-4o", "one two three");
    runner.of("gpt-4o").fail((recorder) => recorder.failed({ code: "cut" }));
    await comparison.done;
    expect((await ledger.readAll()).entries).toMatchObject([
      {
        tokens: { inputTokens: 1_204, cachedTokens: 0, outputTokens: 3 },
        cost: 3_040_000_000n,
        basis: "at-most",
      },
    ]);
    expect(messagesOf(answers.get("left-0"))[0]?.title).toBe("Cut after 3 tokens");
  });

  it("counts nothing for a request that no model has seen", async () => {
    const comparison = start({ sides: { left: side("gpt-4o", 2.5) } });
    await settle();
    runner.of("gpt-4o").fail((recorder) => recorder.failed({ code: "offline" }));
    await comparison.done;
    expect(await ledger.spentInMonthOf("2026-11-20")).toBe(0n);
  });

  it("counts nothing if it is stopped while it waits for a rate limit", async () => {
    const comparison = start({ sides: { left: side("gpt-4o", 2.5) } });
    await settle();
    runner.of("gpt-4o").recorder.waiting(12, () => undefined);
    comparison.stop();
    await comparison.done;
    expect(await ledger.spentInMonthOf("2026-11-20")).toBe(0n);
    expect(messagesOf(answers.get("left-0"))[0]?.sentence).toBe(
      "0 tokens kept, nothing was billed.",
    );
  });

  it("remembers how good the estimate was", async () => {
    const comparison = start({ sides: { left: side("gpt-4o", 2.5) } });
    await settle();
    finish("gpt-4o", 203);
    await comparison.done;
    expect(await estimates.readAll()).toEqual([
      {
        day: "2026-11-20",
        model: "gpt-4o",
        endpoint: "chat",
        basis: "exact",
        estimatedInputTokens: 1_204,
        billedInputTokens: 1_204,
        expectedOutputTokens: 3,
        minOutputTokens: 1,
        maxOutputTokens: 720,
        billedOutputTokens: 203,
      },
    ]);
  });

  it("keeps the run in the history while it is in progress", async () => {
    const comparison = start();
    await settle();
    say("gpt-4o", "Good ");
    await settle();
    const [open] = await history.runsOf("a.prompty");
    expect(open?.answers).toMatchObject([{ side: "left", text: "Good " }]);
    expect(open?.answers[0]).not.toHaveProperty("end");
    finish("gpt-4o", 1);
    finish("gpt-4o-mini", 1);
    await comparison.done;
    const [closed] = await history.runsOf("a.prompty");
    expect(closed?.answers.map(({ side: of, end }) => [of, end?.status])).toEqual([
      ["left", "finished"],
      ["right", "finished"],
    ]);
  });

  it("continues if nothing can be written, and says so", async () => {
    files.failing = true;
    const comparison = start({ sides: { left: side("gpt-4o", 2.5) } });
    await settle();
    say("gpt-4o", "Good");
    finish("gpt-4o", 1);
    await comparison.done;
    expect(comparison.answerOf({ side: "left", index: 0 })?.text).toBe("Good");
    expect(problems.length).toBeGreaterThan(0);
  });

  it("needs neither a price nor a ledger, as with VS Code's own models", async () => {
    const { name, request, estimatedInputTokens, inputBasis, output } = side("copilot", 1);
    const unpriced = { name, request, estimatedInputTokens, inputBasis, output };
    const { listener } = services();
    runner = new HandRunner(clock, false);
    const few = { runner, clock, counter, listener };
    const comparison = new Comparison(
      {
        id: "c1",
        file: "a.prompty",
        host: "VS Code",
        runsEach: 1,
        sides: { left: unpriced },
        alternatives: [],
      },
      few,
    );
    await settle();
    say("copilot", "Good");
    runner.of("copilot").recorder.finish("stop");
    runner.of("copilot").finish();
    await comparison.done;
    const end = answers.get("left-0");
    expect(end?.outputTokens).toBe(1);
    expect(end && costBasisOf(end)).toBe("at-most");
    expect(messagesOf(end)).toEqual([]);
    expect(answers.get("left-0")).not.toHaveProperty("cost");
    expect(files.texts.size).toBe(0);
  });

  it("passes every event on, in order", async () => {
    const comparison = start({ sides: { left: side("gpt-4o", 2.5) } });
    await settle();
    say("gpt-4o", "Good");
    finish("gpt-4o", 1);
    await comparison.done;
    expect(events).toEqual([
      "left-0 first-byte",
      "left-0 first-token",
      "left-0 text",
      "left-0 finish",
      "left-0 usage",
    ]);
  });
});

describe("a stop", () => {
  it("is heard once by each listener that is still there", () => {
    const stop = new StopSource();
    const heard: string[] = [];
    const gone = (): void => void heard.push("gone");
    stop.signal.addEventListener("abort", () => heard.push("first"));
    stop.signal.addEventListener("abort", gone);
    stop.signal.removeEventListener("abort", gone);
    expect(stop.signal.aborted).toBe(false);
    stop.stop();
    stop.stop();
    expect(stop.signal.aborted).toBe(true);
    expect(heard).toEqual(["first"]);
  });
});
