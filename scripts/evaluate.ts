import { writeFileSync } from "node:fs";
import path from "node:path";
import { createKindClassifier } from "../src/core/recommend/kindClassifier";
import { judgedText } from "../src/core/recommend/promptDigest";
import { trainedKinds } from "../src/core/recommend/trainedKinds";
import { projectRoot } from "./projectRoot";
import { BASELINES } from "./training/baselines";
import { evaluateScheme } from "./training/evaluation";
import { buildExamples, groupWeights } from "./training/examples";
import { evaluateKinds } from "./training/kindEvaluation";
import { readKindRows, scoredRows } from "./training/kindRows";
import { withSeenKinds, withUnseenKinds } from "./training/kindsApart";
import { evaluateLengths } from "./training/lengthEvaluation";
import { nearDuplicateGroups } from "./training/nearDuplicates";
import { readRoutingData } from "./training/outcomes";
import { predictApart } from "./training/predictions";
import { writeReport } from "./training/report";
import { crossValidation, leaveOneSourceOut } from "./training/schemes";
import { trainFrames } from "./training/trainFrames";
import { kindExamples } from "./training/trainKinds";
import { lengthExamples, predictSeen, predictUnseen } from "./training/trainLength";
import { moments } from "./training/trainQuality";

/**
 * `npm run evaluate`: holds the recommendation against prompts that it was not trained on and writes
 * docs/recommendation.md. The same data give the same report.
 */
const data = readRoutingData();
const { outcomes, lengths } = data;
const unclassified = buildExamples(outcomes);
const rows = readKindRows();
const frames = trainFrames(rows);
const labeled = kindExamples(rows, frames);
const groups = nearDuplicateGroups(outcomes);
/** Each scheme has kinds of its own, by classifiers that were trained without what it leaves out. */
const inFolds = withSeenKinds(unclassified, labeled, groups, frames);
const bySource = withUnseenKinds(unclassified, labeled, frames);
const schemes = [
  { id: "cross-validation", examples: inFolds, folds: crossValidation(inFolds, groups, data) },
  { id: "sources left out", examples: bySource, folds: leaveOneSourceOut(bySource, data) },
] as const;
const [seen, unseenSources] = schemes.map(({ id, examples, folds }) => {
  console.log(id);
  return evaluateScheme(examples, predictApart(examples, folds, BASELINES));
});
if (!seen || !unseenSources) throw new Error("A scheme gave no result.");

const standard = moments(
  bySource,
  groupWeights(bySource, ({ family }) => family, 1),
);
const classify = createKindClassifier(trainedKinds);
const measured = lengthExamples(
  bySource,
  groups,
  lengths,
  (prompt) => classify(judgedText([prompt])).probabilities,
);
const lengthsSeen = predictSeen(measured, standard);
const lengthsUnseen = predictUnseen(measured, standard);
/** English as people write it, not questions of an examination. */
const NATURAL = new Set(["benchpress", "m_ifeval_en", "mt_bench_len"]);
const isNatural = ({ source }: { readonly source: string }): boolean => NATURAL.has(source);
console.log("kinds");
const kinds = evaluateKinds(labeled, kindExamples(scoredRows(outcomes), frames), frames);

const file = path.join(projectRoot, "docs", "recommendation.md");
writeFileSync(
  file,
  writeReport({
    prompts: outcomes.length,
    kinds,
    groups: new Set(groups).size,
    sources: new Set(outcomes.map(({ source }) => source)).size,
    seen,
    unseenSources,
    lengths: [
      { label: "cross-validation", ...evaluateLengths(measured, lengthsSeen) },
      {
        label: "cross-validation, everyday English",
        ...evaluateLengths(measured, lengthsSeen, isNatural),
      },
      { label: "sources left out", ...evaluateLengths(measured, lengthsUnseen) },
      {
        label: "sources left out, everyday English",
        ...evaluateLengths(measured, lengthsUnseen, isNatural),
      },
    ],
  }),
);
console.log(path.relative(projectRoot, file));
