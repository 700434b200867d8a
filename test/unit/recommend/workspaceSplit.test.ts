import { describe, expect, it } from "vitest";
import type { QualityEvidence, Recommendation } from "../../../src/core/recommend/recommendation";
import {
  type RoutedRequest,
  splitWords,
  type WorkspaceSplit,
  WorkspaceSplitBuilder,
} from "../../../src/core/recommend/workspaceSplit";

function evidence(id: string, expectedGap: number, score4o: number): QualityEvidence {
  return {
    kind: { id, label: id, probability: 1 },
    alternatives: [],
    isRecognized: true,
    decidingWords: [],
    deviation: 0.05,
    level: "measured",
    expectedGap,
    interval: [expectedGap, expectedGap],
    pMiniAtLeastAsGood: 0.9,
    score4o,
    strengthPrompts: 1,
    source: "scores",
  };
}

function routed(modelId: string | undefined, known?: QualityEvidence): Recommendation {
  return {
    ...(modelId !== undefined && { modelId }),
    level: "measured",
    decidedBy: "quality",
    ...(known && { evidence: known }),
    reasons: [],
  };
}

const ON_MINI = { name: "mini", isChosen: true };
const NOT_ON_MINI = { name: "mini", isChosen: false };
const PRICES = { strongPicoUsd: 1_600n, lightPicoUsd: 100n };

function splitOf(requests: readonly RoutedRequest[]): WorkspaceSplit {
  const builder = new WorkspaceSplitBuilder();
  for (const request of requests) builder.add(request);
  return builder.split();
}

describe("the split of a workspace", () => {
  it("says what routing costs and keeps against all on 4o", () => {
    const split = splitOf([
      {
        light: ON_MINI,
        recommendation: routed("gpt-4o-mini", evidence("chat", 0.08, 0.8)),
        ...PRICES,
      },
      {
        light: ON_MINI,
        recommendation: routed("gpt-4o-mini", evidence("chat", 0.04, 0.6)),
        ...PRICES,
      },
      {
        light: NOT_ON_MINI,
        recommendation: routed("gpt-4o", evidence("law", 0.24, 0.6)),
        ...PRICES,
      },
    ]);
    expect(split).toMatchObject({ requests: 3, toMini: 2 });
    expect(split.qualityShare).toBeCloseTo((0.8 + 0.6 + 0.6 - 0.12) / 2, 12);
    expect(split.costShare).toBeCloseTo((1_600 + 200) / 4_800, 6);
    expect([...split.requestsOfKind]).toEqual([
      ["chat", 2],
      ["law", 1],
    ]);
    expect(splitWords(split)).toBe("route 67% to mini: 94% of the score at 38% of the cost");
  });

  it("leaves out what neither model takes, and what is not known", () => {
    const split = splitOf([
      { recommendation: routed(undefined), ...PRICES },
      { light: ON_MINI, recommendation: routed("gpt-4o-mini"), lightPicoUsd: 100n },
    ]);
    expect(split).toEqual({
      lightName: "mini",
      requests: 1,
      toMini: 1,
      shareToMini: 1,
      requestsOfKind: new Map(),
    });
    expect(splitWords(split)).toBe("route 100% to mini");
  });

  it("has a share of 0 without requests", () => {
    expect(splitOf([])).toMatchObject({ requests: 0, shareToMini: 0 });
  });
});
