import { describe, expect, test } from "vitest";
import { chooseTarget } from "../../../src/core/migrate/breaks/target";
import { needsJudgment, planFile, safeEdits } from "../../../src/core/migrate/planFile";
import { applyEdits } from "../../../src/core/migrate/textEdits";

const TODAY = "2026-11-28";

function plan(text: string, to?: string) {
  const choice = to === undefined ? undefined : chooseTarget(to, TODAY);
  if (choice?.kind === "refused") throw new Error(choice.reason);
  return planFile("a.json", text, { today: TODAY, ...(choice && { target: choice.target }) });
}

const idsOf = (text: string, to?: string) =>
  plan(text, to).map(({ isOnTarget, breaks }) => [isOnTarget, ...breaks.map(({ id }) => id)]);

describe("a place that names its target already", () => {
  test.each([
    '{"model": "gpt-6-luna", "reasoning_effort": "none", "messages": [], "stop": ["x"]}',
    '{"model": "gpt-6-luna", "reasoning_effort": "none", "messages": [], "logit_bias": {}}',
  ])("waits for a person's judgment if it is refused at every effort: %s", (text) => {
    const [place, ...others] = plan(text);
    expect(others).toEqual([]);
    expect(place?.isOnTarget).toBe(true);
    expect(place?.place.daysLeft).toBeUndefined();
    expect(place?.edits).toEqual([]);
    expect(place && needsJudgment(place)).toBe(true);
  });

  test.each([
    '{"model": "gpt-6-luna", "messages": []}',
    '{"model": "gpt-6-luna", "messages": [], "temperature": 1, "max_completion_tokens": 50}',
    '{"model": "gpt-6-luna", "reasoning_effort": "none", "messages": [], "temperature": 0.2, "tools": []}',
    '{"model": "gpt-5.4-mini", "messages": [], "temperature": 0.2}',
  ])("is left out if nothing is refused: %s", (text) => {
    expect(plan(text)).toEqual([]);
  });

  test.each([
    [
      '{"model": "gpt-6-luna", "messages": [], "temperature": 0.2}',
      '{"model": "gpt-6-luna", "reasoning_effort": "none", "messages": [], "temperature": 0.2}',
    ],
    [
      '{"model": "gpt-6-luna", "messages": [], "tools": [], "max_tokens": 5}',
      '{"model": "gpt-6-luna", "reasoning_effort": "none", "messages": [], "tools": [], "max_completion_tokens": 5}',
    ],
    [
      '{"model": "gpt-6-luna", "reasoning_effort": "high", "messages": [], "top_p": 0.2}',
      '{"model": "gpt-6-luna", "reasoning_effort": "high", "messages": []}',
    ],
  ])("is mended by the safe edits: %s", (text, after) => {
    const mended = applyEdits(text, safeEdits(plan(text)));
    expect(mended).toBe(after);
    expect(plan(mended)).toEqual([]);
  });

  test("is judged by the chosen target alone", () => {
    const text = '{"model": "gpt-6-luna", "messages": [], "stop": ["x"]}';
    expect(idsOf(text)).toEqual([[true, "stop"]]);
    expect(idsOf(text, "gpt-6-luna@low")).toEqual([[true, "stop"]]);
    expect(idsOf(text, "gpt-5.4-mini")).toEqual([]);
  });

  test("may be on a target that ends itself", () => {
    const text = '{"model": "gpt-5.1", "messages": [], "max_tokens": 5}';
    expect(plan(text, "gpt-5.1")).toMatchObject([{ isOnTarget: true, place: { daysLeft: 124 } }]);
  });
});

describe("effort max, which Chat Completions refuses", () => {
  const chat = '{"model": "gpt-4o", "messages": []}';

  test.each([
    [chat, "gpt-6-luna@max"],
    [chat, "gpt-5.6-terra@max"],
    ['{"model": "gpt-6-luna", "reasoning_effort": "max", "messages": []}', undefined],
  ])("waits for a person's judgment: %s to %s", (text, to) => {
    expect(idsOf(text, to).flat()).toContain("effort-max-chat");
    expect(plan(text, to).some(needsJudgment)).toBe(true);
  });

  test.each([
    [chat, "gpt-6-luna@xhigh"],
    ['{"model": "gpt-4o", "input": "Hi"}', "gpt-6-luna@max"],
    ['{"model": "gpt-4o", "reasoning_effort": "high", "messages": []}', "gpt-6-luna@max"],
  ])("is not the effort of %s to %s", (text, to) => {
    expect(idsOf(text, to).flat()).not.toContain("effort-max-chat");
  });
});
