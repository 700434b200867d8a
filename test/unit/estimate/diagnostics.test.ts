import { describe, expect, it } from "vitest";
import { USD } from "../../../src/core/currency";
import type { Diagnostic, DiagnosticSettings } from "../../../src/core/estimate/diagnostic";
import { findDiagnostics } from "../../../src/core/estimate/diagnostics";
import type { Estimate } from "../../../src/core/estimate/estimate";
import type { PromptProblem } from "../../../src/core/prompt/prompt";
import { assumedEstimate, framing, part, recommendationOf } from "../surfaces/assumed";
import { estimateText } from "./services";

const settings: DiagnosticSettings = {
  currency: USD,
  today: "2026-11-20",
  isStale: false,
  varsFileName: "support-reply.vars.json",
};
const MODEL_RANGE = { start: 7, end: 20 };

function diagnose(
  estimates: readonly Estimate[],
  more: Partial<DiagnosticSettings> = {},
  problems: readonly PromptProblem[] = [],
): readonly Diagnostic[] {
  const prompts = estimates.map(({ prompt }) => prompt);
  const file = {
    format: "prompty",
    formatLabel: "Prompty",
    prompts,
    problems,
    references: [],
  } as const;
  return findDiagnostics({ file, estimates }, { ...settings, ...more });
}

const named = (model: string, more: Parameters<typeof assumedEstimate>[0]["prompt"] = {}) =>
  assumedEstimate({
    tokens: 1_204,
    output: [180, 350, 720],
    parts: [
      part("message", "system", 412, 100, { messageIndex: 0 }),
      part("message", "user", 400, 1_000, { messageIndex: 1 }),
      framing(15),
    ],
    prompt: { model: { value: model, range: MODEL_RANGE }, ...more },
  });

const ofCode = (code: Diagnostic["code"], found: readonly Diagnostic[]): Diagnostic | undefined =>
  found.find((diagnostic) => diagnostic.code === code);

describe("a model's name", () => {
  it("that retires is not a problem of the prompt: the move plan reports it", () => {
    expect(diagnose([named("gpt-4o"), named("gpt-4o-2024-05-13")])).toEqual([]);
  });

  it("that is unknown is counted as the left model", () => {
    const [unknown] = diagnose([named("gpt-4o-large")]);
    expect(unknown).toEqual({
      code: "unknown-model",
      severity: "information",
      message: "gpt-4o-large is not in the catalog: counted as GPT-4o, no price.",
      range: MODEL_RANGE,
      fixes: [
        { kind: "edit", title: "Replace with gpt-4o", range: MODEL_RANGE, newText: "gpt-4o" },
        {
          kind: "action",
          title: "Add a custom model",
          action: { type: "openSetting", setting: "models.custom" },
        },
      ],
    });
  });

  it.each(["${env:MODEL}", "{{model}}"])("%s is none yet", (name) => {
    expect(diagnose([named(name)])).toEqual([]);
  });

  it("of a fine-tuned model, of which no retirement is known, is let alone", () => {
    expect(diagnose([named("ft:gpt-4o-2024-08-06:acme::1")])).toEqual([]);
  });
});

describe("limits", () => {
  const contract = assumedEstimate({
    tokens: 141_311,
    output: [1_400, 2_800, 5_600],
    parts: [
      part("message", "system", 1_120, 0, { messageIndex: 0 }),
      part("message", "user", 140_180, 2_000, { messageIndex: 1 }),
      framing(11),
    ],
    recommendation: recommendationOf(undefined, { decidedBy: "limit" }),
  });

  it("of the context window: an error on the largest part", () => {
    expect(diagnose([contract])).toEqual([
      {
        code: "over-context",
        severity: "error",
        message:
          "141,311 tokens: 13,311 over the 128,000 of both models. Cut 16,111 to leave room for the output.",
        range: { start: 2_000, end: 142_180 },
        fixes: [
          {
            kind: "action",
            title: "Go to the largest part",
            action: { type: "goTo", range: { start: 2_000, end: 142_180 } },
          },
        ],
      },
    ]);
  });

  it("of models that the file does not run on: a warning", () => {
    const models = [{ ...contract.left.model, id: "roomy", shutdowns: [] }];
    const elsewhere = {
      ...contract,
      prompt: { ...contract.prompt, model: { value: "roomy", range: MODEL_RANGE } },
    };
    expect(diagnose([elsewhere], { customModels: models })[0]?.severity).toBe("warning");
  });

  it("of the published caution, from 50,000 tokens of text on", () => {
    const at = (tokens: number) =>
      ofCode("context-caution", diagnose([assumedEstimate({ tokens, output: [1, 2, 3] })]));
    expect(at(61_240)?.message).toBe(
      "61,240 input tokens: past 50,000 mini's use of the context degrades more. Test at this length.",
    );
    expect(at(61_240)?.severity).toBe("information");
    expect(at(61_240)?.fixes[0]?.title).toBe("Compare 4o vs mini");
    expect(at(50_000)).toBeDefined();
    expect(at(49_999)).toBeUndefined();
    expect(at(141_311)).toBeUndefined();
  });

  it("of the output", () => {
    const range = { start: 30, end: 35 };
    const asked = (value: number, model = "gpt-4o") =>
      ofCode("over-output-limit", diagnose([named(model, { maxOutputTokens: { value, range } })]));
    expect(asked(16_384)).toBeUndefined();
    expect(asked(20_000)).toEqual({
      code: "over-output-limit",
      severity: "error",
      message: "max_tokens 20,000: 3,616 over the 16,384 of both models.",
      range,
      fixes: [{ kind: "edit", title: "Set max_tokens to 16384", range, newText: "16384" }],
    });
  });

  it("of the output of one snapshot alone", () => {
    const [estimate] = estimateText(
      "a.request.json",
      JSON.stringify({
        model: "gpt-4o-2024-05-13",
        max_tokens: 5_000,
        messages: [{ role: "user", content: "hello" }],
      }),
    ).estimates;
    const found = ofCode("over-output-limit", diagnose(estimate ? [estimate] : []));
    expect(found?.message).toBe("max_tokens 5,000: 904 over the 4,096 of gpt-4o-2024-05-13.");
    expect(found?.fixes[0]).toMatchObject({ newText: "4096" });
  });
});

describe("the user's budgets", () => {
  it("in dollars, with the other model's price", () => {
    const found = ofCode(
      "over-budget-usd",
      diagnose([named("gpt-4o")], { budgetUsdPerRequest: 0.005 }),
    );
    expect(found).toEqual({
      code: "over-budget-usd",
      severity: "warning",
      message: "$0.00651 a request on 4o: over the budget of $0.00500. On mini it costs $0.000391.",
      range: MODEL_RANGE,
      fixes: [
        {
          kind: "edit",
          title: "Switch the model to gpt-4o-mini",
          range: MODEL_RANGE,
          newText: "gpt-4o-mini",
        },
        {
          kind: "action",
          title: "Change the budget",
          action: { type: "openSetting", setting: "budget.usdPerRequest" },
        },
      ],
    });
  });

  it("in dollars, for the model that runs: the one named, else the recommended one", () => {
    const budget = { budgetUsdPerRequest: 0.005 };
    expect(ofCode("over-budget-usd", diagnose([named("gpt-4o-mini")], budget))).toBeUndefined();
    const unnamed = assumedEstimate({ tokens: 1_204, output: [180, 350, 720] });
    expect(diagnose([unnamed], budget)).toEqual([]);
    const dear = { ...unnamed, recommendation: recommendationOf("gpt-4o") };
    expect(diagnose([dear], budget)[0]?.fixes.map(({ title }) => title)).toEqual([
      "Change the budget",
    ]);
  });

  it("in dollars, where both are over: nothing to switch to", () => {
    const found = ofCode(
      "over-budget-usd",
      diagnose([named("gpt-4o")], { budgetUsdPerRequest: 0.0001 }),
    );
    expect(found?.message).toContain("over the budget of $0.000100. On mini it costs $0.000391.");
    expect(found?.fixes).toHaveLength(1);
  });

  it("in tokens, with the largest part", () => {
    const found = ofCode(
      "over-budget-tokens",
      diagnose([named("gpt-4o")], { budgetInputTokens: 1_000 }),
    );
    expect(found).toMatchObject({
      severity: "warning",
      message: "1,204 input tokens: 204 over the budget of 1,000. The largest part is system, 412.",
      range: { start: 100, end: 512 },
    });
    expect(found?.fixes.map(({ title }) => title)).toEqual([
      "Go to the largest part",
      "Change the budget",
    ]);
  });

  it("are not passed at the budget itself", () => {
    const found = diagnose([named("gpt-4o")], {
      budgetInputTokens: 1_204,
      budgetUsdPerRequest: 0.00651,
    });
    expect(found).toEqual([]);
  });
});

describe("images", () => {
  const withImage = (image: object) =>
    findDiagnostics(
      estimateText(
        "a.request.json",
        JSON.stringify({
          messages: [{ role: "user", content: [{ type: "image_url", image_url: image }] }],
        }),
      ),
      settings,
    );

  it("that cost more on mini are called out, with an edit to low detail", () => {
    const estimate = assumedEstimate({
      tokens: 946,
      rightTokens: 25_682,
      imageTokens: [765, 25_501],
      images: [
        {
          kind: "image",
          source: "receipt.png",
          detail: "high",
          size: { widthPixels: 1024, heightPixels: 1024 },
          detailRange: { start: 40, end: 46 },
          range: { start: 10, end: 60 },
        },
      ],
      output: [60, 120, 240],
      parts: [
        part("message", "user", 936, 0, {
          children: [part("image", "image", 765, 10)],
        }),
        framing(10),
      ],
      rightParts: [
        part("message", "user", 25_672, 0, {
          children: [part("image", "image", 25_501, 10)],
        }),
        framing(10),
      ],
    });
    expect(diagnose([estimate])).toEqual([
      {
        code: "image-costs-more-on-mini",
        severity: "information",
        message: "This image costs twice as much on mini: $0.00383 against $0.00191 on 4o.",
        range: { start: 10, end: 60 },
        fixes: [
          {
            kind: "edit",
            title: "Set detail to low",
            range: { start: 40, end: 46 },
            newText: '"low"',
          },
          { kind: "action", title: "Compare 4o vs mini", action: { type: "compare" } },
        ],
      },
    ]);
  });

  it("at low detail are called out too, with nothing to lower", () => {
    const [found] = withImage({ url: "https://example.com/a.png", detail: "low" });
    expect(found?.code).toBe("image-costs-more-on-mini");
    expect(found?.message).toBe(
      "This image costs twice as much on mini: $0.000425 against $0.000212 on 4o.",
    );
    expect(found?.fixes.map(({ title }) => title)).toEqual(["Compare 4o vs mini"]);
  });

  it("of unknown size ask for it", () => {
    const [found] = withImage({ url: "https://example.com/a.png" });
    expect(found).toMatchObject({
      code: "image-size-unknown",
      severity: "information",
      message:
        "Size unknown: tokens can't be counted. Save the image beside the prompt or give its size.",
      fixes: [{ kind: "action", title: "Give the size", action: { type: "setImageSize" } }],
    });
  });
});

describe("templates", () => {
  it("have a hint on each variable without a value", () => {
    const text = "messages:\n  - role: user\n    content: 'Dear {{name}}, {{body}}'\n";
    const file = estimateText("a.prompt.yml", text);
    const found = findDiagnostics(file, settings);
    expect(found.map(({ message }) => message)).toEqual([
      "name has no value: the count leaves it out.",
      "body has no value: the count leaves it out.",
    ]);
    expect(found[0]).toMatchObject({
      code: "unknown-variable",
      severity: "hint",
      fixes: [
        {
          kind: "action",
          title: "Add to support-reply.vars.json",
          action: { type: "createVars" },
        },
      ],
    });
    expect(text.slice(found[0]?.range.start, found[0]?.range.end)).toContain("name");
  });

  it("say where the stable prefix ends too early", () => {
    const estimate: Estimate = {
      ...assumedEstimate({ tokens: 1_204, output: [1, 2, 3] }),
      prefixHint: {
        text: "{{name}}",
        range: { start: 700, end: 708 },
        prefixTokens: 612,
        movedPrefixTokens: 1_190,
      },
    };
    expect(diagnose([estimate])).toEqual([
      {
        code: "prefix-not-cacheable",
        severity: "information",
        message:
          "The stable prefix ends here, at 612 tokens. With {{name}} moved below it would be 1,190: 1,152 at half price.",
        range: { start: 700, end: 708 },
        fixes: [
          {
            kind: "action",
            title: "Show the prefix",
            action: { type: "goTo", range: { start: 0, end: 700 } },
          },
        ],
      },
    ]);
  });

  it("say nothing of the prefix if nothing is cached", () => {
    const estimate: Estimate = {
      ...assumedEstimate({ tokens: 1_204, output: [1, 2, 3], prompt: { tier: "batch" } }),
      prefixHint: {
        text: "{{name}}",
        range: { start: 700, end: 708 },
        prefixTokens: 612,
        movedPrefixTokens: 1_190,
      },
    };
    expect(diagnose([estimate])).toEqual([]);
  });
});

describe("what is wrong with the file itself", () => {
  it("a line that is not JSON: an error, with the way there", () => {
    const good = JSON.stringify({
      custom_id: "a",
      url: "/v1/chat/completions",
      body: { messages: [{ role: "user", content: "hello" }] },
    });
    const file = estimateText("x.batch.jsonl", `${good}\n{"custom_id": "b", "messages"\n${good}\n`);
    const [found] = findDiagnostics(file, settings);
    expect(found).toMatchObject({ code: "broken-line", severity: "error" });
    expect(found?.message).toMatch(/^Line 2 is not JSON: .*The other 2 lines are counted\.$/);
    expect(found?.fixes[0]).toMatchObject({ title: "Go to the line" });
  });

  it("a frontmatter that is not closed: a warning, with the fence to insert", () => {
    const problem: PromptProblem = {
      code: "broken-file",
      message: "The frontmatter is not closed. Add --- after line 9.",
      range: { start: 80, end: 90 },
      insertion: { offset: 90, text: "\n---", title: "Insert ---" },
    };
    const [found] = diagnose([], { isStale: true }, [problem]);
    expect(found).toEqual({
      code: "broken-file",
      severity: "warning",
      message: "The frontmatter is not closed. Add --- after line 9. Shown: the last good reading.",
      range: { start: 80, end: 90 },
      fixes: [
        { kind: "edit", title: "Insert ---", range: { start: 90, end: 90 }, newText: "\n---" },
      ],
    });
    expect(diagnose([], {}, [problem])[0]?.message).toBe(problem.message);
  });

  it("a file that is read in part: information", () => {
    const [found] = diagnose([], {}, [
      {
        code: "unsupported",
        message: "A request to the image API is counted as a chat request.",
        range: MODEL_RANGE,
      },
    ]);
    expect(found).toMatchObject({ code: "unsupported", severity: "information", fixes: [] });
  });
});
