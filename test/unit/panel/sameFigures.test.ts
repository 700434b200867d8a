import { describe, expect, it } from "vitest";
import { buildPanelState } from "../../../src/core/panel/sections/buildPanelState";
import { plainText } from "../../../src/core/panel/contract/richText";
import { USD } from "../../../src/core/currency";
import { picoUsdOf } from "../../../src/core/money";
import type { Estimate } from "../../../src/core/estimate/estimate";
import { estimateJson } from "../../../src/core/estimate/estimateJson";
import { formatTokens, formatUsd } from "../../../src/core/format";
import { estimateHover } from "../../../src/core/surfaces/hover";
import { lensTexts } from "../../../src/core/surfaces/lenses";
import { estimateStatus } from "../../../src/core/surfaces/statusBar";
import { receiptEstimate, sampleEstimate, supportReplyEstimate } from "./sampleEstimates";
import { panelInput, promptSubject } from "./sampleInput";
import { onePrompt } from "./stateText";

const PROMPTS: Readonly<Record<string, Estimate>> = {
  "a plain prompt": sampleEstimate(),
  "an image": receiptEstimate(),
  "a lower bound": supportReplyEstimate(),
};

describe.each(Object.entries(PROMPTS))("one estimate on every surface: %s", (_name, estimate) => {
  const panel = onePrompt(buildPanelState(panelInput({ subject: promptSubject(estimate) })));
  const hover = estimateHover(estimate, { currency: USD })
    .map((segment) => (segment.kind === "link" ? segment.label : segment.value))
    .join("")
    .replaceAll("&emsp;", "");
  const lens = lensTexts(estimate, { currency: USD })
    .map(({ title }) => title)
    .join(" ");
  const status = estimateStatus(estimate, USD).text;
  const json = estimateJson(estimate);
  const sides = ["left", "right"] as const;

  it("costs the same in the panel, the hover, the lens and the command line", () => {
    const hoverTotals = [...hover.matchAll(/^\| .+ \*\*([≥\d. ]+)\*\* \|$/gm)].map(
      ([, total = ""]) => total.replace("≥ ", ""),
    );
    for (const [index, side] of sides.entries()) {
      const { price } = panel.prompt.costs.prices[side];
      expect(lens).toContain(price);
      const { totalUsd } = json.models[estimate[side].model.id] ?? {};
      expect(`$${hoverTotals?.[index]}`).toBe(price.replace("≥ ", ""));
      expect(formatUsd(picoUsdOf(totalUsd ?? 0))).toBe(price.replace("≥ ", ""));
      const [, cost] = panel.verdict.cards;
      expect(cost?.bars.find(({ key }) => key === side)?.amount).toBe(price);
    }
  });

  it("costs in the status bar what it costs on the recommended model in the panel", () => {
    const side = estimate.recommendation.modelId === "gpt-4o" ? "left" : "right";
    expect(status).toContain(panel.prompt.costs.prices[side].price);
  });

  it("has the same tokens in the panel, the hover and the command line", () => {
    const input = panel.prompt.costs.table.rows.find(({ key }) => key === "input");
    const shown = input?.cells.map(plainText) ?? [];
    for (const side of sides) {
      const tokens = formatTokens(json.models[estimate[side].model.id]?.inputTokens ?? -1);
      expect(shown.map((text) => text.replace("≥ ", ""))).toContain(tokens);
      expect(hover).toContain(tokens);
    }
  });
});
