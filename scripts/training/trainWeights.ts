import type { KindClassifier } from "../../src/core/recommend/kindClassifier";
import { judgedText } from "../../src/core/recommend/promptDigest";
import type { RecommendWeights } from "../../src/core/recommend/weights";
import { DENSE_NAMES } from "../../src/core/recommend/promptFeatures";
import type { Example } from "./examples";
import {
  lengthError,
  lengthExamples,
  predictSeen,
  predictUnseen,
  trainLength,
} from "./trainLength";
import type { RoutingData } from "./outcomes";
import { pairTables } from "./pairTables";
import { CREDITS } from "./sources";
import { measuredKinds, measuredSubjects, trainQuality } from "./trainQuality";

/** Everything that ships: trained on all examples, with the whole of the gap table. */
export function trainWeights(
  { outcomes, lengths, table, published, pairs }: RoutingData,
  examples: readonly Example[],
  groups: readonly number[],
  classify: KindClassifier,
): RecommendWeights {
  const quality = trainQuality({
    examples,
    table,
    published,
    leftOut: new Set(),
    trustsTable: true,
  });
  const measured = lengthExamples(
    examples,
    groups,
    lengths,
    (prompt) => classify(judgedText([prompt])).probabilities,
  );
  const subjects = measuredSubjects(table);
  const sources = Object.values(table.source);
  return {
    provenance: {
      trainedBy: "npm run train",
      data: "outcomes-train.jsonl.gz, lengths-mt-bench.jsonl.gz and gap-table.json of ROUTING_DATA; gap-table-other-pairs.json there",
      prompts: examples.length,
      sources: [...new Set(outcomes.map(({ source }) => source))].sort(),
      table: { prompts: sources.reduce((sum, { n }) => sum + n, 0), sources: sources.length },
      credits: CREDITS,
    },
    denseNames: DENSE_NAMES,
    kinds: measuredKinds(table),
    published,
    subjects,
    outcomeDeviation: Math.sqrt(
      examples.reduce((sum, { gap }) => sum + gap ** 2, 0) / examples.length,
    ),
    ...quality,
    length: {
      ...trainLength(measured, quality),
      seen: lengthError(measured, predictSeen(measured, quality)),
      unseen: lengthError(measured, predictUnseen(measured, quality)),
    },
    pairs: pairTables(pairs, quality, subjects),
  };
}
