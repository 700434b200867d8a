import { Window } from "happy-dom";
import { describe, expect, it } from "vitest";
import { buildPanelState } from "../../../src/core/panel/sections/buildPanelState";
import { exportCsv } from "../../../src/core/panel/export/exportCsv";
import { exportJson } from "../../../src/core/panel/export/exportJson";
import { exportMarkdown } from "../../../src/core/panel/export/exportMarkdown";
import { exportMarkdownSummary } from "../../../src/core/panel/export/exportMarkdownSummary";
import type { PanelInput } from "../../../src/core/panel/panelInput";
import { plainText } from "../../../src/core/panel/contract/richText";
import { totalOf } from "../../../src/core/estimate/fileTotal";
import { DEFAULT_PAIR } from "../../../src/core/models/resolvePair";
import { renderReport } from "../../../src/report/renderReport";
import { receiptEstimate, sampleEstimate } from "./sampleEstimates";
import { panelInput, promptSubject } from "./sampleInput";
import { onePrompt } from "./stateText";

/** A name that means something in each of the formats. */
const HOSTILE_NAME = '=1+1,"</style><script>alert(1)</script>|*`_[x](y)';

const hostile: PanelInput = panelInput({
  subject: promptSubject(sampleEstimate(), { name: HOSTILE_NAME, formatLabel: HOSTILE_NAME }),
});

const several: PanelInput = panelInput({
  subject: {
    kind: "many",
    name: "2 files",
    prompts: [
      { id: "1", name: HOSTILE_NAME, estimate: sampleEstimate() },
      { id: "2", name: "receipt.prompty", estimate: receiptEstimate() },
    ],
    total: totalOf([sampleEstimate(), receiptEstimate()], DEFAULT_PAIR),
    leftOut: [],
  },
});

function reportOf(input: PanelInput): string {
  const state = buildPanelState(input);
  return renderReport({ state, day: input.today, css: "body { color: red }" });
}

/** Cells of RFC 4180. */
function readCsv(text: string): readonly (readonly string[])[] {
  return text
    .trimEnd()
    .split("\r\n")
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, bare]) =>
        quoted === undefined ? (bare ?? "") : quoted.replaceAll('""', '"'),
      ),
    );
}

describe("the report in HTML", () => {
  const html = reportOf(hostile);
  const { document } = new Window();
  document.write(html);

  it("holds no script and forbids all but its own styles", () => {
    expect(html).not.toMatch(/<script/i);
    expect(html).not.toMatch(/https?:\/\//);
    expect(html).not.toMatch(/\son\w+=/);
    const policy = document.querySelector("meta[http-equiv='Content-Security-Policy']");
    expect(policy?.getAttribute("content")).toBe("default-src 'none'; style-src 'unsafe-inline'");
  });

  it("shows the user's words as words", () => {
    expect(document.querySelector("h1")?.textContent).toBe(`Compare: ${HOSTILE_NAME}`);
    expect(document.querySelectorAll("style")).toHaveLength(1);
  });

  it("says what the panel says", () => {
    const state = onePrompt(buildPanelState(hostile));
    const text = document.body.textContent;
    for (const words of [
      state.verdict.sentence,
      state.prompt.lead,
      state.scale.lead,
      state.models.lead,
      state.routing.lead,
    ]) {
      expect(text).toContain(plainText(words));
    }
    for (const { value } of state.verdict.cards) expect(text).toContain(plainText(value));
    const cells = [...document.querySelectorAll("table.by-part tbody tr")].map((row) =>
      [...row.children].map(({ textContent }) => textContent),
    );
    expect(cells).toEqual(
      state.prompt.costs.table.rows.map((row) => row.cells.map((words) => plainText(words))),
    );
  });

  it("leads from each raised figure to its source", () => {
    const links = [...document.querySelectorAll("sup a")].map((link) => link.getAttribute("href"));
    expect(links.length).toBeGreaterThan(20);
    for (const href of links) expect(document.querySelector(href ?? "")?.tagName).toBe("LI");
  });

  it("leaves out what can only be done in the panel", () => {
    expect(document.querySelectorAll("button, input, select, form, label")).toHaveLength(0);
    expect(document.body.textContent).not.toContain("Choose another pair");
  });

  it("says from which day its prices are", () => {
    expect(document.querySelector("h1 + p")?.textContent).toBe(
      "Prices and dates as of 2026-11-20.",
    );
  });

  it("has the numbers of At scale, and all words of its chart", () => {
    const { scale } = onePrompt(buildPanelState(hostile));
    const numbers = document.querySelector("#scale .numbers")?.textContent ?? "";
    for (const { label, value } of Object.values(scale.fields)) {
      expect(numbers).toContain(`${label}${value}`);
    }
    const drawn = [...document.querySelectorAll(".scale-chart text")].map(
      ({ textContent }) => textContent,
    );
    const { chart } = scale;
    for (const { label } of chart?.yTicks ?? []) expect(drawn).toContain(label);
    expect(drawn).toContain(chart?.share);
    for (const point of [chart?.left, chart?.blend]) {
      expect(drawn).toContain(`${point?.amount} ${point?.label}`);
    }
    expect(drawn).toEqual(expect.arrayContaining([chart?.right.label, chart?.right.amount]));
  });

  it("has every prompt of a table of many", () => {
    const estimate = sampleEstimate();
    const names = Array.from({ length: 150 }, (_, index) => `prompt-${index}.prompty`);
    const many = panelInput({
      subject: {
        kind: "many",
        name: "150 files",
        prompts: names.map((name) => ({ id: name, name, estimate })),
        total: totalOf(
          names.map(() => estimate),
          DEFAULT_PAIR,
        ),
        leftOut: [],
      },
    });
    const report = new Window();
    report.document.write(reportOf(many));
    const rows = report.document.querySelectorAll("table.prompts tbody th");
    expect([...rows].map(({ textContent }) => textContent).toSorted()).toEqual(names.toSorted());
  });
});

describe("the panel as Markdown", () => {
  it("escapes the user's words", () => {
    const [title] = exportMarkdown(buildPanelState(hostile)).split("\n");
    expect(title).toBe(
      '# Compare: =1+1,"\\</style\\>\\<script\\>alert(1)\\</script\\>\\|\\*\\`\\_\\[x\\](y)',
    );
  });

  it("has tables whose rows have as many cells as their heading", () => {
    for (const input of [hostile, several]) {
      const blocks = exportMarkdown(buildPanelState(input)).split("\n\n");
      const tables = blocks.filter((block) => block.startsWith("|"));
      expect(tables.length).toBeGreaterThan(4);
      for (const table of tables) {
        const widths = table.split("\n").map((line) => line.replace(/\\\|/g, "").split("|").length);
        expect(new Set(widths).size).toBe(1);
      }
    }
  });

  it("says which model a column of costs is about", () => {
    const markdown = exportMarkdown(buildPanelState(panelInput()));
    expect(markdown).toContain(
      "| Part | Tokens | ■ GPT-4o, USD per 1,000 requests | ● GPT-4o mini, USD per 1,000 requests |",
    );
    expect(markdown).toContain("| **Total** | **1,554** | **6.51** | **0.391** |");
  });
});

describe("the summary in Markdown", () => {
  const summary = exportMarkdownSummary(buildPanelState(panelInput()));

  it("has the verdict, what it rests on, the totals and the month, and no source", () => {
    expect(summary).toMatch(/^\*\*Compare: /);
    for (const words of [
      "**Recommended**: ● GPT-4o mini · Expected loss 0.04, within your 0.05",
      "72% · that the loss stays within 0.05 · `measured` 1,063 prompts of this kind",
      "| **Total** |",
      "At scale: With 60% on mini",
    ]) {
      expect(summary).toContain(words);
    }
    expect(summary).not.toMatch(/<sup>|## |Sources/);
    expect(
      summary
        .trimEnd()
        .split("\n")
        .filter((line) => line !== "").length,
    ).toBeLessThan(12);
  });
});

describe("the figures as CSV", () => {
  const rows = readCsv(exportCsv(several));

  it("has one row for each part of each prompt on each model, with exact costs", () => {
    expect(rows[0]).toEqual(["prompt", "part", "model", "tokens", "usd", "basis", "recommended"]);
    expect(rows.filter((row) => row[1] === "total")).toEqual([
      [`'${HOSTILE_NAME}`, "total", "gpt-4o", "1554", "0.00651", "estimate", "no"],
      [`'${HOSTILE_NAME}`, "total", "gpt-4o-mini", "1554", "0.0003906", "estimate", "yes"],
      ["receipt.prompty", "total", "gpt-4o", "1066", "0.003565", "estimate", "yes"],
      ["receipt.prompty", "total", "gpt-4o-mini", "25802", "0.0039243", "estimate", "no"],
    ]);
  });

  it("calls the input exact, and nothing that holds the expected output", () => {
    const basisOf = (part: string) => rows.find((row) => row[1] === part)?.[5];
    expect([basisOf("input"), basisOf("expected output"), basisOf("total")]).toEqual([
      "exact",
      "estimate",
      "estimate",
    ]);
  });

  it("has parts that add up to the input", () => {
    const sums = new Map<string, number>();
    for (const [prompt = "", part = "", model = "", , usd] of rows.slice(1)) {
      if (["input", "expected output", "total"].includes(part)) continue;
      const key = `${prompt} ${model}`;
      sums.set(key, (sums.get(key) ?? 0) + Number(usd));
    }
    for (const [prompt = "", part, model = "", , usd] of rows.slice(1)) {
      if (part === "input") expect(sums.get(`${prompt} ${model}`)).toBeCloseTo(Number(usd), 12);
    }
  });

  it("is its heading alone if no prompt is shown", () => {
    expect(readCsv(exportCsv(panelInput({ subject: { kind: "none" } })))).toHaveLength(1);
  });
});

describe("the figures as JSON", () => {
  it("gives each prompt as the command line does, and At scale as it was asked", () => {
    const report = JSON.parse(exportJson(panelInput())) as {
      prompts: readonly { name: string; models: Record<string, { totalUsd: number }> }[];
      atScale: { shareToRight: number; usdPerMonth: { blend: number; saving: number } };
    };
    expect(report.prompts.map(({ name }) => name)).toEqual(["triage.prompty"]);
    expect(report.prompts[0]?.models["gpt-4o"]?.totalUsd).toBe(0.00651);
    expect(report.atScale.shareToRight).toBe(0.6);
    expect(report.atScale.usdPerMonth).toMatchObject({ blend: 264.1506, saving: 341.6994 });
  });

  it("has no scale if there is no prompt", () => {
    expect(JSON.parse(exportJson(panelInput({ subject: { kind: "none" } })))).toEqual({
      date: "2026-11-20",
      models: ["gpt-4o", "gpt-4o-mini"],
      prompts: [],
    });
  });
});
