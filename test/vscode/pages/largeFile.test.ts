import { describe, expect, test } from "vitest";
import { countByTiktoken, withSeparators } from "../harness/oracle";
import { useVSCode } from "../harness/useVSCode";
import { batchInstructions, largeBatch, largeText, ticketText } from "./largeContent";

/** The tokens that the API adds: 3 for each message, 1 for its role, 3 for the answer. */
const framingTokens = (messages: number): number => 4 * messages + 3;

const longTestMs = 240_000;

describe("files of 10 MB", () => {
  const text = largeText();
  const requests = largeBatch();
  const brokenLine = 1_234;
  const vscode = useVSCode({
    workspace: {
      files: {
        "prompts/big.txt": text,
        "tickets.batch.jsonl": requests
          .with(brokenLine - 1, (requests[brokenLine - 1] ?? "").slice(0, -2))
          .join("\n"),
      },
    },
  });

  /** The item shows millions; its label, which a screen reader reads, has every digit. */
  async function waitForLabel(words: RegExp): Promise<string> {
    const item = vscode.page.locator(".statusbar-item").getByLabel(words);
    await item.waitFor({ timeout: longTestMs / 2 });
    return (await item.getAttribute("aria-label")) ?? "";
  }

  const tokensOf = (textThen: string): RegExp =>
    new RegExp(`\\b${withSeparators(countByTiktoken(textThen) + framingTokens(1))} tokens`);

  test(
    "typing into a prompt file: the tokens follow to the last digit",
    { timeout: longTestMs },
    async () => {
      await vscode.openFile("prompts/big.txt");
      const before = await waitForLabel(tokensOf(text));

      await vscode.goToLine(40_000);
      await vscode.type("Zuerst: don't guess!\n1234567 ");
      const lines = text.split("\n");
      lines[39_999] = `Zuerst: don't guess!\n1234567 ${lines[39_999]}`;
      expect(await waitForLabel(tokensOf(lines.join("\n")))).not.toBe(before);

      await vscode.press("ControlOrMeta+End");
      await vscode.type(" Last of all\n\n");
      await waitForLabel(tokensOf(`${lines.join("\n")} Last of all\n\n`));
    },
  );

  test(
    "a JSONL with a broken line: progress, then the totals without that line",
    { timeout: longTestMs },
    async () => {
      await vscode.openFile("tickets.batch.jsonl");
      const progress = await vscode.statusBarText(/ of [\d,]+ lines$/);
      expect(progress).toContain(` of ${withSeparators(requests.length)} lines`);

      let tokens = 0;
      for (let number = 1; number <= requests.length; number += 1) {
        if (number !== brokenLine) tokens += countByTiktoken(ticketText(number));
      }
      const read = requests.length - 1;
      tokens += read * (countByTiktoken(batchInstructions) + framingTokens(2));
      const label = await waitForLabel(/ requests, at least [\d,]+ tokens/);
      expect(label).toContain(
        `${withSeparators(read)} requests, at least ${withSeparators(tokens)} tokens`,
      );

      const tooltip = await vscode.statusBarTooltip(/ tok · /);
      expect(tooltip).toContain(`Go to line ${withSeparators(brokenLine)}`);
    },
  );
});
