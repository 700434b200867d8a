import { describe, expect, it } from "vitest";
import { costOfCount } from "../../../src/core/cost/requestCost";
import { findChangeSinceHead } from "../../../src/core/estimate/changeSinceHead";
import { totalOf } from "../../../src/core/estimate/fileTotal";
import { estimateText as estimateSelection } from "../../../src/core/estimate/textEstimate";
import { readCustomModels } from "../../../src/core/models/customModels";
import { priceOf } from "../../../src/core/models/priceOf";
import { DEFAULT_PAIR, resolvePair } from "../../../src/core/models/resolvePair";
import {
  characterServices,
  defaultSettings,
  estimateRequest,
  estimateText,
  recordingServices,
} from "./services";

const user = (content: unknown) => ({ model: "gpt-4o", messages: [{ role: "user", content }] });

describe("an estimate", () => {
  it("counts the request as billed and prices it on both", () => {
    const { left, right, output } = estimateRequest(user("hello"));
    // 3 for the answer and 3 for the message (R1); a token a character.
    expect(left.count.inputTokens).toBe(3 + 3 + "user".length + "hello".length);
    expect(right.count).toEqual(left.count);
    expect(output.expectedTokens).toBe(100);
    for (const side of [left, right]) {
      const price = priceOf(side.model, side.model.id, "standard");
      expect(side.cost).toEqual(price && costOfCount(price, side.count, output));
      expect(side.contextShare).toBe((side.count.inputTokens + 100) / 128_000);
      expect(side.overContextTokens).toBe(0);
    }
  });

  it("prices the snapshot that the file names, on its own side only", () => {
    const { left, right } = estimateRequest({ ...user("hello"), model: "gpt-4o-2024-05-13" });
    expect([left.snapshot, right.snapshot]).toEqual(["gpt-4o-2024-05-13", "gpt-4o-mini"]);
    expect(left.cost?.input).toBe(BigInt(left.count.inputTokens) * 5_000_000n);
  });

  it("prices a fine-tuned model and a deployment", () => {
    const tuned = estimateRequest({ ...user("hello"), model: "ft:gpt-4o-mini-2024-07-18:a::b" });
    expect(tuned.right.cost?.input).toBe(BigInt(tuned.right.count.inputTokens) * 300_000n);
    const deployed = estimateRequest(
      { ...user("hello"), model: "support" },
      { azureDeployments: { support: "gpt-4o-2024-11-20" } },
    );
    expect(deployed.left.snapshot).toBe("gpt-4o-2024-11-20");
  });

  it("prices a line of a batch in the batch tier", () => {
    const line = JSON.stringify({
      custom_id: "a",
      method: "POST",
      url: "/v1/chat/completions",
      body: user("hello"),
    });
    const { estimates } = estimateText("x.batch.jsonl", `${line}\n${line}\n`);
    const [first] = estimates;
    expect(estimates).toHaveLength(2);
    expect(first?.left.cost?.input).toBe(BigInt(first?.left.count.inputTokens ?? 0) * 1_250_000n);
  });

  it("is over the context window by what does not fit", () => {
    const { left } = estimateRequest(user("x".repeat(128_000)));
    expect(left.overContextTokens).toBe(left.count.inputTokens - 128_000);
    expect(left.contextShare).toBeGreaterThan(1);
  });

  it("takes the user's output, stopped by max_tokens", () => {
    const { output, left } = estimateRequest(
      { ...user("hello"), max_tokens: 30 },
      { output: { kind: "tokens", tokens: 40 } },
    );
    expect(output).toMatchObject({
      expectedTokens: 30,
      origin: "set by you; max_tokens stops it at 30",
    });
    expect(left.cost?.output).toBe(30n * 10_000_000n);
  });

  it("counts images apart for each model", () => {
    const { left, right } = estimateRequest(
      user([
        { type: "text", text: "what is this" },
        { type: "image_url", image_url: { url: "https://example.com/a.png", detail: "low" } },
      ]),
    );
    expect(left.count.imageTokens).toBe(85);
    expect(right.count.imageTokens).toBe(2_833);
    expect(right.count.inputTokens - left.count.inputTokens).toBe(2_833 - 85);
    expect(right.cost?.images).toBe(2_833n * 150_000n);
  });

  it("leaves out what a custom model has no price or limit for", () => {
    const { models } = readCustomModels([{ id: "house", usdPerMillionInput: 1 }, { id: "bare" }]);
    const pair = resolvePair({ left: "house", right: "bare", customModels: models });
    const { left, right, output } = estimateRequest(user("hello"), { pair });
    expect(left.cost).toMatchObject({ input: 15_000_000n });
    expect(left.cost).not.toHaveProperty("total");
    expect(left).not.toHaveProperty("contextShare");
    expect(right).not.toHaveProperty("cost");
    expect(output.maxTokens).toBe(200);
    expect(left.count.basis).toMatchObject({
      kind: "estimate",
      reasons: ["the tokenizer of house is not known"],
      isLowerBound: false,
    });
  });

  it("tells the recommender what it needs to know of both models", () => {
    const services = recordingServices();
    estimateRequest(user("hello"), { latencyPreference: "throughput" }, services);
    const [asked] = services.asked;
    expect(asked).toMatchObject({
      tolerance: "balanced",
      latencyPreference: "throughput",
      left: {
        modelId: "gpt-4o",
        inputTokens: 15,
        imageTokens: 0,
        contextWindowTokens: 128_000,
        acceptsImages: true,
        shutdown: { date: "2027-01-14", daysLeft: 55, confidence: "published" },
        intelligenceIndex: { value: 17.3 },
      },
      right: { modelId: "gpt-4o-mini", speed: { outputTokensPerSecond: 49.9 } },
    });
    expect(asked?.left.totalPicoUsd).toBe(15n * 2_500_000n + 100n * 10_000_000n);
  });
});

describe("an estimate of a template", () => {
  const yaml = (rows: readonly string[]): string =>
    [
      "messages:",
      "  - role: user",
      "    content: 'Dear {{name}}, {{body}}'",
      ...(rows.length > 0 ? ["testData:", ...rows.map((row) => `  - ${row}`)] : []),
    ].join("\n");
  const estimateOf = (...rows: readonly string[]) => {
    const [estimate] = estimateText("a.prompt.yml", yaml(rows)).estimates;
    if (estimate === undefined) throw new Error("no prompt was read");
    return estimate;
  };

  it("without values is a lower bound without the placeholders", () => {
    const { left, filled } = estimateOf();
    expect(left.count.inputTokens).toBe(3 + 3 + "user".length + "Dear , ".length);
    expect(filled).toMatchObject({
      withoutPlaceholdersTokens: left.count.inputTokens,
      asWrittenTokens: filled.withoutPlaceholdersTokens + "{{name}}{{body}}".length,
      unknownVariables: ["name", "body"],
    });
    expect(filled).not.toHaveProperty("filled");
    expect(left.count.basis).toMatchObject({
      kind: "estimate",
      reasons: ["2 variables without a value"],
      isLowerBound: true,
    });
  });

  it("is filled with the middle one of its sets of values", () => {
    const { left, filled } = estimateOf(
      "{name: Ann, body: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'}",
      "{name: Bo, body: ''}",
      "{name: Cy, body: 'xxxxx'}",
    );
    const bare = filled.withoutPlaceholdersTokens;
    expect(filled.filled).toMatchObject({
      minTokens: bare + 2,
      typicalTokens: bare + 7,
      maxTokens: bare + 33,
      sets: 3,
    });
    expect(left.count.inputTokens).toBe(bare + 7);
    expect(left.count.basis).toMatchObject({ kind: "exact", isLowerBound: false });
    expect(filled.unknownVariables).toEqual([]);
    expect(filled.placeholders).toMatchObject([
      { variable: "name", text: "{{name}}", asWrittenTokens: 8, filledTokens: 2, messageIndex: 0 },
      { variable: "body", text: "{{body}}", asWrittenTokens: 8, filledTokens: 5, messageIndex: 0 },
    ]);
  });

  it("with some values is a lower bound by the others", () => {
    const { left, filled } = estimateOf("{name: Ann}");
    expect(left.count.inputTokens).toBe(filled.withoutPlaceholdersTokens + 3);
    expect(filled.unknownVariables).toEqual(["body"]);
    expect(left.count.basis.reasons).toEqual(["1 variable without a value"]);
    expect(left.count.basis.isLowerBound).toBe(true);
  });

  it("keeps the stable prefix of the prompt as written", () => {
    const written = estimateOf("{name: Ann, body: x}").left.count;
    expect(written.stablePrefixTokens).toBe(estimateOf().left.count.stablePrefixTokens);
    expect(written.stablePrefixTokens).toBeLessThan(written.inputTokens);
  });

  it("gives recommender and predictor the text that is sent", () => {
    const services = recordingServices();
    estimateText("a.prompt.yml", yaml(["{name: Ann, body: hello}"]), {}, services);
    for (const prompt of [services.asked[0]?.prompt, services.predicted[0]]) {
      expect(prompt?.messages[0]?.parts).toMatchObject([
        { kind: "text", text: "Dear Ann, hello", placeholders: [] },
      ]);
    }
  });

  it("says what a filter or a block leaves open", () => {
    const [estimate] = estimateText(
      "a.j2",
      "{% if vip %}Dear {{ name | upper }}{% endif %}, hello",
    ).estimates;
    expect(estimate?.left.count.basis.kind).toBe("estimate");
    expect(estimate?.left.count.basis.reasons.join("; ")).toMatch(/without a value.*not run/);
  });

  it("hints at a prefix that could be cached", () => {
    const long = "x".repeat(1_300);
    const [estimate] = estimateText(
      "a.prompt.yml",
      `messages:\n  - role: user\n    content: 'Hi {{name}}, ${long} {{body}}'\n`,
    ).estimates;
    expect(estimate?.prefixHint).toMatchObject({ text: "{{name}}" });
    expect(estimate?.prefixHint?.prefixTokens).toBeLessThan(100);
    expect(estimate?.prefixHint?.movedPrefixTokens).toBeGreaterThan(1_300);
    expect(estimateOf().prefixHint).toBeUndefined();
  });
});

describe("the change since the last commit", () => {
  it("is that of the input alone", () => {
    const now = estimateRequest(user("hello, world"));
    const before = estimateRequest(user("hello"), { output: { kind: "tokens", tokens: 9_000 } });
    expect(findChangeSinceHead(now, before)).toEqual({
      tokens: 7,
      left: 7n * 2_500_000n,
      right: 7n * 150_000n,
    });
  });
});

describe("selected text", () => {
  it("is counted as text, empty cursors left out", () => {
    const text = estimateSelection(["hello", "", "you"], characterServices, defaultSettings);
    expect(text).toMatchObject({
      tokens: 8,
      selections: [5, 3],
      left: { input: 8n * 2_500_000n },
      right: { input: 8n * 150_000n },
      recommendation: { modelId: "gpt-4o-mini" },
    });
  });

  it("takes counts that are known already", () => {
    const text = estimateSelection(["hello"], characterServices, defaultSettings, [3]);
    expect(text.tokens).toBe(3);
  });
});

describe("all requests of a file", () => {
  it("cost what each costs, on each and split", () => {
    const [one, two] = [estimateRequest(user("hello")), estimateRequest(user("hello, world"))];
    const total = totalOf(
      [one, { ...two, recommendation: { ...two.recommendation, modelId: "gpt-4o" } }],
      DEFAULT_PAIR,
    );
    expect(total.requests).toBe(2);
    expect(total.left).toMatchObject({
      inputTokens: one.left.count.inputTokens + two.left.count.inputTokens,
      total: (one.left.cost?.total ?? 0n) + (two.left.cost?.total ?? 0n),
      routedRequests: 1,
    });
    expect(total.right.routedRequests).toBe(1);
    expect(total.split).toBe((one.right.cost?.total ?? 0n) + (two.left.cost?.total ?? 0n));
    expect(total.levels).toEqual([{ level: "no evidence", requests: 2 }]);
    expect(total.output).toEqual({ minTokens: 100, expectedTokens: 200, maxTokens: 400 });
  });

  it("leave out of the costs what neither model takes", () => {
    const fits = estimateRequest(user("hello"));
    const refused = { ...fits, recommendation: { ...fits.recommendation } };
    delete (refused.recommendation as { modelId?: string }).modelId;
    const total = totalOf([fits, refused], DEFAULT_PAIR);
    expect(total.unroutedRequests).toBe(1);
    expect(total.left.total).toBe(fits.left.cost?.total);
    expect(total.left.inputTokens).toBe(fits.left.count.inputTokens * 2);
  });

  it("have no sum if one has no price", () => {
    const { models } = readCustomModels([{ id: "bare" }]);
    const pair = resolvePair({ left: "gpt-4o", right: "bare", customModels: models });
    const total = totalOf([estimateRequest(user("hello"), { pair })], pair);
    expect(total.left.total).toBeTypeOf("bigint");
    expect(total.right).not.toHaveProperty("total");
    expect(total).not.toHaveProperty("split");
  });

  it("of an empty file are none", () => {
    expect(totalOf([], DEFAULT_PAIR)).toMatchObject({ requests: 0, split: 0n, levels: [] });
  });
});
