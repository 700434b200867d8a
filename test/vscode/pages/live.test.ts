import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { LLMock } from "@copilotkit/aimock";
import { afterAll, beforeEach, describe, expect, test, vi } from "vitest";
import {
  beginStream,
  chatChunk,
  DONE,
  FaultServer,
  respond,
  stream,
  usageChunk,
} from "../../unit/openai/faultServer";
import { useVSCode } from "../harness/useVSCode";

const KEY = "sk-typed-into-the-box-0123456789";
const FLAG = "prompts/flag.md";
/** The same prompt with a history of its own. */
const MOVED = "prompts/moved.md";
const PROMPT = "Which three colours does the flag of Italy have?";
const LEFT = "**Green**, white and red, in three equal bars.";
const RIGHT = "**Green**, white and red, from left to right.";
const USAGE = { prompt_tokens: 17, completion_tokens: 10, total_tokens: 27 };
/** From the raw server: a beginning, and the rest once the test allows it. */
const BEGINNING = ["The first ", "words come."].map((content) => chatChunk({ content }));
const REST = [chatChunk({ content: " The rest too." }), chatChunk({}, "stop"), usageChunk(17, 9)];

// The window's settings need their ports.
const mock = new LLMock({ port: 0, host: "127.0.0.1", auth: { apiKeys: [KEY] } });
await mock.start();
const raw = await FaultServer.start();

describe("a live run", () => {
  const vscode = useVSCode({
    workspace: {
      copyOf: "sample-workspace",
      files: {
        [FLAG]: PROMPT,
        [MOVED]: PROMPT,
        "prompts/greet.hbs": "Greet {{name}} in one sentence.",
      },
    },
    settings: {
      "tokenscale.run.confirmAboveUsd": 100,
      "tokenscale.openai.baseUrl": `${mock.url}/v1`,
    },
    extensionFolders: ["test/vscode/pages/liveModels"],
    viewport: { width: 1700, height: 1500 },
  });

  afterAll(async () => {
    await mock.stop();
    await raw.stop();
  });
  beforeEach(() => {
    mock.clearFixtures();
    mock.clearRequests();
    raw.answerWith(respond(500, "{}"));
    raw.seen.length = 0;
  });

  const host = (): string => new URL(mock.url).host;
  const live = () => vscode.panel().locator("#live");
  const liveText = async (pattern: RegExp): Promise<string> => {
    await live().filter({ hasText: pattern }).waitFor();
    return (await live().innerText()).replaceAll(/\s+/g, " ");
  };
  const button = (name: string) => live().getByRole("button", { name, exact: true }).first();
  const answer = (model: string) =>
    live().getByRole("article", { name: `Answer of ${model}`, exact: true });
  const cells = async (row: string): Promise<readonly string[]> =>
    live()
      .getByRole("row", { name: new RegExp(`^${row}`) })
      .first()
      .getByRole("cell")
      .allInnerTexts();
  /** Opens a prompt and its panel, and waits until Live is that prompt's own. */
  const open = async (file: string): Promise<void> => {
    await vscode.press("ControlOrMeta+1"); // The panel's group may have the focus.
    await vscode.openFile(file);
    await vscode.runCommand("Tokenscale: Compare 4o vs mini");
    await vscode.panelText(new RegExp(`Compare: ${path.basename(file)}`));
    await vscode.openTab("Live");
    await setRunsEach(1);
  };
  /** The number is remembered for the workspace. */
  const setRunsEach = async (count: number): Promise<void> => {
    await live().getByRole("textbox", { name: "Runs each" }).fill(String(count));
    await vscode.press("Tab");
    await liveText(count === 1 ? /at most for one run on both/ : new RegExp(`for ${count} runs`));
  };
  const runFile = async (file: string): Promise<void> => {
    await vscode.press("ControlOrMeta+1");
    await vscode.openFile(file);
    await vscode.runCommand("Tokenscale: Run on Both");
  };
  /** Sends runs to another server, and waits until the page says so. */
  const sendTo = async (baseUrl: string): Promise<void> => {
    await vscode.setSettings({ "tokenscale.openai.baseUrl": baseUrl });
    await liveText(new RegExp(`${new URL(baseUrl).host}, `));
  };
  /** The save dialog proposes a name. */
  const confirmSaving = async (name: string): Promise<void> => {
    const box = vscode.page.locator(".quick-input-widget input:visible");
    await expect.poll(() => box.inputValue()).toContain(name);
    await vscode.press("Enter");
  };
  /** The history's copy of the last run: received text is written periodically. */
  const lastRunKept = async (): Promise<string> => {
    const home = path.dirname(vscode.folder);
    const startOf = (name: string): string => /-(\d{13})-[^/]*\.jsonl$/.exec(name)?.[1] ?? "";
    const names = (await readdir(home, { recursive: true })).filter((name) => startOf(name) !== "");
    const last = names.sort((a, b) => startOf(a).localeCompare(startOf(b))).at(-1);
    return last === undefined ? "" : readFile(path.join(home, last), "utf8");
  };
  const bothAnswer = (): void => {
    mock.on({ model: "gpt-4o" }, { content: LEFT, usage: USAGE }, { chunkSize: 5, latency: 2 });
    mock.on({ model: "gpt-4o-mini" }, { content: RIGHT, usage: USAGE });
  };
  /** Stores the key for the mock server, as a person does. */
  const storeKey = async (): Promise<void> => {
    await vscode.runCommand("Tokenscale: Set OpenAI API Key");
    await vscode.page.locator(".quick-input-widget input[type=password]:visible").waitFor();
    await vscode.answer(KEY);
    await vscode.notificationText(new RegExp(`Key stored for ${host()}`));
  };
  /** Both models' answers to the flag prompt are on the page and in the history. */
  const runFlag = async (): Promise<void> => {
    bothAnswer();
    await storeKey();
    await open(FLAG);
    await button("Run on Both").click();
    await liveText(/GPT-4o finished in .*GPT-4o mini finished in/);
  };
  const bodies = (): readonly object[] => mock.getRequests().map(({ body }) => ({ ...body }));

  test("runs a prompt before and after its move, and keeps the old answer for when it is gone", async () => {
    mock.on({ model: "gpt-4o" }, { content: LEFT, usage: USAGE });
    mock.on({ model: "gpt-6-luna" }, { content: RIGHT, usage: USAGE });
    await storeKey();
    await open(MOVED);
    await button("Run Before and After").click();
    const text = await liveText(/GPT-4o finished in .*GPT-6 Luna · none finished in/);
    expect(text).toContain("Changed for it: reasoning_effort set to none.");
    expect(await answer("GPT-6 Luna · none").innerText()).toContain("from left to right");
    const [after] = bodies().filter((body) => "model" in body && body.model === "gpt-6-luna");
    expect(after).toMatchObject({ reasoning_effort: "none" });
    await vscode.screenshot("live-before-after", { theme: "dark", part: live() });

    await button("Save Baseline").click();
    await vscode.notificationText(/Baseline of gpt-4o saved/);
    await liveText(/1 baseline of this prompt/);

    mock.clearFixtures();
    mock.clearRequests();
    mock.on({ model: "gpt-6-luna" }, { content: "Green, then white, then red.", usage: USAGE });
    await vscode.runCommand("Tokenscale: Compare with Baseline");
    await answer("GPT-6 Luna · none").filter({ hasText: "then white" }).waitFor();
    expect(await answer("GPT-4o").innerText()).toMatch(/saved \d{4}-\d\d-\d\d[^]*three equal bars/);
    expect(bodies()).toHaveLength(1);
  });

  test("wants a key, takes it by the input box, and shows both answers with what they cost", async () => {
    bothAnswer();
    await vscode.openFile(FLAG);
    await vscode.runCommand("Tokenscale: Forget OpenAI API Key");
    // Lenses are drawn again as the file is read: a click can meet one that goes.
    await vi.waitFor(
      async () => {
        await vscode.lens(/^Run on Both$/).click();
        await live().waitFor({ timeout: 10_000 });
      },
      { timeout: 60_000 },
    );
    await liveText(/Key needed \(401\)/);
    await answer("GPT-4o mini").getByRole("button", { name: "Set OpenAI API Key" }).click();
    await vscode.page.locator(".quick-input-widget input[type=password]:visible").waitFor();
    await vscode.answer(KEY);
    await vscode.notificationText(new RegExp(`Key stored for ${host()}`));
    await button("Run on Both").click();

    const text = await liveText(/GPT-4o finished in .*GPT-4o mini finished in/);
    await answer("GPT-4o").locator("b, strong").filter({ hasText: "Green" }).waitFor();
    await answer("GPT-4o mini").getByText("from left to right").waitFor();
    // 17 × 2.50 + 10 × 10.00 and 17 × 0.15 + 10 × 0.60 millionths of a dollar.
    expect((await cells("Cost billed, USD")).join()).toMatch(/0\.000142\d*,0\.00000855/);
    expect(await cells("Prompt tokens, estimated")).toEqual(["17", "17"]);
    expect(await cells("Prompt tokens, billed")).toEqual(["17", "17"]);
    expect(await cells("Completion tokens")).toEqual(["10", "10"]);
    expect(text).toMatch(/Word diff, \d+% alike/);
    expect(text).toContain("$0.174 at most for one run on both.");
    await liveText(/(\d+) of \1 exact counts \(100\.0%\)/);
    await answer("GPT-4o").getByText("finished").waitFor();
    const tops = await live()
      .locator(".answer-text")
      .evaluateAll((texts) => texts.map((each) => each.getBoundingClientRect().top));
    expect(tops).toHaveLength(2);
    expect(tops[0]).toBe(tops[1]);
    await live().getByRole("radio", { name: "Raw" }).check();
    await answer("GPT-4o").getByText(LEFT).waitFor();
    await live().getByRole("radio", { name: "Formatted" }).check();
  });

  test("several times each: medians, spread and how alike the answers are", async () => {
    for (const sequenceIndex of [0, 1, 2]) {
      mock.on(
        { model: "gpt-4o", sequenceIndex },
        {
          content: `${LEFT} ${sequenceIndex + 1}`,
          usage: { ...USAGE, completion_tokens: 10 + sequenceIndex },
        },
      );
    }
    mock.on({ model: "gpt-4o-mini" }, { content: RIGHT, usage: USAGE });
    await storeKey();
    await open(FLAG);
    await setRunsEach(3);
    await button("Run on Both").click();
    await liveText(/All runs: least–most and median/);
    await liveText(/Answers of GPT-4o are \d+% alike.* those of GPT-4o mini 100% alike/);
    const medians = live()
      .getByRole("row", { name: /^Completion tokens/ })
      .last();
    expect(await medians.getByRole("cell").allInnerTexts()).toEqual(["10–12 11", "10"]);
    await answer("GPT-4o").getByText("bars. 3").waitFor();
    await live().getByRole("radio", { name: "1", exact: true }).check();
    await answer("GPT-4o").getByText("bars. 1").waitFor();
    for (const theme of ["dark", "light", "high-contrast"] as const) {
      await vscode.screenshot("live", { theme, part: live() });
      expect(await vscode.panelViolations(), theme).toEqual([]);
    }
    await setRunsEach(1);
  });

  test("streams; one side is stopped, and run again, while the other continues", async () => {
    await storeKey();
    await open(FLAG);
    await sendTo(raw.baseUrl);
    const waiting = new Map<string, () => void>();
    raw.answerWith((request, response) => {
      const { model } = JSON.parse(request.body) as { readonly model: string };
      beginStream(BEGINNING, () => {
        waiting.set(model, () => response.end([...REST, DONE, ""].join("\n\n")));
      })(request, response);
    });
    await button("Run on Both").click();
    await answer("GPT-4o").getByText("The first words come.").waitFor();
    await liveText(/GPT-4o is at \d+ tokens after .*GPT-4o mini is at \d+ tokens after/);
    await answer("GPT-4o").getByRole("button", { name: "Stop" }).click();
    await answer("GPT-4o")
      .getByText(/Stopped after 5 tokens/)
      .waitFor();
    expect(await answer("GPT-4o").innerText()).toMatch(/5 tokens kept, \$0\.000\d+ at most so far/);
    await answer("GPT-4o").getByRole("button", { name: "Run Again" }).first().click();
    await liveText(/GPT-4o is at .*GPT-4o mini is at/);
    waiting.get("gpt-4o-mini")?.();
    await answer("GPT-4o mini").getByText("words come. The rest too.").waitFor();
    await liveText(/GPT-4o is at .*GPT-4o mini finished in/);
    waiting.get("gpt-4o")?.();
    await liveText(/GPT-4o finished in .*GPT-4o mini finished in/);
    // The key was given for another server.
    expect(raw.seen.map(({ headers }) => headers.authorization)).toEqual(Array(3).fill(undefined));
  });

  test("verifies the count with the server's own endpoint", async () => {
    await open(FLAG);
    await sendTo(raw.baseUrl);
    raw.answerWith(respond(200, '{"object":"response.input_tokens","input_tokens":17}'));
    await button("Verify the Count").click();
    await vscode.notificationText(
      /GPT-4o: .*: 17 tokens\. Tokenscale: 17, the same\..*GPT-4o mini: /,
    );
    expect(raw.seen.map(({ url }) => url)).toEqual(Array(2).fill("/v1/responses/input_tokens"));
  });

  test("sends images as data URIs and continues without a usage", async () => {
    raw.answerWith(stream(...BEGINNING, chatChunk({}, "stop"), DONE));
    await vscode.setSettings({ "tokenscale.openai.baseUrl": raw.baseUrl });
    await runFile("receipt.prompty");
    await answer("GPT-4o").getByText("Finished, usage missing").waitFor();
    await answer("GPT-4o")
      .getByText(/Cost is our estimate: \$[\d.]+ for 5 tokens out/)
      .waitFor();
    expect(raw.seen[0]?.body).toContain('"url":"data:image/png;base64,');
  });

  test("is kept: opened again, exported, deleted; what was spent as CSV without the prompt's text", async () => {
    await runFlag();
    const runsKept = async (): Promise<number> =>
      Number(/(\d+) runs? of this prompt/.exec(await liveText(/\d+ runs? of this prompt/))?.[1]);
    const oldest = live()
      .locator("ul.history li")
      .filter({ hasText: /gpt-4o \$0\.0001[34]\d;/ })
      .last();
    await oldest.getByRole("button", { name: "Open" }).click();
    await answer("GPT-4o").getByText("in three equal bars.").waitFor();
    expect(await cells("Prompt tokens, estimated")).toEqual(["17", "17"]);
    expect((await cells("Billed less estimate, USD")).join()).toMatch(/−.*,.*−/);
    await button("Open Diff").click();
    await vscode.page.locator(".monaco-diff-editor").getByText("equal bars.").first().waitFor();
    await oldest.getByRole("button", { name: "Export" }).click();
    const input = vscode.page.locator(".quick-input-widget input:visible");
    await expect.poll(() => input.inputValue()).toContain("flag.md-run");
    await vscode.press("Enter");
    await vscode.notificationText(/Saved flag\.md-run-.*\.json/);
    const names = await readdir(vscode.folder);
    const json = await readFile(
      path.join(vscode.folder, names.find((name) => name.startsWith("flag.md-run")) ?? ""),
      "utf8",
    );
    expect(JSON.parse(json)).toMatchObject({
      file: "prompts/flag.md",
      models: { left: "gpt-4o", right: "gpt-4o-mini" },
    });
    expect(json).toContain("in three equal bars.");
    expect(json).not.toContain(KEY);
    const before = await runsKept();
    await oldest.getByRole("button", { name: "Delete" }).click();
    await expect.poll(runsKept).toBe(before - 1);
    await vscode.runCommand("Tokenscale: Export Spending as CSV");
    await confirmSaving("tokenscale-spent.csv");
    await vscode.notificationText(/Saved tokenscale-spent\.csv/);
    const csv = await readFile(path.join(vscode.folder, "tokenscale-spent.csv"), "utf8");
    expect(csv).toMatch(/^day,model,file,runs,/);
    expect(csv).toMatch(/,gpt-4o,prompts\/flag\.md,\d+,/);
    expect(csv).not.toContain("colours");
  });

  test("asks for the values of variables", async () => {
    bothAnswer();
    await storeKey();
    await runFile("prompts/greet.hbs");
    await vscode.answer("Ada");
    await liveText(/GPT-4o finished in .*mini finished in/);
    for (const body of bodies()) {
      expect(body).toMatchObject({ messages: [{ content: "Greet Ada in one sentence." }] });
    }
  });

  test("sends tools as they stand, and shows a call as the answer", async () => {
    mock.on({}, { toolCalls: [{ name: "refund", arguments: { amount_eur: 4.9 } }] });
    await storeKey();
    await runFile("requests/refund.request.json");
    await answer("GPT-4o").getByText("Calls refund").waitFor();
    await answer("GPT-4o").getByText('{"amount_eur":4.9}').waitFor();
    // The server notes a request once it is answered.
    await expect
      .poll(() => JSON.stringify(bodies()))
      .toContain('"description":"At most what was paid"');
  });

  test("of a Responses request goes to that API", async () => {
    bothAnswer();
    await storeKey();
    await runFile("requests/follow-up.responses.json");
    await liveText(/Responses\..*GPT-4o finished in .*mini finished in/);
    expect(new Set(mock.getRequests().map((request) => request.path))).toEqual(
      new Set(["/v1/responses"]),
    );
  });

  test("asks above the limit for asking and stops at the month's budget", async () => {
    bothAnswer();
    await storeKey();
    await open(FLAG);
    await vscode.setSettings({
      "tokenscale.run.confirmAboveUsd": 0.01,
      "tokenscale.budget.usdPerMonth": 50,
    });
    await liveText(/of \$50\.00 spent in/);
    await button("Run on Both").click();
    const dialog = vscode.page.locator(".monaco-dialog-box");
    await dialog.getByText("Your limit for asking is $0.0100.").waitFor();
    await dialog.getByRole("button", { name: "Cancel" }).click();
    expect(mock.getRequests()).toHaveLength(0);
    await button("Run on Both").click();
    await dialog.getByRole("button", { name: "Run", exact: true }).click();
    await liveText(/GPT-4o finished in/);
    await vscode.setSettings({ "tokenscale.budget.usdPerMonth": 0.1 });
    await liveText(/of \$0\.100 spent in/);
    mock.clearRequests();
    await button("Run on Both").click();
    await vscode.notificationText(/spent in \w+; this run costs \$0\.174 at most/);
    expect(mock.getRequests()).toHaveLength(0);
  });

  test("goes to VS Code's own models for those who have no key", async () => {
    await open(FLAG);
    // The choice is written where the setting is: in the workspace, which is reset after the test.
    await vscode.setSettings({ "tokenscale.run.provider": "openai" });
    await sendTo("https://api.openai.com/v1");
    await button("Run on Both").click();
    await vscode
      .notification(/No key for api\.openai\.com/)
      .getByRole("button", { name: "Use VS Code's Models" })
      .click();
    await answer("GPT-4o").getByText(`gpt-4o was asked: ${PROMPT}`).waitFor();
    await answer("GPT-4o mini").getByText(`gpt-4o-mini was asked: ${PROMPT}`).waitFor();
  });

  test("of a file with several requests runs the one at the cursor", async () => {
    bothAnswer();
    await storeKey();
    await runFile("tickets.batch.jsonl");
    await vscode.panelText(/Compare: tickets\.batch\.jsonl, Line 1,/);
    await liveText(/GPT-4o finished in .*mini finished in/);
    expect(bodies()).toHaveLength(2);
  });

  test("keeps what had arrived when the window is closed meanwhile", async () => {
    await open(FLAG);
    await sendTo(raw.baseUrl);
    raw.answerWith(beginStream(BEGINNING, () => undefined));
    await button("Run on Both").click();
    await answer("GPT-4o").getByText("The first words come.").waitFor();
    await expect.poll(lastRunKept).toContain("words come.");
    await vscode.page.reload();
    await open(FLAG);
    await live().locator("ul.history li").first().getByRole("button", { name: "Open" }).click();
    await answer("GPT-4o").getByText("The first words come.").waitFor();
    expect(await answer("GPT-4o").innerText()).toMatch(/Stopped after 5 tokens|Interrupted/);
  });

  test("leaves the key in no log and not on the page", async () => {
    await runFlag();
    await vscode.runCommand("Tokenscale: Forget OpenAI API Key");
    await vscode.notificationText(/forgotten/);
    expect(await vscode.panel().locator("html").innerHTML()).not.toContain(KEY);
    const log = await vscode.ownLog();
    expect(log).toContain("gpt-4o-mini on");
    expect(log).not.toContain(KEY);
    expect(log).not.toContain("colours");
  });
});
