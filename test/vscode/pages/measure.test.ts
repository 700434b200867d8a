import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { readRunLine, resultKey } from "../../../src/core/measure/engine/runLines";
import { StandInServer } from "../../unit/measure/standInServer";
import { useVSCode } from "../harness/useVSCode";

const ROWS = 200;
const PROMPT =
  "---\nname: t\nmodel:\n  parameters:\n    max_tokens: 60\n---\nuser:\nTicket: {{ticket}}\n";
const DATA = Array.from({ length: ROWS }, (_, at) =>
  JSON.stringify({ id: `r${at + 1}`, ticket: `late ${at + 1}` }),
).join("\n");
const ASSERTS =
  '- type: contains\n  value: "{{ticket}}"\n- type: python\n  value: file://check.py\n';

// The window's settings need its port.
const server = await StandInServer.start({ hasFaults: true });

describe("a measurement", () => {
  const vscode = useVSCode({
    workspace: {
      files: { "t.prompty": PROMPT, "rows.jsonl": DATA, "t.asserts.yaml": ASSERTS },
    },
    settings: {
      "tokenscale.openai.baseUrl": server.baseUrl,
      "tokenscale.run.confirmAboveUsd": 100,
      "tokenscale.measure.concurrency": 4,
      "files.simpleDialog.enable": true,
    },
    viewport: { width: 1500, height: 1100 },
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    server.seen.length = 0;
  });

  const press = (name: string | RegExp) =>
    vscode.panel().getByRole("button", { name, exact: true }).first().click();
  const open = async (): Promise<void> => {
    await vscode.openFile("t.prompty");
    await vscode.statusBarText(/ tok/);
    await vscode.runCommand("Tokenscale: Measure on Your Rows…");
    await vscode.panelText(/Measure: t\.prompty/);
  };

  /** The file of that name below the test's own folder, whatever is above it. */
  const find = async (name: string): Promise<string> => {
    const root = path.dirname(vscode.folder);
    const files = await readdir(root, { recursive: true });
    const found = files.find((file) => path.basename(file) === name);
    if (found === undefined) throw new Error(`no ${name}`);
    return path.join(root, found);
  };
  /** Answers on disk, by row and side. */
  const onDisk = async (): Promise<readonly string[]> => {
    const lines = (await readFile(await find("results.jsonl"), "utf8")).split("\n");
    return lines.flatMap((written) => {
      const line = readRunLine(written);
      return line?.kind === "result" && line.result.answer ? [resultKey(line.result)] : [];
    });
  };

  test("an extension host that is killed in the middle loses and repeats no finished row", async () => {
    await open();
    await vscode.panelText(/No rows chosen/);
    await press("Choose Data…");
    const input = vscode.page.locator(".quick-input-widget input:visible");
    // The dialog writes its folder into the input before it lists what is there.
    await vscode.page.locator(".quick-input-list").getByText("rows.jsonl").waitFor();
    await input.fill(path.join(vscode.folder, "rows.jsonl"));
    await input.press("Enter");
    await vscode.panelText(/200 rows\.[^]*python[^]*not supported/);
    await vscode.panelText(
      /About \$[\d.]+, at most \$[\d.]+ for 200 rows on GPT-4o and GPT-4o mini/,
    );
    server.maxAnswers = 160;
    const enough = requests(server.maxAnswers);
    await press(/^Start, \$[\d.]+ at Most$/);
    await vscode.panelText(/\d+ of 200 rows on both models, \$[\d.]+ so far/);
    await enough;
    const [pid] = (await readFile(await find("results.lock"), "utf8")).split(" ");
    process.kill(Number(pid), "SIGKILL");
    await vscode.page.reload();
    const kept = await onDisk();
    expect(kept.length).toBeGreaterThan(20);
    expect(kept.length).toBeLessThan(2 * ROWS);

    server.seen.length = 0;
    server.maxAnswers = Infinity;
    await vscode.panelText(/has \d+ of 400 answers\. Resume asks only for the others/);
    await press("Resume");
    const text = await vscode.panelText(/passes 200 of 200/);
    expect(text).toContain("no difference that 200 rows can show");
    const finished = new Set(kept);
    expect(seenKeys().filter((key) => finished.has(key))).toEqual([]);
    const all = await onDisk();
    expect(all).toHaveLength(2 * ROWS);
    expect(new Set(all).size).toBe(2 * ROWS);

    await press(/^All 200$/);
    // Rows that were under way when the host was killed come last.
    await press(/^r\d+$/);
    await vscode.panelText(/answer to Ticket: late (\d+)[^]*The answer contains "late \1"\./);
    await vscode.panelText(/Word diff[^]*Word for word the same\./);
    await vscode.panelText(/Pass rate against cost[^]*Ask 4o when a check of mini's answer fails/);
    // The recommendation has learned from the rows.
    await vscode.panelText(/Your 200 rows: GPT-4o mini won or tied 200; gap/);
    expect(await vscode.panelViolations()).toEqual([]);

    // After another restart the results are there without a request.
    server.seen.length = 0;
    await vscode.page.reload();
    await vscode.panelText(/Measure: t\.prompty/);
    await vscode.panel().getByRole("tab", { name: "Results" }).click();
    await vscode.panelText(/passes 200 of 200/);
    expect(server.seen).toEqual([]);
    await vscode.panel().getByRole("tab", { name: "Baseline" }).click();
    await press("Save 4o as Baseline…");
    const file = path.join(vscode.folder, "t.gpt-4o.baseline.jsonl");
    await expect.poll(() => input.inputValue()).toContain(path.basename(file));
    await vscode.press("Enter");
    const compared = await vscode.panelText(
      /Against the saved answers of gpt-4o, mini passes 200 of 200/,
    );
    expect(compared).toContain("t.gpt-4o.baseline.jsonl");
    const saved = (await readFile(file, "utf8")).split("\n").map(readRunLine);
    expect(saved.filter((line) => line?.kind === "result")).toHaveLength(ROWS);
    expect(await vscode.panelViolations()).toEqual([]);

    // A judge compares the answers to the first rows; its cost is known before and after.
    server.reply = ({ model, text }) =>
      model === "gpt-6-luna" ? '{"reason": "alike", "better": "tie"}' : `answer to ${text}`;
    await vscode.panel().getByRole("tab", { name: "Setup" }).click();
    await press("Choose Judge…");
    for (const choice of ["GPT-6 Luna", "low", "Decide llm-rubric and compare both answers"]) {
      const list = vscode.page.locator(".quick-input-list");
      await list.getByText(choice, { exact: true }).first().click();
    }
    await vscode.panelText(/GPT-6 Luna · low as the judge/);
    await press("Try 10 Rows");
    await vscode.panelText(
      /The judge: all 10 rows are ties\.[^]*answered 20 requests as the judge/,
    );
    expect(server.seen.filter(({ model }) => model === "gpt-6-luna")).toHaveLength(20);
    expect(await vscode.panelViolations()).toEqual([]);
  });
});

const SIDE_OF = new Map([
  ["gpt-4o", "left"],
  ["gpt-4o-mini", "right"],
]);

function seenKeys(): readonly string[] {
  return server.seen.map(({ model, text }) => `${SIDE_OF.get(model)} r${/\d+$/.exec(text)?.[0]}`);
}

/** Resolves when this many requests have come. */
function requests(count: number): Promise<void> {
  return new Promise((resolve) => {
    let seen = 0;
    server.onRequest = () => {
      seen += 1;
      if (seen === count) resolve();
    };
  });
}
