import { describe, expect, test } from "vitest";
import { jsonLines, run } from "./testHost";
import { temporaryFolder } from "./temporaryFolder";

const REQUEST = { model: "gpt-4o", messages: [{ role: "user", content: "Hello there" }] };

interface ModelJson {
  readonly label: string;
  readonly effort?: string;
  readonly inputTokens: number;
  readonly outputTokens: { readonly min: number; readonly expected: number; readonly max: number };
  readonly reasoningTokens?: { readonly expected: number; readonly sources: readonly string[] };
  readonly outputUsd: number;
  readonly totalUsd: number;
}

async function estimate(
  words: readonly string[],
  request: object = REQUEST,
): Promise<Readonly<Record<string, ModelJson>>> {
  const folder = await temporaryFolder({ "a.json": JSON.stringify(request) });
  const { stdout, stderr } = await run(folder, ["estimate", "a.json", "--json", ...words]);
  expect(stderr).toBe("");
  const [json] = jsonLines(stdout) as { models: Readonly<Record<string, ModelJson>> }[];
  return json?.models ?? {};
}

describe("MODEL@EFFORT in estimate", () => {
  test("prices the answer alone at none", async () => {
    const models = await estimate(["--right", "gpt-6-luna@none", "--output-tokens", "1000"]);
    expect(models["gpt-6-luna"]).toMatchObject({
      label: "GPT-6 Luna · none",
      effort: "none",
      outputTokens: { min: 1000, expected: 1000, max: 1000 },
      reasoningTokens: { min: 0, expected: 0, max: 0 },
      outputUsd: 0.0005,
    });
  });

  test("adds the reasoning of the default effort, as a range with its source", async () => {
    const models = await estimate(["--model", "gpt-6-luna", "--output-tokens", "1000"]);
    expect(Object.keys(models)).toEqual(["gpt-6-luna", "gpt-4o-mini"]);
    const luna = models["gpt-6-luna"];
    expect(luna).toMatchObject({
      label: "GPT-6 Luna · medium",
      effort: "medium",
      outputTokens: { expected: 2350 },
      reasoningTokens: { expected: 1350 },
      outputUsd: 0.001175,
    });
    expect(luna?.reasoningTokens?.sources.join()).toContain("gpt-5.4-mini");
    expect(models["gpt-4o-mini"]).not.toHaveProperty("reasoningTokens");
    expect(models["gpt-4o-mini"]).not.toHaveProperty("effort");
  });

  test("compares two efforts of one model", async () => {
    const models = await estimate(["--left", "gpt-6-luna@none", "--right", "gpt-6-luna@high"]);
    expect(Object.keys(models)).toEqual(["gpt-6-luna@none", "gpt-6-luna@high"]);
    const [none, high] = Object.values(models);
    expect(high?.totalUsd).toBeGreaterThan(none?.totalUsd ?? 1);
  });

  test("reads the effort that the file names", async () => {
    const models = await estimate(["--right", "gpt-6-luna"], {
      ...REQUEST,
      reasoning_effort: "high",
    });
    expect(models["gpt-6-luna"]?.label).toBe("GPT-6 Luna · high");
  });

  test("says in words how much is reasoning", async () => {
    const folder = await temporaryFolder({ "a.json": JSON.stringify(REQUEST) });
    const words = ["estimate", "a.json", "--right", "gpt-6-luna@medium", "--output-tokens", "100"];
    const { stdout } = await run(folder, words);
    expect(stdout).toContain("GPT-6 Luna · medium");
    expect(stdout).toContain("135 of 235 output tokens are reasoning");
    expect(stdout).toContain("an estimate: 2.35 times the answer, measured on gpt-5.4-mini");
  });

  test.each([
    ["gpt-6.1-sol@none", "gpt-6.1-sol has no effort none. It takes low, medium, high, xhigh, max."],
    [
      "gpt-6-luna@turbo",
      "gpt-6-luna has no effort turbo. It takes none, low, medium, high, xhigh, max.",
    ],
    ["gpt-4o@high", "gpt-4o does not reason and takes no effort. Name it without @high."],
    ["gpt-9@none", "gpt-9 is not in the catalog."],
  ])("refuses %s in words", async (name, words) => {
    const folder = await temporaryFolder({ "a.json": JSON.stringify(REQUEST) });
    for (const option of ["--left", "--right", "--model"]) {
      const { exitCode, stderr } = await run(folder, ["estimate", "a.json", option, name]);
      expect(exitCode).toBe(2);
      expect(stderr).toContain(words);
    }
  });

  test("takes one first model", async () => {
    const folder = await temporaryFolder({ "a.json": JSON.stringify(REQUEST) });
    const words = ["estimate", "a.json", "--left", "gpt-4o", "--model", "gpt-6-luna"];
    expect((await run(folder, words)).stderr).toContain("--model and --left both name");
  });
});

describe("MODEL@EFFORT in the other commands", () => {
  test("route says that nothing is measured for the pair", async () => {
    const folder = await temporaryFolder({ "a.json": JSON.stringify(REQUEST) });
    const { stdout } = await run(folder, ["route", "a.json", "--right", "gpt-6-luna@none"]);
    expect(stdout).toContain("GPT-6 Luna · none · no evidence");
    expect(stdout).toContain("No outcomes are measured for this pair");
  });

  test("check holds the cost with reasoning against the budget", async () => {
    const folder = await temporaryFolder({
      "a.request.json": JSON.stringify({ ...REQUEST, max_completion_tokens: 4000 }),
      ".tokenscale.json": JSON.stringify({ budget: { usdPerRequest: 0.0002 } }),
    });
    const check = (model: string) => run(folder, ["check", "--model", model]);
    expect((await check("gpt-6-luna@none")).exitCode).toBe(0);
    const { exitCode, stdout } = await check("gpt-6-luna@xhigh");
    expect(exitCode).toBe(1);
    expect(stdout).toContain("a request on 6 Luna · xhigh: over the budget");
  });

  test("takes the pair from .tokenscale.json", async () => {
    const folder = await temporaryFolder({
      "a.json": JSON.stringify(REQUEST),
      ".tokenscale.json": JSON.stringify({ right: "gpt-6-luna@low" }),
    });
    const { stdout } = await run(folder, ["estimate", "a.json"]);
    expect(stdout).toContain("GPT-6 Luna · low");
  });
});
