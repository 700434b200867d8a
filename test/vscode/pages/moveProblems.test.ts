import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test, vi } from "vitest";
import { useVSCode } from "../harness/useVSCode";

const OLD = `{
  "model": "gpt-4o",
  "messages": [{ "role": "user", "content": "Say hello to Ann." }],
  "max_tokens": 50
}
`;

const MOVED = OLD.replace('"gpt-4o",', '"gpt-6-luna",\n  "reasoning_effort": "none",').replace(
  "max_tokens",
  "max_completion_tokens",
);

const CALL = `answer = client.chat.completions.create(
    model="gpt-6-luna",
    reasoning_effort="none",
    messages=messages,
)
`;

describe("problems of the move while a file is edited", () => {
  const vscode = useVSCode({ workspace: { files: { "old.json": OLD, "call.py": CALL } } });
  const read = (file: string) => readFile(path.join(vscode.folder, file), "utf8");

  /** The menu closes if lenses are drawn again under it: it is opened again then. */
  const fix = (text: string, title: string) =>
    vi.waitFor(
      async () => {
        await vscode.selectText(text);
        await vscode.press("ControlOrMeta+.");
        await vscode.page.getByText(title, { exact: true }).click({ timeout: 5_000 });
      },
      { timeout: 60_000 },
    );
  const save = () => vscode.press("ControlOrMeta+S");

  test("a retiring model is marked, and moves by a quick fix", async () => {
    await vscode.openFile("old.json");
    await vi.waitFor(
      async () =>
        expect(await vscode.hoverOver("gpt-4o")).toMatch(/gpt-4o (ends on|was shut down)/),
      { timeout: 60_000 },
    );
    await vscode.screenshot("problem-retiring-model");
    await fix("gpt-4o", "Move to gpt-6-luna at none");
    await save();
    await expect.poll(() => read("old.json"), { timeout: 30_000 }).toBe(MOVED);
  });

  test("a parameter that the new model refuses is an error as soon as it is typed", async () => {
    await vscode.openFile("call.py");
    await vscode.selectText("none");
    await vscode.type("high");
    await vscode.selectText("messages=messages");
    await vscode.type("temperature=0.3, top_p=1");
    await vi.waitFor(
      async () =>
        expect(await vscode.hoverOver("temperature=0.3")).toContain(
          "gpt-6-luna refuses temperature 0.3 unless reasoning_effort is none.",
        ),
      { timeout: 60_000 },
    );
    await vscode.screenshot("problem-refused-parameter");
    await fix("temperature", "Set reasoning_effort: none");
    await save();
    await expect
      .poll(() => read("call.py"), { timeout: 30_000 })
      .toBe(CALL.replace("messages=messages", "temperature=0.3, top_p=1"));
    await vscode.page.locator(".squiggly-error").first().waitFor({ state: "detached" });
  });
});
