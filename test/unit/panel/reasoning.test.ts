import { describe, expect, it } from "vitest";
import { resolvePair } from "../../../src/core/models/resolvePair";
import { buildPanelState } from "../../../src/core/panel/sections/buildPanelState";
import { totalOf } from "../../../src/core/estimate/fileTotal";
import { askedOf, scaleBasisOf } from "../../../src/core/panel/sections/scaleSection";
import { scaleBasisOfMany } from "../../../src/core/panel/sections/promptsSection";
import { DEFAULT_SCALE_CHOICE } from "../../../src/core/panel/scaleChoice";
import { estimateHover } from "../../../src/core/surfaces/hover";
import { USD } from "../../../src/core/currency";
import { estimateText } from "../estimate/services";
import { panelInput, promptSubject } from "./sampleInput";
import { plainText } from "../../../src/core/panel/contract/richText";

const pair = resolvePair({ left: "gpt-4o", right: "gpt-6-luna" });
const TEXT = JSON.stringify({ messages: [{ role: "user", content: "Hello" }] });
const { estimates } = estimateText("a.request.json", TEXT, { pair });
const [estimate] = estimates;
if (estimate === undefined) throw new Error("no request");

describe("reasoning in the panel", () => {
  const state = buildPanelState(panelInput({ pair, subject: promptSubject(estimate) }));
  const prompt = state.kind === "one" ? state.prompt : undefined;

  it("is part of the output on the model that reasons", () => {
    const cells = prompt?.costs.table.rows
      .find(({ key }) => key === "output")
      ?.cells.map((words) => plainText(words));
    expect(cells?.slice(1, 3)).toEqual(["100", "235"]);
  });

  it("is explained as an estimate with its sources", () => {
    const output = prompt?.facts.find(({ key }) => key === "output");
    expect(plainText(output?.note ?? [])).toContain(
      "GPT-6 Luna · medium: about 135 of 235 output tokens are reasoning",
    );
    expect(output?.note?.some((span) => typeof span !== "string")).toBe(true);
  });

  it("is drawn as its own bar", () => {
    expect(prompt?.bars).toHaveLength(2);
  });
});

describe("the cache of a model that bills writes", () => {
  it("costs something to fill", () => {
    const long = JSON.stringify({ messages: [{ role: "user", content: "a".repeat(5_000) }] });
    const [request] = estimateText("a.request.json", long, { pair }).estimates;
    const subject = promptSubject(request);
    const shown = buildPanelState(panelInput({ pair, subject }));
    const facts = shown.kind === "one" ? shown.prompt.facts : [];
    const words = plainText(facts.find(({ key }) => key === "prefix")?.words ?? []);
    // 4,992 × (0.125 − 0.10) a million.
    expect(words).toContain("Filling the cache costs $0.000125 more on 6 Luna · medium.");
    expect(words).not.toContain("more on 4o");
  });
});

describe("reasoning elsewhere", () => {
  it("is said in the hover", () => {
    const text = JSON.stringify(estimateHover(estimate, { currency: USD }));
    expect(text).toContain("output tokens are reasoning");
  });

  it("comes with the output at scale, for one prompt and for many", () => {
    const many = { total: totalOf([estimate, estimate], pair) } as never;
    for (const basis of [scaleBasisOf(estimate), scaleBasisOfMany(many)]) {
      expect(askedOf(basis, DEFAULT_SCALE_CHOICE)).toMatchObject({
        outputTokens: 100,
        reasoningTokens: { left: 0, right: 135 },
      });
      const own = { ...DEFAULT_SCALE_CHOICE, preset: "own", outputTokens: 1_000 } as const;
      expect(askedOf(basis, own).reasoningTokens).toEqual({ left: 0, right: 1_350 });
    }
  });

  it("is not there for the default pair", () => {
    const [usual] = estimateText("a.request.json", TEXT).estimates;
    expect(usual && askedOf(scaleBasisOf(usual), DEFAULT_SCALE_CHOICE)).not.toHaveProperty(
      "reasoningTokens",
    );
  });
});
