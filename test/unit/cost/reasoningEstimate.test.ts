import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { OutputEstimate } from "../../../src/core/cost/outputEstimate";
import {
  estimateReasoning,
  withinOutput,
  withReasoning,
} from "../../../src/core/cost/reasoningEstimate";
import { CATALOG } from "../../../src/core/models/catalog";
import { GPT_4O } from "../../../src/core/models/gpt4o";
import { GPT_5 } from "../../../src/core/models/gpt5";
import { GPT_5_5 } from "../../../src/core/models/gpt55";
import { GPT_6_LUNA } from "../../../src/core/models/gpt6Luna";
import { atEffort } from "../../../src/core/models/modelAtEffort";
import { SOURCES } from "../../../src/core/models/sources";

const answer = (expectedTokens: number, minTokens = expectedTokens, maxTokens = expectedTokens) =>
  ({
    minTokens,
    expectedTokens,
    maxTokens,
    origin: "by the length estimate",
    originKind: "length-estimate",
  }) satisfies OutputEstimate;

describe("reasoning tokens", () => {
  it.each([
    ["low", 920],
    ["medium", 1_350],
    ["high", 1_990],
    ["xhigh", 4_850],
  ] as const)("multiply the answer of a model at %s as on the sibling measured", (effort, more) => {
    const reasoning = estimateReasoning(atEffort(GPT_6_LUNA, effort), {
      output: answer(1_000),
      answers: 1,
    });
    expect(reasoning?.expectedTokens).toBe(more);
    expect(reasoning?.minTokens).toBeLessThan(more);
    expect(reasoning?.maxTokens).toBeGreaterThan(more);
    expect(reasoning?.origin).toContain("measured on gpt-5.4-mini");
    expect(reasoning?.sources).toContain("fre-1430");
  });

  it("are none at effort none", () => {
    const visible = answer(1_000, 500, 2_000);
    const reasoning = estimateReasoning(atEffort(GPT_6_LUNA, "none"), {
      output: visible,
      answers: 1,
    });
    expect(reasoning).toMatchObject({ minTokens: 0, expectedTokens: 0, maxTokens: 0 });
    expect(withReasoning(visible, reasoning, undefined)).toBe(visible);
  });

  it("are not known of a model that does not reason, or whose effort nobody knows", () => {
    const visible = { output: answer(100), answers: 1 };
    expect(estimateReasoning(GPT_4O, visible)).toBeUndefined();
    expect(estimateReasoning(GPT_5_5, visible)).toBeUndefined();
  });

  it("come with the shortest answer too, and with each of several", () => {
    const luna = atEffort(GPT_6_LUNA, "medium");
    expect(estimateReasoning(luna, { output: answer(3), answers: 1 })?.expectedTokens).toBe(49);
    expect(estimateReasoning(luna, { output: answer(6), answers: 2 })?.expectedTokens).toBe(98);
  });

  it("depend on the kind of task", () => {
    const luna = atEffort(GPT_6_LUNA, "medium");
    const of = (task?: "summary" | "extraction" | "one fact") =>
      estimateReasoning(luna, { output: answer(1_000), answers: 1, ...(task && { task }) })
        ?.expectedTokens;
    // 25%, 51% and 81% of the output.
    expect([of("summary"), of("extraction"), of("one fact")]).toEqual([333, 1_041, 4_263]);
  });

  it("go by the model's own recorded requests if there are any", () => {
    const reasoning = estimateReasoning(atEffort(GPT_5, "medium"), {
      output: answer(100),
      answers: 1,
    });
    expect(reasoning).toMatchObject({
      expectedTokens: 533,
      origin: "6.33 times the answer, the median of 214 recorded requests",
    });
  });

  it("are counted by a limit of the output, before the answer", () => {
    const visible = answer(200, 56, 200);
    const reasoning = estimateReasoning(atEffort(GPT_6_LUNA, "medium"), {
      output: visible,
      answers: 1,
    });
    const output = withReasoning(visible, reasoning, 240);
    expect(output).toMatchObject({ expectedTokens: 240, maxTokens: 240 });
    expect(output.origin).toContain("the limit stops both at 240");
    expect(reasoning && withinOutput(reasoning, output).maxTokens).toBe(240);
  });

  it("are an ordered range with a source at every effort of every model", () => {
    const models = CATALOG.flatMap((model) =>
      (model.reasoning?.efforts ?? []).map((effort) => atEffort(model, effort)),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...models),
        fc.tuple(fc.nat(5_000), fc.nat(5_000), fc.nat(5_000)),
        fc.integer({ min: 1, max: 8 }),
        fc.option(fc.nat(4_000), { nil: undefined }),
        (model, tokens, answers, limit) => {
          const [min = 0, expected = 0, max = 0] = [...tokens].sort((a, b) => a - b);
          const visible = answer(expected, min, max);
          const reasoning = estimateReasoning(model, { output: visible, answers });
          if (reasoning === undefined) throw new Error(`${model.label} reasons`);
          const output = withReasoning(visible, reasoning, limit);
          const part = withinOutput(reasoning, output);
          for (const range of [reasoning, output, part]) {
            expect(range.minTokens).toBeLessThanOrEqual(range.expectedTokens);
            expect(range.expectedTokens).toBeLessThanOrEqual(range.maxTokens);
            expect(Number.isInteger(range.expectedTokens)).toBe(true);
          }
          if (limit !== undefined && reasoning.maxTokens > 0) {
            expect(output.maxTokens).toBeLessThanOrEqual(limit);
          }
          expect(part.maxTokens).toBeLessThanOrEqual(output.maxTokens);
          for (const source of reasoning.sources) expect(SOURCES).toHaveProperty([source]);
          expect(reasoning.sources.length > 0 || model.effort === "none").toBe(true);
        },
      ),
    );
  });
});
