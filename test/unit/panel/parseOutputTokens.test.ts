import { describe, expect, it } from "vitest";
import { buildPanelState } from "../../../src/core/panel/sections/buildPanelState";
import {
  outputTextProblem,
  outputTokensOf,
} from "../../../src/core/panel/sections/parseOutputTokens";
import { sampleEstimate } from "./sampleEstimates";
import { panelInput, promptSubject } from "./sampleInput";
import { onePrompt } from "./stateText";

describe("a text typed as expected output", () => {
  it.each([
    ["500", 500],
    ["1,204", 1_204],
    ["12.7", 13],
    ["", undefined],
    ["lots", undefined],
  ])("%j is %s whole tokens", (text, tokens) => {
    expect(outputTokensOf(text)).toBe(tokens);
  });

  it.each(["", "  ", "500", "2k"])("%j can be used", (text) => {
    expect(outputTextProblem(text, sampleEstimate())).toBeUndefined();
  });

  it("leaves the estimate if it isn't a number", () => {
    expect(outputTextProblem("lots", sampleEstimate())).toBe("Not a number: the estimate is used.");
    expect(outputTextProblem("-5", sampleEstimate())).toBe("Below 0: the estimate is used.");
  });

  it("leaves the user's number if it isn't one", () => {
    const output = {
      ...sampleEstimate().output,
      originKind: "user",
      expectedTokens: 1_500,
    } as const;
    expect(outputTextProblem("lots", sampleEstimate({ output }))).toBe(
      "Not a number: 1,500 is used.",
    );
  });

  it("has no range once it is the user's own number", () => {
    const output = {
      minTokens: 500,
      expectedTokens: 500,
      maxTokens: 500,
      originKind: "user",
    } as const;
    const estimate = sampleEstimate({ output: { ...output, origin: "set by you" } });
    const { prompt } = onePrompt(buildPanelState(panelInput({ subject: promptSubject(estimate) })));
    const [bar] = prompt.bars;
    expect(bar?.range).toBeUndefined();
    expect(bar?.segments.at(-1)?.label).toMatchObject({ text: "Output 500" });
    expect(prompt.costs.unitNote).toContain("for 500 tokens out");
    expect(prompt.costs.prices.left.range).toBeUndefined();
  });

  it("is answered below its field", () => {
    const subject = promptSubject(sampleEstimate(), { outputProblem: "Below 0: 5 is used." });
    const { prompt } = onePrompt(buildPanelState(panelInput({ subject })));
    expect(prompt.facts.find(({ key }) => key === "output")?.field?.problem).toBe(
      "Below 0: 5 is used.",
    );
  });
});
