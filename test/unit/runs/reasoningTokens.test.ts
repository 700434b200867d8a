import fc from "fast-check";
import { expect, test } from "vitest";
import { costOfRequest } from "../../../src/core/cost/requestCost";
import { buildEstimate } from "../../../src/core/estimate/buildEstimate";
import { outputFactorOf } from "../../../src/core/migrate/breaks/capBreaks";
import { CATALOG } from "../../../src/core/models/catalog";
import { atEffort } from "../../../src/core/models/modelAtEffort";
import { plannedCosts } from "../../../src/core/runs/engine/planComparison";
import { characterServices, defaultSettings } from "../estimate/services";
import { readText } from "../prompt/fixtures";
import { plannedRun } from "./plannedRun";

const AT_EFFORT = CATALOG.flatMap((model) =>
  (model.reasoning?.efforts ?? []).map((effort) => ({ model, effort })),
);

const REQUEST = fc.record({
  inputTokens: fc.oneof(fc.integer({ min: 1, max: 2_000 }), fc.constant(300_000)),
  cap: fc.option(fc.integer({ min: 1, max: 3_000 }), { nil: undefined }),
  answers: fc.integer({ min: 1, max: 3 }),
});

test.each(AT_EFFORT.map((each) => [each.model.id, each.effort, each] as const))(
  "%s at %s: cost, context, limit, and budget count the reasoning",
  (id, effort, { model }) => {
    const side = atEffort(model, effort);
    const pair = {
      ...defaultSettings.pair,
      right: side,
      rightSnapshot: id,
      rightEffort: effort,
    };
    const settings = { ...defaultSettings, pair };
    const window = model.contextWindowTokens?.value ?? Number.NaN;
    fc.assert(
      fc.property(REQUEST, ({ inputTokens, cap, answers }) => {
        const content = "a".repeat(Math.min(inputTokens, window / 2));
        const body = {
          messages: [{ role: "user", content }],
          n: answers,
          ...(cap !== undefined && { max_completion_tokens: cap }),
        };
        const [prompt] = readText("a.request.json", JSON.stringify(body)).file.prompts;
        if (prompt === undefined) throw new Error("no request was read");
        const { right, output: visible } = buildEstimate(prompt, characterServices, settings);
        const { output, reasoning, count, price, cost } = right;
        const most = Math.min(cap ?? Infinity, model.maxOutputTokens?.value ?? Infinity) * answers;

        const factor = effort === "none" ? 1 : (outputFactorOf(model, effort) ?? Number.NaN);
        const wanted = visible.expectedTokens * factor;
        expect(output.expectedTokens).toBeGreaterThanOrEqual(Math.min(most, wanted * 0.99));
        expect(output.maxTokens).toBeLessThanOrEqual(Math.max(most, visible.maxTokens));
        expect(reasoning?.effort).toBe(effort);
        if (effort === "none") expect(output).toEqual(visible);

        expect(cost?.total).toBe(
          price &&
            costOfRequest(price, {
              inputTokens: count.inputTokens,
              outputTokens: output.expectedTokens,
            }),
        );
        expect(right.contextShare).toBeCloseTo(
          (count.inputTokens + output.expectedTokens) / window,
          12,
        );

        const plan = plannedRun(prompt, settings);
        const planned = plannedCosts(plan).at(-1);
        expect(plan.sides.right?.output).toEqual(output);
        expect(planned?.expected).toBe(cost?.total);
        expect(planned?.atMost).toBeGreaterThanOrEqual(cost?.total ?? 0n);
      }),
      { numRuns: 5 },
    );
  },
);
