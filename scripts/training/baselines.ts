import { createLinearModel, standardize } from "../../src/core/recommend/linearModel";
import { TERM_BITS } from "../../src/core/recommend/hashedTerms";
import { type Example, groupWeights } from "./examples";
import { groupBy } from "./groupBy";
import { buildDesign, solveRidge } from "./ridge";
import { moments, toWeights, type TrainingSet } from "./trainQuality";

/** Ranks examples: the larger, the sooner to GPT-4o. */
export type Ranking = (example: Example) => number;

/** A method to compare with, trained without the examples that it is tested on. */
export interface Baseline {
  readonly id: string;
  readonly label: string;
  readonly train: (set: TrainingSet) => Ranking;
}

/** A typical hand-written rule: words that look like code or mathematics go to the large model. */
const KEYWORDS =
  /\b(?:code|function|program|algorithm|debug|implement|python|javascript|java|sql|class|api|math|calculate|solve|equation|proof|prove|integral|derivative|theorem|probability)\b|```|\\frac|\$[^$]+\$/gi;

const HASHED = { penalty: 10, denseScale: 0.1 } as const;
const DENSE = { penalty: 300, denseScale: 1 } as const;

/** The rules and models of the first study of these data, re-run on the same rows and folds. */
export const BASELINES: readonly Baseline[] = [
  { id: "random", label: "random", train: () => () => 0 },
  {
    id: "length",
    label: "longer prompt → 4o",
    train: () => (example) => example.outcome.prompt.length,
  },
  {
    id: "keywords",
    label: "code and mathematics keywords → 4o",
    train: () => (example) => example.outcome.prompt.match(KEYWORDS)?.length ?? 0,
  },
  { id: "type", label: "known task type → its mean gap", train: typeMean },
  {
    id: "dense",
    label: "ridge on dense features",
    train: (set) => ridge(set, DENSE, undefined),
  },
  {
    id: "hashed",
    label: "ridge on dense features and hashed words",
    train: (set) => ridge(set, HASHED, TERM_BITS),
  },
];

/** Knows the true category; if it has no other source, the mean of all categories. */
function typeMean({ examples }: TrainingSet): Ranking {
  const means = new Map(
    [...groupBy(examples, ({ family }) => family)].map(([family, members]) => [
      family,
      members.reduce((sum, { gap }) => sum + gap, 0) / members.length,
    ]),
  );
  const all = [...means.values()].reduce((sum, mean) => sum + mean, 0) / means.size;
  return ({ family }) => means.get(family) ?? all;
}

function ridge(
  { examples }: TrainingSet,
  { penalty, denseScale }: { readonly penalty: number; readonly denseScale: number },
  bits: number | undefined,
): Ranking {
  const weights = groupWeights(examples, ({ family }) => family, 1);
  const { means, deviations } = moments(examples, weights);
  const input = ({ asSent }: Example) => ({
    dense: standardize(asSent.dense, means, deviations),
    terms: asSent.terms,
  });
  const solution = solveRidge(
    buildDesign(examples.map(input), { denseScale, ...(bits !== undefined && { bits }) }),
    Float64Array.from(examples, ({ gap }) => gap),
    weights,
    penalty,
  );
  const model = createLinearModel(toWeights([solution], denseScale, bits));
  return (example) => model(input(example))[0] ?? 0;
}
