import type { Pair } from "../pair";
import type { Benchmark, Model, ReasoningEffort } from "./model";

/** The effort at which a request to the model is made, if known. */
export function effortOf({ effort, reasoning }: Model): ReasoningEffort | undefined {
  return effort ?? reasoning?.defaultEffort;
}

/** The figure of a benchmark at the model's effort; without a version, the first one listed. */
export function benchmarkOf(model: Model, name: string, version?: string): Benchmark | undefined {
  const effort = effortOf(model);
  return model.benchmarks.find(
    (benchmark) =>
      benchmark.name === name &&
      (version === undefined || benchmark.version === version) &&
      (benchmark.effort === undefined || benchmark.effort === effort),
  );
}

/**
 * The comparable figures of a benchmark: both of one version. If no version has both models, only the
 * left one's figure, or the right one's if the left one has none.
 */
export function comparedBenchmarks(pair: Pair<Model>, name: string): Partial<Pair<Benchmark>> {
  for (const version of versionsOf(pair, name)) {
    const left = benchmarkOf(pair.left, name, version);
    const right = benchmarkOf(pair.right, name, version);
    if (left && right && left.version === right.version) return { left, right };
  }
  const left = benchmarkOf(pair.left, name);
  if (left) return { left };
  const right = benchmarkOf(pair.right, name);
  return right ? { right } : {};
}

/** In the order of the left model, then of the right one. */
function versionsOf({ left, right }: Pair<Model>, name: string): ReadonlySet<string | undefined> {
  const listed = [...left.benchmarks, ...right.benchmarks];
  return new Set(listed.filter((each) => each.name === name).map(({ version }) => version));
}
