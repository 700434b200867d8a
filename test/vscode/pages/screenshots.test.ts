import { describe, test } from "vitest";
import type { Theme, VSCode } from "../harness/vscode";
import { useVSCode } from "../harness/useVSCode";

const compare = "Tokenscale: Compare 4o vs mini";
const themes: readonly Theme[] = ["dark", "light", "high-contrast", "high-contrast-light"];
/** Each with its tab. */
const sections = [
  ["#prompt", "This prompt"],
  ["#scale", "At scale"],
  ["#models", "Models"],
  ["#routing", "Routing"],
] as const;

/** Pictures of what a person sees; `npm run screenshots` takes those that the documents show. */
describe("pictures", () => {
  const vscode = useVSCode({
    workspace: { copyOf: "sample-workspace" },
    viewport: { width: 1600, height: 1000 },
  });

  test("the comparison next to its prompt", async () => {
    await compareTriage(vscode);
    await vscode.screenshot("compare");
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

/** Screenshots only show what is in view, so windows are as high as the longest section. */
describe("pictures of a wide panel", () => {
  const vscode = useVSCode({
    workspace: { copyOf: "sample-workspace" },
    settings: { "workbench.editor.openSideBySideDirection": "down" },
    viewport: { width: 1600, height: 2800 },
  });

  test("the verdict and every section in four themes", async () => {
    await compareTriage(vscode);
    for (const theme of themes) {
      await vscode.openTab("This prompt");
      await picture(vscode, "panel", ".verdict", theme);
      await pictureSections(vscode, "panel", theme);
    }
  });

  test("several prompts in one table", async () => {
    await vscode.explorerMenu(
      ["receipt.prompty", "support-reply.hbs", "translate.prompt", "triage.prompty"],
      "Compare 4o vs mini",
    );
    await vscode.panelText(/Total\t/);
    await picture(vscode, "panel", "#prompts", "dark");
  });
});

describe("pictures of a narrow panel", () => {
  const vscode = useVSCode({
    workspace: { copyOf: "sample-workspace" },
    viewport: { width: 1190, height: 2800 },
  });

  test("every section", async () => {
    await compareTriage(vscode);
    await pictureSections(vscode, "narrow", "dark");
  });
});

/** Small windows without a side bar, so that the text can be read at the size of the walkthrough. */
describe("pictures of the walkthrough", () => {
  const vscode = useVSCode({
    workspace: { copyOf: "sample-workspace" },
    settings: {
      "workbench.editor.openSideBySideDirection": "down",
      "workbench.activityBar.location": "hidden",
      "editor.minimap.enabled": false,
    },
    viewport: { width: 760, height: 560 },
  });

  test("an open prompt with its lens and its status", async () => {
    await vscode.runCommand("View: Close Primary Side Bar");
    await vscode.openFile("triage.prompty");
    await vscode.lensText(/ tok · 4o \$/);
    await vscode.statusBarText(/ tok · /);
    for (const theme of ["dark", "light"] as const) {
      await vscode.screenshot("walkthrough-open", { theme });
    }
  });
});

describe("the picture of the comparison in the walkthrough", () => {
  const vscode = useVSCode({
    workspace: { copyOf: "sample-workspace" },
    settings: {
      "workbench.editor.openSideBySideDirection": "down",
      "workbench.activityBar.location": "hidden",
    },
    viewport: { width: 800, height: 1800 },
  });

  test("the verdict", async () => {
    await vscode.runCommand("View: Close Primary Side Bar");
    await compareTriage(vscode);
    const part = vscode.panel().locator(".verdict");
    for (const theme of ["dark", "light"] as const) {
      await vscode.screenshot("walkthrough-compare", { theme, part });
    }
  });
});

/** The panel of the example, with all that is counted in the background. */
async function compareTriage(vscode: VSCode): Promise<void> {
  await vscode.openFile("triage.prompty");
  await vscode.runCommand(compare);
  await vscode.panelText(/triage[\s\S]*prompt files here/);
}

async function pictureSections(vscode: VSCode, name: string, theme: Theme): Promise<void> {
  for (const [part, tab] of sections) {
    await vscode.openTab(tab);
    await picture(vscode, name, part, theme);
  }
}

/** `selector`: the part's id or class, which names the picture. */
async function picture(
  vscode: VSCode,
  name: string,
  selector: string,
  theme: Theme,
): Promise<void> {
  const part = vscode.panel().locator(selector);
  await vscode.screenshot(`${name}-${selector.slice(1)}`, { theme, part });
}
