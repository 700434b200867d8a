import { describe, expect, it } from "vitest";
import { resolvePair } from "../../../src/core/models/resolvePair";
import type { IndexScatter } from "../../../src/core/panel/contract/panelState";
import { plainText } from "../../../src/core/panel/contract/richText";
import { buildPanelState } from "../../../src/core/panel/sections/buildPanelState";
import { panelInput } from "./sampleInput";

function scattersOf(left: string, right: string): readonly IndexScatter[] {
  const pair = resolvePair({ left, right });
  return buildPanelState(panelInput({ pair })).models.scatters;
}

const highlighted = ({ points }: IndexScatter): readonly string[] =>
  points.flatMap(({ side, title }) => (side === undefined ? [] : [`${side} ${title}`]));

describe("intelligence vs price", () => {
  const [price, value] = scattersOf("gpt-4o", "gpt-4o-mini");
  if (price === undefined || value === undefined) throw new Error("no chart");

  it("highlights the pair by the index of the comparison page", () => {
    expect(highlighted(price)).toEqual([
      "left GPT-4o (gpt-4o-2024-11-20): index 17.3, $0.0225",
      "right GPT-4o mini: index 12.6, $0.00135",
    ]);
    expect(plainText(price.note)).toContain("Intelligence Index v4.0;");
  });

  it("has the same models by cost per index point", () => {
    expect(highlighted(value)).toEqual([
      "left GPT-4o (gpt-4o-2024-11-20): index 17.3, $0.00130",
      "right GPT-4o mini: index 12.6, $0.000107",
    ]);
    expect(new Set(value.points.map(({ key }) => key))).toEqual(
      new Set(price.points.map(({ key }) => key)),
    );
  });

  it("draws models of one version of the index alone", () => {
    const keys = price.points.map(({ key }) => key);
    expect(keys).toContain("Gemini 2.5 Pro");
    expect(keys).toContain("GPT-4.1");
    expect(keys).toContain("GPT-5.4 mini · none");
    expect(keys.filter((key) => key.startsWith("GPT-6"))).toEqual([]);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it("puts costs on a logarithmic axis, reasoning included", () => {
    const x = (key: string) => price.points.find((point) => point.key === key)?.x ?? Number.NaN;
    // $0.018 and $0.0036, $0.0225 and $0.00135: equal factors, equal distances.
    const distance = (a: string, b: string) => x(a) - x(b);
    const perDecade = distance("GPT-4.1", "GPT-4.1 mini") / Math.log10(5);
    expect(distance("GPT-4o (gpt-4o-2024-11-20)", "GPT-4o mini")).toBeCloseTo(
      perDecade * Math.log10(0.0225 / 0.00135),
      9,
    );
    expect(x("GPT-5.4 mini · medium")).toBeGreaterThan(x("GPT-5.4 mini · none"));
  });

  it("stays within its frame and says all of it in a table", () => {
    for (const scatter of [price, value]) {
      for (const { x, y } of scatter.points) {
        expect(x).toBeGreaterThan(0);
        expect(x).toBeLessThan(1);
        expect(y).toBeGreaterThan(0);
        expect(y).toBeLessThanOrEqual(1);
      }
      expect(scatter.xTicks.length).toBeGreaterThan(2);
      expect(scatter.table.rows).toHaveLength(scatter.points.length);
      expect(scatter.description).toContain("GPT-4o mini: index 12.6");
    }
  });

  it("goes over to the version that the successors have", () => {
    const [chart] = scattersOf("gpt-4o", "gpt-6-luna@none");
    expect(chart && highlighted(chart)).toEqual([
      "left GPT-4o (gpt-4o-2024-11-20): index 8.0, $0.0225",
      "right GPT-6 Luna · none: index 18.3, $0.00100",
    ]);
    const keys = chart?.points.map(({ key }) => key) ?? [];
    expect(keys).toContain("GPT-6 Luna · medium");
    expect(keys).not.toContain("GPT-4.1");
  });

  it("is left out for a pair without an index", () => {
    expect(scattersOf("o3", "gpt-5")).toEqual([]);
  });
});
