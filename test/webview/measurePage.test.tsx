// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/preact";
import { afterEach, describe, expect, test } from "vitest";
import type { MeasureInput } from "../../src/core/panel/measure/measureInput";
import { buildMeasureState } from "../../src/core/panel/measure/buildMeasureState";
import type { Judgment } from "../../src/core/measure/judgment";
import type { MeasurePlan } from "../../src/core/measure/engine/measurePlan";
import { headOf } from "../../src/core/measure/engine/earlierRun";
import { resultKey } from "../../src/core/measure/engine/runLines";
import { blindState, winnerOf } from "../../src/core/panel/measure/measureBlind";
import { measureRowDetails, MeasureRowIndex } from "../../src/core/panel/measure/measureResults";
import { pairResults } from "../../src/core/measure/results/pairedRow";
import type { MeasureHostMessage, PageMessage } from "../../src/protocol/messages";
import type { MeasureHost } from "../../src/webview/measure/measureHost";
import { MeasurePage } from "../../src/webview/measure/measurePage";
import { planOfRows, startRun } from "../unit/measure/measureRun";
import { recordedInput, setupInput } from "../unit/panel/sampleMeasurement";

afterEach(cleanup);

/** A page, what it has asked for, and a way to send it something. */
function renderPage() {
  const posted: PageMessage[] = [];
  let listener: (message: MeasureHostMessage) => void = () => undefined;
  const host: MeasureHost = {
    post: (message) => void posted.push(message),
    onMessage: (listen) => {
      listener = listen;
      return () => undefined;
    },
    remember: () => undefined,
    recall: () => undefined,
  };
  render(<MeasurePage host={host} />);
  const send = (message: MeasureHostMessage): void => {
    void act(() => listener(message));
  };
  return { posted, send };
}

async function finishedInput(rows: number, tab: MeasureInput["tab"]): Promise<MeasureInput> {
  const plan = planOfRows(rows);
  const { run, results } = startRun({
    rows,
    reply: ({ model, text }) =>
      text.endsWith(" 2") && model === "gpt-4o" ? { code: "bad-request", status: 400 } : text,
    services: {
      check: (row) =>
        Promise.resolve({ passed: row.id !== "r3", score: row.id === "r3" ? 0 : 1, outcomes: [] }),
    },
  });
  const end = await run.done;
  return {
    ...setupInput(rows),
    tab,
    run: {
      plan,
      progress: run.progress(),
      holds: [],
      troubles: results().filter(({ fault }) => fault),
      end,
    },
    results: {
      plan,
      rows: pairResults(results()),
      version: 1,
      votes: new Map(),
      judgments: new Map(),
    },
  };
}

const BUSY = { code: "rate-limited", retries: 0, exhausted: false } as const;

/** With a judge that compares the answers to each row for $0.0005 at most. */
function withJudge(input: MeasureInput): MeasureInput {
  const withPart = (plan: MeasurePlan): MeasurePlan => {
    const none = { requests: 0, expected: 0n, atMost: 0n };
    const pair = { requests: 2, expected: 100_000_000n, atMost: 500_000_000n };
    return {
      ...plan,
      judge: {
        name: { label: "GPT-6 Luna · low", shortLabel: "Luna" },
        request: { model: "gpt-6-luna", endpoint: "chat" },
        maxOutputTokens: 400,
        comparesPairs: true,
        rows: plan.rows.map(() => ({ rubrics: { left: none, right: none }, pair })),
      },
    };
  };
  const { data, results, run } = input;
  if (data.kind !== "read" || data.plan === undefined) throw new Error("no plan");
  return {
    ...input,
    data: { ...data, plan: withPart(data.plan) },
    ...(results && { results: { ...results, plan: withPart(results.plan) } }),
    ...(run && { run: { ...run, plan: withPart(run.plan) } }),
  };
}

describe("the page of a measurement", () => {
  test("says what a run costs before it starts, and the button holds the bound", () => {
    const { posted, send } = renderPage();
    send({ type: "measure", state: buildMeasureState(setupInput(12)) });
    screen.getByRole("heading", { name: "Measure: t.prompty" });
    // 12 rows on two models at $0.001 each.
    const table = screen.getByRole("table", { name: "Cost before it starts" });
    expect(within(table).getByText("Total").closest("tr")?.textContent).toMatch(/0\.0240$/);
    fireEvent.click(screen.getByRole("button", { name: "Start, $0.0240 at Most" }));
    expect(posted.at(-1)).toEqual({ type: "startMeasure" });
    fireEvent.click(screen.getByRole("button", { name: "Try 10 Rows" }));
    expect(posted.at(-1)).toEqual({ type: "startMeasure", rows: 10 });
    expect(screen.getByRole("tab", { name: "Results" })).toHaveProperty("disabled", true);
  });

  test("offers Batch from as many rows on as the setting says", () => {
    const { posted, send } = renderPage();
    send({ type: "measure", state: buildMeasureState({ ...setupInput(12), batchFromRows: 12 }) });
    screen.getByText(/^12 rows: OpenAI's Batch costs half/);
    fireEvent.click(screen.getByRole("button", { name: "Open Batch Command in Terminal" }));
    expect(posted.at(-1)).toEqual({ type: "openBatchCommand" });
    send({ type: "measure", state: buildMeasureState({ ...setupInput(12), batchFromRows: 13 }) });
    expect(screen.queryByText(/Batch/)).toBeNull();
  });

  test("has a judge chosen, and its cost is in the table and in the bound", () => {
    const { posted, send } = renderPage();
    const input = setupInput(12);
    send({ type: "measure", state: buildMeasureState(input) });
    fireEvent.click(screen.getByRole("button", { name: "Choose Judge…" }));
    expect(posted.at(-1)).toEqual({ type: "chooseMeasureJudge" });
    send({ type: "measure", state: buildMeasureState(withJudge(input)) });
    screen.getByText("GPT-6 Luna · low");
    screen.getByText(/^Compares both answers to each row, in both orders\./);
    const table = screen.getByRole("table", { name: "Cost before it starts" });
    // 12 rows at $0.0005, beside those of both models at $0.001 each.
    const judge = within(table).getByText("GPT-6 Luna · low as the judge").closest("tr");
    expect(judge?.textContent).toMatch(/0\.00600$/);
    screen.getByRole("button", { name: "Start, $0.0300 at Most" });
  });

  test("shows what the judge prefers, where its orders disagree, what it cost, and why it stopped", async () => {
    const { send } = renderPage();
    const input = withJudge(await finishedInput(12, "results"));
    const { results, run } = input;
    if (results === undefined || run?.end === undefined) throw new Error("no results");
    const opinion = (winner: "left" | "right") =>
      ({ kind: "opinion", winner, reason: "" }) as const;
    const judgment = (rowId: string, second: "left" | "right"): Judgment => ({
      rowId,
      winner: second === "left" ? "left" : "tie",
      orders: [opinion("left"), opinion(second)],
      judged: { requests: 2, spent: 1_000_000_000n },
      finishedAt: "2026-11-28T10:00:00.000Z",
    });
    const judgments = [judgment("r1", "left"), judgment("r4", "right")];
    const judged = {
      ...input,
      results: { ...results, judgments: new Map(judgments.map((each) => [each.rowId, each])) },
      run: {
        ...run,
        progress: { ...run.progress, judge: { requests: 4, spent: 2_000_000_000n } },
        holds: [{ side: "judge" as const, fault: BUSY, seconds: 3 }],
        end: { ...run.end, judgeStopped: BUSY },
      },
    };
    send({ type: "measure", state: buildMeasureState(judged) });
    screen.getByText(/^The judge: of 2 rows 4o wins 1, mini 0, and 1 is a tie/);
    screen.getByText(/^Asked in the other order the judge disagrees with itself on 1 row/);
    screen.getByText("GPT-6 Luna · low answered 4 requests as the judge for $0.00200.");
    screen.getByText(/^The judge was stopped: Rate limit \(429\)/);
    fireEvent.click(screen.getByRole("tab", { name: "Run" }));
    screen.getByText(/What is finished is on disk\..*GPT-6 Luna · low answered 4 requests/);
    const wait = screen.getByText("all its requests waited 3 s").closest("tr");
    expect(wait?.textContent).toContain("Judge");
    screen.getByRole("button", { name: "Resume" });
  });

  test("goes on with a run whose answers the judge has yet to compare", () => {
    const { send } = renderPage();
    const unfinished = { startedOn: "2026-11-20", finished: 24, rows: 24, unjudged: 3 };
    send({ type: "measure", state: buildMeasureState({ ...setupInput(12), unfinished }) });
    screen.getByText(/^A run of 2026-11-20 has all of its answers.* those to 3 rows\./);
    screen.getByRole("button", { name: "Resume" });
  });

  test("shows a run with what did not go as planned", async () => {
    const { send } = renderPage();
    send({ type: "measure", state: buildMeasureState(await finishedInput(12, "run")) });
    screen.getByText(/^12 of 12 rows on both models, \$/);
    const trouble = screen.getByRole("rowheader", { name: "r2" }).closest("tr");
    expect(trouble?.textContent).toContain("Request refused (400)");
    expect(trouble?.textContent).toContain("left without an answer");
  });

  test("asks only for the rows in view, of the filter that is chosen", async () => {
    const { posted, send } = renderPage();
    const input = await finishedInput(500, "results");
    const { results } = input;
    if (results === undefined) throw new Error("no results");
    const index = new MeasureRowIndex(results.plan);
    index.show(results);
    send({ type: "measure", state: buildMeasureState(input) });
    fireEvent.click(screen.getByRole("button", { name: "All 500" }));
    const asked = { type: "readMeasureRows", filter: "all", from: 0, count: 120 } as const;
    expect(posted.at(-1)).toEqual(asked);
    const rows = index.read(asked.filter, asked.from, asked.count);
    if (rows === undefined) throw new Error("no rows");
    expect(rows.rows).toHaveLength(120);
    send({ type: "measureRows", rows });
    const table = screen.getByRole("table", { name: "Rows" });
    expect(table.getAttribute("aria-rowcount")).toBe("501");
    expect(within(table).getAllByRole("row").length).toBeLessThan(25);

    fireEvent.click(within(table).getByRole("button", { name: "r3" }));
    expect(posted.at(-1)).toEqual({ type: "openMeasureRow", rowId: "r3" });
    const row = measureRowDetails(results, "r3", input);
    if (row === undefined) throw new Error("no row");
    send({ type: "measureRow", row });
    const details = screen.getByRole("region", { name: "Row r3" });
    expect(details.textContent).toContain("Ticket: late 3");
    fireEvent.click(screen.getByRole("button", { name: "No answer 1" }));
    expect(posted.at(-1)).toEqual({ ...asked, filter: "no-answer" });
  });

  test("draws as few of 50,000 rows as of 500, wherever the table is scrolled to", () => {
    const { posted, send } = renderPage();
    const input = recordedInput(50_000);
    send({ type: "measure", state: buildMeasureState(input) });
    fireEvent.click(screen.getByRole("button", { name: "All 50,000" }));
    const table = screen.getByRole("table", { name: "Rows" });
    expect(table.getAttribute("aria-rowcount")).toBe("50001");
    for (const first of [0, 25_000, 49_990]) {
      // A row is 26 pixels high.
      fireEvent.scroll(table, { target: { scrollTop: 26 * first } });
      const drawn = within(table).getAllByRole("row");
      expect(drawn.length).toBeLessThan(25);
      expect(drawn[1]?.getAttribute("aria-rowindex")).toBe(String(first + 2));
      const asked = posted.at(-1);
      if (asked?.type !== "readMeasureRows") throw new Error("no rows were asked for");
      expect(asked.count).toBe(120);
      expect(asked.from).toBeLessThanOrEqual(first);
      expect(asked.from + asked.count).toBeGreaterThan(first);
    }
  });

  test("plots what both models pass and cost, and what a cascade would have at each threshold", () => {
    const { send } = renderPage();
    send({ type: "measure", state: buildMeasureState(recordedInput()) });
    const chart = screen.getByRole("img", { name: /^Pass rate against cost per 1,000 requests/ });
    const words = chart.getAttribute("aria-label");
    // Of 10 rows GPT-4o passes 9 at $0.006 each, mini 6 at $0.0004.
    expect(words).toMatch(/GPT-4o: 90\.0% pass, 95% interval [\d.]+ to [\d.]+; \$6\.00 per 1,000/);
    expect(words).toMatch(/GPT-4o mini: 60\.0% pass, 95% interval [\d.]+ to [\d.]+; \$0\.400 per/);
    // 4 of mini's answers fail, and GPT-4o passes all 4 of those rows.
    screen.getByText(
      "Ask 4o when a check of mini's answer fails. 40% of rows asked twice: 100.0% pass, $2.80 per 1,000 requests.",
      { selector: "p" },
    );

    const slider = screen.getByRole("slider", { name: "Threshold of the log-probability" });
    // The threshold that passes the most at the lowest cost comes first.
    screen.getByText("40% of rows asked twice: 100.0% pass, $2.80 per 1,000 requests.");
    // The two rows of the lowest probability are asked again; both fail on mini.
    fireEvent.input(slider, { target: { value: "0.2" } });
    screen.getByText("Ask 4o when mini's mean log-probability is under −0.80");
    screen.getByText("20% of rows asked twice: 80.0% pass, $1.60 per 1,000 requests.");
    expect(slider.getAttribute("aria-valuetext")).toContain("20% of rows asked twice");
  });

  test("shows what differs between the two answers of a row", () => {
    const { send } = renderPage();
    const input = recordedInput();
    if (input.results === undefined) throw new Error("no results");
    const row = measureRowDetails(input.results, "r1", input);
    if (row === undefined) throw new Error("no row");
    send({ type: "measure", state: buildMeasureState(input) });
    send({ type: "measureRow", row });
    const diff = screen.getByRole("group", { name: "Word diff" });
    expect([...diff.querySelectorAll("del")].map((each) => each.textContent)).toEqual(["left "]);
    expect([...diff.querySelectorAll("ins")].map((each) => each.textContent)).toEqual(["comes "]);
  });

  test("offers to ask again for the rows without an answer", async () => {
    const { posted, send } = renderPage();
    send({ type: "measure", state: buildMeasureState(await finishedInput(12, "run")) });
    fireEvent.click(screen.getByRole("button", { name: "Retry 1 Failed Row" }));
    expect(posted.at(-1)).toEqual({ type: "retryMeasure" });
  });

  test("hides the models until the vote, and counts it by key or by button", () => {
    const { posted, send } = renderPage();
    const input = recordedInput();
    const { results } = input;
    if (results === undefined) throw new Error("no results");
    send({ type: "measure", state: buildMeasureState(input) });
    fireEvent.click(screen.getByRole("button", { name: "Vote Blind" }));
    expect(posted.at(-1)).toEqual({ type: "readBlindRow" });
    send({ type: "measureBlind", blind: blindState(results, undefined) });
    const vote = screen.getByRole("region", { name: "Blind vote" });
    expect(vote.textContent).not.toMatch(/GPT|mini/);
    expect(document.activeElement).toBe(vote);

    fireEvent.keyDown(vote, { key: "b" });
    expect(posted.at(-1)).toEqual({ type: "voteBlind", rowId: "r1", vote: "B" });
    fireEvent.click(within(vote).getByRole("button", { name: "Tie" }));
    expect(posted.at(-1)).toEqual({ type: "voteBlind", rowId: "r1", vote: "tie" });

    const winner = winnerOf(results.plan, "r1", "B");
    const voted = { ...results, votes: new Map([["r1", winner]]) };
    const blind = blindState(voted, "r1");
    send({ type: "measureBlind", blind });
    within(vote).getByText("1 of 10 rows that differ are voted on.");
    const [winning, losing] = winner === "left" ? ["4o", "mini"] : ["mini", "4o"];
    within(vote).getByText(`A was ${losing}, B ${winning}.`);
    expect(blind.row?.answers.B).toContain(winner === "left" ? "left on day" : "comes on day");
    expect(within(vote).queryByRole("button", { name: "A Is Better" })).toBeNull();
    fireEvent.click(within(vote).getByRole("button", { name: "Next Row" }));
    expect(posted.at(-1)).toEqual({ type: "readBlindRow" });
    expect(blindState(voted, undefined).row?.rowId).toBe("r2");

    fireEvent.click(within(vote).getByRole("button", { name: "Close" }));
    expect(posted.at(-1)).toEqual({ type: "closeBlind" });
    expect(screen.queryByRole("region", { name: "Blind vote" })).toBeNull();
    send({ type: "measure", state: buildMeasureState({ ...input, results: voted }) });
    screen.getByText(/^Your votes: of 1 row (4o|mini) wins 1/);
  });

  test("compares with saved answers, without the model that gave them", () => {
    const { posted, send } = renderPage();
    const input = recordedInput(40);
    const { results } = input;
    if (results === undefined) throw new Error("no results");
    // 36 of 40 answers that GPT-4o mini's predecessor gave passed: as GPT-4o's do here.
    const saved = results.rows.flatMap(({ left }) => (left ? [left] : []));
    const run = {
      head: { ...headOf(results.plan, "2026-10-20T10:00:00.000Z"), models: { left: "old-model" } },
      results: new Map(saved.map((result) => [resultKey(result), result])),
    };
    const file = "prompts/t.old-model.baseline.jsonl";
    send({
      type: "measure",
      state: buildMeasureState({ ...input, tab: "baseline", baselines: [{ file, run }] }),
    });
    // 24 of mini's 40 answers pass.
    screen.getByText(/^Against the saved answers of old-model, old-model passes 36 of 40, mini 24/);
    screen.getByText(/^Against the saved answers of old-model, 4o passes 36 of 40, old-model 36/);
    const table = screen.getByRole("table", { name: "Baselines of this prompt" });
    expect(within(table).getByText(file).closest("tr")?.textContent).toContain("402026-10-20");
    fireEvent.click(screen.getByRole("button", { name: "Save mini as Baseline…" }));
    expect(posted.at(-1)).toEqual({ type: "saveMeasureBaseline", side: "right" });
  });

  test("says what the recommendation has learned, which can be exported and forgotten", () => {
    const { posted, send } = renderPage();
    const learned = "Your 48 rows: GPT-4o mini won or tied 41; gap 0.03 ± 0.04, before 0.09.";
    send({ type: "measure", state: buildMeasureState({ ...recordedInput(), learned }) });
    screen.getByText(learned, { exact: false });
    fireEvent.click(screen.getByRole("button", { name: "Reset…" }));
    expect(posted.at(-1)).toEqual({ type: "resetOutcomes" });
  });
});
