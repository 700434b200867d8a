import { beforeEach, describe, expect, it } from "vitest";
import { Ledger, type LedgerStart } from "../../../src/core/runs/spending/ledger";
import { ledgerCsv, summarizeLedger } from "../../../src/core/runs/spending/ledgerReport";
import { MemoryFiles } from "./memoryFiles";

const PLACE = {
  id: "run-1",
  day: "2026-11-20",
  model: "gpt-4o",
  file: "prompts/triage.prompty",
  host: "api.openai.com",
};
const RUN: LedgerStart = { ...PLACE, atMost: 10_210_000_000n };
const BILLED = {
  tokens: { inputTokens: 1_204, cachedTokens: 1_024, outputTokens: 203 },
  cost: 3_760_000_000n,
  basis: "billed" as const,
};

describe("the ledger", () => {
  let files: MemoryFiles;
  let ledger: Ledger;
  beforeEach(() => {
    files = new MemoryFiles();
    ledger = new Ledger(files);
  });

  it("keeps what each run cost", async () => {
    await ledger.start(RUN);
    await ledger.end(RUN, BILLED);
    expect(await ledger.readAll()).toEqual({ entries: [{ ...PLACE, ...BILLED }], damagedLines: 0 });
    expect(await ledger.spentInMonthOf("2026-11-30")).toBe(3_760_000_000n);
    expect(await ledger.spentInMonthOf("2026-12-01")).toBe(0n);
  });

  it("counts a run without an end with what it costs at most", async () => {
    await ledger.start(RUN);
    expect(await ledger.spentInMonthOf("2026-11-20")).toBe(RUN.atMost);
    expect((await ledger.readAll()).entries[0]).toMatchObject({ basis: "no-end" });
  });

  it("sees what another window writes", async () => {
    const other = new Ledger(files);
    await other.start({ ...RUN, id: "run-2" });
    await ledger.start(RUN);
    await other.end({ ...RUN, id: "run-2" }, BILLED);
    expect(await ledger.spentInMonthOf("2026-11-20")).toBe(10_210_000_000n + 3_760_000_000n);
  });

  it("keeps the end of a run in the month in which it started", async () => {
    const late = { ...RUN, day: "2026-11-30" };
    await ledger.start(late);
    await ledger.end(late, BILLED);
    expect([...files.texts.keys()]).toEqual(["ledger-2026-11.jsonl"]);
  });

  it("reads on behind damaged lines and says how many there are", async () => {
    await ledger.start(RUN);
    await ledger.end(RUN, BILLED);
    const name = "ledger-2026-11.jsonl";
    const whole = files.texts.get(name) ?? "";
    files.texts.set(name, `${whole}\n{"kind":"start","id":"torn","da`);
    await ledger.start({ ...RUN, id: "run-2", day: "2026-11-21" });
    files.texts.set(name, `${files.texts.get(name)}\n{"kind":"end","id":"run-2","cost":"-5"}\n42`);
    const { entries, damagedLines } = await ledger.readAll();
    expect(entries.map(({ id, basis }) => [id, basis])).toEqual([
      ["run-1", "billed"],
      ["run-2", "no-end"],
    ]);
    expect(damagedLines).toBe(3);
  });

  it("knows nothing of a run whose start is lost", async () => {
    await ledger.end(RUN, BILLED);
    expect((await ledger.readAll()).entries).toEqual([]);
  });

  it("holds nothing of the prompt's text", async () => {
    await ledger.start(RUN);
    await ledger.end(RUN, BILLED);
    const keys = [...files.texts.values()]
      .flatMap((text) => text.trim().split("\n"))
      .flatMap((line) => Object.keys(JSON.parse(line) as object));
    expect([...new Set(keys)].sort()).toEqual([
      "atMost",
      "basis",
      "cachedTokens",
      "cost",
      "day",
      "file",
      "host",
      "id",
      "inputTokens",
      "kind",
      "model",
      "outputTokens",
    ]);
  });
});

describe("the ledger's report", () => {
  const unpriced = {
    id: "1",
    day: "2026-11-20",
    model: "gpt-4o",
    file: "a.prompty",
    host: "api.openai.com",
    tokens: { inputTokens: 10, cachedTokens: 4, outputTokens: 5 },
    basis: "billed" as const,
  };
  const entry = { ...unpriced, cost: 100n };

  it("adds up per day, model and file, the newest day first, then the costliest", () => {
    const rows = summarizeLedger([
      entry,
      { ...entry, basis: "no-end", cost: 1n },
      { ...entry, file: "b.prompty", cost: 500n },
      { ...entry, day: "2026-11-21", model: "gpt-4o-mini" },
    ]);
    expect(
      rows.map(({ day, model, file, runs, cost, basis }) => [day, model, file, runs, cost, basis]),
    ).toEqual([
      ["2026-11-21", "gpt-4o-mini", "a.prompty", 1, 100n, "billed"],
      ["2026-11-20", "gpt-4o", "b.prompty", 1, 500n, "billed"],
      ["2026-11-20", "gpt-4o", "a.prompty", 2, 101n, "at most"],
    ]);
    expect(rows[2]).toMatchObject({ inputTokens: 20, cachedTokens: 8, outputTokens: 10 });
  });

  it("is CSV with all digits of the money", () => {
    expect(ledgerCsv([{ ...entry, cost: 390_600_000n }])).toBe(
      "day,model,file,runs,input_tokens,cached_tokens,output_tokens,usd,basis\r\n" +
        "2026-11-20,gpt-4o,a.prompty,1,10,4,5,0.0003906,billed\r\n",
    );
  });

  it("leaves the cost empty if no run has a price", () => {
    expect(ledgerCsv([unpriced])).toContain(",5,,billed\r\n");
  });

  it("quotes names with commas and quotes, and gives a spreadsheet no formula", () => {
    const named = (file: string) => ledgerCsv([{ ...entry, file }]).split("\r\n")[1];
    expect(named('a, "b".md')).toContain(',"a, ""b"".md",');
    expect(named("=HYPERLINK(1)")).toContain(",'=HYPERLINK(1),");
    expect(named("-1+2.md")).toContain(",'-1+2.md,");
  });
});
