import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PICO_PER_USD } from "../../../src/core/money";
import { parseJson } from "../../../src/core/json/parseJson";
import { GPT_4O } from "../../../src/core/models/gpt4o";
import { GPT_4O_MINI } from "../../../src/core/models/gpt4oMini";
import { priceOf } from "../../../src/core/models/priceOf";
import { readChatRequest } from "../../../src/core/prompt/requestJson";
import {
  beforeRunSentence,
  decideSpending,
  type SpendingRequest,
} from "../../../src/core/runs/spending/spending";
import {
  mostOutputTokens,
  priceOfRun,
  worstCaseCost,
} from "../../../src/core/runs/spending/worstCase";

/** The design's own example: 1,204 tokens in and at most 720 out. */
const PLANNED = [GPT_4O, GPT_4O_MINI].map((model) => ({
  label: model.label,
  atMost: worstCaseCost({
    model,
    price: priceOf(model, model.id, "standard"),
    inputTokens: 1_204,
    maxOutputTokens: 720,
  }),
}));
const REQUEST: SpendingRequest = {
  planned: PLANNED,
  runsEach: 1,
  today: "2026-11-20",
  spentThisMonth: 0n,
  budgetUsdPerMonth: undefined,
  confirmAboveUsd: 0.05,
};
const cents = (amount: number): bigint => (BigInt(amount) * PICO_PER_USD) / 100n;

describe("what a run costs at most", () => {
  it("is the whole input at its full price and the longest answer", () => {
    // 1,204 × $2.50 + 720 × $10.00 and 1,204 × $0.15 + 720 × $0.60 a million.
    expect(PLANNED.map(({ atMost }) => atMost)).toEqual([10_210_000_000n, 612_600_000n]);
  });

  it("takes the model's own limit if the prompt has none, or a higher one", () => {
    const limit = (inputTokens: number, maxOutputTokens?: number) =>
      mostOutputTokens({
        model: GPT_4O,
        inputTokens,
        ...(maxOutputTokens !== undefined && { maxOutputTokens }),
      });
    expect(limit(1_000)).toBe(16_384);
    expect(limit(1_000, 20_000)).toBe(16_384);
    expect(limit(1_000, 10)).toBe(10);
    expect(limit(127_000)).toBe(1_000);
    expect(limit(200_000)).toBe(0);
  });

  it("is all that the context window takes where not all of the input is counted", () => {
    const planned = {
      model: GPT_4O,
      price: priceOf(GPT_4O, "gpt-4o", "standard"),
      inputTokens: 1_204,
      maxOutputTokens: 1_000,
    };
    // 127,000 × $2.50 + 1,000 × $10.00 a million.
    expect(worstCaseCost({ ...planned, isLowerBound: true })).toBe(327_500_000_000n);
    const { contextWindowTokens, ...unbounded } = GPT_4O;
    expect(contextWindowTokens?.value).toBe(128_000);
    expect(worstCaseCost({ ...planned, model: unbounded, isLowerBound: true })).toBeUndefined();
  });

  it("goes by the tier that the prompt asks for", () => {
    const usdPerMillionInput = (tier?: string): number | undefined => {
      const body = { messages: [], ...(tier !== undefined && { service_tier: tier }) };
      const { root } = parseJson(JSON.stringify(body));
      if (root === undefined) throw new Error("no JSON");
      return priceOfRun(GPT_4O, "gpt-4o", readChatRequest(root), "2026-11-20")?.usdPerMillionInput;
    };
    expect([undefined, "auto", "default", "priority", "flex"].map(usdPerMillionInput)).toEqual([
      2.5,
      2.5,
      2.5,
      GPT_4O.prices[0]?.tiers.priority?.usdPerMillionInput,
      undefined,
    ]);
    expect(usdPerMillionInput("priority")).toBeGreaterThan(2.5);
  });

  it("is not known without a price", () => {
    expect(worstCaseCost({ model: GPT_4O, price: undefined, inputTokens: 1 })).toBeUndefined();
  });

  it("stands next to the button", () => {
    expect(beforeRunSentence(REQUEST)).toBe("$0.0108 at most for one run on both.");
    expect(beforeRunSentence({ ...REQUEST, runsEach: 3 })).toBe(
      "$0.0325 at most for 3 runs each on both.",
    );
    expect(beforeRunSentence({ ...REQUEST, planned: PLANNED.slice(1) })).toBe(
      "$0.000613 at most for one run on GPT-4o mini.",
    );
  });
});

describe("before a run", () => {
  it("goes at once up to the limit for asking", () => {
    expect(decideSpending(REQUEST)).toEqual({ kind: "go" });
    const exactly = { ...REQUEST, confirmAboveUsd: 0.0108226 };
    expect(decideSpending(exactly)).toEqual({ kind: "go" });
  });

  it("asks above it, with what it costs on each", () => {
    expect(decideSpending({ ...REQUEST, confirmAboveUsd: 0.01 })).toEqual({
      kind: "ask",
      sentence:
        "$0.0108 at most for this run: $0.0102 on GPT-4o, $0.000613 on GPT-4o mini. Your limit for asking is $0.0100.",
    });
  });

  it("gives the expected cost first, and says if nothing but the model limits the answer", () => {
    const planned = PLANNED.map((part) => ({ ...part, expected: (part.atMost ?? 0n) / 2n }));
    const confirmAboveUsd = 0.01;
    expect(decideSpending({ ...REQUEST, planned, confirmAboveUsd })).toEqual({
      kind: "ask",
      sentence:
        "About $0.00541, at most $0.0108 for this run: $0.0102 on GPT-4o, $0.000613 on GPT-4o mini. Your limit for asking is $0.0100.",
    });
    const uncapped = planned.map((part) => ({ ...part, isUncapped: true }));
    expect(decideSpending({ ...REQUEST, planned: uncapped, confirmAboveUsd })).toEqual({
      kind: "ask",
      sentence:
        "About $0.00541, at most $0.0108 for this run: no max_tokens is set. Your limit for asking is $0.0100.",
    });
  });

  it("asks for several runs by what all of them cost", () => {
    expect(decideSpending({ ...REQUEST, runsEach: 5 })).toEqual({
      kind: "ask",
      sentence:
        "$0.0541 at most for 5 runs each: $0.0510 on GPT-4o, $0.00306 on GPT-4o mini. Your limit for asking is $0.0500.",
    });
  });

  it("asks if a price is not known, whatever the limit", () => {
    const planned = [...PLANNED.slice(0, 1), { label: "My model", atMost: undefined }];
    expect(decideSpending({ ...REQUEST, planned, confirmAboveUsd: 100 })).toEqual({
      kind: "ask",
      sentence: "What this run costs is not known: My model has no price.",
    });
  });

  it("is blocked if it would pass the month's budget", () => {
    const spent = { spentThisMonth: cents(1_999), budgetUsdPerMonth: 20 };
    expect(decideSpending({ ...REQUEST, ...spent })).toEqual({
      kind: "block",
      sentence:
        "$19.99 of $20.00 spent in November; this run costs $0.0108 at most. Raise the budget or run it from 2026-12-01.",
    });
    const december = { ...REQUEST, ...spent, today: "2026-12-31" };
    expect(decideSpending(december)).toMatchObject({
      kind: "block",
      sentence: expect.stringMatching(/ in December; .* from 2027-01-01\.$/) as string,
    });
  });

  it("never lets a run start that could pass the budget, and blocks no other", () => {
    const amount = fc.bigInt({ min: 0n, max: 30n * PICO_PER_USD });
    fc.assert(
      fc.property(
        fc.array(amount, { minLength: 1, maxLength: 2 }),
        fc.integer({ min: 1, max: 20 }),
        amount,
        fc.integer({ min: 0, max: 3_000 }),
        (atMost, runsEach, spentThisMonth, budgetCents) => {
          const decision = decideSpending({
            ...REQUEST,
            planned: atMost.map((most) => ({ label: "Model", atMost: most })),
            runsEach,
            spentThisMonth,
            budgetUsdPerMonth: budgetCents / 100,
          });
          const total = atMost.reduce((sum, most) => sum + most * BigInt(runsEach), 0n);
          expect(decision.kind === "block").toBe(spentThisMonth + total > cents(budgetCents));
        },
      ),
    );
  });
});
