import { describe, expect, it } from "vitest";
import { resolvePair } from "../../../src/core/models/resolvePair";
import { plainText } from "../../../src/core/panel/contract/richText";
import { buildPanelState } from "../../../src/core/panel/sections/buildPanelState";
import { basisWords } from "../../../src/core/surfaces/words";
import { estimateText } from "../estimate/services";
import { panelInput, promptSubject } from "./sampleInput";
import { onePrompt } from "./stateText";

const QUESTION = { role: "user", content: "Hello" };

function shown(right: string, request: object) {
  const pair = resolvePair({ left: "gpt-4o", right });
  const [estimate] = estimateText("a.request.json", JSON.stringify(request), { pair }).estimates;
  if (estimate === undefined) throw new Error("no request");
  const state = onePrompt(buildPanelState(panelInput({ pair, subject: promptSubject(estimate) })));
  return {
    estimate,
    grounds: state.verdict.grounds.map((words) => plainText(words)).join("\n"),
    count: plainText(state.prompt.facts.find(({ key }) => key === "count")?.words ?? []),
  };
}

describe("a pair of two families", () => {
  const luna = shown("gpt-6-luna", { messages: [QUESTION] });

  it("has its own count on each side", () => {
    const { left, right } = luna.estimate;
    expect(left.count.inputTokens - right.count.inputTokens).toBe(1);
    expect([left.count.basis.kind, right.count.basis.kind]).toEqual(["exact", "estimate"]);
  });

  it("says of each model how sure its count is", () => {
    expect(luna.grounds).toContain("15 tokens in on GPT-4o exact");
    expect(luna.grounds).toContain(
      "14 tokens in on GPT-6 Luna · medium estimate: no request to GPT-6 was recorded, so it is counted by the rules of GPT-5.6",
    );
    expect(luna.count).toMatch(/^GPT-4o: exact Rule R1, matched .* GPT-6 Luna · medium: estimate /);
    expect(luna.count).toContain("(chat messages on GPT-5.6)");
  });

  it("says in the hover which side is exact", () => {
    expect(basisWords(luna.estimate)).toMatch(/^4o exact; .*estimate: no request to GPT-6/);
  });

  it("does not call a rule confirmed that no recorded request of the family rests on", () => {
    const { count, estimate } = shown("gpt-5.5", { messages: [QUESTION] });
    expect(estimate.right.count.basis.reasons).toEqual([
      "no recorded requests of this kind: chat messages",
    ]);
    expect(count).toContain("fitted to models of other families");
    expect(count).not.toContain("of 0 recorded");
  });

  it("counts a named function by each side's rules", () => {
    const tools = [{ type: "function", function: { name: "look_up" } }];
    const named = { type: "function", function: { name: "look_up" } };
    const { left, right } = shown("gpt-5", {
      messages: [QUESTION],
      tools,
      tool_choice: named,
    }).estimate;
    expect(left.count.parts.map(({ kind }) => kind)).toContain("tool-choice");
    expect(right.count.parts.map(({ kind }) => kind)).not.toContain("tool-choice");
    for (const { count } of [left, right]) {
      expect(count.parts.reduce((sum, { tokens }) => sum + tokens, 0)).toBe(count.inputTokens);
    }
  });
});

it("a pair of one family says it once", () => {
  const { grounds, count, estimate } = shown("gpt-4o-mini", { messages: [QUESTION] });
  expect(grounds).toContain("15 tokens in exact and ");
  expect(count.match(/exact/g)).toHaveLength(1);
  expect(basisWords(estimate)).toBe("exact");
});
