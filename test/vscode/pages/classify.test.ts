import { LLMock } from "@copilotkit/aimock";
import { afterAll, describe, expect, test } from "vitest";
import { useVSCode } from "../harness/useVSCode";

const mock = new LLMock({ port: 0, host: "127.0.0.1" });
// Its address is a setting that VS Code starts with.
await mock.start();

describe("model-based routing", () => {
  const vscode = useVSCode({
    workspace: {
      files: { "prompts/case.md": "May a landlord keep the deposit for ordinary wear and tear?" },
    },
    settings: { "tokenscale.openai.baseUrl": `${mock.url}/v1` },
  });
  afterAll(() => mock.stop());

  test("GPT-4o mini names the kind of task, once its fixed request was shown and allowed", async () => {
    const usage = { prompt_tokens: 300, completion_tokens: 2, total_tokens: 302 };
    mock.on({ model: "gpt-4o-mini" }, { content: "law", usage });
    await vscode.openFile("prompts/case.md");
    await vscode.statusBarText(/ tok/);
    await vscode.runCommand("Tokenscale: Classify This Prompt with GPT-4o mini");
    const dialog = vscode.page.locator(".monaco-dialog-box");
    await dialog.waitFor();
    const asked = await dialog.innerText();
    expect(asked).toMatch(/\$0\.0000\d+ at most/);
    expect(asked).not.toContain("Answer with one id");
    await dialog.getByRole("button", { name: "Show What Is Sent" }).click();
    await dialog.getByText("Answer with one id of this list and nothing else").waitFor();
    await dialog.getByRole("button", { name: "Ask", exact: true }).click();
    expect(await vscode.notificationText(/GPT-4o mini calls it/)).toMatch(
      /calls it Law: GPT-4o, measured\. Offline: .+\. Asking cost \$0\.0000\d+\./,
    );
    expect(mock.getRequests()).toHaveLength(1);
  });
});
