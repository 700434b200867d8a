import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test, vi } from "vitest";
import { useVSCode } from "../harness/useVSCode";

describe("prompt files of every kind", () => {
  const vscode = useVSCode({
    workspace: { copyOf: "sample-workspace", git: true },
    viewport: { width: 1400, height: 1400 },
  });

  test.each([
    ["Prompty", "triage.prompty", "You sort the tickets", "of the input · exact"],
    ["dotprompt", "translate.prompt", "You translate messages", "of the input"],
    ["GitHub Models", "sentiment.prompt.yml", "You read reviews", "of the input"],
    ["a chat request", "requests/refund.request.json", "find_order", "each request, called or not"],
    ["a Batch line", "tickets.batch.jsonl", "ticket-0003", "Line 3, ticket-0003"],
    ["LangChain", "faq.langchain.json", "Answer the customer", "tokens"],
    ["promptfoo", "promptfooconfig.yaml", "Name the category of this", "tokens"],
    ["Handlebars", "support-reply.hbs", "You write replies", "without a value"],
    ["code", "src/prompts.ts", "Write a headline", "tokens"],
    ["instructions", "AGENTS.md", "desk", "tokens"],
  ])("%s: a hover over a message answers", async (_kind, file, text, words) => {
    await vscode.openFile(file);
    await vscode.lensText(/ tok/);
    const hover = await vscode.hoverOver(text);
    expect(hover).toContain(words);
    expect(hover).toMatch(/GPT-4o|4o/);
  });

  test("an image is priced on both models where it is in the file", async () => {
    await vscode.openFile("receipt.prompty");
    await vscode.statusBarText(/4o · 882 tok/);
    await vscode.page
      .locator(".view-line")
      .filter({ hasText: /765.tok.on.4o.·.25,501.on.mini/ })
      .waitFor();
    // Lenses move the lines down: a hover waits for them.
    await vscode.lensText(/ tok .*mini /);
    await vscode.hoverOver("images/receipt.png");
    await vscode.hover.getByText(/765 tokens.* on 4o.*25,501.* on mini/).waitFor();
  });

  test("lenses are above the prompt, above its parts if asked for, and can be switched off", async () => {
    await vscode.openFile("triage.prompty");
    await vscode.lensText(/977 tok · 4o \$\S+ · mini \$\S+/);
    await vscode.setSettings({ "tokenscale.lens.density": "parts" });
    await vscode.lensText(/^2 tools · 223 tok · 22\.8%$/);
    await vscode.setSettings({ "tokenscale.lens.density": "file" });
    await vscode.lens(/^2 tools/).waitFor({ state: "detached" });
    await vscode.lensText(/977 tok/);
    await vscode.setSettings({ "tokenscale.lens.density": "off" });
    await vscode.lens(/ tok/).first().waitFor({ state: "detached" });
    // The setting's name before it could show fewer: it still turns the lenses off.
    await vscode.setSettings({
      "tokenscale.lens.density": undefined,
      "tokenscale.codeLens.enabled": false,
    });
    await vscode.lens(/ tok/).first().waitFor({ state: "detached" });
    await vscode.setSettings({ "tokenscale.codeLens.enabled": undefined });
    await vscode.lensText(/977 tok/);
  });

  test("an edit is compared with git's HEAD, in the lens and the hover", async () => {
    const file = path.join(vscode.folder, "translate.prompt");
    await vscode.openFile("translate.prompt");
    await vscode.lensText(/ tok/);
    const text = await readFile(file, "utf8");
    await writeFile(file, text.replace("Keep the paragraphs.", "Keep the paragraphs as they are."));
    await vscode.lensText(/\+3 tok, \+\$\S+ since the last commit/);
    expect(await vscode.hoverOver("Translate into")).toContain("+3 tokens since the last commit");
    execFileSync("git", ["checkout", "--", "translate.prompt"], { cwd: vscode.folder });
    await vscode.lens(/since the last commit/).waitFor({ state: "detached" });
  });

  test("the panel draws the last commits of a file, until they are gone", async () => {
    const file = path.join(vscode.folder, "translate.prompt");
    const git = (...words: readonly string[]) => execFileSync("git", words, { cwd: vscode.folder });
    const text = await readFile(file, "utf8");
    await writeFile(file, text.replace("Keep the paragraphs.", "Keep the paragraphs as they are."));
    const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com"];
    git(...identity, "commit", "--all", "--quiet", "--no-gpg-sign", "--message=Change");
    await vscode.openFile("translate.prompt");
    await vscode.runCommand("Tokenscale: Compare 4o vs mini");
    await vscode.panelText(
      /Last commits[^]* tokens in on 4o at the last commit, \+3 in 1 commit\./,
    );
    const trend = vscode.panel().locator("#trend");
    await trend.locator(".sparkline").first().waitFor();
    expect(await trend.getByRole("row").count()).toBe(3);
    expect(await vscode.panelViolations()).toEqual([]);
    await vscode.screenshot("trend", { theme: "dark", part: trend });
    git("reset", "--hard", "--quiet", "HEAD~1");
    await trend.waitFor({ state: "detached" });
  });

  test("a retiring model is reported, with quick fixes to move and to open the plan", async () => {
    await vscode.openFile("triage.prompty");
    await vscode.statusBarText(/ tok/);
    // The menu disappears if lenses are drawn again under it: then it is opened again.
    await vi.waitFor(
      async () => {
        await vscode.selectText("gpt-4o");
        await vscode.press("ControlOrMeta+.");
        const menu = vscode.page.locator(".action-widget");
        await menu.getByText("Open the Plan").waitFor({ timeout: 10_000 });
        await menu.getByText("Move to gpt-6-luna at none").waitFor({ timeout: 10_000 });
      },
      { timeout: 60_000 },
    );
    await vscode.press("Escape");
  });

  test("a broken file keeps its last good figures and says what is wrong", async () => {
    await vscode.openFile("translate.prompt");
    await vscode.goToLine(20);
    // That of the file: until the cursor moves there can still be a selection's.
    const before = await vscode.statusBarText(/ tok · (≥ )?\$[\d.]+$/);
    await vscode.press("ControlOrMeta+Shift+K");
    await vscode.lensText(/from \d\d:\d\d/);
    expect(await vscode.statusBarText(/ tok/)).toBe(before);
    expect(await vscode.hoverOver("Translate into")).toMatch(
      /the frontmatter is not closed\.\s*Shown: the last good reading/,
    );
    await vscode.press("ControlOrMeta+Z");
    await vscode.lens(/from \d\d:\d\d/).waitFor({ state: "detached" });
  });
});
