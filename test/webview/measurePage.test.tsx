// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen, within } from "@testing-library/preact";
import { afterEach, describe, expect, test } from "vitest";
import { USD } from "../../src/core/currency";
import type { MeasureInput } from "../../src/core/panel/measure/measureInput";
import { buildMeasureState } from "../../src/core/panel/measure/buildMeasureState";
import { measureRowDetails, MeasureRowIndex } from "../../src/core/panel/measure/measureResults";
import { pairResults } from "../../src/core/measure/results/pairedRow";
import type { MeasureHostMessage, PageMessage } from "../../src/protocol/messages";
import type { MeasureHost } from "../../src/webview/measure/measureHost";
import { MeasurePage } from "../../src/webview/measure/measurePage";
import { planOfRows, startRun } from "../unit/measure/measureRun";

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

function setupInput(rows: number): MeasureInput {
  const plan = planOfRows(rows);
  const { left, right } = plan.sides;
  if (left === undefined || right === undefined) throw new Error("a side is missing");
  return {
    tab: "setup",
    file: "prompts/t.prompty",
    prompt: plan.prompt,
    names: { left: left.name, right: right.name },
    currency: USD,
    data: {
      kind: "read",
      file: "rows.jsonl",
      rows: { rows: plan.rows, problems: [], leftOut: 0, unusedNames: [] },
      asserts: [],
      assertProblems: [],
      plan,
    },
    settings: { concurrency: 8 },
    requestsPerMonth: 100_000,
  };
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
    results: { plan, rows: pairResults(results()), version: 1 },
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
});
