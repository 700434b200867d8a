import { beforeEach, describe, expect, test } from "vitest";
import { countByTiktoken, encodeByTiktoken } from "../harness/oracle";
import { useVSCode } from "../harness/useVSCode";

const SELECTED = "indivisible tokenisation of ice-cream";
const TEXT = `Explain the ${SELECTED} to a child.\nIn ten words: antidisestablishmentarianism!\n`;

describe("Show Tokens", () => {
  const vscode = useVSCode({ workspace: { files: { "prompts/tokens.md": TEXT } } });

  /** One for each token; nothing else draws such boxes in this file. */
  const boxes = () => vscode.page.locator(".monaco-editor .view-overlays .cdr[class*='ced-']");

  beforeEach(async () => {
    await vscode.openFile("prompts/tokens.md");
    await vscode.statusBarText(/ tok ·/);
  });

  test("of the selection: as many boxes as tiktoken has tokens, in four shades, each with its id", async () => {
    await vscode.selectText(SELECTED);
    await vscode.runCommand("Tokenscale: Show Tokens");
    const ids = encodeByTiktoken(SELECTED);
    await expect.poll(() => boxes().count()).toBe(ids.length);
    await vscode.statusBarText(new RegExp(` ${ids.length} tok ·`));
    const colours = await boxes().evaluateAll((elements) =>
      elements.map((element) => getComputedStyle(element).backgroundColor),
    );
    expect(new Set(colours).size).toBe(4);
    const [ofIce = 0] = encodeByTiktoken(" ice");
    expect(ids).toContain(ofIce);
    const hover = await vscode.hoverOver("ice-");
    expect(hover).toContain(`" ice": token ${ofIce} of o200k_base`);
  });

  test("of the visible part: they follow what is typed, until they are hidden", async () => {
    await vscode.clickBehind("ten words");
    await vscode.runCommand("Tokenscale: Show Tokens");
    const tokens = countByTiktoken(TEXT);
    await vscode.statusBarText(new RegExp(`^${tokens} tokens shown$`));
    // A line's end is a token or part of one, and has no box.
    const before = await boxes().count();
    await vscode.type(" and no more");
    await expect.poll(() => boxes().count()).toBe(before + countByTiktoken(" and no more"));
    await vscode.runCommand("Tokenscale: Hide Tokens");
    await expect.poll(() => boxes().count()).toBe(0);
  });
});
