import { describe, expect, test } from "vitest";
import { DEFAULT_PAIR, resolvePair } from "../../../src/core/models/resolvePair";
import { createTemplateMatcher, templateOf } from "../../../src/core/traffic/templateMatch";
import { trafficMarkdown } from "../../../src/core/traffic/trafficMarkdown";
import { trafficReport } from "../../../src/core/traffic/trafficReport";
import { TrafficSummary } from "../../../src/core/traffic/trafficSummary";
import { leadWords, remarkWords } from "../../../src/core/traffic/trafficWords";
import { readPromptFile } from "../../../src/core/prompt/formats/promptFormats";
import type { Judgment } from "../../../src/core/traffic/promptJudge";

const LAST_DAY_MS = Date.UTC(2026, 11, 1);

interface Route {
  readonly route: string;
  readonly requests: number;
  readonly model?: string;
  readonly judgment?: Judgment;
}

const judgment = (kind: string, level: Judgment["level"], gap: number): Judgment => ({
  kind,
  level,
  gapMicro: gap * 1_000_000,
  deviationMicro: 10_000,
});

/** A month: each route has its requests of 1,000 tokens in and 100 out, evenly over the days. */
function month(routes: readonly Route[]): TrafficSummary {
  const summary = new TrafficSummary();
  for (const { route, requests, model = "gpt-4o", judgment: own } of routes) {
    for (let index = 0; index < requests; index += 1) {
      const usage = {
        input: 1_000,
        cached: 0,
        cacheWrite: 0,
        output: 100,
        reasoning: 0,
        inputAudio: 0,
        outputAudio: 0,
        image: 0,
      };
      const timeMs = Date.UTC(2026, 9, 1 + (index % 31));
      summary.add(
        { requests: 1, model, timeMs, usage },
        route,
        own ? { judgment: own } : {},
        LAST_DAY_MS,
      );
    }
  }
  return summary;
}

const ROUTES: readonly Route[] = [
  { route: "/digest", requests: 310, judgment: judgment("summarisation", "measured", 0.02) },
  { route: "/triage", requests: 620, judgment: judgment("function_calling", "measured", 0.04) },
  { route: "/legal", requests: 310, judgment: judgment("mcq_knowledge", "measured", 0.2) },
  { route: "/misc", requests: 62, judgment: judgment("", "no evidence", 0) },
  {
    route: "/title",
    requests: 1_000,
    model: "gpt-4o-mini",
    judgment: judgment("rewriting", "measured", 0),
  },
];

/** In USD × 10⁻¹²: 1,000 × $2.50 / M + 100 × $10 / M on GPT-4o. */
const REQUEST_ON_4O = 3_500_000_000n;
const REQUEST_ON_MINI = 210_000_000n;
const SAVING = REQUEST_ON_4O - REQUEST_ON_MINI;

describe("a log with text", () => {
  const report = trafficReport(month(ROUTES), { sources: {}, pair: DEFAULT_PAIR, tolerance: 0.05 });

  test("moves what loses no more than is tolerated, largest saving first", () => {
    const rows = report.moves?.rows.map(({ route, decision, saving }) => [route, decision, saving]);
    expect(rows).toEqual([
      ["/triage", "moves", 620n * SAVING],
      ["/digest", "moves", 310n * SAVING],
      ["/misc", "by cost", 62n * SAVING],
      ["/legal", "stays", 310n * SAVING],
      ["/title", "there", undefined],
    ]);
  });

  test("never adds what is saved by evidence to what is saved by cost", () => {
    expect(report.moves?.saved).toBe(930n * SAVING);
    expect(report.moves?.savedByCost).toBe(62n * SAVING);
    expect(report.moves?.lossOfMoved?.expected).toBeCloseTo((310 * 0.02 + 620 * 0.04) / 930, 9);
    expect(report.moves?.lossOfAll).toBeCloseTo((310 * 0.02 + 620 * 0.04) / 1_302, 9);
  });

  test("says so in sentences", () => {
    expect(leadWords(report)).toEqual([
      "Move /triage and /digest to mini: −$3.06 a month of $4.77, for an expected loss of 0.03 on those two.",
      "And by cost alone, /misc to mini: −$0.204 a month.",
      "/legal stays.",
    ]);
  });

  test("tells what the same traffic costs elsewhere", () => {
    const costs = new Map(report.alternatives.map(({ model, cost }) => [model.label, cost]));
    expect(costs.get("GPT-4o mini")).toBe(2_302n * REQUEST_ON_MINI);
    expect(costs.get("GPT-4o")).toBe(2_302n * REQUEST_ON_4O);
    // 1,000 × $0.10 / M + 100 × $0.50 / M.
    expect(costs.get("GPT-6 Luna · none")).toBe(2_302n * 150_000_000n);
  });

  test("draws cost against the share moved, smallest loss per dollar first", () => {
    const curve = report.moves?.curve ?? [];
    expect(curve.map(({ row }) => row?.route)).toEqual([undefined, "/digest", "/triage", "/legal"]);
    expect(curve.map(({ share }) => Math.round(share * 1_302))).toEqual([0, 310, 930, 1_240]);
    expect(curve.at(-1)?.cost).toBe(report.all.cost - 1_240n * SAVING);
  });

  test("a stricter tolerance moves less", () => {
    const strict = trafficReport(month(ROUTES), {
      sources: {},
      pair: DEFAULT_PAIR,
      tolerance: 0.03,
    });
    expect(strict.moves?.rows.find(({ route }) => route === "/triage")?.decision).toBe("stays");
    expect(strict.moves?.saved).toBe(310n * SAVING);
  });

  test("a successor is not measured: cost alone decides", () => {
    const pair = resolvePair({ left: "gpt-4o", right: "gpt-6-luna@none" });
    const { moves } = trafficReport(month(ROUTES), { sources: {}, pair, tolerance: 0.05 });
    const decisions = new Set(moves?.rows.map(({ decision }) => decision));
    expect(decisions).toEqual(new Set(["by cost", "other model"]));
    expect(moves?.saved).toBe(0n);
  });

  test("the report in Markdown has every row", () => {
    const markdown = trafficMarkdown(report, ["model"]);
    for (const { route } of ROUTES) expect(markdown).toContain(route);
    expect(markdown).toContain("| /legal | Knowledge, multiple choice | 310 |");
  });
});

test("sums alone: the cost is exact, and the share that can move is not known", () => {
  const report = trafficReport(month([{ route: "", requests: 31 }]), {
    sources: {},
    pair: DEFAULT_PAIR,
    tolerance: "balanced",
  });
  expect(report.moves).toBeUndefined();
  expect(leadWords(report)).toEqual([
    "The log has no prompt text: cost by day and model is exact, the share that can move is not known.",
  ]);
  expect(report.effects.batchCouldSave).toBe((31n * REQUEST_ON_4O) / 2n);
  expect(report.groups(["day"])).toHaveLength(31);
});

test("caching, Batch and long input each have their effect on the bill", () => {
  const summary = new TrafficSummary();
  const usage = {
    input: 2_000,
    cached: 1_024,
    cacheWrite: 0,
    output: 0,
    reasoning: 0,
    inputAudio: 0,
    outputAudio: 0,
    image: 0,
  };
  summary.add({ requests: 1, model: "gpt-4o", usage }, "", {}, LAST_DAY_MS);
  summary.add(
    { requests: 1, model: "gpt-4o", tier: "batch", usage: { ...usage, cached: 0 } },
    "",
    {},
    LAST_DAY_MS,
  );
  summary.add(
    { requests: 1, model: "gpt-6-sol", usage: { ...usage, input: 300_000, cached: 0 } },
    "",
    {},
    LAST_DAY_MS,
  );
  const { effects } = trafficReport(summary, {
    sources: {},
    pair: DEFAULT_PAIR,
    tolerance: "balanced",
  });
  expect(effects.cachingSaves).toBe(1_024n * 1_250_000n);
  expect(effects.batchSaves).toBe(2_000n * 1_250_000n);
  expect(effects.longContextCosts).toBeGreaterThan(0n);
});

test("an unknown model has no price, and is named", () => {
  const report = trafficReport(month([{ route: "", requests: 2, model: "some-model" }]), {
    sources: {},
    pair: DEFAULT_PAIR,
    tolerance: "balanced",
  });
  expect(report.all).toMatchObject({ cost: 0n, unpriced: 2 });
  expect(remarkWords(report).join(" ")).toContain(
    "2 requests on models without a price, in no amount: some-model.",
  );
});

test("a request is traced to the prompt file that it was made from", () => {
  const template = (file: string, text: string) =>
    readPromptFile({ path: file, text }).prompts.flatMap(
      (prompt) => templateOf(file, prompt) ?? [],
    );
  const match = createTemplateMatcher([
    ...template(
      "triage.jinja",
      "Sort the ticket by topic and urgency: {{ticket}}\nAnswer with one word.",
    ),
    ...template(
      "triage-long.jinja",
      "Sort the ticket by topic and urgency: {{ ticket }}\nAnswer with one word.\nExplain your choice in {{ language }}.",
    ),
    ...template("short.jinja", "Hi {{ name }}"),
  ]);
  const asked = (text: string) =>
    match({ messages: [{ role: "user", text }], tools: 0, images: 0 });
  expect(asked("Sort the ticket by topic and urgency: It broke.\r\n  Answer with one word.")).toBe(
    "triage.jinja",
  );
  expect(
    asked(
      "Sort the ticket by topic and urgency: It broke.\nAnswer with one word.\nExplain your choice in French.",
    ),
  ).toBe("triage-long.jinja");
  expect(asked("Sort the ticket by topic and urgency: It broke.")).toBeUndefined();
  expect(asked("Hi Ann")).toBeUndefined();
});
