import { writeFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "./projectRoot";
import { BASELINES } from "./training/baselines";
import { evaluateScheme } from "./training/evaluation";
import { buildExamples, groupWeights } from "./training/examples";
import { evaluateLengths } from "./training/lengthEvaluation";
import { nearDuplicateGroups } from "./training/nearDuplicates";
import { readRoutingData } from "./training/outcomes";
import { predictApart } from "./training/predictions";
import { writeReport } from "./training/report";
import { crossValidation, leaveOneFamilyOut, leaveOneSourceOut } from "./training/schemes";
import { lengthExamples, predictSeen, predictUnseen } from "./training/trainLength";
import { moments } from "./training/trainQuality";

/**
 * `npm run evaluate`: holds the recommendation against prompts that it was not trained on and writes
 * docs/recommendation.md. The same data give the same report.
 */
const { outcomes, lengths, table } = readRoutingData();
const examples = buildExamples(outcomes);
const groups = nearDuplicateGroups(outcomes);
const schemes = [
  { id: "cross-validation", folds: crossValidation(examples, groups, table) },
  { id: "sources left out", folds: leaveOneSourceOut(examples, table) },
  { id: "kinds left out", folds: leaveOneFamilyOut(examples, table) },
] as const;
const [seen, unseenSources, unseenKinds] = schemes.map(({ id, folds }) => {
  console.log(id);
  return evaluateScheme(examples, predictApart(examples, folds, BASELINES));
});
if (!seen || !unseenSources || !unseenKinds) throw new Error("A scheme gave no result.");

const standard = moments(
  examples,
  groupWeights(examples, ({ family }) => family, 1),
);
const measured = lengthExamples(examples, groups, lengths);
const lengthsSeen = predictSeen(measured, standard);
const lengthsUnseen = predictUnseen(measured, standard);
/** English as people write it, not questions of an examination. */
const NATURAL = new Set(["benchpress", "m_ifeval_en", "mt_bench_len"]);
const isNatural = ({ source }: { readonly source: string }): boolean => NATURAL.has(source);

const file = path.join(projectRoot, "docs", "recommendation.md");
writeFileSync(
  file,
  writeReport({
    prompts: examples.length,
    groups: new Set(groups).size,
    sources: new Set(outcomes.map(({ source }) => source)).size,
    seen,
    unseenSources,
    unseenKinds,
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
