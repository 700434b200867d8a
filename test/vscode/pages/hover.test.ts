import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { countByTiktoken, withSeparators } from "../harness/oracle";
import { useVSCode } from "../harness/useVSCode";

describe("hover", () => {
  const vscode = useVSCode({ workspace: { copyOf: "sample-workspace" } });

  test("a prompt file: the recommendation and the links, seen at once, then both costs and the tokens", async () => {
    const text = await readFile(path.join(vscode.folder, "prompts/summarise.md"), "utf8");
    const inputTokens = countByTiktoken(text) + 7;
    await vscode.openFile("prompts/summarise.md");
    await vscode.statusBarText(/ tok/);
    const hover = await vscode.hoverOver("Summarise the weekly round");
    expect(hover).toContain(`${withSeparators(inputTokens)} tokens in`);
    for (const name of ["GPT-4o", "GPT-4o mini", "Input", "Expected output", "A request"]) {
      expect(hover).toContain(name);
    }
    expect(hover).toMatch(
      /^GPT-4o( mini)? · .* · (measured|extrapolated|published|published opinion|no evidence)/,
    );
    const links = await vscode.hover.getByText("Run on Both").boundingBox();
    const box = await vscode.hover.boundingBox();
    expect((links?.y ?? Infinity) + (links?.height ?? 0)).toBeLessThan(
      (box?.y ?? 0) + Math.min(250, box?.height ?? 0),
    );
  });

  test("its tooltip in the status bar says the same, but for the move", async () => {
    await vscode.openFile("prompts/summarise.md");
    await vscode.statusBarText(/ tok/);
    const hover = await vscode.hoverOver("Summarise the weekly round");
    const withoutMove = hover.replace(/^.* end on \d.*\n\n/m, "");
    expect(await vscode.statusBarTooltip(/ tok/)).toBe(withoutMove);
  });

  test("its link opens the comparison of that file", async () => {
    await vscode.openFile("prompts/summarise.md");
    await vscode.statusBarText(/ tok/);
    await vscode.hoverOver("Summarise the weekly round");
    await vscode.hover.getByText("Compare 4o vs mini").click();
    await vscode.panelText(/summarise\.md/);
  });
});
