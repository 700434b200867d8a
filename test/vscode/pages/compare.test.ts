import { describe, expect, test } from "vitest";
import { countByTiktoken } from "../harness/oracle";
import { useVSCode } from "../harness/useVSCode";

const compare = "Tokenscale: Compare 4o vs mini";

describe("comparison", () => {
  const vscode = useVSCode({
    workspace: { copyOf: "sample-workspace" },
    viewport: { width: 1600, height: 1200 },
  });

  test("from the palette: both models side by side, with the published examples to the printed digit", async () => {
    await vscode.openFile("prompts/summarise.md");
    const tokens = /([\d,]+) tok/.exec(await vscode.statusBarText(/ tok/))?.[1] ?? "";
    await vscode.runCommand(compare);
    const panel = await vscode.panelText(new RegExp(`summarise\\.md[\\s\\S]*${tokens}`));
    for (const words of ["GPT-4o", "GPT-4o mini", "128,000", "16.7 times", "MMLU"]) {
      expect(panel).toContain(words);
    }
    // Small 500/200, Medium 5,000/1,000, Large 50,000/4,000 (model-facts.json).
    for (const [left, right] of [
      ["0.00325", "0.000195"],
      ["0.0225", "0.00135"],
      ["0.165", "0.0099"],
    ] as const) {
      expect(panel).toMatch(
        new RegExp(`${left.replace(".", "\\.")}\\d*[\\s\\S]{0,40}${right.replace(".", "\\.")}`),
      );
    }
  });

  test("it follows the editor as it changes", async () => {
    await vscode.openFile("prompts/summarise.md");
    await vscode.runCommand(compare);
    await vscode.panelText(/summarise\.md/);
    await vscode.clickBehind("Summarise the weekly round");
    await vscode.type("s");
    const after = /([\d,]+) tok/.exec(await vscode.statusBarText(/ tok/))?.[1] ?? "";
    await vscode.panelText(new RegExp(after));
    await vscode.press("ControlOrMeta+Z");
    await vscode.openFile("triage.prompty");
    await vscode.panelText(/triage/);
  });

  test("of a selection: its tokens, apart from the framing", async () => {
    await vscode.openFile("src/prompts.ts");
    const text = "Decides whether a ticket";
    await vscode.selectText(text);
    await vscode.runCommand(compare);
    await vscode.panelText(new RegExp(`User\\s+${countByTiktoken(text)}\\b`));
  });

  test("from the explorer's context menu, for a file that is not open", async () => {
    await vscode.explorerMenu("support-reply.hbs", "Compare 4o vs mini");
    await vscode.panelText(/support-reply\.hbs/);
  });

  test("from the editor's title bar", async () => {
    await vscode.openFile("sentiment.prompt.yml");
    await vscode.editorTitleButton("Compare 4o vs mini");
    await vscode.panelText(/sentiment/);
  });

  test("axe finds no violation in any theme", async () => {
    await vscode.openFile("triage.prompty");
    await vscode.runCommand(compare);
    await vscode.panelText(/triage/);
    for (const theme of ["dark", "light", "high-contrast", "high-contrast-light"] as const) {
      await vscode.setTheme(theme);
      for (const tab of ["This prompt", "At scale", "Models", "Routing", "Live"]) {
        await vscode.openTab(tab);
        expect(await vscode.panelViolations(), `${theme}, ${tab}`).toEqual([]);
      }
    }
  });

  test("shows one section at a time, by mouse and by keyboard", async () => {
    await vscode.explorerMenu("triage.prompty", "Compare 4o vs mini");
    const shown = vscode.panel().getByRole("region");
    const shows = (name: string) =>
      expect
        .poll(() =>
          shown.evaluateAll((all) => all.map((each) => each.querySelector("h2")?.textContent)),
        )
        .toEqual([name]);
    await shows("This prompt");
    await vscode.openTab("Models");
    await shows("Models");
    await vscode.press("ArrowRight");
    await shows("Routing");
    await vscode.press("Home");
    await shows("This prompt");
  });
});
