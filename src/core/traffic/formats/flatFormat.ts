import { scalarOf, valueAt } from "./jsonAccess";
import type { FlatTrafficFormat, JsonObject } from "./trafficFormat";

/** The scalars of a parsed line: the same that the scan of its bytes finds. */
export function scalarsOf({ paths }: Pick<FlatTrafficFormat, "paths">, value: JsonObject) {
  return splitPaths(paths).map((path) => scalarOf(valueAt(value, path)));
}

const splits = new WeakMap<readonly string[], readonly (readonly string[])[]>();

/** The keys of each path. */
function splitPaths(paths: readonly string[]): readonly (readonly string[])[] {
  const known = splits.get(paths);
  if (known) return known;
  const split = paths.map((path) => path.split("."));
  splits.set(paths, split);
  return split;
}
