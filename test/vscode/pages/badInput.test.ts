import { rm, truncate, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { countByTiktoken } from "../harness/oracle";
import { useVSCode } from "../harness/useVSCode";

const compare = "Tokenscale: Compare 4o vs mini";

/** A cell's text and the shape of a Jupyter notebook around it. */
const notebook = JSON.stringify({
  cells: [
    {
      cell_type: "code",
      source: ["prompt = 'Hello there'"],
      metadata: {},
      outputs: [],
      execution_count: null,
    },
  ],
  metadata: { language_info: { name: "python" } },
  nbformat: 4,
  nbformat_minor: 5,
});

/** `useVSCode` fails each of these tests if the extension logs an error meanwhile. */
describe("bad input", () => {
  const vscode = useVSCode({
    workspace: {
      files: {
        "empty.prompty": "",
        "binary.prompt": new Uint8Array(4096).map((_, index) => (index * 37) % 256),
        "huge.prompt": "",
        "invalid.prompt": new Uint8Array([
          ...Buffer.from("Sort this: "),
          0xff,
          0xc3,
          0x28,
          ...Buffer.from(" please."),
        ]),
        "deleted.prompt": "Say who deleted me.",
        "before.prompty": "---\nname: a\n---\nuser:\nSort the tickets.\n",
        "after.prompty": "---\nname: a\n---\nuser:\nSort all of the tickets.\n",
        "cell.ipynb": notebook,
        "plain.prompt": "Sort the tickets.",
      },
    },
  });
  const item = () => vscode.statusBarItem(/ tok|not counted/);

  test("an empty file has 0 tokens, and the panel says what to do", async () => {
    await vscode.openFile("empty.prompty");
    expect(await vscode.statusBarText(/ tok/)).toBe("0 tok");
    await vscode.runCommand(compare);
    await vscode.panelText(/0 tokens\. Write a prompt/);
  });

  test("a binary file has no item, and comparing it says so", async () => {
    await vscode.openFile("binary.prompt");
    await item().waitFor({ state: "hidden" });
    await vscode.explorerMenu("binary.prompt", "Compare 4o vs mini");
    await vscode.notificationText(/binary\.prompt can't be opened as text/);
  });

  test("a file over 100 MB is not counted, and says so", async () => {
    await truncate(path.join(vscode.folder, "huge.prompt"), 104_000_000);
    await vscode.openFile("huge.prompt");
    expect(await vscode.statusBarText(/not counted/)).toBe("104 MB, not counted");
    expect(await vscode.statusBarTooltip(/not counted/)).toContain("Select text to count it");
  });

  test("invalid UTF-8 is counted as it is shown", async () => {
    const shown = "Sort this: \ufffd\ufffd( please.";
    await vscode.openFile("invalid.prompt");
    await vscode.statusBarText(new RegExp(` ${countByTiktoken(shown) + 7} tok`));
  });

  test("a file that is deleted while it is open keeps its last reading in the panel", async () => {
    await vscode.openFile("deleted.prompt");
    await vscode.runCommand(compare);
    await vscode.panelText(/deleted\.prompt/);
    await rm(path.join(vscode.folder, "deleted.prompt"));
    await vscode.panelText(/deleted\.prompt was deleted\. Shown: its last reading/);
  });

  test("an untitled document is counted if text is selected", async () => {
    await vscode.runCommand("File: New Untitled Text File");
    await vscode.type("Sort the tickets of the week.");
    await item().waitFor({ state: "hidden" });
    await vscode.press("ControlOrMeta+A");
    await vscode.statusBarText(
      new RegExp(` ${countByTiktoken("Sort the tickets of the week.")} tok`),
    );
  });

  test("a notebook cell is counted if text is selected", async () => {
    await vscode.openFile("cell.ipynb");
    await vscode.page.locator(".notebookOverlay .cell.code").getByText("'Hello there'").click();
    await vscode.selectText("Hello there");
    await vscode.statusBarText(new RegExp(` ${countByTiktoken("Hello there")} tok`));
  });

  test("a diff editor shows the figures of its side", async () => {
    await vscode.explorerMenu(["before.prompty", "after.prompty"], "Compare Selected");
    await vscode.clickBehind("Sort all of the tickets.");
    await vscode.statusBarText(
      new RegExp(` ${countByTiktoken("Sort all of the tickets.") + 7} tok`),
    );
  });

  test("an output channel has no item", async () => {
    await vscode.openFile("plain.prompt");
    await vscode.statusBarText(/ tok/);
    await vscode.runCommand("Tokenscale: Show Log");
    await vscode.page.locator(".part.panel .monaco-editor .view-line").first().click();
    await item().waitFor({ state: "hidden" });
  });

  test("a file that changes on disk is counted anew", async () => {
    await vscode.openFile("plain.prompt");
    await writeFile(path.join(vscode.folder, "plain.prompt"), "Sort the tickets, all of them.");
    await vscode.statusBarText(
      new RegExp(` ${countByTiktoken("Sort the tickets, all of them.") + 7} tok`),
    );
  });
});
