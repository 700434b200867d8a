import { describe, expect, test } from "vitest";
import { MEASURED_PAIRS } from "../../../src/core/recommend/pair";
import { jsonLines, run } from "./testHost";
import { temporaryFolder } from "./temporaryFolder";

const MODELS = ["gpt-4o", "gpt-4o-mini"];
const BASES = ["measured", "extrapolated", "published", "published opinion", "no evidence"];

interface RouteJson {
  readonly model: string;
  readonly pMiniAtLeastAsGood: number;
  readonly expectedGap: number;
  readonly interval: readonly [number, number];
  readonly kind: string;
  readonly basis: string;
  readonly reasons: readonly { readonly text: string; readonly source: string }[];
}

function expectRoute(json: Readonly<Record<string, unknown>> | undefined): void {
  const route = json as unknown as RouteJson;
  expect(MODELS).toContain(route.model);
  expect(BASES).toContain(route.basis);
  expect(route.pMiniAtLeastAsGood).toBeGreaterThanOrEqual(0);
  expect(route.pMiniAtLeastAsGood).toBeLessThanOrEqual(1);
  const [low, high] = route.interval;
  expect(low).toBeLessThanOrEqual(route.expectedGap);
  expect(high).toBeGreaterThanOrEqual(route.expectedGap);
  expect(route.kind).toMatch(/^[a-z_]+$/);
  expect(route.reasons.length).toBeGreaterThan(0);
  for (const { text, source } of route.reasons) {
    expect(text).not.toBe("");
    expect(source).not.toBe("");
  }
}

describe("route", () => {
  test("answers for one prompt with its evidence and reasons", async () => {
    const folder = await temporaryFolder({
      "a.txt": "Who was the first curator of the maritime museum in Rijeka?",
    });
    const { exitCode, stdout } = await run(folder, ["route", "a.txt", "--json"]);
    expect(exitCode).toBe(0);
    const [json, ...others] = jsonLines(stdout);
    expect(others).toEqual([]);
    expect(json).toMatchObject({ file: "a.txt", problems: [] });
    expectRoute(json);
    const words = await run(folder, ["route", "a.txt"]);
    expect(words.stdout).toMatch(
      /Expected loss on GPT-4o mini is 0\.\d\d ± 0\.\d\d, over your tolerance of 0\.05\.\n {2}\d+% that the loss is over 0\.05/,
    );
  });

  test("answers line by line, each with the id of its line", async () => {
    const user = [{ role: "user", content: "Write a function that adds numbers." }];
    const lines = [
      { id: "a", prompt: "What is the capital of Peru?", source: "x", score_4o: 1 },
      { id: 17, messages: user },
      { custom_id: "c", url: "/v1/chat/completions", body: { model: "gpt-4o", messages: user } },
      { id: "d", prompt: user },
    ];
    const input = [lines.map((line) => JSON.stringify(line)).join("\n")];
    const { exitCode, stdout } = await run("/", ["route", "-", "--per-line", "--json"], { input });
    expect(exitCode).toBe(0);
    const answers = jsonLines(stdout);
    expect(answers).toMatchObject([
      { file: "-", line: 1, id: "a" },
      { line: 2, id: 17 },
      { line: 3, custom_id: "c" },
      { line: 4, id: "d" },
    ]);
    for (const answer of answers) expectRoute(answer);
    const [, messages, batch, list] = answers as unknown as RouteJson[];
    expect(messages?.pMiniAtLeastAsGood).toBe(batch?.pMiniAtLeastAsGood);
    expect(messages?.pMiniAtLeastAsGood).toBe(list?.pMiniAtLeastAsGood);
  });

  test("answers honestly if there is nothing to judge, and never with NaN", async () => {
    const lines = ['{"id": 1, "prompt": ""}', '{"id": 2, "messages": []}'];
    const { stdout } = await run("/", ["route", "-", "--per-line", "--json"], {
      input: [lines.join("\n")],
    });
    expect(stdout).not.toMatch(/NaN|null/);
    for (const answer of jsonLines(stdout)) {
      expect(answer).toMatchObject({ basis: "no evidence", decidedBy: "cost" });
      expect(MODELS).toContain(answer["model"]);
    }
  });

  test.each(["route", "estimate"])("%s takes whatever a request holds", async (command) => {
    const image = { type: "image_url", image_url: { url: "https://example.com/a.png" } };
    const tool = { type: "function", function: { name: "get_weather", parameters: {} } };
    const lines = [
      { id: "empty", messages: [{ role: "user", content: "" }] },
      { id: "only an image", messages: [{ role: "user", content: [image] }] },
      { id: "only tools", messages: [], tools: [tool] },
      { id: "a script of no kind", prompt: "ᚠᚢᚦᚨᚱᚲ ᚷᚹᚺᚾᛁᛃ".repeat(20) },
      { id: "half a character", prompt: "\ud83d" },
      { id: "a long one", prompt: "word ".repeat(140_000) },
    ];
    const { exitCode, stdout } = await run("/", [command, "-", "--per-line", "--json"], {
      input: [lines.map((line) => JSON.stringify(line)).join("\n")],
    });
    expect(exitCode).toBe(0);
    expect(stdout).not.toMatch(/NaN|undefined|Infinity/);
    expect(jsonLines(stdout).map(({ id }) => id)).toEqual(lines.map(({ id }) => id));
  });

  test("decides by a limit if a prompt fits neither model, and by cost if there is no text", async () => {
    const image = { type: "image_url", image_url: { url: "https://example.com/a.png" } };
    const lines = [
      { id: 1, prompt: "word ".repeat(140_000) },
      { id: 2, messages: [{ role: "user", content: [image] }] },
    ];
    const { stdout } = await run("/", ["route", "-", "--per-line", "--json"], {
      input: [lines.map((line) => JSON.stringify(line)).join("\n")],
    });
    const [long, picture] = jsonLines(stdout);
    expect(long).toMatchObject({ decidedBy: "limit" });
    expect(long).not.toHaveProperty("model");
    expect(picture).toMatchObject({ basis: "no evidence", decidedBy: "cost" });
  });

  test("gives each prompt of a file its answer, and what they come to", async () => {
    const prompts = [
      "What is the capital of Peru?",
      "Prove that there are infinitely many primes.",
    ];
    const text = prompts.map((prompt, id) => JSON.stringify({ id, prompt })).join("\n");
    const folder = await temporaryFolder({ "a.jsonl": text });
    const [json] = jsonLines((await run(folder, ["route", "a.jsonl", "--json"])).stdout);
    const { requests, split } = json as unknown as {
      requests: Readonly<Record<string, unknown>>[];
      split: Record<string, number>;
    };
    expect(requests).toHaveLength(2);
    requests.forEach(expectRoute);
    const toMini = requests.filter(({ model }) => model === "gpt-4o-mini").length;
    expect(split).toMatchObject({ requests: 2, toMini, shareToMini: toMini / 2 });
    for (const words of [
      ["route", "a.jsonl"],
      ["route", "a.jsonl", "--per-line"],
    ]) {
      const { stdout } = await run(folder, words);
      const sentence = `route ${toMini * 50}% to mini`;
      expect(stdout).toContain(sentence);
      expect(stdout.split("\n").filter((line) => line.includes("\t"))).toHaveLength(2);
    }
  });

  test("sends everything to mini where any loss is tolerated", async () => {
    const folder = await temporaryFolder({
      "a.txt": "Prove that there are infinitely many primes.",
    });
    const words = ["route", "a.txt", "--json", "--tolerance", "1"];
    expect(jsonLines((await run(folder, words)).stdout)).toMatchObject([{ model: "gpt-4o-mini" }]);
  });

  test("says that nothing is measured for another pair", async () => {
    const folder = await temporaryFolder({ "a.txt": "What is the capital of Peru?" });
    const words = ["route", "a.txt", "--json", "--left", "gpt-4.1"];
    const [json] = jsonLines((await run(folder, words)).stdout);
    expect(json).toMatchObject({ basis: "no evidence" });
    expect(json).not.toHaveProperty("pMiniAtLeastAsGood");
  });
});

describe("route --export", () => {
  test("writes the table in every format", async () => {
    const folder = await temporaryFolder();
    const table = async (...words: string[]): Promise<string> => {
      const { exitCode, stdout, stderr } = await run(folder, ["route", ...words]);
      expect([exitCode, stderr]).toEqual([0, ""]);
      return stdout;
    };
    const json = await table("--export", "json");
    expect(JSON.parse(json)).toMatchObject({
      tolerance: 0.05,
      date: "2026-11-20",
      models: ["gpt-4o", "gpt-4o-mini"],
      routes: expect.arrayContaining([
        expect.objectContaining({ kind: "factual_qa", model: "gpt-4o", basis: "measured" }),
      ]) as object[],
    });
    expect(await table("--export")).toBe(json);
    expect(await table("--export=python")).toContain('    "factual_qa": "gpt-4o",');
    expect(await table("--export", "typescript")).toContain('  factual_qa: "gpt-4o",');
    expect(await table("--export", "litellm")).toContain("  - model_name: factual_qa");
  });

  test.each(MEASURED_PAIRS)("writes the table of $strong and $light", async ({ strong, light }) => {
    const words = ["route", "--export", "json", "--left", strong, "--right", light];
    const { exitCode, stdout } = await run("/", words);
    expect(exitCode).toBe(0);
    const { models, routes } = JSON.parse(stdout) as {
      readonly models: readonly string[];
      readonly routes: readonly { readonly kind: string; readonly model: string }[];
    };
    expect(models).toEqual([strong, light]);
    expect(new Set([...models, ...routes.map(({ model }) => model)])).toEqual(new Set(models));
    expect(routes).toContainEqual(
      expect.objectContaining({ kind: "factual_qa", basis: "measured" }),
    );
  });

  test("sends kinds by the tolerance of the call, else of the project", async () => {
    const folder = await temporaryFolder({ ".tokenscale.json": '{"tolerance": 1}' });
    const models = async (...words: string[]): Promise<unknown[]> => {
      const { stdout } = await run(folder, ["route", "--export", ...words]);
      const { routes } = JSON.parse(stdout) as {
        routes: { readonly model: string; readonly basis: string }[];
      };
      const measured = routes.filter(({ basis }) => basis === "measured");
      return [...new Set(measured.map(({ model }) => model))];
    };
    expect(await models()).toEqual(["gpt-4o-mini"]);
    expect(await models("--tolerance", "balanced")).toEqual(["gpt-4o", "gpt-4o-mini"]);
  });

  test("refuses other formats, files and options", async () => {
    for (const words of [["docx"], ["json", "a.txt"], ["json", "--per-line"]]) {
      const { exitCode, stdout } = await run("/", ["route", "--export", ...words]);
      expect([exitCode, stdout]).toEqual([2, ""]);
    }
  });
});
