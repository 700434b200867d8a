import { type Example, randomNumbers } from "./examples";
import { groupBy } from "./groupBy";
import type { TrainingSet } from "./trainQuality";

/** One way to keep examples apart: each fold trains without its test examples. */
export interface Fold {
  readonly name: string;
  readonly test: readonly number[];
  readonly training: TrainingSet;
}

/** Knowledge besides the examples. */
type Known = Pick<TrainingSet, "table" | "published">;

const FOLDS = 5;

/** Five folds; near-duplicates are always in the same one. */
export function crossValidation(
  examples: readonly Example[],
  groups: readonly number[],
  known: Known,
): readonly Fold[] {
  const random = randomNumbers(7);
  const foldOfGroup = new Map<number, number>();
  const folds = groups.map((group) => {
    const fold = foldOfGroup.get(group) ?? Math.floor(random() * FOLDS);
    foldOfGroup.set(group, fold);
    return fold;
  });
  return Array.from({ length: FOLDS }, (_, fold) =>
    makeFold(`fold ${fold + 1}`, examples, (index) => folds[index] === fold, known, new Set()),
  );
}

/** Each source in turn is kept apart, with its row of the table. */
export function leaveOneSourceOut(examples: readonly Example[], known: Known): readonly Fold[] {
  return [...groupBy(examples, ({ outcome }) => outcome.source).keys()]
    .sort()
    .map((source) =>
      makeFold(
        source,
        examples,
        (index) => examples[index]?.outcome.source === source,
        known,
        new Set([source]),
      ),
    );
}

function makeFold(
  name: string,
  examples: readonly Example[],
  isTest: (index: number) => boolean,
  known: Known,
  leftOut: ReadonlySet<string>,
): Fold {
  return {
    name,
    test: examples.flatMap((_, index) => (isTest(index) ? [index] : [])),
    training: {
      examples: examples.filter((_, index) => !isTest(index)),
      ...known,
      leftOut,
      trustsTable: false,
    },
  };
}
