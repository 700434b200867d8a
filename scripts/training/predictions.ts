import { createQualityModel, type QualityPrediction } from "../../src/core/recommend/qualityModel";
import type { Baseline, Ranking } from "./baselines";
import type { Example } from "./examples";
import type { Fold } from "./schemes";
import { trainQuality } from "./trainQuality";

/** Predictions for every example by models that were trained without it. */
export interface Predictions {
  readonly own: readonly QualityPrediction[];
  /** Scores of each baseline by its id. */
  readonly baselines: ReadonlyMap<string, readonly number[]>;
}

export function predictApart(
  examples: readonly Example[],
  folds: readonly Fold[],
  baselines: readonly Baseline[],
): Predictions {
  const own: QualityPrediction[] = [];
  const scores = new Map(
    baselines.map(({ id }) => [id, new Array<number>(examples.length).fill(0)]),
  );
  for (const { name, test, training } of folds) {
    const model = createQualityModel(trainQuality(training));
    const rankings = baselines.map(({ id, train }): readonly [string, Ranking] => [
      id,
      train(training),
    ]);
    for (const index of test) {
      const example = examples[index];
      if (!example) continue;
      own[index] = model(example.asSent);
      for (const [id, rank] of rankings) {
        const ofBaseline = scores.get(id);
        if (ofBaseline) ofBaseline[index] = rank(example);
      }
    }
    console.log(`  ${name}: ${test.length} prompts`);
  }
  return { own, baselines: scores };
}
