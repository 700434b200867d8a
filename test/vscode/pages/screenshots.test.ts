import { describe, test } from "vitest";
import { useVSCode } from "../harness/useVSCode";

const compare = "Tokenscale: Compare on 4o vs mini";

/** Pictures of what a person sees; `npm run screenshots` takes those that the documents show. */
describe("pictures", () => {
  const vscode = useVSCode({
    workspace: { copyOf: "sample-workspace" },
    viewport: { width: 1600, height: 1000 },
  });

  test("the comparison beside its prompt, in four themes", async () => {
    await vscode.openFile("triage.prompty");
    await vscode.runCommand(compare);
    await vscode.panelText(/triage/);
    for (const theme of ["dark", "light", "high-contrast", "high-contrast-light"] as const) {
      await vscode.screenshot("compare", { theme });
    }
    await vscode.setTheme("dark");
  });

  test("the hover of a prompt", async () => {
    await vscode.closeEditors();
    await vscode.openFile("triage.prompty");
    await vscode.lensText(/ tok · 4o \$/);
    await vscode.hoverOver("name: triage");
    await vscode.screenshot("hover");
  });

  test("a lens, an inlay and a problem of an image", async () => {
    await vscode.closeEditors();
    await vscode.openFile("receipt.prompty");
    await vscode.lensText(/ tok .* mini /);
    await vscode.hoverOver("images/receipt.png");
    await vscode.screenshot("image");
  });
});

describe("pictures of the panel", () => {
  const vscode = useVSCode({
    workspace: { copyOf: "sample-workspace" },
    viewport: { width: 2000, height: 2400 },
  });

  test("every section", async () => {
    await vscode.openFile("triage.prompty");
    await vscode.runCommand(compare);
    await vscode.panelText(/triage/);
    for (const section of ["prompt", "scale", "models", "routing"]) {
      await vscode.screenshot(`panel-${section}`, { part: vscode.panel().locator(`#${section}`) });
    }
  });
});
