import { readFile } from "node:fs/promises";
import path from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { useVSCode } from "../harness/useVSCode";

const CALL = `from openai import OpenAI

answer = OpenAI().chat.completions.create(
    model="gpt-4o",
    messages=[{"role": "user", "content": "Say hello to Ann."}],
    max_tokens=50,
    stop=["###"],
)
`;

const MOVED_CALL = CALL.replace(
  'model="gpt-4o",',
  'model="gpt-6-luna",\n    reasoning_effort="none",',
).replace("max_tokens", "max_completion_tokens");

const REQUEST = `{
  "model": "gpt-4o-mini",
  "messages": [{ "role": "user", "content": "Say hello to Bob." }]
}
`;

const MOVED_REQUEST = REQUEST.replace(
  '"model": "gpt-4o-mini",',
  '"model": "gpt-6-luna",\n  "reasoning_effort": "none",',
);

describe("the move plan", () => {
  const vscode = useVSCode({
    workspace: { files: { "call.py": CALL, "request.json": REQUEST, "notes.md": "Use gpt-4o.\n" } },
  });
  const rows = () => vscode.page.locator(".pane-body [role='treeitem']");
  const dialog = () => vscode.page.locator(".monaco-dialog-box");
  const read = (file: string) => readFile(path.join(vscode.folder, file), "utf8");
  const files = async () => [await read("call.py"), await read("request.json")];
  const answer = async (button: string) => {
    await dialog().getByText("5 edits in 2 files. 1 place needs your judgment").waitFor();
    await dialog().getByRole("button", { name: button, exact: true }).click();
  };
  const openTree = async () => {
    await vscode.runCommand("Explorer: Focus on Move Plan View");
    await rows().filter({ hasText: "gpt-4o → gpt-6-luna at none" }).first().waitFor();
  };
  const apply = async (button: string) => {
    await openTree();
    await vscode.page
      .locator(".pane-header", { hasText: "Move Plan" })
      .getByRole("button", { name: "Apply All Safe Edits" })
      .click();
    await answer(button);
  };
  const press = (name: string | RegExp) =>
    vscode.panel().getByRole("button", { name, exact: true }).click();
  /** The files of the page's table, in the order shown. */
  const filesShown = () => vscode.panel().locator(".group .twist").allInnerTexts();

  beforeEach(async () => {
    await vscode.closeEditors();
    await vscode.openFile("call.py");
    await vscode.runCommand("Tokenscale: Plan the Move off Retiring Models");
    await vscode.panelText(/Apply Safe Edits \(5\)/);
  });

  test("says how many places there are, and lists them by file", async () => {
    await openTree();
    await vscode.page
      .getByText(
        "2 places in 2 files name a retiring model. 5 edits are safe; 1 place needs your judgment.",
      )
      .first()
      .waitFor();
    await rows().filter({ hasText: "call.py" }).first().waitFor();
    await rows().filter({ hasText: "gpt-6-luna refuses max_tokens" }).first().waitFor();
  });

  test("shows the same plan on a page, with what it saves in a month", async () => {
    const text = await vscode.panelText(/Apply Safe Edits \(5\)/);
    expect(text).toMatch(/Days left\s+\d+/);
    expect(text).toContain(
      "2 places in 2 files name a retiring model. 5 edits are safe; 1 place needs your judgment.",
    );
    expect(text).toMatch(/At effort none the move saves \$[\d,.]+ a month\./);
    expect(text).toMatch(/USD a month, 2 calls at 100,000 requests each/);
    expect(text).toMatch(/max_tokens=50\s+→ max_completion_tokens/);
    expect(text).toMatch(/stop=\["###"\]\s+your call/);
  });

  test("sorts and filters the places, and leads to them", async () => {
    await vscode.panelText(/Apply Safe Edits \(5\)/);
    expect(await filesShown()).toEqual(["call.py", "request.json"]);
    await press("Prompts 1");
    expect(await filesShown()).toEqual(["request.json"]);
    await press("Go to Your Judgment");
    expect(await filesShown()).toEqual(["call.py"]);
    await press('stop=["###"]');
    await vscode.panelText(/gpt-6-luna refuses stop at every effort/);
    await press("Go to Line 7");
    await vscode.page
      .locator(".statusbar")
      .getByText(/^Ln 7, /)
      .waitFor();
  });

  test("follows the volume that a person types, for as long as the workspace is open", async () => {
    await vscode.panelText(/2 calls at 100,000 requests each/);
    const volume = vscode.panel().getByLabel("Requests a month for each call");
    await volume.fill("2k");
    await volume.press("Enter");
    await vscode.panelText(/2 calls at 2,000 requests each/);
    await vscode.closeEditors();
    await vscode.openFile("call.py");
    await vscode.runCommand("Tokenscale: Plan the Move off Retiring Models");
    await vscode.panelText(/2 calls at 2,000 requests each/);
    await volume.fill("100,000");
    await volume.press("Enter");
    await vscode.panelText(/2 calls at 100,000 requests each/);
  });

  test("moves to a target of one's own, and refuses an effort that it lacks", async () => {
    await vscode.panelText(/Each place moves to the model that its vendor names/);
    await press("Change Target…");
    const input = vscode.page.locator(".quick-input-widget input");
    await input.fill("gpt-6.1-sol@none");
    await vscode.page.getByText("gpt-6.1-sol has no effort none.").first().waitFor();
    await input.fill("gpt-5.6-luna");
    await input.press("Enter");
    await vscode.panelText(/All places move to\s+GPT-5\.6 Luna at none/);
    await press("Change Target…");
    await input.fill("");
    await input.press("Enter");
    await vscode.panelText(/Each place moves to the model that its vendor names/);
  });

  test("axe finds no violation on the page", async () => {
    await vscode.panelText(/Apply Safe Edits \(5\)/);
    await press('stop=["###"]');
    for (const theme of ["light", "high-contrast", "dark"] as const) {
      await vscode.screenshot("move-plan", { theme });
      expect(await vscode.panelViolations(), theme).toEqual([]);
    }
  });

  test("shows the verdict after the move, and keeps that choice for the workspace", async () => {
    const choose = (moment: string) => vscode.panel().getByLabel(moment, { exact: true }).check();
    const compare = async (file: string) => {
      await vscode.closeEditors();
      await vscode.openFile(file);
      await vscode.runCommand("Tokenscale: Compare 4o vs mini");
    };
    await compare("request.json");
    await vscode.panelText(/Compare: request\.json/);
    await choose("After the Move");
    await vscode.panelText(/At effort none GPT-6 Luna costs/);
    await vscode.panelText(/1 safe edit: no effort set → none/);
    expect(await vscode.panelViolations()).toEqual([]);
    await compare("call.py");
    await vscode.panelText(/At effort none GPT-6 Luna costs/);
    await choose("Today");
    await vscode.panel().locator(".verdict", { hasText: "Luna" }).waitFor({ state: "detached" });
  });

  test("asks first, and changes nothing if the answer is no", async () => {
    await apply("Cancel");
    await dialog().waitFor({ state: "hidden" });
    expect(await files()).toEqual([CALL, REQUEST]);
  });

  test("previews the edits before anything is written", async () => {
    await apply("Preview Changes");
    await vscode.page.locator(".bulk-edit-panel .edit-checkbox").first().waitFor();
    expect(await files()).toEqual([CALL, REQUEST]);
    await vscode.page.getByRole("button", { name: "Discard", exact: true }).click();
    await vscode.page.locator(".bulk-edit-panel").waitFor({ state: "hidden" });
    expect(await files()).toEqual([CALL, REQUEST]);
  });

  test("applies and saves the edits, plans again, and takes all back with one undo", async () => {
    await openTree();
    await press("Apply Safe Edits (5)…");
    await answer("Apply");
    await expect.poll(files, { timeout: 60_000 }).toEqual([MOVED_CALL, MOVED_REQUEST]);
    await rows().filter({ hasText: "gpt-4o" }).first().waitFor({ state: "hidden" });
    // What the new model refuses stays in the plan.
    await vscode.panelText(/1 place that has moved sends what the model refuses/);

    await vscode.openFile("call.py");
    await vscode.press("ControlOrMeta+Z");
    const shows = (text: string) =>
      vscode.page
        .locator(".editor-instance .view-lines")
        .filter({ hasText: text })
        .first()
        .waitFor();
    await shows("max_tokens=50");
    await vscode.openFile("request.json");
    await shows("gpt-4o-mini");
  });
});
