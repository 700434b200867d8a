import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import type { Theme } from "../harness/vscode";
import { useVSCode } from "../harness/useVSCode";

function request(model: string, content: string): string {
  return `${JSON.stringify({ model, messages: [{ role: "user", content }], max_tokens: 20 }, null, 2)}\n`;
}

describe("the prompts view", () => {
  const vscode = useVSCode({
    workspace: {
      files: {
        "prompts/evening.json": request("gpt-4o", "Translate into German: Good evening."),
        "prompts/other.json": request("gpt-4o-mini", "Translate into German: Good morning."),
        "prompts/legal/clause.prompt": "Which clauses of this contract are risky? {{contract}}\n",
        "prompts/broken.prompty": "---\nname: [\n---\nuser:\nHi\n",
        "AGENTS.md": "Use tabs. Keep functions short.\n",
        "src/plain.ts": "export const one = 1;\n",
        "node_modules/x/deep.prompt": "Not ours.\n",
      },
      git: true,
    },
  });
  const rows = () => vscode.page.locator(".pane-body [role='treeitem']");
  const row = (name: string) => rows().filter({ hasText: name });
  const menu = (name: string, item: string) => vscode.chooseFromMenu(row(name).first(), item);
  const pick = async (command: string, choice: string) => {
    await vscode.page
      .locator(".pane-header, .composite.title")
      .getByRole("button", { name: command })
      .first()
      .click();
    await vscode.page.locator(".quick-input-list").getByText(choice, { exact: true }).click();
  };
  const message = (words: string | RegExp) =>
    vscode.page.locator(".tree-explorer-viewlet-tree-view .message").getByText(words).waitFor();

  beforeEach(async () => {
    await vscode.closeEditors();
    await vscode.runCommand("View: Show Tokenscale");
    await row("evening.json").first().waitFor();
  });

  test("lists every prompt by folder, with tokens and cost, and nothing else", async () => {
    await message(/4 prompt files, .* 2 files name a model that ends in \d+ days\./);
    const texts = await rows().allInnerTexts();
    const all = texts.join("\n").replaceAll(/\s+/g, " ");
    expect(all).toMatch(/prompts ?3 prompt files · \d+/);
    expect(all).toMatch(/evening\.json ?\d+ · \$0\.0\d+(?:\/1k)?/);
    expect(all).toMatch(/clause\.prompt ?≥ \d+ · ≥ \$0\.0\d+/);
    expect(all).toMatch(/Context ?1 file AGENTS\.md ?\d+ in every request/);
    expect(all).not.toContain("deep.prompt");
    expect(all).not.toContain("plain.ts");
    const label = await row("evening.json").first().getAttribute("aria-label");
    expect(label).toMatch(
      /^evening\.json, \d+ tokens, recommended GPT-4o mini.*model ends in \d+ days/,
    );
  });

  test("stays current when files are written, created and deleted by others", async () => {
    const file = path.join(vscode.folder, "prompts/late.prompt");
    await writeFile(file, "Say hello to Ann.\n");
    await row("late.prompt").first().waitFor();
    const before = await row("late.prompt").first().innerText();
    await writeFile(file, "Say hello to Ann, to Bob, to Carol and to everyone else who is here.\n");
    await vscode.page.waitForFunction(
      (old) =>
        [...document.querySelectorAll("[role='treeitem']")].some(
          ({ textContent }) => textContent.includes("late.prompt") && textContent !== old,
        ),
      before.replaceAll("\n", ""),
    );
    await rm(file);
    await row("late.prompt").first().waitFor({ state: "detached" });
  });

  test("groups, sorts and filters, and keeps the choice", async () => {
    await pick("Group Prompts…", "Model named in the file");
    await row("No model named").first().waitFor();
    await pick("Filter Prompts…", "Prompts to switch");
    await row("other.json").first().waitFor({ state: "detached" });
    expect(await row("evening.json").count()).toBe(1);
    await pick("Filter Prompts…", "All prompts");
    await pick("Group Prompts…", "Folder");
    await row("prompts/legal").first().waitFor();
  });

  test("opens, compares and copies from the context menu and by keys", async () => {
    await row("clause.prompt").first().click();
    await vscode.page.locator(".tab", { hasText: "clause.prompt" }).waitFor();
    await menu("other.json", "Compare");
    await vscode.panelText(/Translate|other\.json/);
  });

  test("switches a prompt to the recommended model", async () => {
    await menu("evening.json", "Switch to the Recommended Model…");
    const dialog = vscode.page.locator(".monaco-dialog-box");
    await dialog.getByText("Switch 1 file to the recommended model?").waitFor();
    await dialog.getByRole("button", { name: "Apply", exact: true }).click();
    const file = path.join(vscode.folder, "prompts/evening.json");
    await expect.poll(() => readFile(file, "utf8")).toContain('"gpt-4o-mini"');
    await vscode.page.waitForFunction(() =>
      [...document.querySelectorAll("[role='treeitem']")].some((item) =>
        /evening\.json, .*recommended GPT-4o mini(?!.*saves)/.test(
          item.getAttribute("aria-label") ?? "",
        ),
      ),
    );
  });

  test("looks like the rest of the window in every theme", async () => {
    for (const theme of ["dark", "light", "high-contrast"] satisfies Theme[]) {
      await vscode.screenshot("prompts-view", { theme });
    }
  });
});

describe("the prompts view without prompts", () => {
  const vscode = useVSCode({ workspace: { files: { "plain.ts": "export const one = 1;\n" } } });

  test("teaches what it would show", async () => {
    await vscode.runCommand("View: Show Tokenscale");
    await vscode.page.getByText("No prompt files found here yet.").waitFor();
    await vscode.page.getByRole("button", { name: "Open a Sample" }).waitFor();
    await vscode.screenshot("prompts-view-empty");
  });
});
