import { describe, expect, it } from "vitest";
import type { PromptFeatures } from "../../../src/core/recommend/promptFeatures";
import { createQualityModel } from "../../../src/core/recommend/qualityModel";
import { TASK_KINDS, type TaskKindId } from "../../../src/core/recommend/taskKinds";
import type {
  LinearWeights,
  PooledOutcome,
  QualityWeights,
} from "../../../src/core/recommend/weights";

/** A model of one dense feature: `intercepts + slopes × feature`. */
function linear(intercepts: readonly number[], slopes: readonly number[]): LinearWeights {
  return {
    intercepts,
    dense: {
      bytes: Buffer.from(Int8Array.from(slopes, (slope) => (slope === 0 ? 0 : 1))).toString(
        "base64",
      ),
      scales: slopes.map((slope) => (slope === 0 ? 1 : slope)),
    },
  };
}

function ofKinds(valueOf: (kind: TaskKindId) => PooledOutcome): QualityWeights["pooledKinds"] {
  return Object.fromEntries(TASK_KINDS.map((kind) => [kind, valueOf(kind)])) as Record<
    TaskKindId,
    PooledOutcome
  >;
}

const UNKNOWN = { gap: 0.1, miniAtLeastAsGood: 0.8, score4o: 0.6 };
const FACTS = { gap: 0.2, miniAtLeastAsGood: 0.7, score4o: 0.4 };

/** Two pools: resemblance to the first is the feature, to the second nothing. */
const WEIGHTS: QualityWeights = {
  means: [0],
  deviations: [1],
  pooledKinds: ofKinds((kind) => (kind === "factual_qa" ? FACTS : UNKNOWN)),
  pools: [
    {
      id: "quiz",
      source: "quiz",
      kind: "factual_qa",
      gap: 0.3,
      miniAtLeastAsGood: 0.65,
      score4o: 0.5,
      standardError: 0.01,
    },
    {
      id: "chat",
      source: "chat",
      kind: "open_chat",
      gap: 0,
      miniAtLeastAsGood: 0.6,
      score4o: 0.8,
      standardError: 0.01,
    },
  ],
  resemblance: linear([0, 0], [1, 0]),
  withinPool: linear([0.02], [0]),
  unseenSpread: 0.5,
};

const predict = createQualityModel(WEIGHTS);

function features(feature: number, kind: TaskKindId): PromptFeatures {
  return {
    kinds: TASK_KINDS.map((id) => (id === kind ? 1 : 0)),
    dense: Float64Array.of(feature),
    terms: { buckets: new Int32Array(0), values: new Float32Array(0) },
  };
}

describe("the quality model", () => {
  it("takes the pool's mean and what the words add if the prompt resembles scored ones", () => {
    const prediction = predict(features(1, "factual_qa"));
    expect(prediction.resemblance).toEqual({ degree: 1, poolShares: Float64Array.of(1, 0) });
    expect(prediction.gap).toBeCloseTo(0.3 + 0.02, 6);
    expect(prediction.pMiniAtLeastAsGood).toBeCloseTo(0.65 - 0.8 * 0.02, 6);
    expect(prediction.score4o).toBeCloseTo(0.5, 6);
  });

  it("takes the kind's mean elsewhere", () => {
    const prediction = predict(features(0.4, "factual_qa"));
    expect(prediction.resemblance.degree).toBe(0);
    expect(prediction.gap).toBeCloseTo(0.2, 6);
    expect(prediction.deviation).toBeCloseTo(0.5 * (0.2 + 0.04), 6);
  });

  it("blends in between, and is less sure the more both differ", () => {
    const prediction = predict(features(0.6, "factual_qa"));
    expect(prediction.resemblance.degree).toBeCloseTo(0.5, 6);
    expect(prediction.gap).toBeCloseTo((0.32 + 0.2) / 2, 6);
    const seen = predict(features(1, "factual_qa")).deviation;
    const unseen = predict(features(0, "factual_qa")).deviation;
    const variance = (seen ** 2 + unseen ** 2) / 2 + 0.25 * (0.3 - 0.2) ** 2;
    expect(prediction.deviation).toBeCloseTo(Math.sqrt(variance), 6);
  });

  it("does not believe in a resemblance that the cues contradict", () => {
    expect(predict(features(1, "code_reasoning")).resemblance.degree).toBe(0);
  });

  it("mixes the gaps of kinds by the squares of their probabilities", () => {
    const kinds = TASK_KINDS.map((id) =>
      id === "factual_qa" ? 0.6 : id === "code_reasoning" ? 0.2 : id === "translation" ? 0.2 : 0,
    );
    const { gap } = predict({ ...features(0, "factual_qa"), kinds });
    expect(gap).toBeCloseTo((0.36 * 0.2 + 0.08 * 0.1) / 0.44, 6);
  });

  it("is less sure of a kind that is told by another pair's", () => {
    const errors = TASK_KINDS.map((id) => (id === "code_reasoning" ? 0.06 : 0));
    const ofPair = createQualityModel({ ...WEIGHTS, kindErrors: errors });
    const own = ofPair(features(0, "factual_qa")).deviation;
    expect(own).toBeCloseTo(predict(features(0, "factual_qa")).deviation, 9);
    const before = predict(features(0, "code_reasoning")).deviation;
    const told = ofPair(features(0, "code_reasoning")).deviation;
    expect(told).toBeCloseTo(Math.hypot(before, 0.06), 9);
  });

  it("resembles nothing if the request has features that no scored prompt had", () => {
    expect(predict(features(1, "factual_qa"), false).resemblance.degree).toBe(0);
  });
});
