import { createRecommender } from "../../src/core/recommend/recommender";
import { input, userPrompt } from "../unit/recommend/fixtures";
import type { BenchSection } from "./benchSection";
import { codeText, jsonlText, multilingualText, randomNumbers } from "./benchTexts";
import { quantile } from "./quantile";

const PROMPTS = 1_000;
const WARM_UP = 200;

/** How long one recommendation takes, of prompts that were not met before. */
export function benchRecommend(): Promise<BenchSection> {
  const startMs = performance.now();
  const recommender = createRecommender();
  const createdMs = performance.now() - startMs;
  const recommendMs = (text: string): number => {
    const prompt = userPrompt(text);
    const fromMs = performance.now();
    recommender.recommend(input(prompt));
    recommender.predictOutput(prompt);
    return performance.now() - fromMs;
  };
  const rows = Object.entries({
    "4 KB of code": slices(codeText(4_000_000), 4_096),
    "4 KB of JSON": slices(jsonlText(4_000_000), 4_096),
    "4 KB of 15 languages": slices(multilingualText(2_000_000), 2_048),
    "1 MB of code": slices(codeText(9_000_000), 1_000_000),
  }).map(([name, texts]) => {
    for (const text of texts.slice(0, WARM_UP)) recommendMs(text);
    const timesMs = texts.slice(WARM_UP).map(recommendMs);
    return {
      name,
      medianMs: quantile(timesMs, 0.5),
      p95Ms: quantile(timesMs, 0.95),
      maxMs: Math.max(...timesMs),
    };
  });
  return Promise.resolve({
    title: "Recommending",
    note:
      `The kind, expected gap, decision, and answer length of one prompt, whose reasons are put into words where they are read: ${PROMPTS} prompts of each type after ${WARM_UP} others. ` +
      `Only the beginning and the end of a long prompt are read. Reading the weights once takes ${createdMs.toFixed(1)} ms.`,
    columns: ["One prompt of", "Target", "Median", "95th percentile", "Longest"],
    rows: rows.map(({ name, medianMs, p95Ms, maxMs }) => [
      name,
      name.startsWith("4 KB") ? "< 1 ms" : "",
      ...[medianMs, p95Ms, maxMs].map((ms) => `${ms.toFixed(2)} ms`),
    ]),
    json: { createdMs, rows },
  });
}

function slices(text: string, units: number): readonly string[] {
  const random = randomNumbers(units);
  return Array.from({ length: WARM_UP + PROMPTS }, () => {
    const from = Math.floor(random() * (text.length - units));
    return text.slice(from, from + units);
  });
}
