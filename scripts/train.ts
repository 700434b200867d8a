import { writeFileSync } from "node:fs";
import path from "node:path";
import { createKindClassifier } from "../src/core/recommend/kindClassifier";
import { TASK_KINDS } from "../src/core/recommend/taskKinds";
import { projectRoot } from "./projectRoot";
import { buildExamples, withKinds } from "./training/examples";
import { readKindRows, scoredRows } from "./training/kindRows";
import { nearDuplicateGroups } from "./training/nearDuplicates";
import { readRoutingData } from "./training/outcomes";
import { kindOfSource } from "./training/sources";
import { trainFrames } from "./training/trainFrames";
import { kindExamples, trainKinds } from "./training/trainKinds";
import { trainWeights } from "./training/trainWeights";

/**
 * `npm run train`: trains the recommendation on the labeled and the scored prompts of
 * TOKENSCALE_EVIDENCE and writes kindWeights.json and weights.json in src/core/recommend. The same
 * data give the same files.
 */
const data = readRoutingData();
const rows = readKindRows();
const frames = trainFrames(rows);
const labeled = kindExamples(rows, frames);
const scored = kindExamples(scoredRows(data.outcomes), frames);
const kinds = trainKinds([...labeled, ...scored], frames);
write("kindWeights.json", kinds);

// Outcomes are learned by the kinds that the prompts are of, not by those that they are taken for.
const examples = withKinds(buildExamples(data.outcomes), ({ outcome }) =>
  TASK_KINDS.map((kind) => (kind === kindOfSource(outcome.source) ? 1 : 0)),
);
const groups = nearDuplicateGroups(data.outcomes);
write("weights.json", trainWeights(data, examples, groups, createKindClassifier(kinds)));

function write(name: string, weights: object): void {
  const file = path.join(projectRoot, "src", "core", "recommend", name);
  const text = `${JSON.stringify(weights, rounded)}\n`;
  writeFileSync(file, text);
  console.log(`${path.relative(projectRoot, file)}: ${text.length} bytes`);
}

/** Six digits are more than the data can tell. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === "number" ? Number(value.toPrecision(6)) : value;
}
