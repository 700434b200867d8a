import { describe, expect, test } from "vitest";
import { countByTiktoken, withSeparators } from "../harness/oracle";
import { useVSCode } from "../harness/useVSCode";

const compare = "Compare 4o vs mini";

const prompt = "Sort the tickets of the week by what the customers want from us.\n";
/** A single message has a frame of seven tokens. */
const promptTokens = countByTiktoken(prompt) + 7;

type Tier = "Standard" | "Batch" | "Priority";

/** USD per million tokens as OpenAI published them; no tier but standard is asked for cached input here. */
const published = {
  left: {
    Standard: { input: 2.5, cached: 1.25, output: 10 },
    Batch: { input: 1.25, cached: 1.25, output: 5 },
    Priority: { input: 4.25, cached: 4.25, output: 17 },
  },
  right: {
    Standard: { input: 0.15, cached: 0.075, output: 0.6 },
    Batch: { input: 0.075, cached: 0.075, output: 0.3 },
    Priority: { input: 0.25, cached: 0.25, output: 1 },
  },
} as const;

interface Asked {
  readonly requests: number;
  readonly input: number;
  readonly output: number;
  /** Percent. */
  readonly cached: number;
  readonly tier: Tier;
  /** Percent. */
  readonly share: number;
}

/** Small requests, as published: 500 in, 200 out. */
const small: Asked = {
  requests: 200_000,
  input: 500,
  output: 200,
  cached: 0,
  tier: "Standard",
  share: 60,
};

/** Amounts are whole numbers, so that nothing is rounded before it is printed. */
const unitsPerUsd = 10n ** 13n;

/** In units, for a split of 100. */
function monthOn(
  side: keyof typeof published,
  { requests, input, output, cached, tier }: Asked,
): bigint {
  const price = published[side][tier];
  const thousandths = (usd: number): bigint => BigInt(Math.round(usd * 1000));
  const perRequest =
    BigInt(input * (100 - cached)) * thousandths(price.input) +
    BigInt(input * cached) * thousandths(price.cached) +
    BigInt(output * 100) * thousandths(price.output);
  return BigInt(requests) * perRequest * 100n;
}

/** Rounded to this many decimals, ties to the even digit. */
function printed(units: bigint, decimals: 0 | 2): string {
  const divisor = unitsPerUsd / 10n ** BigInt(decimals);
  const twice = 2n * (units % divisor);
  const floor = units / divisor;
  const isUp = twice > divisor || (twice === divisor && floor % 2n === 1n);
  const value = Number(isUp ? floor + 1n : floor) / 10 ** decimals;
  return decimals === 0 ? withSeparators(value) : value.toFixed(2);
}

/** Whole dollars from a thousand on, cents below. */
function decimalsOf(units: bigint): 0 | 2 {
  return units >= 1000n * unitsPerUsd ? 0 : 2;
}

/** The lead and the rows of the table, up to the column of the month. */
function monthly(asked: Asked): RegExp {
  const left = monthOn("left", asked);
  const right = monthOn("right", asked);
  const blend = (left * BigInt(100 - asked.share) + right * BigInt(asked.share)) / 100n;
  const saving = left - blend;
  const percent = (Number(saving) / Number(left)) * 100;
  const inSentence = (units: bigint): string => `$${printed(units, decimalsOf(units))}`;
  const inColumn = (units: bigint): string =>
    units === 0n ? "0" : printed(units, decimalsOf(left));
  const start = `With ${asked.share}% on mini, ${withSeparators(asked.requests)} requests cost ${inSentence(blend)} a month`;
  const lead =
    saving === 0n
      ? `${start}: as much as all on GPT-4o.`
      : `${start}: ${inSentence(saving)} less than all on GPT-4o (${percent.toFixed(1)}%).`;
  const rows = [
    `All on GPT-4o\t${inColumn(left)}\t`,
    `All on GPT-4o mini\t${inColumn(right)}\t`,
    `Blend, ${100 - asked.share}% 4o and ${asked.share}% mini\t${inColumn(blend)}\t`,
    `Saving against all-4o\t${inColumn(saving)}\t`,
  ];
  return new RegExp([lead, ...rows].map(literal).join("[\\s\\S]*"));
}

function literal(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

describe("at scale", () => {
  const vscode = useVSCode({
    workspace: { files: { "sort.prompt": prompt, "other/sort.prompt": prompt } },
    viewport: { width: 1600, height: 1400 },
  });
  const scale = () => vscode.panel().locator("#scale");
  const field = (name: string) => scale().getByRole("textbox", { name, exact: true });
  const slider = (name: string) => scale().getByRole("slider", { name: `${name}, slider` });
  const tier = (name: Tier) => scale().getByRole("radio", { name });

  const open = async (): Promise<void> => {
    await vscode.explorerMenu("sort.prompt", compare);
    await vscode.panelText(/Compare: sort\.prompt[\s\S]*At scale/);
    await vscode.openTab("At scale");
  };
  const enter = async (name: string, text: string): Promise<void> => {
    await field(name).fill(text);
    await field(name).press("Enter");
  };
  /** Sets every number to the test's initial value, regardless of remembered ones. */
  const ask = async (asked: Asked): Promise<void> => {
    await tier(asked.tier).check({ force: true });
    await enter("Requests a month", String(asked.requests));
    await enter("Input tokens", String(asked.input));
    await enter("Output tokens", String(asked.output));
    await enter("Cached input, %", String(asked.cached));
    await enter("Share to mini, %", String(asked.share));
    await vscode.panelText(monthly(asked));
  };
  /** Takes the thumb with the mouse and lets it go at a place, 0 … 1. */
  const drag = async (name: string, to: number): Promise<void> => {
    const thumb = 14;
    const control = slider(name);
    await control.scrollIntoViewIfNeeded();
    const box = await control.boundingBox();
    if (box === null) throw new Error(`${name} is not drawn.`);
    const x = (position: number): number => box.x + thumb / 2 + position * (box.width - thumb);
    const y = box.y + box.height / 2;
    const { mouse } = vscode.page;
    await mouse.move(x(Number(await control.inputValue())), y);
    await mouse.down();
    await mouse.move(x(to), y, { steps: 5 });
    await mouse.up();
  };

  test.each(["dark", "light", "high-contrast"] as const)(
    "controls by mouse and keyboard give the month by the published prices, in %s",
    async (theme) => {
      await open();
      await vscode.setTheme(theme);
      await ask(small);

      await drag("Share to mini, %", 0.9);
      await vscode.panelText(monthly({ ...small, share: 90 }));
      expect(await field("Share to mini, %").inputValue()).toBe("90");
      await slider("Share to mini, %").press("ArrowRight");
      await vscode.panelText(monthly({ ...small, share: 91 }));
      await slider("Share to mini, %").press("Home");
      await vscode.panelText(monthly({ ...small, share: 0 }));
      await slider("Share to mini, %").press("End");
      await vscode.panelText(monthly({ ...small, share: 100 }));
      await enter("Share to mini, %", "25");
      await vscode.panelText(monthly({ ...small, share: 25 }));

      await drag("Cached input, %", 0.5);
      await vscode.panelText(monthly({ ...small, share: 25, cached: 50 }));
      await enter("Cached input, %", "0");

      await tier("Standard").focus();
      await vscode.press("ArrowRight");
      await vscode.panelText(monthly({ ...small, share: 25, tier: "Batch" }));
      await scale().getByText("Priority", { exact: true }).click();
      await vscode.panelText(monthly({ ...small, share: 25, tier: "Priority" }));

      // A million, between a hundred and a hundred million.
      await drag("Requests a month", 4 / 6);
      await vscode.panelText(
        monthly({ ...small, share: 25, tier: "Priority", requests: 1_000_000 }),
      );
      await vscode
        .panel()
        .getByRole("img", { name: /with nothing on mini to .* at 25% it/ })
        .waitFor();
      expect(await vscode.panelViolations()).toEqual([]);
    },
  );

  test("presets take the input of the prompt and the published ratio", async () => {
    await open();
    await ask(small);
    const preset = scale().getByRole("combobox", { name: "Preset" });
    await preset.focus();
    await vscode.press("Home");
    for (const [label, inputPerOutput] of [
      ["Chat, 2 : 1", 2],
      ["Code review, 3 : 1", 3],
      ["Document analysis, 10 : 1", 10],
    ] as const) {
      await vscode.press("ArrowDown");
      await expect.poll(() => preset.locator("option:checked").innerText()).toBe(label);
      const output = Math.round(promptTokens / inputPerOutput);
      await vscode.panelText(monthly({ ...small, input: promptTokens, output }));
      expect(await field("Output tokens").inputValue()).toBe(String(output));
    }
    await enter("Output tokens", "1e2");
    await vscode.panelText(monthly({ ...small, input: promptTokens, output: 100 }));
  });

  test("an invalid number is reported below its field, and the last number stands", async () => {
    await open();
    await ask(small);
    for (const [text, problem] of [
      ["", "Empty: 200,000 is used."],
      ["-5", "Below 0: 200,000 is used."],
      ["many", "Not a number: 200,000 is used."],
      ["NaN", "Not a number: 200,000 is used."],
    ] as const) {
      await enter("Requests a month", text);
      await scale().getByRole("alert").getByText(problem).waitFor();
      expect(await vscode.panelText(monthly(small))).not.toMatch(/NaN|Infinity|undefined/);
    }
    expect(await vscode.panelViolations()).toEqual([]);
    await enter("Requests a month", "1.6M");
    await vscode.panelText(monthly({ ...small, requests: 1_600_000 }));
    await scale().getByRole("alert").waitFor({ state: "detached" });
  });

  test("absurd numbers are brought within bounds, which is said", async () => {
    await open();
    await ask(small);
    await enter("Requests a month", "1e30");
    await enter("Input tokens", "9".repeat(400));
    await enter("Output tokens", "1e400");
    await enter("Cached input, %", "250");
    await enter("Share to mini, %", "1000");
    const text = await vscode.panelText(
      monthly({
        ...small,
        requests: 1_000_000_000,
        input: 128_000,
        output: 16_384,
        cached: 100,
        share: 100,
      }),
    );
    for (const remark of [
      "Requests a month: above 1,000,000,000, the most that is counted; counted as 1,000,000,000.",
      "Input tokens: above 128,000, the context window; counted as 128,000.",
      "Output tokens: above 16,384, the output limit; counted as 16,384.",
      "Cached input: above 100%, all of it; counted as 100%.",
      "Share to mini: above 100%, all of it; counted as 100%.",
    ]) {
      expect(text).toContain(remark);
    }
    for (const name of ["Requests a month", "Input tokens", "Output tokens"]) {
      await enter(name, "0");
    }
    expect(await vscode.panelText(/0 requests cost \$0 a month/)).not.toMatch(/NaN|Infinity/);
  });

  test("an expected output that is not a number leaves the estimate; a number is taken", async () => {
    await open();
    await vscode.openTab("This prompt");
    const output = vscode.panel().getByRole("textbox", { name: "Expected output" });
    await output.fill("lots");
    await output.press("Enter");
    await vscode.panelText(/Not a number: the estimate is used\./);
    await output.fill("321");
    await output.press("Enter");
    await vscode.panelText(/321 tokens, set by you/);
    await output.fill("");
    await output.press("Enter");
    await vscode.panelText(/tokens, by the length estimate/);
  });

  test("the numbers stay with their workspace, over the panel's and the window's end", async () => {
    const remembered = { ...small, requests: 345_600, share: 75, tier: "Batch" as const };
    await open();
    await ask(remembered);
    await vscode.closeEditors();
    await open();
    await vscode.panelText(monthly(remembered));

    const here = vscode.page.url();
    const other = new URL(here);
    other.searchParams.set("folder", `${vscode.folder}/other`);
    await vscode.page.goto(other.toString());
    await vscode.explorerMenu("sort.prompt", compare);
    await vscode.panelText(/With 60% on mini, 100,000 requests/);

    await vscode.page.goto(here);
    await open();
    await vscode.panelText(monthly(remembered));
  });
});
