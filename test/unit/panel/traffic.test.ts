import { expect, test } from "vitest";
import { USD } from "../../../src/core/currency";
import { DEFAULT_PAIR } from "../../../src/core/models/resolvePair";
import { plainText } from "../../../src/core/panel/contract/richText";
import type { Table } from "../../../src/core/panel/contract/panelState";
import { buildTrafficState } from "../../../src/core/panel/traffic/buildTrafficState";
import { trafficReport } from "../../../src/core/traffic/trafficReport";
import { TrafficSummary } from "../../../src/core/traffic/trafficSummary";
import { renderTraffic } from "../../../src/report/renderTraffic";

const LAST_DAY_MS = Date.UTC(2026, 11, 1);

/** Three days of two routes on GPT-4o and one on mini; with or without what is known of their text. */
function report(hasText: boolean) {
  const summary = new TrafficSummary();
  const add = (day: number, model: string, route: string, gapMicro: number): void => {
    const usage = {
      input: 1_000_000,
      cached: 0,
      cacheWrite: 0,
      output: 100_000,
      reasoning: 0,
      inputAudio: 0,
      outputAudio: 0,
      image: 0,
    };
    const judgment = {
      kind: "function_calling",
      level: "measured",
      gapMicro,
      deviationMicro: 10_000,
    } as const;
    summary.add(
      { requests: 1, model, timeMs: Date.UTC(2026, 9, day), usage },
      route,
      hasText ? { judgment } : {},
      LAST_DAY_MS,
    );
  };
  for (const day of [1, 3]) {
    add(day, "gpt-4o", "/triage", 20_000);
    add(day, "gpt-4o", "/legal <b>", 200_000);
    add(day, "gpt-4o-mini", "/title", 0);
  }
  return trafficReport(summary, { sources: {}, pair: DEFAULT_PAIR, tolerance: 0.05 });
}

function stateOf(hasText: boolean) {
  const state = buildTrafficState({
    files: ["october.jsonl"],
    reading: { kind: "read", report: report(hasText), isStopped: false },
    currency: USD,
  });
  if (state.kind !== "report") throw new Error("no report");
  return state;
}

function cells({ rows }: Table): readonly (readonly string[])[] {
  return rows.map((row) => row.cells.map(plainText));
}

test("each route has its cost, where it goes, what it may lose and what it saves", () => {
  expect(cells(stateOf(true).routes)).toEqual([
    ["/triage Function calling", "2", "7.00", "mini", "0.02 ± 0.01 measured 2,015", "6.58"],
    ["/legal <b> Function calling", "2", "7.00", "stays", "0.20 ± 0.01 measured 2,015", "–"],
    ["/title Function calling", "2", "0.42", "stays", "–", "–"],
    ["Total", "6", "14.42", "50.0% of 4o’s", "0.010", "$6.58"],
  ]);
});

test("the same traffic elsewhere, and moved at the tolerance", () => {
  expect(cells(stateOf(true).otherwise.table).slice(0, 4)).toEqual([
    ["as logged", "14.42", "100.0%"],
    ["moved at 0.05", "7.84", "54.4%"],
    ["GPT-4o", "21.00", "145.6%"],
    ["GPT-4o mini", "1.26", "8.7%"],
  ]);
});

test("a bar a day, stacked by model, with none where nothing was logged", () => {
  const { days } = stateOf(true);
  expect(days?.bars.map(({ parts }) => parts.map(({ tone }) => tone))).toEqual([
    ["left", "right"],
    [],
    ["left", "right"],
  ]);
  const heights = days?.bars[0]?.parts.map(({ from, to }) => [from, to]);
  // $7.00 and $0.21 on a scale to $8.
  expect(heights).toEqual([
    [0, 7 / 8],
    [7 / 8, 7.21 / 8],
  ]);
  expect(days?.mean.words).toBe("Dashed: mean of $4.81 a day.");
});

test("the curve goes on past the tolerance, and says where it ends", () => {
  const { curve } = stateOf(true);
  expect(curve?.points.map(({ x, isOver }) => [x, isOver])).toEqual([
    [0, false],
    [0.5, false],
    [1, true],
  ]);
  expect(curve?.within).toEqual({ x: 0.5, label: "within your 0.05" });
});

test("sums alone: routes by model, and no curve", () => {
  const { lead, routes, curve } = stateOf(false);
  expect(plainText(lead)).toContain("the share that can move is not known");
  expect(cells(routes)[0]).toEqual(["/legal <b>", "gpt-4o", "2", "7.00"]);
  expect(curve).toBeUndefined();
});

test("the HTML is self-contained, and no name in it is markup", () => {
  const html = renderTraffic({ state: stateOf(true), css: "body { color: red }" });
  expect(html).toContain("/legal &lt;b>");
  expect(html).not.toContain("<b>/legal <b>");
  expect(html).not.toMatch(/<script|https?:\/\//);
});
