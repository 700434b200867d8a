import { beforeEach, describe, expect, test } from "vitest";
import { useVSCode } from "../harness/useVSCode";

const TEMPLATE = "Translate the following text into German: {{ text }}\n";

/** A month: a route on GPT-4o that was made from a prompt file, and one that is on mini already. */
function log(): string {
  const lines = Array.from({ length: 31 * 4 }, (_, index) => {
    const isMini = index % 4 === 3;
    const text = isMini
      ? "Write a title for: a red bicycle"
      : "Translate the following text into German: a red bicycle";
    return JSON.stringify({
      timestamp: new Date(Date.UTC(2026, 9, 1 + Math.floor(index / 4), 12)).toISOString(),
      id: `request-${index}`,
      model: isMini ? "gpt-4o-mini" : "gpt-4o",
      route: isMini ? "/title" : "/translate",
      messages: [{ role: "user", content: text }],
      usage: { prompt_tokens: 10_000, completion_tokens: 1_000 },
    });
  });
  return `${lines.join("\n")}\nnot json\n`;
}

describe("the report on a traffic log", () => {
  const vscode = useVSCode({
    workspace: {
      files: {
        "october.jsonl": log(),
        "usage.csv": "llm,tok_in,tok_out\ngpt-4o,1000,100\ngpt-4o-mini,2000,200\n",
        "translate.jinja": TEMPLATE,
      },
    },
  });
  const page = () => vscode.panel();

  beforeEach(async () => {
    await vscode.closeEditors();
    await vscode.explorerMenu("october.jsonl", "Analyze Traffic Log…");
    await vscode.panelText(/Traffic: October 2026/);
  });

  test("says what it cost, by day, by route and elsewhere, and what is left out", async () => {
    const text = await vscode.panelText(/Cost per day/);
    // 93 × $0.035 on GPT-4o and 31 × $0.0021 on mini.
    expect(text).toContain("$3.26");
    expect(text).toContain("$0.0651");
    expect(text).toMatch(/\/translate\s+Translation\s+translate\.jinja\s+93\s+3\.26/);
    expect(text).toMatch(/as logged\s+3\.32\s+100\.0%/);
    expect(text).toMatch(/GPT-4o mini\s+0\.26/);
    expect(text).toContain("124 requests, 1,364,000 tokens, from 125 entries.");
    expect(text).toContain("1 entry can’t be read: october.jsonl:125 not JSON.");
    expect(text).toContain("the report holds no prompt text");
    expect(text).not.toContain("bicycle");
    expect(await page().locator(".day-chart rect").count()).toBe(62);
  });

  test("answers what would be with another target, effort and tolerance", async () => {
    await page().getByLabel("Move to").selectOption("gpt-6-luna");
    await vscode.panelText(/by cost/);
    await page().getByRole("radio", { name: "medium" }).check();
    await vscode.panelText(/Effort/);
    expect(await page().getByRole("radio", { name: "medium" }).isChecked()).toBe(true);
    await page().getByRole("radio", { name: "0.10" }).check();
    await vscode.panelText(/moved at 0\.10/);
    await page().getByLabel("Move to").selectOption("gpt-4o-mini");
    await page().getByRole("radio", { name: "0.05" }).check();
    await vscode.panelText(/moved at 0\.05/);
  });

  test("leads to the prompt file, and is copied as Markdown", async () => {
    await page().getByRole("button", { name: "Copy as Markdown" }).click();
    await vscode.notificationText(/Copied as Markdown\./);
    await page().getByRole("button", { name: "translate.jinja" }).first().click();
    await vscode.page.getByRole("tab", { name: /translate\.jinja/ }).waitFor();
  });

  test("axe finds no violation on the page", async () => {
    for (const theme of ["light", "high-contrast", "dark"] as const) {
      await vscode.screenshot("traffic", { theme });
      expect(await vscode.panelViolations(), theme).toEqual([]);
    }
  });

  test("asks which columns a table has", async () => {
    await vscode.closeEditors();
    await vscode.explorerMenu("usage.csv", "Analyze Traffic Log…");
    for (const column of ["llm", "tok_in", "tok_out"]) await vscode.pick(column);
    const text = await vscode.panelText(/no prompt text/);
    expect(text).toContain("2 requests, 3,300 tokens, from 2 entries.");
  });
});
