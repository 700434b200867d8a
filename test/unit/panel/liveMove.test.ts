import { expect, it } from "vitest";
import { USD } from "../../../src/core/currency";
import { picoUsdOf } from "../../../src/core/money";
import { buildLiveState, type LiveInput } from "../../../src/core/panel/live/buildLiveState";
import { type MoveView, viewMove } from "../../../src/core/panel/live/liveMove";
import { plainText } from "../../../src/core/panel/contract/richText";
import { GPT_4O } from "../../../src/core/models/gpt4o";
import { GPT_4O_MINI } from "../../../src/core/models/gpt4oMini";
import type { ShownAnswer, ShownSide, ShownSides } from "../../../src/core/runs/engine/answerView";
import { NO_RECORDS } from "../../../src/core/runs/records/keptRecords";
import { characterServices, defaultSettings } from "../estimate/services";
import { chatPrompt } from "../openai/runOn";

const PROMPT = chatPrompt({ model: "gpt-4o", temperature: 0.3, stop: "###", messages: [] });

function view(effort?: "low", isBilled = false): Extract<MoveView, { kind: "move" }> {
  const move = viewMove(PROMPT, { effort, isBilled }, characterServices, defaultSettings);
  if (move.kind === "refused") throw new Error(move.reason);
  return move;
}

function answer(changes: Partial<ShownAnswer>): ShownAnswer {
  return { text: "Green", toolCalls: [], phase: "done", messages: [], ...changes };
}

function side(name: ShownSide["name"], model: string, ...answers: ShownAnswer[]): ShownSide {
  return { runId: "run-1", name, model, isRunning: false, answers };
}

const SHOWN: ShownSides = {
  left: side(GPT_4O, "gpt-4o", answer({ elapsedMs: 2_220, cost: picoUsdOf(0.00504) })),
  right: side(
    view().target,
    "gpt-6-luna",
    answer({
      elapsedMs: 2_790,
      cost: picoUsdOf(0.000222),
      reasoningCost: picoUsdOf(0.0001),
      usage: { inputTokens: 17, cachedTokens: 0, outputTokens: 220, reasoningTokens: 200 },
      outputTokens: 220,
    }),
  ),
};

const state = (changes: Partial<LiveInput> = {}) =>
  buildLiveState({
    ...NO_RECORDS,
    pair: { left: GPT_4O, right: GPT_4O_MINI },
    currency: USD,
    where: "api.openai.com, Chat Completions",
    beforeRun: "$0.0108 at most for one run on both.",
    canRun: true,
    canVerify: true,
    runsEach: { value: "1" },
    shownIndex: 0,
    alike: {},
    budgetUsdPerMonth: undefined,
    today: "2026-11-20",
    move: view(),
    ...changes,
  });

it("offers the run and says what it changes before anything runs", () => {
  const { actions, move, names } = state();
  expect(actions.map(({ label }) => label)).toContain("Run Before and After");
  expect(move && plainText(move.words)).toBe(
    "GPT-4o ends on 2027-01-14; GPT-6 Luna takes its place. Changed for it: reasoning_effort set to none, stop left out.",
  );
  expect(move?.efforts).toEqual({
    choices: ["none", "low", "medium", "high", "xhigh", "max"],
    chosen: "none",
  });
  expect([names.left.label, names.right.label]).toEqual(["GPT-4o", "GPT-4o mini"]);
});

it("gives the new model its own shape, hollow at an effort that reasons", () => {
  const { marks } = state({ isMove: true, sides: SHOWN, move: view("low") });
  expect(marks).toEqual({ left: "left", right: "successor-reasoning" });
  expect(state().marks).toEqual({ left: "left", right: "right" });
});

it("follows the effort that is chosen", () => {
  const { move } = state({ move: view("low") });
  expect(move && plainText(move.words)).toContain(
    "Changed for it: temperature left out, reasoning_effort set to low, stop left out.",
  );
  expect(move?.efforts?.chosen).toBe("low");
});

it("says what one run on both is expected to cost and costs at most, before it is shown", () => {
  const capped = chatPrompt({ model: "gpt-4o", max_tokens: 100, messages: [] });
  const intent = { effort: undefined, isBilled: true };
  const move = viewMove(capped, intent, characterServices, defaultSettings);
  if (move.kind === "refused") throw new Error(move.reason);
  const [old, target] = move.planned;
  expect([old?.label, target?.label]).toEqual(["GPT-4o", "GPT-6 Luna · none"]);
  // At most 100 out, and 3 tokens in at $2.50 and $10, or 2 at $0.10 and $0.50.
  expect([old?.atMost, target?.atMost]).toEqual([picoUsdOf(0.0010075), picoUsdOf(0.0000502)]);
  const words = (changes: Partial<LiveInput>): string =>
    plainText(state({ move, ...changes }).move?.words ?? []);
  expect(words({})).toMatch(/ One run on both costs about \$0\.\d+, at most \$0\.00106\.$/);
  expect(words({ isMove: true, sides: SHOWN })).not.toContain("at most");
  expect(words({ move: view() })).not.toContain("at most");
});

it("offers nothing for a prompt that has nothing to move from", () => {
  const { actions, move } = state({ move: { kind: "refused", reason: "No date." } });
  expect(actions.map(({ label }) => label)).not.toContain("Run Before and After");
  expect(move).toBeUndefined();
});

it("shows both models of the move, what reasoning cost, and what came of it", () => {
  const live = state({ isMove: true, sides: SHOWN, moveChanges: [] });
  expect([live.names.left.label, live.names.right.label]).toEqual(["GPT-4o", "GPT-6 Luna · none"]);
  expect(live.marks).toEqual({ left: "left", right: "successor" });
  expect(live.move && plainText(live.move.words)).toContain(
    "Nothing in the request changes but the model. After the move it cost $0.000222 instead of $0.00504 (95.6% less), $0.000100 of it for reasoning and took 0.57 s longer.",
  );
  const rows = live.measurements?.rows.map(({ cells }) => cells.map(plainText).join(" | "));
  expect(rows).toContain("of them reasoning |  | 200");
  expect(rows).toContain("of it for reasoning |  | 0.000100");
});

it("tells no difference in time that is too small to be seen", () => {
  const [before] = SHOWN.left?.answers ?? [];
  if (before === undefined || SHOWN.right === undefined) throw new Error("nothing is shown");
  const after = { ...before, elapsedMs: 2_221 };
  const sides = { ...SHOWN, right: { ...SHOWN.right, answers: [after] } };
  const { move } = state({ isMove: true, sides, moveChanges: [] });
  expect(move && plainText(move.words)).toContain("instead of $0.00504 and took as long.");
});

it("runs a model of the move again, and not one of the pair", () => {
  const live = state({ isMove: true, sides: SHOWN, moveChanges: [] });
  expect(live.answers?.right.actions).toEqual([
    { label: "Run Again", action: { type: "runMove", side: "right" } },
  ]);
  expect(live.answers && plainText(live.answers.right.status)).toBe("ended");
});
