import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildPanelState } from "../../../src/core/panel/sections/buildPanelState";
import type { PanelInput, UnpricedState } from "../../../src/core/panel/panelInput";
import { applyScaleChange, DEFAULT_SCALE_CHOICE } from "../../../src/core/panel/scaleChoice";
import { plainText } from "../../../src/core/panel/contract/richText";
import { totalOf } from "../../../src/core/estimate/fileTotal";
import type { Estimate } from "../../../src/core/estimate/estimate";
import type { Model } from "../../../src/core/models/model";
import { DEFAULT_PAIR } from "../../../src/core/models/resolvePair";
import {
  contractEstimate,
  MEASURED_MINI,
  receiptEstimate,
  sampleEstimate,
  samplePrompt,
  supportReplyEstimate,
  TRIAGE_COUNT,
} from "./sampleEstimates";
import { panelInput, promptSubject, unmeasuredPairInput } from "./sampleInput";
import { cardTexts, citedNumbers, numbersOf, onePrompt, textsOf } from "./stateText";

const BARE_MODEL: Model = {
  id: "house-model",
  label: "House model",
  shortLabel: "house",
  snapshots: [],
  encoding: "unknown",
  prices: [
    {
      snapshots: ["house-model"],
      tiers: { standard: { usdPerMillionInput: 1 } },
      sources: ["settings"],
    },
  ],
  shutdowns: [],
  benchmarks: [],
};

const NOT_READ: UnpricedState = {
  kind: "not-read",
  problem: "Line 9: the frontmatter is not closed.",
  range: { start: 120, end: 124 },
  plainTokens: 48,
};

function unpricedInput(state: UnpricedState): PanelInput {
  return panelInput({ subject: { kind: "unpriced", name: "draft.prompty", state } });
}

function manyInput(): PanelInput {
  const prompts = [
    sampleEstimate(),
    receiptEstimate(),
    supportReplyEstimate(),
    contractEstimate(),
  ].map((estimate, index) => ({ id: String(index), name: `prompt ${index}`, estimate }));
  const estimates = prompts.map(({ estimate }) => estimate);
  return panelInput({
    subject: {
      kind: "many",
      name: "4 prompt files",
      prompts,
      total: totalOf(estimates, DEFAULT_PAIR),
      leftOut: [],
    },
  });
}

const SITUATIONS: Readonly<Record<string, PanelInput>> = {
  "a plain prompt": panelInput(),
  "an image that costs more on mini": panelInput({ subject: promptSubject(receiptEstimate()) }),
  "an input over both windows": panelInput({ subject: promptSubject(contractEstimate()) }),
  "variables without values": panelInput({ subject: promptSubject(supportReplyEstimate()) }),
  "an empty file": panelInput({
    subject: promptSubject(sampleEstimate({ prompt: samplePrompt({ messages: [], tools: [] }) })),
  }),
  "a file that is empty": unpricedInput({ kind: "empty" }),
  "a file that is being counted": unpricedInput({
    kind: "counting",
    doneLines: 1_240,
    lines: 2_000,
  }),
  "a file that was broken from the first": unpricedInput(NOT_READ),
  "no prompt": panelInput({ subject: { kind: "none" } }),
  "several prompts": manyInput(),
  "a custom model without an output price": panelInput({
    subject: promptSubject(sampleEstimate({ rightModel: BARE_MODEL })),
    pair: { ...DEFAULT_PAIR, right: BARE_MODEL, rightSnapshot: "house-model", problems: [] },
  }),
  "nothing measured for the pair": unmeasuredPairInput(),
};

describe.each(Object.entries(SITUATIONS))("the panel of %s", (_name, input) => {
  const state = buildPanelState(input);

  it("is plain JSON, as postMessage carries it", () => {
    expect(JSON.parse(JSON.stringify(state))).toEqual(state);
  });

  it("shows no NaN, no Infinity and nothing undefined", () => {
    expect(textsOf(state).filter((text) => /NaN|Infinity|undefined|null/.test(text))).toEqual([]);
    expect(numbersOf(state).every(Number.isFinite)).toBe(true);
  });

  it("lists each source that it cites, and cites each that it lists, counting up as one reads", () => {
    const cited = citedNumbers(state);
    expect(new Set(cited)).toEqual(new Set(state.sources.map(({ number }) => number)));
    expect(state.sources.map(({ number }) => number)).toEqual(
      state.sources.map((_, index) => index + 1),
    );
  });
});

describe("At scale of a prompt that asks for a tier", () => {
  const batch: Estimate = {
    ...sampleEstimate(),
    billing: { tier: "batch", answers: 1, notes: [] },
  };

  it("starts at that tier, at half of Standard's price", () => {
    const scaleOf = (estimate: Estimate) =>
      onePrompt(
        buildPanelState(
          panelInput({ subject: promptSubject(estimate), scale: DEFAULT_SCALE_CHOICE }),
        ),
      ).scale;
    const monthOf = ({ table }: ReturnType<typeof scaleOf>) =>
      table.rows.find(({ key }) => key === "left")?.cells[1];
    expect(scaleOf(batch).tier).toBe("batch");
    const [standard, half] = [sampleEstimate(), batch].map((each) =>
      Number(plainText(monthOf(scaleOf(each)) ?? []).replace(/[^\d.]/g, "")),
    );
    expect(half).toBe((standard ?? 0) / 2);
  });

  it("takes the tier that a person chooses for it, and keeps it for prompts of that tier", () => {
    const chosen = applyScaleChange(
      DEFAULT_SCALE_CHOICE,
      { tier: "standard" },
      { tier: "batch", inputTokens: 100, outputTokens: 10 },
    );
    const input = panelInput({ subject: promptSubject(batch), scale: chosen });
    expect(onePrompt(buildPanelState(input)).scale.tier).toBe("standard");
  });

  it("is not changed by a tier that was chosen for a prompt of another tier", () => {
    const chosen = applyScaleChange(
      DEFAULT_SCALE_CHOICE,
      { tier: "priority" },
      { tier: "standard", inputTokens: 100, outputTokens: 10 },
    );
    const tierOf = (estimate: Estimate) =>
      onePrompt(buildPanelState(panelInput({ subject: promptSubject(estimate), scale: chosen })))
        .scale.tier;
    expect(tierOf(batch)).toBe("batch");
    expect(tierOf(sampleEstimate())).toBe("priority");
  });
});

describe("the panel of a file without figures", () => {
  it("names an empty file and says what to do", () => {
    const state = buildPanelState(unpricedInput({ kind: "empty" }));
    expect(state.title).toBe("Compare: draft.prompty");
    expect(plainText(state.verdict.sentence)).toBe(
      "0 tokens. Write a prompt; figures appear as you type.",
    );
  });

  it("says how far the first count is", () => {
    const counting = unpricedInput({ kind: "counting", doneLines: 1_240, lines: 2_000 });
    expect(plainText(buildPanelState(counting).verdict.sentence)).toBe(
      "Counting: 1,240 of 2,000 lines. Figures appear once the file is counted.",
    );
  });

  it("reports the problem of an unreadable file and its line, and recommends nothing", () => {
    const { verdict, notices } = buildPanelState(unpricedInput(NOT_READ));
    expect(plainText(verdict.sentence)).toBe("Prompt not read. Counted as plain text: 48 tokens.");
    expect(notices.map(({ words }) => plainText(words))).toEqual([
      "Line 9: the frontmatter is not closed.",
    ]);
    expect(notices[0]?.actions[0]?.action).toEqual({
      type: "openLocation",
      range: { start: 120, end: 124 },
    });
  });

  it.each([{ kind: "empty" } as const, NOT_READ])("shows no price of it: $kind", (state) => {
    expect(textsOf(buildPanelState(unpricedInput(state)).verdict).join()).not.toMatch(/\$|mini|4o/);
  });
});

describe("the panel of the design's example", () => {
  const state = onePrompt(buildPanelState(panelInput()));

  it("says the verdict in three cards and one sentence with the number that decided", () => {
    expect(cardTexts(state.verdict)).toEqual([
      "Recommended: GPT-4o mini | Expected loss 0.04, within your 0.05",
      "Cost per request: $0.000391 | 4o $0.00651 | mini $0.000391 | GPT-4o costs 16.7 times as much",
      "Confidence: 72% | that the loss stays within 0.05 | measured 1,063 prompts of this kind",
    ]);
    expect(state.verdict.sentence).toEqual([
      "Expected loss on GPT-4o mini is ",
      { kind: "deciding", text: "0.04 ± 0.02" },
      ", within your tolerance of 0.05.",
    ]);
  });

  it("shows tokens and costs by part, each rounded from the exact figure", () => {
    expect(state.prompt.costs.table.rows.map(({ cells }) => cells.map(plainText))).toEqual([
      ["System", "412", "1.03", "0.062"],
      ["2 tools", "356", "0.89", "0.053"],
      ["User, 2 messages", "421", "1.05", "0.063"],
      ["Framing, 3 messages", "15", "0.04", "0.002"],
      ["Input", "1,204", "3.01", "0.181"],
      ["Expected output", "350", "3.50", "0.210"],
      ["Total", "1,554", "6.51", "0.391"],
    ]);
    expect(state.prompt.costs.prices).toEqual({
      left: { price: "$0.00651", range: "$0.00481–$0.0102", fraction: 1 },
      right: { price: "$0.000391", range: "$0.000289–$0.000613", fraction: 0.06 },
    });
  });

  it("draws the parts, the output and its range in one bar that ends at its most tokens", () => {
    const [bar, second] = state.prompt.bars;
    expect(second).toBeUndefined();
    expect(bar?.segments.map(({ label }) => label.text)).toEqual([
      "System 412",
      "2 tools 356",
      "User 421",
      "Framing 15",
      "Output 350",
    ]);
    expect(bar?.segments.at(-1)?.label.detail).toBe("(180–720)");
    expect(bar?.description).toBe(
      "Tokens by part: System 412, 2 tools 356, User 421, Framing 15, Output 350 (180–720)",
    );
    expect(bar?.segments[0]).toMatchObject({ start: 0, width: 412 / 1_924 });
    expect(bar?.range?.to).toBeCloseTo(1, 12);
    expect(bar?.range?.from).toBeCloseTo((1_204 + 180) / 1_924, 12);
  });

  it("prices a month as the design does", () => {
    expect(plainText(state.scale.lead)).toBe(
      "With 60% on mini, 100,000 requests cost $264.15 a month: $341.70 less than all on GPT-4o (56.4%).",
    );
    expect(state.scale.table.rows.map(({ cells }) => plainText(cells[1] ?? []))).toEqual([
      "605.85",
      "36.35",
      "264.15",
      "341.70",
    ]);
    expect(state.scale.chart?.caption).toBe(
      "USD a month over the share to mini. Each 10 points save $56.95 and cost 0.004 of expected score.",
    );
  });

  it("names the basis of each claim in a badge", () => {
    expect(state.verdict.grounds.map(plainText)).toEqual([
      "Instruction following: on mini 92 of 100 answers are at least as good.",
      "$569.50 less a month at 100,000 requests.",
      "1,204 tokens in exact and 350 out (180–720) estimate",
      "published both models retire in 55 days, on 2027-01-14",
    ]);
  });

  it("marks the kind of this prompt in Routing, with its own number", () => {
    const current = state.routing.kinds.filter((kind) => kind.current);
    expect(current.map(({ key }) => key)).toEqual(["instruction_following"]);
    expect(plainText(current[0]?.name ?? [])).toBe("Instruction following this prompt: loss 0.04");
  });
});

describe("the panel of other situations", () => {
  it("gives two bars and two columns of tokens if images differ", () => {
    const { prompt, scale } = onePrompt(
      buildPanelState(panelInput({ subject: promptSubject(receiptEstimate()) })),
    );
    expect(prompt.bars.map(({ side }) => side)).toEqual(["left", "right"]);
    expect(prompt.costs.table.columns.map(({ key }) => key)).toEqual([
      "part",
      "tokens-left",
      "tokens-right",
      "left",
      "right",
    ]);
    const image = prompt.costs.table.rows.find(({ key }) => key === "image");
    expect(image?.cells.map(plainText)).toEqual(["Image", "765", "25,501", "1.91", "3.83"]);
    expect(scale.fields.inputTokens.note).toBe("25,682 on mini, by its images.");
    expect(scale.chart?.rises).toBe(true);
  });

  it("gives no price and says what to cut if neither model takes the input", () => {
    const { verdict, prompt } = onePrompt(
      buildPanelState(panelInput({ subject: promptSubject(contractEstimate()) })),
    );
    expect(plainText(verdict.sentence)).toBe(
      "Neither model takes this: 141,311 tokens, 13,311 over the 128,000 of both models. Cut 16,111 to leave room for the expected output of 2,800 (1,400–5,600).",
    );
    expect(prompt.costs.prices.left.price).toBe("does not fit");
    const money = prompt.costs.table.rows.flatMap(({ cells }) => cells.slice(2).map(plainText));
    expect(new Set(money)).toEqual(new Set(["–"]));
  });

  it("marks where the context window ends on the bar of what does not fit, and promises no cache", () => {
    const { prompt } = onePrompt(
      buildPanelState(panelInput({ subject: promptSubject(contractEstimate()) })),
    );
    const [bar] = prompt.bars;
    expect(bar?.limit?.label).toBe("128,000: context window");
    expect(bar?.limit?.at).toBeCloseTo(128_000 / (141_311 + 5_600), 12);
    const prefix = prompt.facts.find(({ key }) => key === "prefix");
    expect(plainText(prefix?.words ?? [])).not.toContain("saves");
    expect(onePrompt(buildPanelState(panelInput())).prompt.bars[0]?.limit).toBeUndefined();
  });

  it("says that figures are the least they can be if values are missing", () => {
    const { verdict, prompt } = onePrompt(
      buildPanelState(panelInput({ subject: promptSubject(supportReplyEstimate()) })),
    );
    expect(cardTexts(verdict)[1]).toBe(
      "Cost per request: ≥ $0.000226 | 4o ≥ $0.00377 | mini ≥ $0.000226 | GPT-4o costs 16.7 times as much",
    );
    expect(verdict.grounds.map(plainText)).toContain("≥ $332.24 less a month at 100,000 requests.");
    expect(prompt.costs.prices.right.price).toBe("≥ $0.000226");
    const total = prompt.costs.table.rows.at(-1);
    expect(total?.cells.map(plainText)).toEqual(["Total", "≥ 848", "≥ 3.77", "≥ 0.226"]);
    const variables = prompt.facts.find(({ key }) => key === "variables");
    expect(plainText(variables?.words ?? [])).toBe(
      "640 tokens as written; 628 without the placeholders. {{ticket}}, {{history}} and {{name}} have no value and come on top.",
    );
  });

  it("names the price that is missing", () => {
    const input = SITUATIONS["a custom model without an output price"];
    const state = onePrompt(buildPanelState(input ?? panelInput()));
    expect(plainText(state.prompt.lead)).toBe(
      "1,204 tokens in and 350 expected out, the same on both models; no price is known for House model.",
    );
    expect(state.prompt.costs.prices.right.price).toBe("no price");
    expect(state.scale.remarks).toEqual(["House model has no price for output."]);
    expect(state.scale.chart).toBeUndefined();
  });

  it("keeps the last good reading in sight and says since when", () => {
    const broken = buildPanelState(
      panelInput({
        subject: promptSubject(sampleEstimate(), {
          reading: {
            kind: "broken",
            since: "14:32",
            problem: "Line 9: the frontmatter is not closed.",
            range: { start: 3, end: 4 },
          },
        }),
      }),
    );
    expect(broken.notices.map(({ words }) => plainText(words))).toEqual([
      "Line 9: the frontmatter is not closed. Shown: the last good reading, of 14:32.",
    ]);
    expect(broken.notices[0]?.actions[0]?.action).toEqual({
      type: "openLocation",
      range: { start: 3, end: 4 },
    });
    const deleted = buildPanelState(
      panelInput({
        subject: promptSubject(sampleEstimate(), { reading: { kind: "deleted", since: "14:32" } }),
      }),
    );
    expect(deleted.notices.map(({ words }) => plainText(words))).toEqual([
      "triage.prompty was deleted. Shown: its last reading, of 14:32.",
    ]);
  });

  it("says each problem of the settings once", () => {
    const problem = "gpt-9 is not in the catalog. GPT-4o mini is compared instead.";
    const { notices } = buildPanelState(
      panelInput({ pair: { ...DEFAULT_PAIR, problems: [problem] }, settingProblems: [problem] }),
    );
    expect(notices.map(({ words }) => plainText(words))).toEqual([problem]);
  });

  it("has words for no prompt and for an empty one", () => {
    const sentence = (input: PanelInput | undefined): string =>
      plainText(buildPanelState(input ?? panelInput()).verdict.sentence);
    expect(sentence(SITUATIONS["no prompt"])).toBe(
      "0 prompts open. Open a prompt file or select text; this panel follows the editor.",
    );
    expect(sentence(SITUATIONS["an empty file"])).toBe(
      "0 tokens. Write a prompt; figures appear as you type.",
    );
  });

  it("sums several prompts and gives each its row", () => {
    const state = buildPanelState(manyInput());
    if (state.kind !== "many") throw new Error("not many");
    expect(state.prompts.rows.map(({ id }) => id).sort()).toEqual(["0", "1", "2", "3"]);
    const sum = TRIAGE_COUNT.inputTokens + 946 + 628 + 141_311;
    expect(state.prompts.total.map(plainText)[1]).toBe(`≥ ${sum.toLocaleString("en-US")}`);
    expect(state.prompts.columns).toHaveLength(state.prompts.total.length);
    for (const row of state.prompts.rows) {
      expect(row.cells).toHaveLength(state.prompts.columns.length);
      expect(row.sortKeys).toHaveLength(state.prompts.columns.length);
    }
  });
});

describe("the verdict on several prompts", () => {
  const verdictOn = (...estimates: readonly Estimate[]) =>
    buildPanelState(
      panelInput({
        subject: {
          kind: "many",
          name: "some",
          prompts: [],
          total: totalOf(estimates, DEFAULT_PAIR),
          leftOut: [],
        },
      }),
    ).verdict;
  const sentenceOn = (...estimates: readonly Estimate[]): string =>
    plainText(verdictOn(...estimates).sentence);

  it("splits them", () => {
    const verdict = verdictOn(sampleEstimate(), receiptEstimate());
    expect(cardTexts(verdict)).toEqual([
      "Recommended: 50% mini and 50% 4o | 1 prompt on mini, 1 on 4o; expected loss 0.04",
      "Cost of one request each: $0.00396 | all 4o $0.0101 | all mini $0.00431 | 39.3% of all on 4o",
      "Confidence: 1 of 2 | prompts are of a kind with known scores | measured 1 no evidence 1 by cost",
    ]);
    expect(plainText(verdict.sentence)).toBe(
      "The split costs 39.3% of all on GPT-4o, $0.00612 less; expected loss 0.04 on the 1 with known scores.",
    );
  });

  it("says what those on mini save, by evidence and by cost apart", () => {
    const estimates = [
      sampleEstimate(),
      sampleEstimate(),
      supportReplyEstimate(),
      receiptEstimate(),
    ];
    const { verdict } = buildPanelState(
      panelInput({
        subject: {
          kind: "many",
          name: "some",
          prompts: estimates.map((estimate, index) => ({ id: String(index), name: "a", estimate })),
          total: totalOf(estimates, DEFAULT_PAIR),
          leftOut: [],
        },
      }),
    );
    expect(plainText(verdict.grounds[0] ?? [])).toBe(
      "2 on mini within your tolerance: −$0.0122 for one request each, and −$0.00354 by cost on 1 more. At 100,000 requests of each a month: −$1,224.",
    );
  });

  it("says how much of the score a split keeps if the loss of all is known", () => {
    const onStrong = sampleEstimate({
      recommendation: { ...MEASURED_MINI, modelId: "gpt-4o" },
    });
    expect(sentenceOn(sampleEstimate(), onStrong)).toBe(
      "The split keeps all but 0.02 of the score for 53.0% of the cost: $0.00612 less than all on GPT-4o.",
    );
  });

  it("says that one that fits neither model goes nowhere", () => {
    const [recommended] = cardTexts(verdictOn(sampleEstimate(), contractEstimate()));
    expect(recommended).toBe(
      "Recommended: 50% mini and 0% 4o | 1 prompt on mini, 0 on 4o, 1 to neither; expected loss 0.04",
    );
  });

  it("sends all to one model if nothing favors the other", () => {
    const verdict = verdictOn(sampleEstimate(), sampleEstimate());
    expect(cardTexts(verdict)[0]).toBe(
      "Recommended: GPT-4o mini | All 2 prompts; expected loss 0.04",
    );
    expect(plainText(verdict.sentence)).toBe(
      "GPT-4o mini alone keeps all but 0.04 of the score for 6.0% of the cost: $0.0122 less than all on GPT-4o.",
    );
    expect(sentenceOn(receiptEstimate())).toBe("Each of these goes to GPT-4o.");
  });

  it("says so if none could be read", () => {
    expect(sentenceOn()).toBe("0 prompts could be read.");
  });
});

describe("any numbers", () => {
  const tokens = fc.nat(2_000_000);

  it("keep every fraction within the drawing and every text free of NaN", () => {
    fc.assert(
      fc.property(
        tokens,
        tokens,
        fc.nat(50_000),
        fc.record({
          requestsPerMonth: fc.double({ min: 0, max: 1e12, noNaN: true }),
          cachedShare: fc.double({ min: 0, max: 1, noNaN: true }),
          rightShare: fc.double({ min: 0, max: 1, noNaN: true }),
          tier: fc.constantFrom("standard", "batch", "priority"),
          preset: fc.constantFrom("prompt", "chat", "code-review", "document-analysis", "own"),
        }),
        (left, right, expectedTokens, choice) => {
          const count = (inputTokens: number) => ({
            ...TRIAGE_COUNT,
            inputTokens,
            parts: [
              {
                kind: "framing" as const,
                label: "framing",
                tokens: inputTokens,
                children: [],
              },
            ],
            stablePrefixTokens: Math.floor(inputTokens / 2),
          });
          const state = onePrompt(
            buildPanelState(
              panelInput({
                subject: promptSubject(
                  sampleEstimate({
                    leftCount: count(left),
                    rightCount: count(right),
                    output: {
                      minTokens: 0,
                      expectedTokens,
                      maxTokens: expectedTokens * 2,
                      origin: "set by you",
                      originKind: "user",
                    },
                  }),
                ),
                scale: { ...DEFAULT_SCALE_CHOICE, ...choice },
              }),
            ),
          );
          expect(textsOf(state).filter((text) => /NaN|Infinity|undefined/.test(text))).toEqual([]);
          expect(numbersOf(state).every(Number.isFinite)).toBe(true);
          const drawn = [
            ...numbersOf(state.scale.chart),
            ...state.prompt.bars.flatMap(({ segments, range }) => numbersOf({ segments, range })),
            ...state.models.benchmarks.flatMap(({ left: a, right: b }) => numbersOf([a, b])),
            ...numbersOf(state.routing.axis),
          ];
          expect(drawn.filter((value) => value < 0 || value > 1 + 1e-9)).toEqual([]);
        },
      ),
    );
  });
});
