import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { DEFAULT_PAIR } from "../../../src/core/models/resolvePair";
import { trafficReport } from "../../../src/core/traffic/trafficReport";
import type { TrafficSummary } from "../../../src/core/traffic/trafficSummary";
import { knownCost, knownRequests, type KnownRequest, WRITERS } from "./knownTraffic";
import { readLogText, written } from "./readText";

const REQUESTS = knownRequests(300);

function reportOf(summary: TrafficSummary) {
  return trafficReport(summary, { sources: {}, pair: DEFAULT_PAIR, tolerance: "balanced" });
}

function sumOf(
  requests: readonly KnownRequest[],
  key: "input" | "cached" | "output" | "reasoning",
) {
  return requests.reduce((sum, request) => sum + request[key], 0);
}

describe.each(Object.entries(WRITERS))("%s", (_, write) => {
  test("gives the known sums and cost, and keeps the text, the route and the day", async () => {
    const summary = await readLogText(write(REQUESTS));
    expect(summary.counts).toMatchObject({
      broken: 0,
      withoutUsage: 0,
      notCredible: 0,
      clockSkew: 0,
    });
    const { all, groups } = reportOf(summary);
    expect(all.sums).toMatchObject({
      requests: REQUESTS.length,
      input: sumOf(REQUESTS, "input"),
      cached: sumOf(REQUESTS, "cached"),
      output: sumOf(REQUESTS, "output"),
      reasoning: sumOf(REQUESTS, "reasoning"),
    });
    expect(all.cost).toBe(knownCost(REQUESTS) * 1_000n);
    for (const { key, sums, cost } of groups(["model", "route", "day"])) {
      const own = REQUESTS.filter(
        ({ model, route, time }) =>
          model === key.model && route === key.route && time.startsWith(key.day ?? "?"),
      );
      expect(sums.requests).toBe(own.length);
      expect(cost).toBe(knownCost(own) * 1_000n);
    }
    expect(summary.allCells().every(({ key }) => key.level !== undefined)).toBe(true);
  });

  test("is read the same in small parts, compressed, and twice", async () => {
    const log = write(REQUESTS.slice(0, 40));
    const whole = written(await readLogText(log));
    expect(written(await readLogText(log, {}, 7))).toBe(whole);
    expect(written(await readLogText(gzipSync(log), {}, 100))).toBe(whole);
    const twice = reportOf(
      await readLogText(
        `${log}\n${log.startsWith("Date") ? log.slice(log.indexOf("\n") + 1) : log}`,
      ),
    );
    expect(twice.all.cost).toBe(knownCost(REQUESTS.slice(0, 40)) * 1_000n);
    expect(twice.summary.ids.duplicates).toBe(40);
  });
});

test("OpenAI's usage export: sums of buckets, with audio beside the text, and Batch at its price", async () => {
  const bucket = (results: readonly object[]) => ({
    object: "bucket",
    start_time: 1_790_812_800,
    end_time: 1_790_899_200,
    results,
  });
  const row = {
    object: "organization.usage.completions.result",
    num_model_requests: 10,
    model: "gpt-4o-2024-08-06",
    project_id: "proj_a",
  };
  const page = {
    object: "page",
    data: [
      bucket([
        {
          ...row,
          input_tokens: 10_000,
          input_cached_tokens: 4_000,
          output_tokens: 500,
          input_audio_tokens: 70,
          batch: false,
        },
        { ...row, input_tokens: 2_000, output_tokens: 100, batch: true },
      ]),
      bucket([]),
    ],
    has_more: false,
  };
  for (const text of [JSON.stringify(page), JSON.stringify(page, undefined, 2)]) {
    const { all } = reportOf(await readLogText(text));
    expect(all.sums).toMatchObject({
      requests: 20,
      input: 12_070,
      cached: 4_000,
      inputAudio: 70,
      output: 600,
    });
    const standard = 6_070 * 2_500 + 4_000 * 1_250 + 500 * 10_000;
    const batch = 2_000 * 1_250 + 100 * 5_000;
    expect(all.cost).toBe(BigInt(standard + batch) * 1_000n);
  }
});

test("OpenAI's costs export: what was billed, beside what is computed", async () => {
  const costs = {
    object: "page",
    data: [
      {
        object: "bucket",
        start_time: 1_790_812_800,
        results: [
          {
            object: "organization.costs.result",
            amount: { value: 1.25, currency: "usd" },
            line_item: "gpt-4o, input",
          },
        ],
      },
      {
        object: "bucket",
        start_time: 1_790_899_200,
        results: [
          {
            object: "organization.costs.result",
            amount: { value: 0.5, currency: "usd" },
            line_item: null,
          },
        ],
      },
    ],
  };
  const report = reportOf(await readLogText(JSON.stringify(costs)));
  expect(report.billed).toBe(1_750_000_000_000n);
  expect(report.all.sums.requests).toBe(0);
});

test("OpenAI Batch: the text of a request and the usage of its answer, joined by custom_id", async () => {
  const ask = (id: string) => ({
    custom_id: id,
    method: "POST",
    url: "/v1/chat/completions",
    body: {
      model: "gpt-4o",
      messages: [{ role: "user", content: "Translate to French: good morning" }],
    },
  });
  const answer = (id: string) => ({
    id: `batch_${id}`,
    custom_id: id,
    response: {
      status_code: 200,
      body: {
        id: `chatcmpl-${id}`,
        created: 1_790_812_800,
        model: "gpt-4o-2024-08-06",
        usage: { prompt_tokens: 1_000, completion_tokens: 100 },
      },
    },
    error: null,
  });
  const log = [ask("a"), ask("b"), ask("c"), answer("b"), answer("a")]
    .map((value) => JSON.stringify(value))
    .join("\n");
  const summary = await readLogText(log);
  expect(summary.counts.withoutUsage).toBe(1);
  expect(summary.allCells()).toMatchObject([
    {
      key: { tier: "batch", level: expect.any(String) as string },
      sums: { requests: 2, input: 2_000 },
    },
  ]);
  expect(reportOf(summary).all.cost).toBe(BigInt(2 * (1_000 * 1_250 + 100 * 5_000)) * 1_000n);
});

test("Anthropic's usage leaves cached tokens out of the input, LiteLLM's and OpenAI's hold them", async () => {
  const line = (usage: object) => JSON.stringify({ model: "claude-sonnet-4", usage });
  const log = [
    line({
      input_tokens: 10,
      cache_read_input_tokens: 100,
      cache_creation_input_tokens: 20,
      output_tokens: 5,
    }),
    line({
      prompt_tokens: 130,
      cache_read_input_tokens: 100,
      cache_creation_input_tokens: 20,
      completion_tokens: 5,
    }),
    line({ input_tokens: 130, input_tokens_details: { cached_tokens: 100 }, output_tokens: 5 }),
  ].join("\n");
  const { all } = reportOf(await readLogText(log));
  expect(all.sums).toMatchObject({ input: 390, cached: 300, cacheWrite: 40, output: 15 });
});

test("CSV: columns by names of one's own", async () => {
  const columns = new Map([
    ["model", "llm"],
    ["input", "in"],
    ["output", "out"],
  ] as const);
  const { all } = reportOf(
    await readLogText("llm;in;out\ngpt-4o;1000;10\ngpt-4o-mini;2,000;20\n", { columns }),
  );
  expect(all.sums).toMatchObject({ requests: 2, input: 3_000, output: 30 });
  await expect(readLogText("llm;in;out\ngpt-4o;1000;10\n")).rejects.toThrow("Which columns");
});
