import type { ModelPair } from "./resolvePair";
import type { Model, Shutdown } from "./model";
import type { OtherModels } from "./otherModels";

const MS_PER_DAY = 86_400_000;

/** Days from `today` to `date` (ISO dates, UTC): 0 on the day itself, negative after it. */
export function daysLeft(date: string, today: string): number {
  return Math.round((Date.parse(date) - Date.parse(today)) / MS_PER_DAY);
}

/** When a snapshot is shut down, how certain that is, and the source. */
export interface Retirement extends Shutdown {
  /** 0 on the day itself, negative after it. */
  readonly daysLeft: number;
}

/**
 * The retirement of a snapshot, or of the snapshot behind a bare id. Undefined if none is known, as for
 * fine-tuned models and models from outside the catalog.
 */
export function retirementOf(
  model: Model,
  snapshot: string,
  today: string,
): Retirement | undefined {
  const priced = snapshot === model.id ? (model.aliasOf ?? snapshot) : snapshot;
  const shutdown = model.shutdowns.find((candidate) => candidate.snapshot === priced);
  return shutdown && { ...shutdown, daysLeft: daysLeft(shutdown.date, today) };
}

/** A model and its smaller sibling that could be compared instead. */
export interface OtherPair {
  readonly left: Model;
  readonly right: Model;
}

/** OpenAI's names for a model and its smaller sibling. */
const SIBLINGS = [
  { left: "", right: "-mini" },
  { left: "-sol", right: "-luna" },
] as const;

/**
 * Other pairs to compare once the current one retires: models of OpenAI's price list and their smaller
 * siblings, newest first. Only their prices, and for some the context window, are known here: no
 * benchmark and no measured gap.
 */
export function otherPairs(
  others: OtherModels,
  current: Pick<ModelPair, "left" | "right">,
): readonly OtherPair[] {
  const byId = new Map(others.list("openai").map((model) => [model.id, model]));
  return [...byId.values()]
    .flatMap((left) =>
      SIBLINGS.flatMap((suffix) => {
        if (!left.id.endsWith(suffix.left)) return [];
        const family = left.id.slice(0, left.id.length - suffix.left.length);
        const right = byId.get(family + suffix.right);
        return right && TEXT_MODEL.test(left.id) && !isCurrent(left, right)
          ? [{ left, right }]
          : [];
      }),
    )
    .toReversed();

  function isCurrent(left: Model, right: Model): boolean {
    return left.id === current.left.id && right.id === current.right.id;
  }
}

/** Models that write text, not those for sound, pictures or research. */
const TEXT_MODEL = /^gpt-[\d.]+(?:-sol)?$/;
