import { describe, expect, test } from "vitest";
import { largePrompt } from "../harness/largePrompt";
import { countByTiktoken, withSeparators } from "../harness/oracle";
import { useVSCode } from "../harness/useVSCode";

/** The status bar alone writes a million as `1.04M`: three digits. */
function shortened(tokens: number): string {
  return `${(tokens / 1e6).toPrecision(3)}M`;
}

describe("a prompt of 9 MB", () => {
  const prompt = largePrompt(9_000_000);
  const vscode = useVSCode({ workspace: { files: { "prompts/large.md": prompt.text } } });

  test("is counted as tiktoken does, and the status bar follows what is typed", async () => {
    await vscode.openFile("prompts/large.md");
    await vscode.statusBarText(
      new RegExp(` ${shortened(prompt.tokens + 7).replace(".", "\\.")} tok`),
    );

    await vscode.goToLine(prompt.middleLine);
    const typed = "Nobody ever answers. ";
    await vscode.type(typed);
    await vscode.press("Shift+Home");
    await vscode.statusBarText(new RegExp(` ${countByTiktoken(typed)} tok · .* in$`));
    await vscode.press("End");
    await vscode.statusBarText(/M tok/);

    const tokens = prompt.tokens + prompt.tokensOfTyping(typed) + 7;
    expect(await vscode.statusBarTooltip(/ tok/)).toContain(`${withSeparators(tokens)} tokens`);
  });
});
