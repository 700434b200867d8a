import { join } from "node:path";
import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { loadEngine } from "../../../src/node/loadEngine";
import { USD } from "../../../src/core/currency";
import { estimateFile } from "../../../src/core/estimate/estimateFile";
import { estimateLines } from "../../../src/core/estimate/estimateLines";
import { FileTotalBuilder, isOfMany, totalOf } from "../../../src/core/estimate/fileTotal";
import type { EstimateServices, EstimateSettings } from "../../../src/core/estimate/buildEstimate";
import { DEFAULT_PAIR } from "../../../src/core/models/resolvePair";
import { readPromptFile } from "../../../src/core/prompt/formats/promptFormats";
import { createRecommender } from "../../../src/core/recommend/recommender";
import { totalHover } from "../../../src/core/surfaces/totalHover";
import { totalBasisWords } from "../../../src/core/surfaces/words";
import { assumedEstimate, EXACT, plain } from "../surfaces/assumed";
import { temporaryFolder } from "./temporaryFolder";
import { jsonLines, run, tokensFolder } from "./testHost";

const services: EstimateServices = {
  counter: await loadEngine(tokensFolder),
  recommender: createRecommender(),
};
const settings: EstimateSettings = {
  pair: DEFAULT_PAIR,
  today: "2026-11-20",
  tolerance: "balanced",
  output: { kind: "estimated" },
};
const pace = { yieldIfDue: () => Promise.resolve() };

const REQUEST = { model: "gpt-4o", messages: [{ role: "user", content: "Sort the letter." }] };
const ASKED = { ...REQUEST, tools: [{ type: "web_search" }] };

function batch(id: string, body: object, url = "/v1/chat/completions"): string {
  return JSON.stringify({ custom_id: id, method: "POST", url, body });
}

/** Files of several entries, and what every surface says of their totals. */
const FILES: readonly (readonly [string, string, string])[] = [
  ["a.jsonl", [batch("1", REQUEST), batch("2", REQUEST)].join("\n"), "exact"],
  ["a.jsonl", [batch("1", REQUEST), "{broken"].join("\n"), "estimate: 1 line can't be read"],
  [
    "a.jsonl",
    ["[]", batch("1", REQUEST), batch("2", { model: "x" }, "/v1/embeddings")].join("\n"),
    "estimate: 2 lines can't be read",
  ],
  [
    "a.jsonl",
    [batch("1", REQUEST), batch("2", ASKED), batch("3", ASKED), "oops"].join("\r\n"),
    "estimate: 2 requests are estimates (the built-in tool web_search), 1 line can't be read",
  ],
  ["a.json", JSON.stringify([REQUEST, { a: 1 }]), "estimate: 1 item can't be read"],
  [
    "a.json",
    JSON.stringify([ASKED, REQUEST]),
    "estimate: 1 request is an estimate (the built-in tool web_search)",
  ],
  [
    "promptfooconfig.yaml",
    "prompts: [Sort it., 'Sort {{letter}}.']\nproviders: [openai:gpt-4o]\n",
    "estimate: 1 request is an estimate (1 variable without a value)",
  ],
];

describe("the total of a file rests on the same words everywhere", () => {
  test.each(FILES)("%s: %j", async (name, text, words) => {
    const folder = await temporaryFolder({ [name]: text });
    const isExact = words === "exact";

    const [json] = jsonLines((await run(folder, ["estimate", name, "--json"])).stdout);
    expect(json).toMatchObject({
      basis: isExact ? "exact" : "estimate",
      isLowerBound: !isExact,
      models: { "gpt-4o": { basis: isExact ? "exact" : "estimate" } },
    });

    const { stdout } = await run(folder, ["estimate", name]);
    expect(stdout).toContain(`, ${words}; `);
    expect(stdout.includes("≥")).toBe(!isExact);

    const read = readPromptFile({ path: name, text: await readFile(join(folder, name), "utf8") });
    const { estimates, file } = await estimateFile(read, services, settings, pace);
    const total = totalOf(estimates, DEFAULT_PAIR, file.unread);
    expect(isOfMany(total)).toBe(true);
    expect(totalBasisWords(total)).toBe(words);
    const hover = totalHover(total, { currency: USD, brokenLines: [], unit: "line" });
    expect(plain(hover).replaceAll("\\", "")).toContain(` · ${words}\n`);
  });

  test("read line by line, as the editor does", async () => {
    const lines = ["{broken", batch("1", REQUEST), "", "[1]"].map((text, index) => ({
      text,
      offset: index * 100,
      lineNumber: index + 1,
    }));
    const { total } = await estimateLines(lines, "batch-jsonl", services, settings, pace);
    expect(totalBasisWords(total)).toBe("estimate: 2 lines can't be read");
    expect(total.isLowerBound).toBe(true);
    expect(isOfMany(total)).toBe(true);
  });
});

describe("the reasons of a total", () => {
  test("are the most frequent ones, once each", () => {
    const builder = new FileTotalBuilder(DEFAULT_PAIR);
    const add = (...reasons: readonly string[]): void => {
      const basis = { ...EXACT, kind: "estimate" as const, reasons };
      builder.add(assumedEstimate({ tokens: 10, output: [1, 2, 3], basis }));
    };
    add("a file", "a file");
    add("a loop", "a variable");
    add("a variable");
    for (let index = 0; index < 1_000; index += 1) add(`file ${index}`);
    expect(builder.total().reasons).toEqual(["a variable", "a file", "a loop"]);
    expect(builder.total().hasMoreReasons).toBe(true);
    expect(totalBasisWords(builder.total())).toMatch(/^estimate: 1,003 requests are estimates \(/);
  });
});
