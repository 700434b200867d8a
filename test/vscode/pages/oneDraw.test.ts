import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { PanelState } from "../../../src/core/panel/contract/panelState";
import type { RichText } from "../../../src/core/panel/contract/richText";
import { costUsd, countByTiktoken, isRounded } from "../harness/oracle";
import { useVSCode } from "../harness/useVSCode";
import type { VSCode } from "../harness/vscode";

const compare = "Compare 4o vs mini";
const text = "Explain how the tax on a second home is worked out, step by step.\n".repeat(20);
/** A single message has a frame of seven tokens. */
const inputTokens = countByTiktoken(text) + 7;

/** Everything in a state of the panel that a setting changes, each figure from its own source. */
interface Shown {
  readonly labels: readonly [string, string];
  /** In US dollars times `rate`. */
  readonly costs: readonly [number, number];
  readonly symbol: string;
  readonly outputTokens: number;
  readonly tolerance: string;
  /** Undefined if nothing is measured of the pair. */
  readonly promptFiles: number | undefined;
  /** Names the model on the right. */
  readonly goesTo: string | undefined;
}

const patient = { timeout: 20_000 };

type Settings = Readonly<Record<string, unknown>>;
interface Step {
  readonly settings: Settings;
  readonly shown: Shown;
}

const cost = (model: "gpt-4o" | "gpt-4o-mini", output: number): number =>
  costUsd(model, { input: inputTokens, output });

/** One change after another, each over those before it. */
function steps(): readonly Step[] {
  const made: Step[] = [];
  let shown: Shown = {
    labels: ["GPT-4o", "GPT-4o mini"],
    costs: [cost("gpt-4o", 100), cost("gpt-4o-mini", 100)],
    symbol: "$",
    outputTokens: 100,
    tolerance: "0.05",
    promptFiles: 3,
    goesTo: "mini",
  };
  const change = (settings: Settings, difference: Partial<Shown>): void => {
    shown = { ...shown, ...difference };
    made.push({
      settings: Object.fromEntries(
        Object.entries(settings).map(([key, value]) => [`tokenscale.${key}`, value]),
      ),
      shown,
    });
  };
  change(
    { "output.expectedTokens": 200 },
    { outputTokens: 200, costs: [cost("gpt-4o", 200), cost("gpt-4o-mini", 200)] },
  );
  change(
    { "models.left": "gpt-4o-mini", "models.right": "gpt-4o" },
    {
      labels: ["GPT-4o mini", "GPT-4o"],
      costs: [cost("gpt-4o-mini", 200), cost("gpt-4o", 200)],
      goesTo: "4o",
    },
  );
  change({ "recommend.tolerance": "cautious" }, { tolerance: "0.02" });
  change({ "recommend.latency": "first-token" }, {});
  change({ promptFiles: [] }, { promptFiles: 2 });
  change(
    { "currency.code": "EUR", "currency.perUsd": 0.5 },
    { symbol: "€", costs: [0.5 * cost("gpt-4o-mini", 200), 0.5 * cost("gpt-4o", 200)] },
  );
  change({ "budget.usdPerRequest": 0.000001 }, {});
  const own = (usdPerMillionInput: number): Settings => ({
    "models.custom": [{ id: "mine", label: "Mine", usdPerMillionInput, usdPerMillionOutput: 4 }],
  });
  const ownCost = (usdPerMillionInput: number): number =>
    0.5 * (inputTokens * usdPerMillionInput + 200 * 4) * 1e-6;
  change(
    { ...own(3), "models.left": "mine" },
    {
      labels: ["Mine", "GPT-4o"],
      costs: [ownCost(3), 0.5 * cost("gpt-4o", 200)],
      promptFiles: undefined,
      goesTo: undefined,
    },
  );
  change(own(7), { costs: [ownCost(7), 0.5 * cost("gpt-4o", 200)] });
  change(
    { "models.azureDeployments": { production: "gpt-4o-mini" }, "models.left": "production" },
    {
      labels: ["GPT-4o mini", "GPT-4o"],
      costs: [0.5 * cost("gpt-4o-mini", 200), 0.5 * cost("gpt-4o", 200)],
      promptFiles: 2,
      goesTo: "4o",
    },
  );
  change(
    { "recommend.tolerance": 0.1, promptFiles: ["**/*.txt"] },
    { tolerance: "0.10", promptFiles: 3 },
  );
  change(
    { "output.expectedTokens": 300 },
    { outputTokens: 300, costs: [0.5 * cost("gpt-4o-mini", 300), 0.5 * cost("gpt-4o", 300)] },
  );
  return made;
}

/** Every state that the page is sent from now on. */
async function recordStates(vscode: VSCode): Promise<() => Promise<readonly PanelState[]>> {
  const frame = await vscode.panelFrame();
  const handle = await frame.evaluateHandle(() => {
    const states: unknown[] = [];
    window.addEventListener(
      "message",
      ({ data }: MessageEvent<{ type: string; state: unknown }>) => {
        if (data.type === "state") states.push(data.state);
      },
    );
    return states;
  });
  return async () => (await handle.jsonValue()) as readonly PanelState[];
}

function textOf(words: RichText): string {
  return words
    .map((span) => (typeof span === "string" ? span : "text" in span ? span.text : ""))
    .join("");
}

/** The differences between a state and the expected one. */
function differences(state: PanelState | undefined, shown: Shown): readonly string[] {
  if (state?.kind !== "one") return [`kind: ${state?.kind}`];
  const found: string[] = [];
  const expectThat = (isTrue: boolean, what: string): void => {
    if (!isTrue) found.push(what);
  };
  const { left, right } = state.pair;
  expectThat(left.label === shown.labels[0] && right.label === shown.labels[1], "labels");
  const { prices } = state.prompt.costs;
  for (const [index, head] of [prices.left, prices.right].entries()) {
    const costOf = shown.costs[index] ?? 0;
    const isRight = head.price.startsWith(shown.symbol) && isRounded(head.price, costOf);
    expectThat(isRight, `price ${index}: ${head.price} for ${costOf}`);
  }
  const output = state.prompt.costs.table.rows.find(({ key }) => key === "output");
  const outputText = JSON.stringify(output?.cells);
  expectThat(outputText.includes(String(shown.outputTokens)), `output: ${outputText}`);
  const { tolerance } = state.routing.axis;
  expectThat(tolerance.label === shown.tolerance, `tolerance: ${tolerance.label}`);
  const here = textOf(state.routing.workspace ?? []);
  if (shown.promptFiles === undefined) expectThat(here === "", `workspace: ${here}`);
  else {
    expectThat(here.startsWith(`${shown.promptFiles} prompt files here`), `workspace: ${here}`);
    expectThat(here.includes(`go to ${shown.goesTo}`), `workspace: ${here}`);
  }
  return found;
}

describe("a change of a setting", () => {
  const vscode = useVSCode({
    workspace: {
      files: {
        "a.prompt": text,
        "b.prompt": "Name the capital of each country of the continent.\n",
        "prompts/c.txt": "Say hello.\n",
        "d.md": "Say goodbye.\n",
      },
    },
    settings: { "tokenscale.output.expectedTokens": 100, "explorer.autoReveal": false },
    viewport: { width: 2400, height: 1400 },
  });

  test("draws the panel once, and never with figures of the settings before", async () => {
    await vscode.explorerMenu("a.prompt", compare);
    await vscode.panelText(/Compare: a\.prompt[\s\S]*3 prompt files here/);
    const states = await recordStates(vscode);
    const made = steps();
    for (const [index, { settings }] of made.entries()) {
      await vscode.setSettings(settings);
      await expect.poll(async () => (await states()).length, patient).toBeGreaterThan(index);
    }
    const posted = await states();
    expect(posted).toHaveLength(made.length);
    expect(made.map(({ shown }, index) => differences(posted[index], shown))).toEqual(
      made.map(() => []),
    );
    const before = posted.length;
    await vscode.openTab("At scale");
    await vscode.panel().getByRole("radio", { name: "Batch" }).check({ force: true });
    await expect.poll(async () => (await states()).length, patient).toBe(before + 1);
    expect((await states()).at(-1)).toMatchObject({ scale: { tier: "batch" } });
  });

  test("draws the table of several files once, of which some are open", async () => {
    await vscode.openFile("a.prompt");
    await vscode.openFile("b.prompt");
    await vscode.explorerMenu(["a.prompt", "b.prompt", "d.md"], compare);
    await vscode.panelText(/Total\t[\s\S]*3 prompt files here/);
    const states = await recordStates(vscode);
    const outputs = [111, 222, 333, 444];
    for (const [index, output] of outputs.entries()) {
      await vscode.setSettings({ "tokenscale.output.expectedTokens": output });
      await expect.poll(async () => (await states()).length, patient).toBeGreaterThan(index);
    }
    const written = (await states()).map((state) =>
      state.kind === "many"
        ? [...state.prompts.rows.map(({ cells }) => cells[2]), state.prompts.total[2]].map((cell) =>
            textOf(cell ?? []).replaceAll(",", ""),
          )
        : [],
    );
    expect(written).toEqual(
      outputs.map((output) => [output, output, output, 3 * output].map(String)),
    );
  });
});

describe("the prompt files of a workspace", () => {
  const vscode = useVSCode({
    workspace: {
      files: {
        "a.prompt": "Say {{what}}.\n",
        "LOUD.PROMPTY": "---\nname: loud\n---\nsystem:\nShout.\n",
        "code/agent.py": 'messages = [{"role": "user", "content": "Say hello to the readers."}]\n',
        "code/plain.py": "print(1)\n",
        "node_modules/x/d.prompt": "Not mine.\n",
        "hidden/e.prompt": "Hidden in the explorer.\n",
        "vendor/f.prompt": "Hidden in searches.\n",
        "notes/g.rst": "Say goodbye.\n",
      },
    },
    settings: {
      "files.exclude": { ".vscode": true, hidden: true },
      "search.exclude": { "**/{vendor,third_party}": true, "**/*.prompty": false },
      "tokenscale.promptFiles": ["notes/*.rst"],
      "explorer.autoReveal": false,
    },
  });

  test("are those with a prompt, without what the settings hide", async () => {
    await vscode.explorerMenu("a.prompt", compare);
    await vscode.panelText(/4 prompt files here/);
  });

  test("are counted again when one is deleted or made, or a file that they depend on is changed", async () => {
    await vscode.explorerMenu("LOUD.PROMPTY", compare);
    await vscode.panelText(/4 prompt files here/);
    const states = await recordStates(vscode);
    const vars = path.join(vscode.folder, "a.vars.json");
    await writeFile(vars, JSON.stringify({ what: "why the proof of the theorem fails for odd n" }));
    await expect.poll(async () => (await states()).length, patient).toBeGreaterThan(0);
    await rm(vars);
    await expect.poll(async () => (await states()).length, patient).toBeGreaterThan(1);
  });
});
