import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { Ledger } from "../../../src/core/runs/spending/ledger";
import { createNodeTextFiles } from "../../../src/node/nodeTextFiles";
import { BatchStandIn, completionOf } from "../measure/batchStandIn";
import { StandInServer } from "../measure/standInServer";
import { temporaryFolder } from "./temporaryFolder";
import { run } from "./testHost";

/** At most: some 20 tokens in and 1,000 out, $0.0101 on GPT-4o and $0.0006 on mini for a row. */
const FILES = {
  "t.prompty":
    "---\nname: t\nmodel:\n  parameters:\n    max_tokens: 1000\n---\nuser:\nTicket: {{ticket}}\n",
  "rows.csv": "id,ticket\na,late 1\nb,late 2\n",
};

const environmentIn = (folder: string, budget?: string) => ({
  TOKENSCALE_LEDGER: path.join(folder, "ledger"),
  ...(budget !== undefined && { TOKENSCALE_USD_PER_MONTH: budget }),
});

/** The entries of the ledger, without what differs from run to run. */
async function ledgerIn(folder: string) {
  const { entries } = await new Ledger(createNodeTextFiles(path.join(folder, "ledger"))).readAll();
  return entries.map(({ model, basis, cost, tokens }) => ({
    model,
    basis,
    cost,
    outputTokens: tokens.outputTokens,
  }));
}

describe("the monthly budget of eval", () => {
  let server: StandInServer;
  beforeAll(async () => {
    server = await StandInServer.start();
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    server.seen.length = 0;
  });

  const evaluate = (folder: string, out: string, budget?: string) =>
    run(
      folder,
      ["eval", "t.prompty", "--data", "rows.csv", "--out", out, "--base-url", server.baseUrl],
      { environment: environmentIn(folder, budget) },
    );

  test("a run is in the ledger with what it cost", async () => {
    const folder = await temporaryFolder(FILES);
    expect((await evaluate(folder, "run")).exitCode).toBe(0);
    // 2 × (20 × $2.50 + 5 × $10.00) and 2 × (20 × $0.15 + 5 × $0.60) per million tokens.
    expect(await ledgerIn(folder)).toEqual([
      { model: "gpt-4o", basis: "billed", cost: 200_000_000n, outputTokens: 10 },
      { model: "gpt-4o-mini", basis: "billed", cost: 12_000_000n, outputTokens: 10 },
    ]);
  });

  test("a run that could exceed it sends nothing, and says how to go on", async () => {
    const folder = await temporaryFolder(FILES);
    const { exitCode, stderr } = await evaluate(folder, "run", "0.02");
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/\$0 of \$0\.0200 spent in \w+; this run costs \$0\.02\d+ at most\./);
    expect(stderr).toContain("The budget is TOKENSCALE_USD_PER_MONTH or spendingUsdPerMonth in");
    expect(server.seen).toEqual([]);
    expect((await evaluate(folder, "other", "0.03")).exitCode).toBe(0);
  });

  test("the one of the project holds too, and the smaller one counts", async () => {
    const folder = await temporaryFolder({
      ...FILES,
      ".tokenscale.json": '{ "spendingUsdPerMonth": 0.001 }',
    });
    expect((await evaluate(folder, "run", "5")).exitCode).toBe(2);
    const wrong = await evaluate(folder, "run", "a lot");
    expect(wrong.stderr).toContain(
      'TOKENSCALE_USD_PER_MONTH takes a number of USD, 0 or more, not "a lot".',
    );
  });

  test("of two runs at once that would exceed it together, one is refused before it sends", async () => {
    const folder = await temporaryFolder(FILES);
    const both = await Promise.all([
      evaluate(folder, "one", "0.03"),
      evaluate(folder, "two", "0.03"),
    ]);
    expect(both.map(({ exitCode }) => exitCode).toSorted()).toEqual([0, 2]);
    expect(server.seen).toHaveLength(4);
  });
});

describe("the monthly budget of batch", () => {
  let server: BatchStandIn;
  beforeEach(async () => {
    server = await BatchStandIn.start();
  });
  afterEach(() => server.stop());

  const begin = async (budget?: string) => {
    const folder = await temporaryFolder(FILES);
    const call = (words: readonly string[]) =>
      run(folder, ["batch", ...words, "--base-url", server.baseUrl], {
        environment: environmentIn(folder, budget),
      });
    const submit = (...more: readonly string[]) =>
      call(["submit", "t.prompty", "--data", "rows.csv", "--out", "run", ...more]);
    return { folder, submit, goOn: (action: string) => call([action, "run"]) };
  };

  test("batches count with their most until their answers are fetched", async () => {
    server.script = {
      end: "expired",
      answer: (request) => (request.custom_id === "a" ? completionOf(request) : undefined),
    };
    const { folder, submit, goOn } = await begin();
    expect((await submit()).exitCode).toBe(0);
    const reserved = await ledgerIn(folder);
    expect(reserved.map(({ model, basis }) => [model, basis])).toEqual([
      ["gpt-4o", "no-end"],
      ["gpt-4o-mini", "no-end"],
    ]);
    // 2 rows: at least 1,000 tokens out each, at half of $10.00 per million.
    expect(reserved[0]?.cost).toBeGreaterThan(10_000_000_000n);
    await goOn("status");
    await goOn("status");
    await goOn("fetch");
    // One answer each: 1,000 tokens in and 100 out, at half of $2.50 and $10, and of $0.15 and $0.60.
    const settled = [
      { model: "gpt-4o", basis: "billed", cost: 1_750_000_000n, outputTokens: 100 },
      { model: "gpt-4o-mini", basis: "billed", cost: 105_000_000n, outputTokens: 100 },
    ];
    expect(await ledgerIn(folder)).toEqual(settled);
    await goOn("fetch");
    expect(await ledgerIn(folder)).toEqual(settled);
  });

  test("a batch that could exceed it is not uploaded, and goes on once the budget allows it", async () => {
    const { folder, submit } = await begin("0.001");
    const { exitCode, stderr } = await submit();
    expect(exitCode).toBe(2);
    expect(stderr).toContain("spent in");
    expect(server.requests).toEqual([]);
    const more = await run(
      folder,
      [
        ...["batch", "submit", "t.prompty", "--data", "rows.csv", "--out", "run", "--resume"],
        ...["--base-url", server.baseUrl],
      ],
      { environment: environmentIn(folder, "1") },
    );
    expect(more.exitCode).toBe(0);
    expect(server.batches).toHaveLength(2);
  });
});
