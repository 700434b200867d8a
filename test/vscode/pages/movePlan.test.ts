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
  const apply = async (button: string) => {
    await vscode.page
      .locator(".pane-header", { hasText: "Move Plan" })
      .getByRole("button", { name: "Apply All Safe Edits" })
      .click();
    await dialog().getByText("5 edits in 2 files. 1 place needs your judgment").waitFor();
    await dialog().getByRole("button", { name: button, exact: true }).click();
  };

  beforeEach(async () => {
    await vscode.openFile("call.py");
    await vscode.runCommand("Tokenscale: Plan the Move off Retiring Models");
    await rows().filter({ hasText: "gpt-4o → gpt-6-luna at none" }).first().waitFor();
  });

  test("says how many places there are, and lists them by file", async () => {
    await vscode.page
      .getByText(
        "2 places in 2 files name a retiring model. 5 edits are safe; 1 place needs your judgment.",
      )
      .first()
      .waitFor();
    await rows().filter({ hasText: "call.py" }).first().waitFor();
    await rows().filter({ hasText: "gpt-6-luna refuses max_tokens" }).first().waitFor();
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
    await apply("Apply");
    await expect.poll(files, { timeout: 60_000 }).toEqual([MOVED_CALL, MOVED_REQUEST]);
    await rows().filter({ hasText: "gpt-4o" }).first().waitFor({ state: "hidden" });

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
