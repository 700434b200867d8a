import { readFile, rm } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { costUsd, countByTiktoken, isRounded, withSeparators } from "../harness/oracle";
import { useVSCode } from "../harness/useVSCode";

const compare = "Compare 4o vs mini";

const texts = {
  "long.prompt": "Explain how the tax on a second home is worked out, step by step.\n".repeat(40),
  "middle.prompt": "Name the capital of each country of the continent.\n".repeat(10),
  "short.prompt": "Say hello.\n",
};
type Name = keyof typeof texts;
const names = Object.keys(texts) as readonly Name[];
/** A single message has a frame of seven tokens. */
const tokens = (name: Name): number => countByTiktoken(texts[name]) + 7;
const outputTokens = 100;

describe("the panel", () => {
  const vscode = useVSCode({
    workspace: { files: { ...texts, "gone.prompt": "Say who deleted me.\n" } },
    settings: {
      "tokenscale.output.expectedTokens": outputTokens,
      // An editor that opens would take back what is being selected.
      "explorer.autoReveal": false,
    },
    // Next to an editor, every column of the table has room.
    viewport: { width: 2800, height: 1400 },
  });
  const row = (section: string, name: RegExp) =>
    vscode.panel().locator(`#${section}`).getByRole("row", { name }).first();
  const cells = (section: string, name: RegExp): Promise<readonly string[]> =>
    row(section, name).getByRole("cell").allInnerTexts();
  const open = async (name: string): Promise<void> => {
    await vscode.explorerMenu(name, compare);
    await vscode.panelText(new RegExp(`Compare: ${name}[\\s\\S]*prompt files here`));
  };
  /** Costs of a request as the panel writes them. */
  const prices = (): Promise<readonly string[]> =>
    vscode.panel().locator("#prompt .price .amount").allInnerTexts();

  test("keeps the figures of a file that is closed", async () => {
    await vscode.openFile("middle.prompt");
    await vscode.runCommand(`Tokenscale: ${compare}`);
    await vscode.panelText(/Compare: middle\.prompt/);
    const tab = vscode.page.locator('.tab[data-resource-name="middle.prompt"]');
    await tab.getByRole("button", { name: /Close/ }).click();
    await tab.waitFor({ state: "hidden" });
    const text = await vscode.panelText(/Compare: middle\.prompt/);
    expect(text).toContain(`Input\t${withSeparators(tokens("middle.prompt"))}\t`);
  });

  test("is there again after a reload, with its prompt", async () => {
    await open("middle.prompt");
    await vscode.runCommand("Developer: Reload Window");
    await vscode.panel().locator("#prompt").waitFor({ state: "detached" });
    await vscode.panelText(
      new RegExp(`Compare: middle\\.prompt[\\s\\S]*Input\\t${tokens("middle.prompt")}\\t`),
    );
  });

  test("is only one, even if the tab of an older one is shown after a reload", async () => {
    await open("middle.prompt");
    const tabs = vscode.page.locator(".tab").filter({ hasText: /Compare:|Tokenscale/ });
    await tabs.click();
    // It opens in the active group, in front of the panel.
    await vscode.page.locator(".explorer-folders-view").getByText("short.prompt").click();
    await vscode.panel().locator("body").waitFor({ state: "detached" });
    await vscode.runCommand("Developer: Reload Window");
    await vscode.page.locator(".monaco-workbench").waitFor({ state: "detached" });
    await vscode.statusBarText(/ tok/);
    await vscode.runCommand(`Tokenscale: ${compare}`);
    await vscode.panelText(/Compare: short\.prompt/);
    expect(await tabs.count()).toBe(2);
    await tabs.first().click();
    await expect.poll(() => tabs.count()).toBe(1);
    await vscode.panelText(/Compare: short\.prompt/);
  });

  test("says what to do after a reload if its file is gone", async () => {
    await open("gone.prompt");
    await rm(path.join(vscode.folder, "gone.prompt"));
    await vscode.panelText(/gone\.prompt was deleted/);
    await vscode.runCommand("Developer: Reload Window");
    await vscode.panelText(/0 prompts open\. Open a prompt file or select text/);
  });

  test("compares several files of the explorer in one table, with totals, sorted as is asked", async () => {
    await vscode.explorerMenu(names, compare);
    await vscode.panelText(/Total\t/);
    const order = async (): Promise<readonly string[]> =>
      vscode.panel().locator("#prompts tbody").getByRole("rowheader").allInnerTexts();
    const savings = new Map<string, number>();
    for (const name of names) {
      const row = await cells("prompts", new RegExp(`^${name}`));
      const [input, output, left = "", right = "", saving = ""] = row;
      savings.set(name, Number(saving));
      expect([input, output]).toEqual([withSeparators(tokens(name)), String(outputTokens)]);
      const cost = { input: tokens(name), output: outputTokens };
      expect(isRounded(left, costUsd("gpt-4o", cost)), left).toBe(true);
      expect(isRounded(right, costUsd("gpt-4o-mini", cost)), right).toBe(true);
    }
    const bySaving = [...savings].sort(([, a], [, b]) => b - a).map(([name]) => name);
    expect(await order()).toEqual(bySaving);
    const all = {
      input: names.reduce((sum, name) => sum + tokens(name), 0),
      output: names.length * outputTokens,
    };
    const [input, output, left = "", right = ""] = await cells("prompts", /^Total/);
    expect([input, output]).toEqual([withSeparators(all.input), String(all.output)]);
    expect(isRounded(left, costUsd("gpt-4o", all)), left).toBe(true);
    expect(isRounded(right, costUsd("gpt-4o-mini", all)), right).toBe(true);

    const heading = vscode.panel().getByRole("button", { name: "Tokens in" });
    await heading.click();
    await heading.press("Enter");
    await expect.poll(order).toEqual(["short.prompt", "middle.prompt", "long.prompt"]);
    expect(await vscode.panelViolations()).toEqual([]);
  });

  test("is copied as Markdown and saved as CSV, JSON and HTML as it is shown", async () => {
    await open("long.prompt");
    await vscode.openTab("At scale");
    const share = vscode.panel().getByRole("textbox", { name: "Share to mini, %" });
    await share.fill("35");
    await share.press("Enter");
    const lead = /With 35% on mini, .* less than all on GPT-4o \([\d.]+%\)\./;
    const [shownLead] = lead.exec(await vscode.panelText(lead)) ?? [];
    const [left = "", right = ""] = await prices();
    const cost = { input: tokens("long.prompt"), output: outputTokens };
    const usd = [costUsd("gpt-4o", cost), costUsd("gpt-4o-mini", cost)] as const;
    expect([isRounded(left, usd[0]), isRounded(right, usd[1])]).toEqual([true, true]);

    await vscode.panel().getByRole("button", { name: "Copy as Markdown" }).click();
    await vscode.notificationText(/Summary copied as Markdown\./);
    await vscode.page.context().grantPermissions(["clipboard-read"]);
    const markdown = await vscode.page.evaluate(() => navigator.clipboard.readText());
    for (const shown of ["**Compare: long.prompt**", left, right])
      expect(markdown).toContain(shown);
    expect(plain(markdown)).toContain(plain(shownLead ?? "?"));

    const html = await save("HTML report", "long-compare.html");
    for (const shown of [left, right, shownLead ?? "?"]) {
      expect(plain(html.replaceAll(/<[^>]*>/g, ""))).toContain(plain(shown));
    }
    const csv = await save("CSV", "long-compare.csv");
    const totals = csv
      .split("\r\n")
      .map((line) => line.split(","))
      .filter(([, part]) => part === "total");
    expect(
      totals.map(([, , model, count, amount]) => [model, Number(count), Number(amount)]),
    ).toEqual([
      ["gpt-4o", cost.input + cost.output, expect.closeTo(usd[0], 12)],
      ["gpt-4o-mini", cost.input + cost.output, expect.closeTo(usd[1], 12)],
    ]);
    const json = JSON.parse(await save("JSON", "long-compare.json")) as {
      readonly prompts: readonly { readonly models: Readonly<Record<string, object>> }[];
      readonly atScale: object;
    };
    expect(json.prompts[0]?.models["gpt-4o"]).toMatchObject({
      inputTokens: cost.input,
      totalUsd: expect.closeTo(usd[0], 12) as number,
    });
    expect(json.atScale).toMatchObject({ shareToRight: 0.35, requestsPerMonth: 100_000 });
  });

  test("shows money in the currency of the settings", async () => {
    await open("long.prompt");
    await vscode.setSettings({
      "tokenscale.currency.code": "EUR",
      "tokenscale.currency.perUsd": 0.8,
    });
    const text = await vscode.panelText(/EUR a month/);
    const [left = ""] = await prices();
    const usd = costUsd("gpt-4o", { input: tokens("long.prompt"), output: outputTokens });
    expect(left).toMatch(/^€/);
    expect(isRounded(left, usd * 0.8), left).toBe(true);
    expect(text).toContain("EUR per 1,000 requests");
    // What is published stays in the currency it is published in.
    expect(text).toContain("Price, USD per 1M tokens");
  });

  test("compares a model of the user's own, and says which price is missing", async () => {
    await open("long.prompt");
    const house = { id: "house", label: "House model", usdPerMillionInput: 1 };
    await vscode.setSettings({
      "tokenscale.models.custom": [house],
      "tokenscale.models.right": "house",
    });
    const text = await vscode.panelText(/House model has no price for output/);
    expect(text).toContain("a price is missing for the blend");
    expect(text).not.toMatch(/NaN|Infinity|undefined/);
    expect((await prices())[1]).toBe("no price");
    await vscode.setSettings({
      "tokenscale.models.custom": [{ ...house, usdPerMillionOutput: 2 }],
    });
    await vscode.panelText(/All on House model\t[\d.,]+\t/);
    const cost = (tokens("long.prompt") + 2 * outputTokens) / 1e6;
    expect(isRounded((await prices())[1] ?? "", cost)).toBe(true);
  });

  test("names other pairs than the one that is compared", async () => {
    await open("short.prompt");
    await vscode.panelText(/Other pairs, by price only: GPT-6 Sol with GPT-6 Luna,/);
    await vscode.setSettings({
      "tokenscale.models.left": "gpt-6-sol",
      "tokenscale.models.right": "gpt-6-luna",
    });
    await vscode.panelText(
      /All on GPT-6 Luna · medium\t[\s\S]*Other pairs, by price only: (?!GPT-6)/,
    );
  });

  test("names a model that is not known and continues with the default", async () => {
    await open("short.prompt");
    await vscode.setSettings({ "tokenscale.models.right": "gpt-9" });
    await vscode.panelText(/gpt-9 is not in the catalog\. GPT-4o mini is compared instead\./);
  });

  /** Saves in a format under the name that is proposed, and returns what was written. */
  async function save(format: string, name: string): Promise<string> {
    const file = path.join(vscode.folder, name);
    await rm(file, { force: true });
    await vscode.panel().getByRole("button", { name: "Save as…" }).click();
    await vscode.panel().getByRole("menuitem", { name: format }).click();
    const box = vscode.page.locator(".quick-input-widget input:visible");
    await expect.poll(() => box.inputValue()).toContain(name);
    await vscode.press("Enter");
    await expect.poll(() => readFile(file, "utf8").catch(() => "")).not.toBe("");
    return readFile(file, "utf8");
  }
});

/** Only words and figures: no Markdown or HTML syntax, one kind of space. */
function plain(text: string): string {
  return text.replaceAll(/[\\*]/g, "").replaceAll(/\s+/g, " ");
}
