import { readFile } from "node:fs/promises";
import path from "node:path";
import { LLMock } from "@copilotkit/aimock";
import { afterAll, describe, expect, test } from "vitest";
import { projectRoot } from "../../../scripts/projectRoot";
import { countByTiktoken, withSeparators } from "../harness/oracle";
import { useVSCode } from "../harness/useVSCode";

const PROMPT = "prompts/summarise.md";

// The window's settings need its port.
const server = new LLMock({ port: 0, host: "127.0.0.1" });
await server.start();

test("the extension requires nothing that a browser lacks", async () => {
  const bundle = await readFile(path.join(projectRoot, "dist", "extension.js"), "utf8");
  const required = [...bundle.matchAll(/\brequire\("([^"]+)"\)/g)].map(([, name]) => name);
  expect([...new Set(required)]).toEqual(["vscode"]);
});

/** In the worker in which VS Code for the Web runs extensions: nothing there has a disk or programs. */
describe("in a browser", () => {
  const vscode = useVSCode({
    workspace: { copyOf: "sample-workspace" },
    settings: {
      "remote.extensionKind": { "tokenscale.tokenscale": ["web"] },
      "tokenscale.openai.baseUrl": `${server.url}/v1`,
      "tokenscale.run.confirmAboveUsd": 100,
    },
    viewport: { width: 1700, height: 1500 },
  });

  afterAll(() => server.stop());

  test("a prompt has the figures of the desktop, in the status bar, the hover, and the lens", async () => {
    const text = await readFile(path.join(vscode.folder, PROMPT), "utf8");
    const tokens = withSeparators(countByTiktoken(text) + 7);
    await vscode.openFile(PROMPT);
    expect(await vscode.statusBarText(/ tok/)).toContain(`${tokens} tok`);
    expect(await vscode.hoverOver("Summarise the weekly round")).toContain(`${tokens} tokens in`);
    await vscode.lensText(/ tok/);
  });

  test("the panel opens, and a run goes to the server by fetch", async () => {
    const usage = { prompt_tokens: 40, completion_tokens: 3, total_tokens: 43 };
    server.on({ model: "gpt-4o" }, { content: "From the large one.", usage });
    server.on({ model: "gpt-4o-mini" }, { content: "From the small one.", usage });
    await vscode.openFile(PROMPT);
    await vscode.statusBarText(/ tok/);
    await vscode.runCommand("Tokenscale: Run on Both");
    await vscode.panelText(/Compare: summarise\.md/);
    const live = vscode.panel().locator("#live");
    await live.getByText("From the large one.").waitFor();
    await live.getByText("From the small one.").waitFor();
    await vscode.panelText(/GPT-4o finished in .*GPT-4o mini finished in/s);
    // Only a browser says where a request comes from.
    const origin = new URL(vscode.page.url()).origin;
    expect(server.getRequests().map(({ headers }) => headers["origin"])).toEqual([origin, origin]);
  });

  test("measuring says what it needs", async () => {
    await vscode.openFile("triage.prompty");
    await vscode.statusBarText(/ tok/);
    await vscode.runCommand("Tokenscale: Measure on Your Rows…");
    await vscode.notificationText(/needs VS Code on a desktop or a server/);
  });
});
