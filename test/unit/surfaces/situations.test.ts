import { describe, expect, it } from "vitest";
import { USD } from "../../../src/core/currency";
import { picoUsdOf } from "../../../src/core/money";
import type { Estimate } from "../../../src/core/estimate/estimate";
import { FileTotalBuilder } from "../../../src/core/estimate/fileTotal";
import type { TextEstimate } from "../../../src/core/estimate/textEstimate";
import { GPT_4O } from "../../../src/core/models/gpt4o";
import { GPT_4O_MINI } from "../../../src/core/models/gpt4oMini";
import { DEFAULT_PAIR } from "../../../src/core/models/resolvePair";
import type { ImagePart } from "../../../src/core/prompt/prompt";
import { estimateHover, unreadHover } from "../../../src/core/surfaces/hover";
import { inlayTexts } from "../../../src/core/surfaces/inlays";
import { lensTexts, partLenses, totalLensTexts } from "../../../src/core/surfaces/lenses";
import { partHoverAt } from "../../../src/core/surfaces/partHover";
import {
  estimateStatus,
  NOT_READ_STATUS,
  progressStatus,
  textStatus,
  totalStatus,
} from "../../../src/core/surfaces/statusBar";
import { textHover } from "../../../src/core/surfaces/textHover";
import { lineHover, totalHover } from "../../../src/core/surfaces/totalHover";
import {
  assumedEstimate,
  COST_REASON,
  framing,
  lines,
  NOWHERE,
  part,
  plain,
  recommendationOf,
  RETIREMENT_REASON,
} from "./assumed";

const hover = (estimate: Estimate): string => plain(estimateHover(estimate, { currency: USD }));
const titles = (lenses: readonly { readonly title: string }[]): readonly string[] =>
  lenses.map(({ title }) => title);

const opinion = (kind: string) =>
  ({
    code: "quality",
    text: `${kind} is not measured; published guides send it to mini.`,
    size: 0.03,
    source: "published guides",
  }) as const;

describe("a plain prompt", () => {
  const estimate = assumedEstimate({
    tokens: 2_850,
    output: [70, 140, 280],
    parts: [part("message", "user", 2_843, 0, { messageIndex: 0 }), framing(7)],
    recommendation: recommendationOf("gpt-4o-mini", {
      level: "published opinion",
      decidedBy: "quality",
      reasons: [opinion("Summarisation"), COST_REASON, RETIREMENT_REASON],
    }),
  });

  it("has its figures in the status bar", () => {
    expect(estimateStatus(estimate, USD)).toEqual({
      text: "$(law) mini · 2,850 tok · $0.000512",
      label: "Tokenscale: GPT-4o mini, 2,850 tokens, $0.000512 a request",
    });
  });

  it("has the table, the recommendation and the links in the hover", () => {
    expect(hover(estimate)).toBe(
      lines(
        "**GPT-4o mini** · published opinion",
        "",
        "[Compare 4o vs mini](command:tokenscale.compare) · [Run on Both](command:tokenscale.run)",
        "",
        "| USD | Input | Expected output | **A request** |",
        "|:--|--:|--:|--:|",
        "| ■ GPT-4o | 0.00712 | 0.00140 | **0.00852** |",
        "| ● GPT-4o mini | 0.000428 | 0.000084 | **0.000512** |",
        "",
        "**2,850 tokens** in, 140 out (70–280) · exact",
        "",
        "- Summarisation is not measured; published guides send it to mini.",
        "- $0.00801 less a request; GPT-4o costs 16.7 times as much.",
        "- Both are reported to retire on 2027-01-14, in 55 days.",
      ),
    );
  });

  it("has lenses above the file and none above its only message", () => {
    expect(titles(lensTexts(estimate, { currency: USD }))).toEqual([
      "2,850 tok · 4o $0.00852 · mini $0.000512",
      "Compare 4o vs mini",
      "Run on Both",
    ]);
    expect(partLenses(estimate)).toEqual([]);
    expect(inlayTexts(estimate)).toEqual([]);
  });

  it("has its figures alone where another prompt of the same code has the links", () => {
    const lenses = lensTexts(estimate, { currency: USD, isFollowing: true });
    expect(lenses).toEqual([
      { title: "2,850 tok · 4o $0.00852 · mini $0.000512", command: "compare" },
    ]);
  });
});

describe("a selection with three cursors", () => {
  const selected = (
    selections: readonly number[],
    recommendation = recommendationOf("gpt-4o-mini"),
  ): TextEstimate => {
    const tokens = selections.reduce((sum, count) => sum + count, 0);
    return {
      tokens,
      selections,
      left: { model: GPT_4O, input: BigInt(tokens) * 2_500_000n },
      right: { model: GPT_4O_MINI, input: BigInt(tokens) * 150_000n },
      recommendation,
    };
  };

  it("is priced as input", () => {
    expect(textStatus(selected([84, 131, 97]), USD)).toEqual({
      text: "$(law) mini · 312 tok · $0.0000468 in",
      label: "Tokenscale: GPT-4o mini, 312 tokens selected, $0.0000468 as input",
    });
    expect(plain(textHover(selected([84, 131, 97]), USD))).toBe(
      lines(
        "**312 tokens** in 3 selections (84 + 131 + 97) · exact, as text",
        "",
        "[Compare 4o vs mini](command:tokenscale.compare)",
        "",
        "| | ■ GPT-4o | ● GPT-4o mini |",
        "|:--|--:|--:|",
        "| As input, USD | 0.000780 | 0.0000468 |",
        "",
        "A selection is text, not a request: framing, tools and output come on top.",
      ),
    );
  });

  it("leaves the model out if nothing is said, priced on the cheaper", () => {
    const silent = selected([312], recommendationOf(undefined, { decidedBy: "nothing" }));
    expect(textStatus(silent, USD).text).toBe("$(law) 312 tok · $0.0000468 in");
  });

  it("does not list one selection, nor six", () => {
    const [one] = plain(textHover(selected([312]), USD)).split("\n");
    expect(one).toBe("**312 tokens** · exact, as text");
    const [nine] = plain(textHover(selected(Array.from({ length: 9 }, () => 3)), USD)).split("\n");
    expect(nine).toBe("**27 tokens** in 9 selections · exact, as text");
    const [six] = plain(textHover(selected([1, 1, 1, 1, 1, 1]), USD)).split("\n");
    expect(six).toBe("**6 tokens** in 6 selections · exact, as text");
  });

  it("says where a model has no price", () => {
    const unpriced: TextEstimate = {
      ...selected([5]),
      left: { model: GPT_4O },
      right: { model: GPT_4O_MINI },
    };
    expect(textStatus(unpriced, USD).text).toBe("$(law) mini · 5 tok · no price");
    expect(plain(textHover(unpriced, USD))).toContain("| As input, USD | – | – |");
  });
});

describe("a prompt with tools", () => {
  const tools = part("tools", "2 tools", 356, 1_000, {
    children: [part("tool", "find_order", 201, 1_000), part("tool", "refund", 140, 1_210)],
  });
  const estimate = assumedEstimate({
    tokens: 1_204,
    output: [180, 350, 720],
    stablePrefixTokens: 1_056,
    parts: [
      part("message", "system", 412, 0, { messageIndex: 0 }),
      tools,
      part("message", "user", 276, 2_000, { messageIndex: 1 }),
      part("message", "user", 145, 3_000, { messageIndex: 2 }),
      framing(15),
    ],
    filled: {
      filled: {
        minTokens: 1_204,
        typicalTokens: 1_204,
        maxTokens: 1_204,
        sets: 1,
        label: "sample",
      },
      placeholders: [
        {
          variable: "ticket",
          text: "{{ticket}}",
          range: { start: 2_200, end: 2_210 },
          messageIndex: 1,
          asWrittenTokens: 4,
          filledTokens: 138,
        },
      ],
    },
    recommendation: recommendationOf("gpt-4o-mini", {
      level: "measured",
      decidedBy: "quality",
      loss: {
        modelId: "gpt-4o-mini",
        label: "GPT-4o mini",
        expected: 0.04,
        deviation: 0.029,
        tolerated: 0.05,
        hasSaving: true,
        confidence: 0.635,
      },
      evidence: {
        kind: { id: "instruction_following", label: "Instruction following", probability: 0.9 },
        alternatives: [],
        isRecognized: true,
        decidingWords: [],
        level: "measured",
        expectedGap: 0.04,
        interval: [-0.01, 0.09],
        deviation: 0.029,
        pMiniAtLeastAsGood: 0.92,
        score4o: 0.84,
        strengthPrompts: 100,
        measured: { gap: 0.04, standardError: 0.01, prompts: 1_063 },
        source: "weights",
      },
      reasons: [
        {
          code: "quality",
          text: "Instruction following: measured gap 0.04 ± 0.01 on 1,063 prompts.",
          size: 0.04,
          source: "weights",
        },
        COST_REASON,
        RETIREMENT_REASON,
      ],
    }),
  });
  const changeSinceHead = { tokens: 212, left: picoUsdOf(0.00053), right: picoUsdOf(0.0000318) };

  it("has its figures in the status bar", () => {
    expect(estimateStatus(estimate, USD)).toEqual({
      text: "$(law) mini · 1,204 tok · $0.000391",
      label: "Tokenscale: GPT-4o mini, 1,204 tokens, $0.000391 a request",
    });
  });

  it("has the deciding number and the confidence in it, and the change since the last commit", () => {
    expect(plain(estimateHover(estimate, { currency: USD, changeSinceHead }))).toBe(
      lines(
        "**GPT-4o mini** · 64% that the loss stays within 0.05 · measured",
        "",
        "Expected loss on GPT-4o mini is 0.04 ± 0.03, within your tolerance of 0.05.",
        "",
        "[Compare 4o vs mini](command:tokenscale.compare) · [Run on Both](command:tokenscale.run)",
        "",
        "| USD | Input | Expected output | **A request** |",
        "|:--|--:|--:|--:|",
        "| ■ GPT-4o | 0.00301 | 0.00350 | **0.00651** |",
        "| ● GPT-4o mini | 0.000181 | 0.000210 | **0.000391** |",
        "",
        "**1,204 tokens** in, 350 out (180–720) · exact",
        "",
        "+212 tokens since the last commit: +$0.000530 on 4o, +$0.0000318 on mini.",
        "",
        "- Instruction following: measured gap 0.04 ± 0.01 on 1,063 prompts.",
        "- $0.00612 less a request; GPT-4o costs 16.7 times as much.",
        "- Both are reported to retire on 2027-01-14, in 55 days.",
      ),
    );
  });

  it("has the color of each model before its name, in the form that VS Code keeps", () => {
    const markdown = estimateHover(estimate, { currency: USD })
      .map((segment) => (segment.kind === "markdown" ? segment.value : ""))
      .join("");
    expect(markdown).toContain(
      '\n| <span style="color:var(--vscode-tokenscale-gpt4o);">■</span> GPT-4o |',
    );
  });

  it("has lenses above the file and above its parts, but none for the framing", () => {
    expect(titles(lensTexts(estimate, { currency: USD, changeSinceHead }))).toEqual([
      "1,204 tok · 4o $0.00651 · mini $0.000391",
      "Compare 4o vs mini",
      "Run on Both",
      "+212 tok, +$0.0000318 since the last commit",
    ]);
    expect(partLenses(estimate)).toEqual([
      { range: { start: 0, end: 412 }, title: "system · 412 tok · 34.2%" },
      { range: tools.range, title: "2 tools · 356 tok · 29.6%" },
      { range: { start: 2_000, end: 2_276 }, title: "user · 276 tok · 22.9%" },
      { range: { start: 3_000, end: 3_145 }, title: "user · 145 tok · 12.0%" },
    ]);
  });

  it.each([
    [
      "the system message",
      10,
      "**412 tokens**, 34.2% of the input · exact",
      "$0.00103 on 4o and $0.0000618 on mini, each request. In the stable prefix.",
    ],
    [
      "a tool",
      1_100,
      "**201 tokens**, 16.7% of the input · exact",
      "$0.000502 on 4o and $0.0000302 on mini, each request, called or not.",
    ],
    [
      "a message behind the prefix",
      3_010,
      "**145 tokens**, 12.0% of the input · exact",
      "$0.000362 on 4o and $0.0000218 on mini, each request.",
    ],
  ])("says on %s what it costs", (_, offset, first, second) => {
    const found = partHoverAt(estimate, offset, USD);
    expect(found && plain(found.segments)).toBe(lines(first, "", second));
  });

  it("says on a variable what its value takes and that the prefix ends", () => {
    const found = partHoverAt(estimate, 2_205, USD);
    expect(found?.range).toEqual({ start: 2_200, end: 2_210 });
    expect(found && plain(found.segments)).toBe(
      "**138 tokens** with the sample value, 4 as written. The stable prefix ends here: 1,056 tokens, 1,024 of them cacheable.",
    );
  });

  it("says nothing if nothing is counted", () => {
    expect(partHoverAt(estimate, 990, USD)).toBeUndefined();
  });

  it("gives the loss on mini if GPT-4o is recommended", () => {
    const { recommendation } = estimate;
    const loss = recommendation.loss && { ...recommendation.loss, tolerated: 0.02 };
    const costlier = {
      ...estimate,
      recommendation: { ...recommendation, modelId: "gpt-4o", ...(loss && { loss }) },
    };
    expect(hover(costlier)).toContain("**GPT-4o** · 64% that the loss is over 0.02 · measured");
    expect(hover(costlier)).toContain(
      "Expected loss on GPT-4o mini is 0.04 ± 0.03, over your tolerance of 0.02.",
    );
    expect(hover(costlier)).toContain(
      "- $0.00612 more a request; GPT-4o costs 16.7 times as much.",
    );
  });
});

describe("an image that costs more on mini", () => {
  const image = (detail: ImagePart["detail"]): ImagePart => ({
    kind: "image",
    source: "receipt.png",
    detail,
    detailRange: { start: 900, end: 906 },
    size: { widthPixels: 1024, heightPixels: 1024 },
    range: { start: 800, end: 950 },
  });
  const parts = (imageTokens: number) => [
    part("message", "system", 119, 0, { messageIndex: 0 }),
    part("message", "user", 52 + imageTokens, 700, {
      messageIndex: 1,
      children: [
        {
          kind: "image",
          label: "image",
          tokens: imageTokens,
          range: { start: 800, end: 950 },
          messageIndex: 1,
          children: [],
        },
      ],
    }),
    framing(10),
  ];
  const estimate = assumedEstimate({
    tokens: 946,
    rightTokens: 25_682,
    imageTokens: [765, 25_501],
    images: [image("high")],
    output: [60, 120, 240],
    basis: {
      kind: "estimate",
      rules: ["R1", "R8"],
      evidence: { rule: "R8", label: "images of known size", rightShare: 0.959, requests: 122 },
    },
    parts: parts(765),
    rightParts: parts(25_501),
    recommendation: recommendationOf("gpt-4o", {
      reasons: [
        {
          code: "images",
          text: "Mini costs 1.1 times as much: the image is 765 tokens on 4o and 25,501 on mini.",
          size: 0.01,
          source: "prices",
        },
        RETIREMENT_REASON,
      ],
    }),
  });

  it("has 4o in the status bar", () => {
    expect(estimateStatus(estimate, USD).text).toBe("$(law) 4o · 946 tok · $0.00356");
  });

  it("has both counts and the price at low detail in the hover", () => {
    expect(hover(estimate)).toBe(
      lines(
        "**GPT-4o** · no evidence, by cost",
        "",
        "No loss is known to weigh against the price: decided by cost.",
        "",
        "[Set detail to low](command:tokenscale.setDetailLow): $0.00186 on 4o, $0.000524 on mini · [Compare 4o vs mini](command:tokenscale.compare)",
        "",
        "| USD | Text | Image | Expected output | **A request** |",
        "|:--|--:|--:|--:|--:|",
        "| ■ GPT-4o | 0.00045 | 0.00191 | 0.00120 | **0.00356** |",
        "| ● GPT-4o mini | 0.00003 | 0.00383 | 0.00007 | **0.00392** |",
        "",
        "**946 tokens** in on 4o, **25,682** on mini, 120 out (60–240) · estimate, rule R8",
        "",
        "- Mini costs 1.1 times as much: the image is 765 tokens on 4o and 25,501 on mini.",
        "- Both are reported to retire on 2027-01-14, in 55 days.",
      ),
    );
  });

  it("has both counts in the lenses and after the image", () => {
    expect(titles(lensTexts(estimate, { currency: USD }))).toEqual([
      "4o 946 tok $0.00356 · mini 25,682 tok $0.00392",
      "Compare 4o vs mini",
      "Run on Both",
    ]);
    expect(titles(partLenses(estimate))).toEqual([
      "system · 119 tok · 12.6%",
      "user · 817 tok on 4o · 25,553 on mini",
    ]);
    expect(inlayTexts(estimate)).toEqual([{ offset: 950, text: "765 tok on 4o · 25,501 on mini" }]);
  });

  it("says on the message what it is on each model", () => {
    const found = partHoverAt(estimate, 710, USD);
    expect(found && plain(found.segments)).toBe(
      lines(
        "**817 tokens** on 4o, **25,553** on mini, 86.4% and 99.5% of the input · estimate, rule R8",
        "",
        "$0.00204 on 4o and $0.00383 on mini, each request.",
      ),
    );
  });

  it("has no link to low detail if it is low already", () => {
    const low = assumedEstimate({
      tokens: 266,
      rightTokens: 3_014,
      imageTokens: [85, 2_833],
      images: [image("low")],
      output: [60, 120, 240],
      parts: parts(85),
      rightParts: parts(2_833),
    });
    expect(hover(low)).not.toContain("setDetailLow");
    expect(inlayTexts(low)[0]?.text).toBe("85 tok on 4o · 2,833 on mini");
  });

  it("says that the tokens of an image without a size are unknown", () => {
    const unsized: ImagePart = { kind: "image", detail: "auto", range: { start: 800, end: 950 } };
    const unknown = assumedEstimate({ tokens: 900, output: [1, 2, 3], images: [unsized] });
    expect(inlayTexts(unknown)).toEqual([{ offset: 950, text: "tokens unknown: no size" }]);
  });
});

describe("a prompt over the context window of both", () => {
  const estimate = assumedEstimate({
    tokens: 141_311,
    output: [1_400, 2_800, 5_600],
    parts: [
      part("message", "system", 1_120, 0, { messageIndex: 0 }),
      part("message", "user", 140_180, 5_000, { messageIndex: 1 }),
      framing(11),
    ],
    filled: {
      placeholders: [
        {
          variable: "contract",
          text: "{{contract}}",
          range: { start: 6_000, end: 6_012 },
          messageIndex: 1,
          asWrittenTokens: 4,
          filledTokens: 139_968,
        },
      ],
    },
    recommendation: recommendationOf(undefined, { decidedBy: "limit" }),
  });

  it("says by how much, everywhere", () => {
    expect(estimateStatus(estimate, USD)).toEqual({
      text: "$(error) 141,311 tok · 13,311 over",
      label: "Tokenscale: 141,311 tokens, 13,311 over the 128,000 of both models",
    });
    expect(hover(estimate)).toBe(
      lines(
        "**141,311 tokens** in: 13,311 over the 128,000 of both models · exact",
        "",
        "Neither model takes it, so there is no price and no recommendation. Cut 16,111 tokens to leave room for the expected output of 2,800 (1,400–5,600).",
        "",
        "[Go to the largest part](command:tokenscale.goToLargest): `{{contract}}`, 139,968 tokens · [Compare 4o vs mini](command:tokenscale.compare)",
        "",
        "| Part | Tokens | Share |",
        "|:--|--:|--:|",
        "| System | 1,120 | 0.8% |",
        "| User | 140,180 | 99.2% |",
        "| Framing | 11 | <0.1% |",
      ),
    );
    expect(lensTexts(estimate, { currency: USD })).toEqual([
      { title: "141,311 tok · 13,311 over" },
      {
        title: "Go to the largest part",
        command: "goToLargest",
        range: { start: 6_000, end: 6_012 },
      },
    ]);
  });

  it("over that of one model alone keeps the other's price", () => {
    const roomy = {
      ...GPT_4O,
      id: "roomy",
      label: "Roomy",
      contextWindowTokens: { value: 1_000_000, source: "settings", confidence: "published" },
      prices: GPT_4O.prices.map((row) => ({ ...row, snapshots: ["roomy"] })),
    } as const;
    const one = assumedEstimate({
      tokens: 130_000,
      output: [1, 100, 200],
      pair: [roomy, GPT_4O_MINI],
      recommendation: recommendationOf("roomy", { decidedBy: "limit" }),
    });
    expect(hover(one)).toContain("2,000 over the 128,000 of GPT-4o mini.");
    expect(hover(one)).toContain(
      lines("| ■ Roomy | 0.325 | 0.001 | **0.326** |", "| ● GPT-4o mini | – | – | – |"),
    );
    expect(hover(one)).toContain("**Roomy** · decided by a limit");
    expect(lensTexts(one, { currency: USD })[0]?.title).toBe(
      "130,000 tok · 4o $0.326 · mini too long",
    );
  });
});

describe("a template with unknown variables", () => {
  const names = ["ticket", "history", "name"];
  const basis = {
    kind: "estimate",
    reasons: ["3 variables without a value"],
    isLowerBound: true,
  } as const;
  const placeholders = names.map((variable, index) => ({
    variable,
    text: `{{${variable}}}`,
    range: { start: index * 20, end: index * 20 + 10 },
    messageIndex: 0,
    asWrittenTokens: 4,
  }));
  const recommendation = recommendationOf("gpt-4o-mini", {
    level: "published opinion",
    decidedBy: "quality",
    reasons: [opinion("Email drafting"), COST_REASON],
  });
  const estimate = assumedEstimate({
    tokens: 628,
    output: [110, 220, 440],
    basis,
    recommendation,
    filled: {
      asWrittenTokens: 640,
      withoutPlaceholdersTokens: 628,
      unknownVariables: names,
      placeholders,
    },
  });

  it("has lower bounds everywhere", () => {
    expect(estimateStatus(estimate, USD)).toEqual({
      text: "$(law) mini · ≥ 628 tok · ≥ $0.000226",
      label: "Tokenscale: GPT-4o mini, at least 628 tokens, at least $0.000226 a request",
    });
    expect(hover(estimate)).toBe(
      lines(
        "**GPT-4o mini** · published opinion",
        "",
        "[Add sample values](command:tokenscale.createVars) · [Compare 4o vs mini](command:tokenscale.compare)",
        "",
        "| USD | Input | Expected output | **A request** |",
        "|:--|--:|--:|--:|",
        "| ■ GPT-4o | ≥ 0.00157 | 0.00220 | **≥ 0.00377** |",
        "| ● GPT-4o mini | ≥ 0.000094 | 0.000132 | **≥ 0.000226** |",
        "",
        "**≥ 628 tokens** in, 220 out (110–440) · estimate: 3 variables without a value",
        "",
        "As written 640 tokens; without the placeholders 628. `{{ticket}}`, `{{history}}` and `{{name}}` come on top.",
        "",
        "- Email drafting is not measured; published guides send it to mini.",
        "- $0.00354 less a request at least; GPT-4o costs 16.7 times as much.",
      ),
    );
  });

  it("says on a variable that it has no value", () => {
    const found = partHoverAt(
      assumedEstimate({
        tokens: 628,
        output: [1, 2, 3],
        stablePrefixTokens: 80,
        filled: { placeholders, unknownVariables: names },
      }),
      5,
      USD,
    );
    expect(found && plain(found.segments)).toBe(
      "**No value**: the count leaves it out. 4 tokens as written. The stable prefix ends here: 80 tokens, too few to be cached.",
    );
  });

  it("names the first five of many variables, as code whatever they hold", () => {
    const many = ["a`|b", "two", "three", "four", "five", "six", "seven"];
    const crowded = assumedEstimate({
      tokens: 628,
      output: [110, 220, 440],
      basis,
      recommendation,
      filled: { unknownVariables: many },
    });
    expect(hover(crowded)).toContain(
      "`aˋ¦b`, `two`, `three`, `four`, `five` and 2 more come on top.",
    );
  });

  it("says how far the sets of values reach if all have one", () => {
    const filled = assumedEstimate({
      tokens: 1_130,
      output: [110, 220, 440],
      recommendation,
      filled: {
        asWrittenTokens: 640,
        withoutPlaceholdersTokens: 628,
        placeholders,
        filled: {
          minTokens: 702,
          typicalTokens: 1_130,
          maxTokens: 2_415,
          sets: 12,
          label: "test 4",
        },
      },
    });
    expect(estimateStatus(filled, USD).text).toBe("$(law) mini · 1,130 tok · $0.000302");
    expect(hover(filled)).toContain(
      "640 as written; filled 702 / 1,130 / 2,415 (min / typical / max)",
    );
  });
});

describe("a batch of 2,000 lines", () => {
  const line = (
    tokens: number,
    out: readonly [number, number, number],
    modelId: string,
    level: "measured" | "no evidence",
  ): Estimate =>
    assumedEstimate({
      tokens,
      output: out,
      prompt: { tier: "batch", name: "ticket-0412" },
      recommendation: recommendationOf(modelId, { level }),
    });

  /** `count` lines whose tokens add up to the totals. */
  const spread = (
    builder: FileTotalBuilder,
    count: number,
    tokens: number,
    out: number,
    modelId: string,
    level: "measured" | "no evidence",
  ): void => {
    for (let index = 0; index < count; index += 1) {
      const share = (total: number): number =>
        Math.floor(((index + 1) * total) / count) - Math.floor((index * total) / count);
      const expected = share(out);
      builder.add(line(share(tokens), [share(out / 2), expected, expected * 2], modelId, level));
    }
  };
  const builder = new FileTotalBuilder(DEFAULT_PAIR);
  spread(builder, 611, 341_608, 89_704, "gpt-4o", "measured");
  spread(builder, 1_029, 520_000, 140_000, "gpt-4o-mini", "measured");
  spread(builder, 359, 182_114, 50_156, "gpt-4o-mini", "no evidence");
  builder.addUnread({ unit: "line", count: 1 });
  const total = builder.total();
  const brokenLines = [{ lineNumber: 1_207, range: NOWHERE }];

  it("says how far the counting is, then the split", () => {
    expect(progressStatus(1_240, 2_000).text).toBe("$(loading~spin) 1,240 of 2,000 lines");
    expect(totalStatus(total, USD)).toEqual({
      text: "$(law) ≥1.04M tok · ≥$0.985 Batch",
      label:
        "Tokenscale: 69% to GPT-4o mini, 1,999 requests, at least 1,043,722 tokens, at least $0.985 in all, Batch tier",
    });
  });

  it("has both extremes and the split in the hover", () => {
    expect(plain(totalHover(total, { currency: USD, brokenLines, unit: "line" }))).toBe(
      lines(
        "**≥ 1,043,722 tokens** in 1,999 requests, 279,860 out (139,930–559,720) · estimate: 1 line can't be read",
        "",
        "**69% to GPT-4o mini**, $1.72 less than all on GPT-4o · measured for 1,640 lines, no evidence for 359",
        "",
        "[Go to line 1,207](command:tokenscale.goTo) · [Compare 4o vs mini](command:tokenscale.compare)",
        "",
        "| Batch tier | ■ all GPT-4o | ● all GPT-4o mini | split |",
        "|:--|--:|--:|--:|",
        "| Requests | 1,999 | 1,999 | 611 + 1,388 |",
        "| All lines, USD | ≥ 2.70 | ≥ 0.162 | ≥ 0.985 |",
        "| Of all-4o | 100.0% | 6.0% | 36.4% |",
      ),
    );
  });

  it("has one lens for all", () => {
    expect(totalLensTexts(total, USD)[0]?.title).toBe(
      "1,999 requests · ≥ 1,043,722 tok · 4o ≥ $2.70 · mini ≥ $0.162 · split ≥ $0.985 · Batch tier",
    );
  });

  it("says on a line what it costs and where it goes", () => {
    const one = line(486, [70, 140, 280], "gpt-4o-mini", "measured");
    const segments = lineHover(one, 412, USD);
    expect(plain(segments)).toBe(
      lines(
        "**486 tokens** in, 140 out (70–280) · exact",
        "",
        "Line 412, ticket-0412: $0.00131 on 4o, $0.0000784 on mini (batch tier). Goes to mini.",
      ),
    );
    expect(segments).toContainEqual({ kind: "text", value: "ticket-0412" });
  });
});

describe("a broken file", () => {
  const estimate = assumedEstimate({
    tokens: 866,
    output: [100, 200, 400],
    recommendation: recommendationOf("gpt-4o-mini", {
      level: "published opinion",
      decidedBy: "quality",
      reasons: [COST_REASON],
    }),
  });
  const problem = {
    lineNumber: 9,
    message: "The frontmatter is not closed. Add --- after line 9.",
  };

  it("keeps its last good figures and says of when they are", () => {
    expect(estimateStatus(estimate, USD, true)).toEqual({
      text: "$(warning) mini · 866 tok · $0.000250",
      label: "Tokenscale: GPT-4o mini, 866 tokens, $0.000250 a request, of the last good reading",
    });
    const stale = { ...problem, time: "14:32" };
    expect(plain(estimateHover(estimate, { currency: USD, stale }))).toBe(
      lines(
        "**Line 9: the frontmatter is not closed.** Shown: the last good reading, of 14:32.",
        "",
        "**GPT-4o mini** · published opinion",
        "",
        "[Compare 4o vs mini](command:tokenscale.compare) · [Run on Both](command:tokenscale.run)",
        "",
        "| USD | Input | Expected output | **A request** |",
        "|:--|--:|--:|--:|",
        "| ■ GPT-4o | 0.00216 | 0.00200 | **0.00416** |",
        "| ● GPT-4o mini | 0.000130 | 0.000120 | **0.000250** |",
        "",
        "**866 tokens** in, 200 out (100–400) · exact at 14:32",
        "",
        "- $0.00392 less a request; GPT-4o costs 16.7 times as much.",
      ),
    );
    expect(lensTexts(estimate, { currency: USD, staleSince: "14:32" })[0]?.title).toBe(
      "866 tok · 4o $0.00416 · mini $0.000250 · from 14:32",
    );
  });

  it("that was never read is counted as text", () => {
    expect(NOT_READ_STATUS.text).toBe("$(warning) Prompt not read");
    expect(plain(unreadHover(problem, 871))).toBe(
      lines("**Line 9: the frontmatter is not closed.**", "", "Counted as plain text: 871 tokens."),
    );
  });
});
