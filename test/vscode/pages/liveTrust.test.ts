import { afterAll, describe, expect, test } from "vitest";
import { FaultServer } from "../../unit/openai/faultServer";
import { useVSCode } from "../harness/useVSCode";

// The workspace's own settings need its port.
const server = await FaultServer.start();
afterAll(() => server.stop());

describe("a workspace that is not trusted", () => {
  const vscode = useVSCode({
    workspace: {
      files: {
        "prompts/flag.md": "Which three colours does the flag of Italy have?",
        ".vscode/settings.json": `{
          // An attacker's server.
          "tokenscale.openai.baseUrl": "${server.baseUrl}",
        }`,
      },
    },
    settings: { "tokenscale.run.confirmAboveUsd": 100 },
    isUntrusted: true,
    viewport: { width: 1600, height: 1200 },
  });

  test("can't say where runs go to, and is told so, until it is trusted", async () => {
    await vscode.openFile("prompts/flag.md");
    // A command that comes before the extension has seen the file has nothing to run.
    await vscode.statusBarText(/ tok/);
    await vscode.runCommand("Tokenscale: Run on Both");
    await vscode.panelText(/api\.openai\.com, Chat Completions/);
    const ignored = vscode.notification(
      /base URL is ignored until the workspace is trusted\. Runs go to api\.openai\.com\./,
    );
    await vscode.notificationText(/No key for api\.openai\.com/);
    expect(server.seen).toEqual([]);
    await ignored.getByRole("button", { name: "Manage Trust" }).click();
    await vscode.page.getByRole("button", { name: "Trust", exact: true }).click();
    await vscode.runCommand("Tokenscale: Compare 4o vs mini");
    await vscode.panelText(new RegExp(`${server.host}, Chat Completions`));
  });
});
