import { expect, it } from "vitest";
import { USD } from "../../../src/core/currency";
import { LiveRuns, type RunsEvent } from "../../../src/core/runs/engine/liveRuns";
import type { RunnablePrompt } from "../../../src/core/runs/engine/startRun";
import { EstimateRecord } from "../../../src/core/runs/records/estimateRecord";
import { Baselines } from "../../../src/core/runs/records/baselines";
import { RunHistory } from "../../../src/core/runs/records/runHistory";
import { moveOf } from "../../../src/core/runs/move";
import { Ledger } from "../../../src/core/runs/spending/ledger";
import { SpendingGate } from "../../../src/core/runs/spending/spendingGate";
import { characterServices, defaultSettings } from "../estimate/services";
import { chatPrompt } from "../openai/runOn";
import { HandRunner, settle } from "../panel/liveRunner";
import { MemoryFiles } from "./memoryFiles";

const PROMPT = chatPrompt({ model: "gpt-4o", messages: [{ role: "user", content: "Hello" }] });
const FLAG: RunnablePrompt = {
  name: "flag.md",
  file: "flag.md",
  prompt: PROMPT,
  currency: USD,
  alternatives: [],
};

function setUp(answers: { readonly ask?: boolean; readonly filled?: boolean } = {}) {
  const { ask = true, filled = true } = answers;
  const files = new MemoryFiles();
  const runner = new HandRunner();
  const { clock } = runner;
  const ledger = new Ledger(files);
  const history = new RunHistory(files, clock);
  const asked: string[] = [];
  const limits = () => ({ confirmAboveUsd: 0, budgetUsdPerMonth: undefined });
  const dialogs = {
    ask: (sentence: string) => {
      asked.push(sentence);
      return Promise.resolve(ask);
    },
    showBlocked: () => undefined,
  };
  const events: RunsEvent[] = [];
  let ids = 0;
  const runs = new LiveRuns(
    {
      clock,
      gate: new SpendingGate(ledger, clock, limits, dialogs, (work) => work()),
      stores: {
        ledger,
        estimates: new EstimateRecord(files),
        baselines: new Baselines(files),
        history: () => history,
      },
      openProvider: () =>
        Promise.resolve({ runner, host: "api.openai.com", isBilled: true, models: [] }),
      fill: (prompt) => Promise.resolve(filled ? prompt : undefined),
      estimating: () => Promise.resolve({ services: characterServices, settings: defaultSettings }),
      recording: () => ({ keepsHistory: true, hasBudget: false }),
      newRunId: () => `run-${(ids += 1)}`,
      pace: () => ({ yieldIfDue: () => Promise.resolve() }),
    },
    (event) => events.push(event),
  );
  const kinds = (): readonly string[] =>
    events.map(({ kind }) => kind).filter((kind) => kind !== "answer-event");
  return { runs, runner, history, asked, kinds };
}

it("tells one listener of everything, from the beginning to the comparison", async () => {
  const { runs, runner, kinds } = setUp();
  await runs.start({ prompt: FLAG, runsEach: 1 });
  expect(runs.isAnyRunning).toBe(true);
  await runner.say("gpt-4o", "Green");
  await runner.say("gpt-4o-mini", "Red");
  await settle();
  expect(kinds()).toEqual(["begun", "answer-ended", "answer-ended", "written", "compared"]);
  expect(runs.isAnyRunning).toBe(false);
});

it("starts nothing while the same prompt runs, or if the user turns back", async () => {
  const { runs, runner } = setUp();
  await runs.start({ prompt: FLAG, runsEach: 1 });
  expect(await runs.start({ prompt: FLAG, runsEach: 1 })).toBeUndefined();
  await runs.close();
  await expect(runner.of("gpt-4o")).resolves.toBeDefined();
  for (const answers of [{ ask: false }, { filled: false }]) {
    const other = setUp(answers);
    expect(await other.runs.start({ prompt: FLAG, runsEach: 1 })).toBeUndefined();
    expect(other.kinds()).toEqual([]);
  }
});

it("runs a move behind the same gate, and the history opens it as a move again", async () => {
  const { runs, runner, history, asked } = setUp();
  const choice = moveOf(PROMPT, defaultSettings.pair, {});
  if (choice.kind === "refused") throw new Error(choice.reason);
  await runs.start({ prompt: FLAG, runsEach: 1, move: choice.move });
  expect(asked).toEqual([expect.stringMatching(/at most \$.* for this run/)]);
  await runner.say("gpt-4o", "Green");
  await runner.say("gpt-6-luna", "Red");
  const board = runs.boardOf("flag.md");
  expect([board.isMove, board.moveChanges]).toEqual([
    true,
    [{ kind: "set", key: "reasoning_effort", value: "none" }],
  ]);
  const [stored] = await history.runsOf("flag.md");
  if (stored === undefined) throw new Error("Nothing is kept.");
  const { moveChanges } = board;
  const { left, right } = board.sides(0) ?? {};
  await runs.start({ prompt: FLAG, runsEach: 1, side: "left" });
  expect(board.isMove).toBe(false);
  board.showStored(stored);
  expect([board.isMove, board.moveChanges]).toEqual([true, moveChanges]);
  const reopened = board.sides(0);
  expect([reopened?.left?.name.label, reopened?.right?.name.label]).toEqual([
    left?.name.label,
    right?.name.label,
  ]);
});
