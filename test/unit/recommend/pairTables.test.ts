import { describe, expect, it } from "vitest";
import { type PairData, pairTables } from "../../../scripts/training/pairTables";
import { TASK_KINDS, type TaskKindId } from "../../../src/core/recommend/taskKinds";
import type { PairTable, PooledOutcome } from "../../../src/core/recommend/weights";

/** Gaps of GPT-4o and mini: 0.2 on facts, 0.1 elsewhere. */
const BASE = {
  pooledKinds: Object.fromEntries(
    TASK_KINDS.map((kind) => [
      kind,
      { gap: kind === "factual_qa" ? 0.2 : 0.1, miniAtLeastAsGood: 0.8, score4o: 0.6 },
    ]),
  ) as Record<TaskKindId, PooledOutcome>,
};

function row(n: number, gap: number): PairData["by_pair_and_source"][string][string] {
  return { n, mean_strong: 0.7, gap, se: 0.01, mini_ge: 0.85 };
}

function tableOf(data: Partial<PairData>, leftOut?: ReadonlySet<string>): PairTable {
  const whole: PairData = {
    by_pair_and_source: {},
    by_pair_and_mmlu_pro_subject: {},
    published_aggregates: [],
    ...data,
  };
  const found = pairTables(whole, BASE, [], leftOut).find(({ strong }) => strong === "gpt-5");
  if (!found) throw new Error("No table of gpt-5.");
  return found;
}

describe("the table of a pair", () => {
  it("takes the mean of the same prompts at several efforts, counted once", () => {
    const table = tableOf({
      by_pair_and_source: {
        "gpt-5|gpt-5-mini": { ikp: row(1_000, 0.2) },
        "gpt-5(thinking)|gpt-5-mini(thinking)": { ikp: row(1_000, 0.3) },
        "gpt-5-mini|gpt-5-nano": { ikp: row(1_000, 0.9) },
      },
    });
    expect(table.kinds.factual_qa).toMatchObject({ gap: 0.25, prompts: 1_000 });
    expect(table).toMatchObject({ prompts: 1_000, sources: 1 });
  });

  it("takes published averages of dated versions at any effort, and names who published them", () => {
    const average = { source: "livebench_x", n: null, mean_strong: 0.6 };
    const { published } = tableOf({
      published_aggregates: [
        { ...average, kind: "logic_puzzle", pair: "gpt-5-2025-08-07|gpt-5-mini-low", gap: 0.1 },
        { ...average, kind: "logic_puzzle", pair: "gpt-5-high|gpt-5-mini-high", gap: 0.3 },
        { ...average, kind: "word_puzzle", pair: "gpt-5|gpt-5-mini", gap: 0.9 },
        { ...average, kind: "logic_puzzle", pair: "gpt-5|gpt-5-nano", gap: 0.9 },
        {
          ...average,
          source: "unheard_of",
          kind: "logic_puzzle",
          pair: "gpt-5|gpt-5-mini",
          gap: 0.9,
        },
      ],
    });
    expect(Object.keys(published)).toEqual(["reasoning_puzzle"]);
    expect(published.reasoning_puzzle).toMatchObject({ gap: 0.2, source: "LiveBench" });
  });

  it("draws the slope to its prior, and passes between what is known", () => {
    const { line } = tableOf({
      by_pair_and_source: {
        "gpt-5|gpt-5-mini": { ikp: row(1_000, 0.3), shaberi_ja: row(250, 0) },
      },
    });
    // Through both points it would be 3; the prior is 0.6.
    expect(line.slope).toBeGreaterThan(0.6);
    expect(line.slope).toBeLessThan(3);
    expect(line.mean).toBeCloseTo(0.15, 9);
    expect(line.meanOf4o).toBeCloseTo(0.15, 9);
    expect(line.scoreShift).toBeCloseTo(0.1, 9);
  });

  it("knows nothing of sources that are left out", () => {
    const data = {
      by_pair_and_source: {
        "gpt-5|gpt-5-mini": { ikp: row(1_000, 0.3), shaberi_ja: row(250, 0) },
      },
    };
    expect(tableOf(data, new Set(["ikp"])).kinds).toEqual({
      open_chat: expect.objectContaining({ gap: 0 }) as unknown,
    });
  });
});
