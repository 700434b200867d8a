import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { countByTiktoken, withSeparators } from "../harness/oracle";
import { useVSCode } from "../harness/useVSCode";

describe("hover", () => {
  const vscode = useVSCode({ workspace: { copyOf: "sample-workspace" } });

  test("a prompt file: tokens, both costs, the context window, the recommendation with reasons, links", async () => {
    const text = await readFile(path.join(vscode.folder, "prompts/summarise.md"), "utf8");
    const inputTokens = countByTiktoken(text) + 7;
    await vscode.openFile("prompts/summarise.md");
    await vscode.statusBarText(/ tok/);
    const hover = await vscode.hoverOver("Summarise the weekly round");
    expect(hover).toContain(`${withSeparators(inputTokens)} tokens in`);
    for (const row of [
      "GPT-4o",
      "GPT-4o mini",
      "Input, USD",
      "Expected output, USD",
      "A request, USD",
    ]) {
      expect(hover).toContain(row);
    }
    const outputTokens = Number(/([\d,]+) out/.exec(hover)?.[1]?.replaceAll(",", ""));
    const share = `${(((inputTokens + outputTokens) / 128_000) * 100).toFixed(1)}%`;
    expect(hover).toMatch(new RegExp(`Context window\\s+${share}\\s+${share}`));
    expect(hover).toMatch(/GPT-4o mini.* · (measured|extrapolated|published opinion|no evidence)/);
  });

  test("its tooltip in the status bar says the same", async () => {
    await vscode.openFile("prompts/summarise.md");
    await vscode.statusBarText(/ tok/);
    const hover = await vscode.hoverOver("Summarise the weekly round");
    expect(await vscode.statusBarTooltip(/ tok/)).toBe(hover);
  });

  test("its link opens the comparison of that file", async () => {
    await vscode.openFile("prompts/summarise.md");
    await vscode.statusBarText(/ tok/);
    await vscode.hoverOver("Summarise the weekly round");
    await vscode.hover.getByText("Compare on 4o vs mini").click();
    await vscode.panelText(/summarise\.md/);
  });
});
