import { createKindClassifier, type KindClassifier } from "../../src/core/recommend/kindClassifier";
import { judgedText } from "../../src/core/recommend/promptDigest";
import type { FrameWeights } from "../../src/core/recommend/payload";
import { type Example, withKinds } from "./examples";
import { scoredRows } from "./kindRows";
import { kindExamples, type KindExample, trainKinds } from "./trainKinds";

/** Sources that are left out together: the others still hold most of their kinds. */
const SOURCE_PARTS: readonly (readonly string[])[] = [
  ["simpleqa_cs", "m_ifeval_fr", "zeroeval_gsm", "shaberi_ja", "julia_codegen"],
  ["ikp", "m_ifeval_en", "zeroeval_math_l5", "benchpress"],
  ["m_ifeval_ja", "mmlu_pro", "zeroeval_numersense_v2", "evalperf_humaneval"],
];

/** The examples with kinds by classifiers that never saw a prompt of their source. */
export function withUnseenKinds(
  examples: readonly Example[],
  labeled: readonly KindExample[],
  frames: FrameWeights,
): readonly Example[] {
  const partOf = ({ outcome }: Example): number =>
    SOURCE_PARTS.findIndex((sources) => sources.includes(outcome.source));
  return withKindsApart(examples, labeled, partOf, SOURCE_PARTS.length, frames);
}

const SEEN_PARTS = 2;

/** The examples with kinds by classifiers that saw others of their source, but no near-duplicate. */
export function withSeenKinds(
  examples: readonly Example[],
  labeled: readonly KindExample[],
  groups: readonly number[],
  frames: FrameWeights,
): readonly Example[] {
  const partOf = (_: Example, index: number): number => (groups[index] ?? 0) % SEEN_PARTS;
  return withKindsApart(examples, labeled, partOf, SEEN_PARTS, frames);
}

function withKindsApart(
  examples: readonly Example[],
  labeled: readonly KindExample[],
  partOf: (example: Example, index: number) => number,
  parts: number,
  frames: FrameWeights,
): readonly Example[] {
  const classifiers = Array.from({ length: parts }, (_, part) => {
    const others = examples.filter((example, index) => partOf(example, index) !== part);
    return classifierOf(others, labeled, frames);
  });
  return withKinds(examples, (example, index) => {
    const classify = classifiers[partOf(example, index)];
    if (!classify) throw new Error(`${example.outcome.source} is in no part of the sources.`);
    return classify(judgedText([example.outcome.prompt])).probabilities;
  });
}

function classifierOf(
  examples: readonly Example[],
  labeled: readonly KindExample[],
  frames: FrameWeights,
): KindClassifier {
  const scored = kindExamples(scoredRows(examples.map(({ outcome }) => outcome)), frames);
  return createKindClassifier(trainKinds([...labeled, ...scored], frames));
}
