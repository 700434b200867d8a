import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { decodeSteps, encodeSteps } from "../../../src/core/recommend/kindCode";
import { KIND_BUCKETS } from "../../../src/core/recommend/kindFeatures";
import { TASK_KINDS } from "../../../src/core/recommend/taskKinds";
import { trainedKinds } from "../../../src/core/recommend/trainedKinds";
import { DENSE_NAMES } from "../../../src/core/recommend/promptFeatures";
import { trainedWeights } from "../../../src/core/recommend/trainedWeights";
import { buildExamples, groupWeights } from "../../../scripts/training/examples";
import { evidencePath, NEEDS_EVIDENCE } from "../../../scripts/evidence";
import { readRoutingData } from "../../../scripts/training/outcomes";
import { measuredKinds, measuredSubjects, moments } from "../../../scripts/training/trainQuality";

const file = readFileSync(
  path.join(import.meta.dirname, "../../../src/core/recommend/weights.json"),
  "utf8",
);
const hasData = evidencePath("routing", "outcomes-train.jsonl.gz") !== undefined;

describe("the trained weights", () => {
  it("are one small file with provenance and credits", () => {
    expect(file.length).toBeLessThanOrEqual(100_000);
    const { provenance } = trainedWeights;
    expect(provenance.table).toEqual({ prompts: 29_108, sources: 23 });
    expect(provenance.prompts).toBe(17_194);
    expect(provenance.credits).toContain("ktwu01/ikp (CC BY 4.0)");
  });

  it("hold the kinds in one small file that is read as it was written", () => {
    expect(JSON.stringify(trainedKinds).length).toBeLessThanOrEqual(400_000);
    const steps = decodeSteps(trainedKinds.code, KIND_BUCKETS * TASK_KINDS.length);
    expect(encodeSteps(steps)).toBe(trainedKinds.code);
    expect(trainedKinds.intercepts).toHaveLength(TASK_KINDS.length);
  });

  it("name the features that the code computes", () => {
    expect(trainedWeights.denseNames).toEqual(DENSE_NAMES);
  });

  it.skipIf(!hasData)(
    `match the data and the features as they are now${hasData ? "" : ` ${NEEDS_EVIDENCE}`}`,
    () => {
      const { outcomes, table } = readRoutingData();
      const examples = buildExamples(outcomes);
      const weights = groupWeights(examples, ({ family }) => family, 1);
      const { means } = moments(examples, weights);
      means.forEach((mean, index) => {
        expect(mean, DENSE_NAMES[index]).toBeCloseTo(trainedWeights.means[index] ?? NaN, 4);
      });
      expect(measuredKinds(table)).toEqual(trainedWeights.kinds);
      expect(measuredSubjects(table)).toEqual(trainedWeights.subjects);
    },
    // All features of all prompts: seconds on a machine at rest.
    180_000,
  );
});
