import { type Example, randomNumbers } from "./examples";
import { groupBy } from "./groupBy";
import type { TrainingSet } from "./trainQuality";
import type { GapTable } from "./outcomes";
import { kindOfSource, SOURCES_OF_KIND } from "./sources";

/** One way to keep examples apart: each fold trains without its test examples. */
export interface Fold {
  readonly name: string;
  readonly test: readonly number[];
  readonly training: TrainingSet;
}

const FOLDS = 5;

/** Five folds; near-duplicates are always in the same one. */
export function crossValidation(
  examples: readonly Example[],
  groups: readonly number[],
  table: GapTable,
): readonly Fold[] {
  const random = randomNumbers(7);
  const foldOfGroup = new Map<number, number>();
  const folds = groups.map((group) => {
    const fold = foldOfGroup.get(group) ?? Math.floor(random() * FOLDS);
    foldOfGroup.set(group, fold);
    return fold;
  });
  return Array.from({ length: FOLDS }, (_, fold) =>
    makeFold(`fold ${fold + 1}`, examples, (index) => folds[index] === fold, table, new Set()),
  );
}

/** Each source in turn is kept apart, with its row of the table. */
export function leaveOneSourceOut(examples: readonly Example[], table: GapTable): readonly Fold[] {
  return [...groupBy(examples, ({ outcome }) => outcome.source).keys()]
    .sort()
    .map((source) =>
      makeFold(
        source,
        examples,
        (index) => examples[index]?.outcome.source === source,
        table,
        new Set([source]),
      ),
    );
}

/** Each kind of task in turn is kept apart with all of its sources and their rows of the table. */
export function leaveOneFamilyOut(examples: readonly Example[], table: GapTable): readonly Fold[] {
  const kindOf = (example: Example | undefined): string =>
    example ? kindOfSource(example.outcome.source) : "";
  return [...groupBy(examples, kindOf).keys()]
    .sort()
    .map((kind) =>
      makeFold(
        kind,
        examples,
        (index) => kindOf(examples[index]) === kind,
        table,
        new Set(SOURCES_OF_KIND[kind as keyof typeof SOURCES_OF_KIND]),
      ),
    );
}

function makeFold(
  name: string,
  examples: readonly Example[],
  isTest: (index: number) => boolean,
  table: GapTable,
  leftOut: ReadonlySet<string>,
): Fold {
  return {
    name,
    test: examples.flatMap((_, index) => (isTest(index) ? [index] : [])),
    training: {
      examples: examples.filter((_, index) => !isTest(index)),
      table,
      leftOut,
      trustsTable: false,
    },
  };
}
