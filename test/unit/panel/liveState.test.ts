import { describe, expect, it } from "vitest";
import { buildLiveState, type LiveInput } from "../../../src/core/panel/live/buildLiveState";
import type { ShownAnswer, ShownSide } from "../../../src/core/runs/engine/answerView";
import type { LiveState } from "../../../src/core/panel/contract/liveState";
import { plainText } from "../../../src/core/panel/contract/richText";
import { USD } from "../../../src/core/currency";
import { picoUsdOf } from "../../../src/core/money";
import { GPT_4O } from "../../../src/core/models/gpt4o";
import { GPT_4O_MINI } from "../../../src/core/models/gpt4oMini";
import { priceOf } from "../../../src/core/models/priceOf";
import { explainCostDifference } from "../../../src/core/runs/spending/costDifference";
import { summarizeEstimates } from "../../../src/core/runs/records/estimateRecord";
import { compareWords } from "../../../src/core/runs/engine/similarity";
import { RUN_ACTION_LABELS, type RunActionId } from "../../../src/core/runs/runWords";
import type { StoredRun } from "../../../src/core/runs/records/storedRun";

/** A run of a prompt of 1,204 tokens, expected to answer with 350. */
const ESTIMATE = { inputTokens: 1_204, outputTokens: 350 };
const USAGE = { inputTokens: 1_204, cachedTokens: 1_024, outputTokens: 203 };

const price = priceOf(GPT_4O, "gpt-4o", "standard", "2026-11-20");
const difference = price && explainCostDifference(price, ESTIMATE, USAGE);

const finished: ShownAnswer = {
  text: "The second charge followed a timeout.",
  toolCalls: [],
  phase: "done",
  finishReason: "stop",
  servedModel: "gpt-4o-2024-08-06",
  elapsedMs: 2_220,
  firstTokenMs: 410,
  tokensPerSecond: 112.24,
  usage: USAGE,
  outputTokens: 203,
  costBasis: "billed",
  messages: [],
  ...(difference && { cost: difference.billed, difference }),
};
const streaming: ShownAnswer = {
  text: "The second charge came after a timeout.",
  toolCalls: [],
  phase: "running",
  elapsedMs: 2_790,
  firstTokenMs: 520,
  outputTokens: 111,
  cost: picoUsdOf(0.00024714),
  costBasis: "at-most",
  messages: [],
};
const side = (changes: Partial<ShownSide> = {}): ShownSide => ({
  runId: "run-1",
  name: GPT_4O,
  model: "gpt-4o",
  isRunning: false,
  estimate: { ...ESTIMATE, ...(difference && { cost: difference.estimated }) },
  answers: [finished],
  ...changes,
});
const mini = (changes: Partial<ShownSide> = {}): ShownSide =>
  side({
    name: GPT_4O_MINI,
    model: "gpt-4o-mini",
    isRunning: true,
    estimate: { ...ESTIMATE, cost: picoUsdOf(0.0003906) },
    answers: [streaming],
    ...changes,
  });

const input = (changes: Partial<LiveInput> = {}): LiveInput => ({
  pair: { left: GPT_4O, right: GPT_4O_MINI },
  currency: USD,
  where: "api.openai.com, Chat Completions",
  beforeRun: "$0.0108 at most for one run on both.",
  canRun: true,
  canVerify: true,
  runsEach: { value: "1" },
  shownIndex: 0,
  alike: {},
  history: [],
  baselines: [],
  accuracy: summarizeEstimates([]),
  ledger: [],
  spentThisMonth: 0n,
  damaged: { ledgerLines: 0, historyRuns: 0, baselines: 0 },
  budgetUsdPerMonth: undefined,
  today: "2026-11-20",
  ...changes,
});

const rows = ({ measurements }: LiveState): readonly string[] =>
  (measurements?.rows ?? []).map(({ cells }) => cells.map(plainText).join(" | "));
const labels = (buttons: LiveState["actions"]): readonly string[] =>
  buttons.map(({ label, disabled }) => `${label}${disabled ? " (not now)" : ""}`);

describe("Live before a run", () => {
  it("says what it costs at most and where it goes", () => {
    const live = buildLiveState(input());
    expect(plainText(live.lead)).toBe("$0.0108 at most for one run on both.");
    expect(plainText(live.note)).toBe("api.openai.com, Chat Completions.");
    expect(live.phase).toBe("idle");
    expect(labels(live.actions)).toEqual(["Run on Both", "Verify the Count"]);
    expect(live.answers).toBeUndefined();
    expect(live.history.lead).toBe("0 runs of this prompt.");
    expect(live.ledger.lead).toBe("$0 spent in November.");
  });

  it("offers nothing that can't be done", () => {
    const live = buildLiveState(input({ canRun: false, canVerify: false }));
    expect(labels(live.actions)).toEqual(["Run on Both (not now)"]);
  });
});

describe("Live while one side still writes", () => {
  const diff = compareWords(finished.text, streaming.text);
  const live = buildLiveState(input({ sides: { left: side(), right: mini() }, diff }));

  it("says where both are", () => {
    expect(plainText(live.lead)).toBe(
      "GPT-4o finished in 2.22 s; GPT-4o mini is at 111 tokens after 2.79 s.",
    );
    expect(live.phase).toBe("running");
    expect(labels(live.actions)).toEqual(["Stop All"]);
    expect(live.answers && plainText(live.answers.left.status)).toBe(
      "finished, stop, gpt-4o-2024-08-06",
    );
    expect(live.answers && plainText(live.answers.right.status)).toBe("streaming, 2.79 s");
    const { firstTokenMs, ...silent } = streaming;
    const sent = buildLiveState(
      input({ sides: { left: side(), right: mini({ answers: [silent] }) } }),
    );
    expect(firstTokenMs).toBe(520);
    expect(sent.answers && plainText(sent.answers.right.status)).toBe("sent, 2.79 s");
    expect(live.answers && labels(live.answers.left.actions)).toEqual(["Run Again"]);
    expect(live.answers && labels(live.answers.right.actions)).toEqual(["Stop"]);
    expect(live.answers?.right.busy).toBe(true);
  });

  it("measures, and shows how the bill came to differ: the parts add up", () => {
    expect(rows(live)).toEqual([
      "Time to first token, s | 0.41 | 0.52",
      "Output tokens per second | 112.2 | at the end",
      "Time in all, s | 2.22 | so far 2.79",
      "Prompt tokens, estimated | 1,204 | 1,204",
      "Prompt tokens, billed | 1,204 | at the end",
      "of them cached | 1,024 | at the end",
      "Completion tokens | 203 | so far 111",
      "Cost estimated, USD | 0.00651 | 0.000391",
      "Cost billed, USD | 0.00376 | so far at most 0.000247",
      "Billed less estimate, USD | −42.2% −0.00275 | at the end",
      "by cached tokens | 1,024 −0.00128 | ",
      "by completion tokens | 147 fewer −0.00147 | ",
    ]);
  });

  it("compares the answers so far", () => {
    expect(live.diff?.heading).toBe("Word diff, so far 80% alike");
    expect(live.diff && plainText(live.diff.counts)).toBe("1 word only in 4o, 2 only in mini");
    expect(live.diff?.parts).toContainEqual({ kind: "right", text: "came after " });
    expect(labels(live.diffActions)).toEqual(["Open Diff"]);
  });
});

describe("Live after a run", () => {
  it("asks for the opposite of more output as it does for less", () => {
    const longer = { ...USAGE, cachedTokens: 0, outputTokens: 360 };
    const more = price && explainCostDifference(price, ESTIMATE, longer);
    const answer = {
      ...finished,
      usage: longer,
      ...(more && { cost: more.billed, difference: more }),
    };
    const live = buildLiveState(
      input({ sides: { left: side({ answers: [answer] }), right: undefined } }),
    );
    expect(rows(live).slice(-2)).toEqual([
      "Billed less estimate, USD | +1.5% +0.00010 | ",
      "by completion tokens | 10 more +0.00010 | ",
    ]);
    expect(live.answers && plainText(live.answers.right.status)).toBe("not run");
    expect(live.answers && labels(live.answers.right.actions)).toEqual(["Run"]);
  });

  it("shows several answers by their numbers, with medians and how alike they are", () => {
    const answers = [100, 300, 200].map((elapsedMs) => ({ ...finished, elapsedMs }));
    const live = buildLiveState(
      input({
        sides: { left: side({ answers }), right: mini({ isRunning: false, answers: [finished] }) },
        shownIndex: 2,
        alike: { left: { median: 0.94, min: 0.912, max: 1 }, right: { median: 1, min: 1, max: 1 } },
      }),
    );
    expect(live.shown).toEqual({ index: 2, labels: ["1", "2", "3"] });
    expect(live.answers?.left.textKey).toBe("run-1/left/2");
    expect(live.answers && plainText(live.answers.right.status)).toBe("not run");
    expect(rows(live)).toContain("All runs: least–most and median");
    expect(rows(live)).toContain("Answers that ended | 3 | 1");
    expect(rows(live)).toContain("Time in all, s | 0.10–0.30 0.20 | 2.22");
    expect(live.similarity && plainText(live.similarity)).toBe(
      "Answers of GPT-4o are 94% alike (91%–100%), those of GPT-4o mini 100% alike, word by word and pair by pair.",
    );
  });

  it("shows no range of figures that are written alike", () => {
    const answers = [1_001, 1_002].map((elapsedMs) => ({ ...finished, elapsedMs }));
    const live = buildLiveState(input({ sides: { left: side({ answers }), right: undefined } }));
    expect(rows(live)).toContain("Time in all, s | 1.00 | ");
  });

  it("says what went wrong, with a button for each thing that can be done", () => {
    const actions = Object.keys(RUN_ACTION_LABELS) as RunActionId[];
    const failed: ShownAnswer = {
      ...streaming,
      phase: "done",
      messages: [{ title: "Offline", sentence: "It can't be reached.", actions }],
    };
    const live = buildLiveState(
      input({ sides: { left: side(), right: mini({ isRunning: false, answers: [failed] }) } }),
    );
    expect(plainText(live.lead)).toBe(
      "GPT-4o finished in 2.22 s; GPT-4o mini ended after 2.79 s with “Offline”.",
    );
    const [problem] = live.answers?.right.problems ?? [];
    expect(problem?.sentence).toBe("It can't be reached.");
    expect(problem?.actions.map(({ label }) => label)).toEqual(Object.values(RUN_ACTION_LABELS));
    for (const { action } of problem?.actions ?? []) {
      if ("side" in action) expect(action.side).toBe("right");
    }
  });

  it("says of another model than the panel's which one has answered", () => {
    const live = buildLiveState(
      input({ sides: { left: side({ model: "gpt-4.1" }), right: undefined } }),
    );
    expect(live.answers && plainText(live.answers.left.status)).toMatch(/^gpt-4\.1, finished/);
  });

  it("shows a call of a tool as the answer that it is, cut if it is very long", () => {
    const toolCalls = [
      { id: "call_1", name: "refund", arguments: '{"eur":4.9}' },
      { name: "log", arguments: "x".repeat(30_000) },
    ];
    const live = buildLiveState(
      input({
        sides: { left: side({ answers: [{ ...finished, text: "", toolCalls }] }), right: mini() },
      }),
    );
    const [refund, log] = live.answers?.left.toolCalls ?? [];
    expect(refund).toMatchObject({ name: "refund", arguments: '{"eur":4.9}' });
    expect(log?.arguments.length).toBeLessThan(30_000);
    expect(live.diff).toBeUndefined();
  });

  it("says why there is no diff, or that there is no difference", () => {
    const done = mini({ isRunning: false, answers: [finished] });
    const of = (changes: Partial<LiveInput>) =>
      buildLiveState(input({ sides: { left: side(), right: done }, ...changes })).diff;
    expect(of({})?.counts).toEqual(["Both together are longer than 200,000 characters."]);
    expect(of({ diff: compareWords("a b", "a b") })).toMatchObject({
      heading: "Word diff, 100% alike",
      counts: ["Word for word the same."],
    });
    const running = buildLiveState(input({ sides: { left: side(), right: mini() } }));
    expect(running.diff?.counts).toEqual(["Compared when both are over."]);
  });

  it("cuts what is the same in both to a few words beside each difference", () => {
    const words = Array.from({ length: 60 }, (_, index) => `w${index}`);
    const diff = compareWords(
      words.join(" "),
      [...words.slice(0, 30), "new", ...words.slice(30)].join(" "),
    );
    const done = mini({ isRunning: false, answers: [finished] });
    const live = buildLiveState(input({ sides: { left: side(), right: done }, diff }));
    expect(live.diff?.parts.map(({ kind }) => kind)).toEqual(["both", "right", "both"]);
    expect(live.diff?.parts[0]?.text).toBe(` … ${words.slice(18, 30).join(" ")} `);
    expect(live.diff?.parts[2]?.text).toBe(`${words.slice(30, 42).join(" ")}  … `);
  });
});

describe("what is kept of runs", () => {
  const end: NonNullable<StoredRun["answers"][number]["end"]> = {
    status: "finished",
    timing: { totalMs: 1 },
    unreadableEvents: 0,
    outputTokens: 10,
    cost: picoUsdOf(0.0038),
    messages: [],
  };
  const answer = { index: 0, text: "", toolCalls: [], truncated: false };
  const run: StoredRun = {
    id: "run-1",
    file: "flag.md",
    startedAt: "2026-11-20T10:00:00.000Z",
    host: "api.openai.com",
    endpoint: "chat",
    models: { left: "gpt-4o", right: "gpt-4o-mini" },
    estimates: {},
    answers: [
      { ...answer, side: "left", end },
      { ...answer, side: "left", index: 1, end },
      { ...answer, side: "right" },
    ],
    damagedLines: 0,
  };

  it("lists runs with what they cost and what became of them", () => {
    const { history } = buildLiveState(input({ history: [run] }));
    expect(history.lead).toBe("1 run of this prompt.");
    const [listed] = history.runs;
    expect(listed && plainText(listed.words)).toBe(
      "gpt-4o 2 answers, $0.00760; gpt-4o-mini interrupted",
    );
    expect(listed?.when).toMatch(/^2026-11-2\d \d\d:\d\d$/);
    expect(listed && labels(listed.actions)).toEqual(["Open", "Export", "Delete"]);
    expect(labels(history.actions)).toEqual([]);
  });

  it("says of a run that went wrong what did", () => {
    const messages = [{ title: "Key refused (401)", sentence: "Set another one." }];
    const refused: StoredRun = {
      ...run,
      answers: [{ ...answer, side: "left", end: { ...end, cost: 0n, messages } }],
    };
    const [listed] = buildLiveState(input({ history: [refused] })).history.runs;
    expect(listed && plainText(listed.words)).toBe(
      "gpt-4o $0, Key refused (401); gpt-4o-mini no answer",
    );
  });

  it("offers to delete several at once", () => {
    const { history } = buildLiveState(input({ history: [run, { ...run, id: "run-2" }] }));
    expect(labels(history.actions)).toEqual(["Delete All"]);
  });

  it("opens none in place of one in progress", () => {
    const { history } = buildLiveState(
      input({ history: [run], sides: { left: side(), right: mini() } }),
    );
    expect(history.runs[0] && labels(history.runs[0].actions)[0]).toBe("Open (not now)");
  });

  it("shows what was spent, an upper bound as one, and the month's budget", () => {
    const row = {
      day: "2026-11-20",
      model: "gpt-4o",
      file: "flag.md",
      runs: 2,
      inputTokens: 2_408,
      cachedTokens: 0,
      outputTokens: 406,
      cost: picoUsdOf(0.01),
      basis: "at most" as const,
      runsWithoutPrice: 0,
    };
    const ledger = [row, { ...row, model: "llama", basis: "billed" as const, runsWithoutPrice: 2 }];
    const live = buildLiveState(
      input({ ledger, spentThisMonth: picoUsdOf(19.99), budgetUsdPerMonth: 20 }),
    );
    expect(live.ledger.lead).toBe("$19.99 of $20.00 spent in November.");
    const damaged = buildLiveState(
      input({
        ledger,
        spentThisMonth: 0n,
        damaged: { ledgerLines: 3, historyRuns: 1, baselines: 0 },
      }),
    );
    expect(damaged.ledger.lead).toContain(
      "3 damaged lines of the ledger can't be read, so this may be too low.",
    );
    expect(damaged.history.lead).toContain("1 kept run is damaged");
    expect(live.ledger.table?.rows.map(({ cells }) => cells.map(plainText).join(" | "))).toEqual([
      "2026-11-20 | gpt-4o | flag.md | 2 | 2,408 / 406 | ≤ 0.0100",
      "2026-11-20 | llama | flag.md | 2 | 2,408 / 406 | –",
    ]);
    expect(labels(live.ledger.actions)).toEqual(["Export CSV"]);
  });

  it("draws the newest rows of a long ledger and says of how many", () => {
    const row = {
      day: "2026-11-20",
      model: "gpt-4o",
      runs: 1,
      inputTokens: 1,
      cachedTokens: 0,
      outputTokens: 1,
      cost: 1n,
      basis: "billed" as const,
      runsWithoutPrice: 0,
    };
    const ledger = Array.from({ length: 25 }, (_, index) => ({ ...row, file: `${index}.md` }));
    const live = buildLiveState(input({ ledger }));
    expect(live.ledger.lead).toBe("$0 spent in November. Shown: the last 20 rows of 25.");
    expect(live.ledger.table?.rows).toHaveLength(20);
  });

  it("says how good the estimates have been", () => {
    const accuracy = summarizeEstimates([
      {
        day: "2026-11-20",
        model: "gpt-4o",
        endpoint: "chat",
        basis: "exact",
        estimatedInputTokens: 17,
        billedInputTokens: 17,
        expectedOutputTokens: 79,
        minOutputTokens: 15,
        maxOutputTokens: 229,
        billedOutputTokens: 59,
      },
    ]);
    const live = buildLiveState(input({ accuracy }));
    expect(live.estimateRecord && plainText(live.estimateRecord)).toBe(
      "Input billed to the token as counted: 1 of 1 exact counts (100.0%). Output: 1 of 1 within the range, −20 tokens at the median.",
    );
  });
});
