import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { costUsd, countByTiktoken, isRounded, withSeparators } from "../harness/oracle";
import { useVSCode } from "../harness/useVSCode";

/** The tokens that the API adds to one message of plain text: 3 for the message, 1 for its role, 3 for the answer. */
const framingTokens = 7;

describe("status bar", () => {
  const vscode = useVSCode({ workspace: { copyOf: "sample-workspace" } });
  const fileText = (name: string): Promise<string> =>
    readFile(path.join(vscode.folder, name), "utf8");

  test("a plain prompt: tiktoken's tokens, the price of the recommended model, no more than 32 characters", async () => {
    const tokens = countByTiktoken(await fileText("prompts/summarise.md")) + framingTokens;
    await vscode.openFile("prompts/summarise.md");
    const shown = await vscode.statusBarText(/ tok/);
    expect(shown).toMatch(new RegExp(`^(4o|mini) · ${withSeparators(tokens)} tok · \\$0\\.\\d+$`));
    expect(shown.length).toBeLessThanOrEqual(32);
  });

  test("the tooltip prices both models, as the tokens times the published prices", async () => {
    const tokens = countByTiktoken(await fileText("prompts/summarise.md")) + framingTokens;
    await vscode.openFile("prompts/summarise.md");
    const shown = await vscode.statusBarText(/ tok/);
    const tooltip = await vscode.statusBarTooltip(/ tok/);

    const [, input, output] = /([\d,]+) tokens in, ([\d,]+) out/.exec(tooltip) ?? [];
    expect(input).toBe(withSeparators(tokens));
    const request = { input: tokens, output: Number(output?.replaceAll(",", "")) };
    const requestUsd = (model: string): string =>
      new RegExp(`${model}\\s+[\\d.]+\\s+[\\d.]+\\s+([\\d.]+)`).exec(tooltip)?.[1] ?? "";
    const [left, right] = [requestUsd("GPT-4o"), requestUsd("GPT-4o mini")];
    expect(isRounded(left, costUsd("gpt-4o", request)), left).toBe(true);
    expect(isRounded(right, costUsd("gpt-4o-mini", request)), right).toBe(true);
    const recommended = shown.startsWith("mini") ? right : left;
    expect(shown).toContain(`$${recommended}`.replace(/0+$/, ""));
  });

  test("a screen reader hears the whole sentence", async () => {
    await vscode.openFile("prompts/summarise.md");
    const item = vscode.statusBarItem(/ tok/);
    await item.waitFor();
    const label = await item.locator("a").getAttribute("aria-label");
    expect(label).toMatch(/^Tokenscale: GPT-4o( mini)?, [\d,]+ tokens, \$0\.\d+ a request/);
  });

  test("a selection, then two, then typing: the numbers follow", async () => {
    await vscode.openFile("prompts/summarise.md");
    // A lens that comes in between moves under the mouse.
    await vscode.lensText(/^Compare/);
    const [first, second] = ["Summarise the weekly round", "three minutes"] as const;
    await vscode.selectText(first);
    await vscode.statusBarText(new RegExp(` ${countByTiktoken(first)} tok · \\$[\\d.]+ in$`));

    await vscode.selectText(first, second);
    const sum = countByTiktoken(first) + countByTiktoken(second);
    await vscode.statusBarText(new RegExp(` ${sum} tok · \\$[\\d.]+ in$`));

    await vscode.clickBehind("Summarise the weekly round");
    const typed = "s";
    const before = await fileText("prompts/summarise.md");
    const after = before.replace(first, first + typed);
    await vscode.type(typed);
    await vscode.statusBarText(
      new RegExp(` ${withSeparators(countByTiktoken(after) + framingTokens)} tok`),
    );
    await vscode.press("ControlOrMeta+Z");
    await vscode.statusBarText(
      new RegExp(` ${withSeparators(countByTiktoken(before) + framingTokens)} tok`),
    );
  });

  test("a file that is not a prompt has no item, until text in it is selected", async () => {
    await vscode.openFile("README.md");
    await vscode.statusBarItem(/ tok/).waitFor({ state: "hidden" });
    const text = "an online shop's support desk";
    await vscode.selectText(text);
    await vscode.statusBarText(new RegExp(` ${countByTiktoken(text)} tok`));
  });

  test("a click opens the comparison", async () => {
    await vscode.openFile("triage.prompty");
    await vscode.statusBarItem(/ tok/).click();
    const shown = /([\d,]+) tok/.exec(await vscode.statusBarText(/ tok/))?.[1] ?? "";
    await vscode.panelText(new RegExp(`triage[\\s\\S]*${shown}`));
  });
});
