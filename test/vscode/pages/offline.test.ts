import { afterAll, describe, expect, test } from "vitest";
import { ProxyRecorder } from "../harness/proxyRecorder";
import { useVSCode } from "../harness/useVSCode";

const proxy = await ProxyRecorder.start();

describe("nothing leaves the machine", () => {
  const vscode = useVSCode({
    workspace: { copyOf: "sample-workspace" },
    settings: { "http.proxy": proxy.url },
    env: { HTTP_PROXY: proxy.url, HTTPS_PROXY: proxy.url },
  });
  afterAll(() => proxy.stop());

  test("while a prompt is counted, priced, recommended and compared", async () => {
    await vscode.openFile("triage.prompty");
    await vscode.statusBarText(/ tok/);
    await vscode.hoverOver("name: triage");
    await vscode.runCommand("Tokenscale: Compare 4o vs mini");
    await vscode.panelText(/Recommended/);
    expect(proxy.asked).toEqual([]);
  });

  test("until it is run: then the server that it is sent to is asked, and no other", async () => {
    await vscode.runCommand("Tokenscale: Set OpenAI API Key");
    await vscode.page.locator(".quick-input-widget input[type=password]").waitFor();
    await vscode.answer("sk-of-nobody");
    await vscode.notificationText(/Key stored for api\.openai\.com/);
    await vscode.openFile("triage.prompty");
    await vscode.runCommand("Tokenscale: Run on Both");
    await expect.poll(() => proxy.asked).not.toEqual([]);
    expect(new Set(proxy.asked)).toEqual(new Set(["api.openai.com:443"]));
  });
});
