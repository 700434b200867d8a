import type { Outcome } from "./outcomes";

/** Runs of this many words are compared. */
const WORDS = 3;
/** Jaccard similarity of their word runs from which on two prompts are near-duplicates. */
const SIMILAR = 0.5;
/** A run that is in more prompts than this belongs to a template and finds no candidates. */
const COMMON = 300;

/**
 * A group number for each prompt, the same for near-duplicates and for what is linked by them. The
 * benchmark's wrapper is left out; numbers count as words.
 */
export function nearDuplicateGroups(outcomes: readonly Outcome[]): readonly number[] {
  const prompts = outcomes.map((outcome) => wordRuns(outcome));
  const containing = new Map<string, number[]>();
  prompts.forEach((runs, index) => {
    for (const run of runs) {
      const indices = containing.get(run);
      if (indices) indices.push(index);
      else containing.set(run, [index]);
    }
  });
  const parents = prompts.map((_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (parents[root] !== root) root = parents[root] ?? root;
    parents[index] = root;
    return root;
  };
  prompts.forEach((runs, index) => {
    const shared = new Map<number, number>();
    for (const run of runs) {
      const indices = containing.get(run) ?? [];
      if (indices.length > COMMON) continue;
      for (const other of indices)
        if (other < index) shared.set(other, (shared.get(other) ?? 0) + 1);
    }
    for (const [other, count] of shared) {
      const union = runs.size + (prompts[other]?.size ?? 0) - count;
      if (count / union >= SIMILAR) parents[rootOf(index)] = rootOf(other);
    }
  });
  return prompts.map((_, index) => rootOf(index));
}

function wordRuns({ prompt, bare }: Outcome): ReadonlySet<string> {
  const text = (bare ? prompt.slice(...bare) : prompt).toLowerCase();
  const pattern = /[\u3040-\u30ff\u3400-\u9fff]|\d+(?:\.\d+)*|\p{L}+/gu;
  const words = text.match(pattern) ?? [];
  const runs = new Set<string>();
  for (let i = 0; i < Math.max(1, words.length - WORDS + 1); i++)
    runs.add(words.slice(i, i + WORDS).join(" "));
  return runs;
}
