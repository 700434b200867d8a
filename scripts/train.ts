import { writeFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "./projectRoot";
import { headlineOf } from "./training/evaluation";
import { buildExamples } from "./training/examples";
import { nearDuplicateGroups } from "./training/nearDuplicates";
import { readRoutingData } from "./training/outcomes";
import { predictApart } from "./training/predictions";
import { crossValidation, leaveOneSourceOut } from "./training/schemes";
import { trainWeights } from "./training/trainWeights";

/**
 * `npm run train`: trains the recommendation on the scored prompts of ROUTING_DATA and writes
 * src/core/recommend/weights.json with the headline figures of prompts kept apart. The same data give
 * the same file.
 */
const data = readRoutingData();
const examples = buildExamples(data.outcomes);
const groups = nearDuplicateGroups(data.outcomes);
const metrics = headlineOf(
  examples,
  predictApart(examples, crossValidation(examples, groups, data.table), []),
  predictApart(examples, leaveOneSourceOut(examples, data.table), []),
);
const weights = trainWeights(data, examples, groups, metrics);
const file = path.join(projectRoot, "src", "core", "recommend", "weights.json");
const text = `${JSON.stringify(weights, rounded)}\n`;
writeFileSync(file, text);
console.log(
  `${path.relative(projectRoot, file)}: ${text.length} bytes, ${examples.length} prompts`,
);

/** Six digits are more than the data can tell. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === "number" ? Number(value.toPrecision(6)) : value;
}
