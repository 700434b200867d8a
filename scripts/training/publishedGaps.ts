import { readFileSync } from "node:fs";
import path from "node:path";
import * as v from "valibot";
import type { TaskKindId } from "../../src/core/recommend/taskKinds";
import type { PublishedGap } from "../../src/core/recommend/weights";

export const aggregateSchema = v.object({
  source: v.string(),
  kind: v.string(),
  pair: v.string(),
  n: v.nullable(v.number()),
  mean_strong: v.number(),
  gap: v.number(),
});

export type Aggregate = v.InferOutput<typeof aggregateSchema>;

const fileSchema = v.object({ published_aggregates: v.array(aggregateSchema) });

export type PublishedGaps = Readonly<Partial<Record<TaskKindId, PublishedGap>>>;

/** The published averages that speak of a kind: by source, and by what the source calls the task. */
interface Evidence {
  readonly source: RegExp;
  readonly kinds: readonly string[];
  /** For people. */
  readonly label: string;
}

const EVIDENCE: Readonly<Partial<Record<TaskKindId, Evidence>>> = {
  classification: {
    source: /^south_slavic/,
    kinds: ["topic_classification", "genre_classification"],
    label: "CLASSLA, topics and genres of texts",
  },
  sentiment_analysis: {
    source: /^south_slavic/,
    kinds: ["sentiment_analysis"],
    label: "CLASSLA, ParlaSent",
  },
  grounded_qa: {
    source: /^openai_simple_evals/,
    kinds: ["reading_comprehension"],
    label: "OpenAI simple-evals, DROP",
  },
  summarisation: {
    source: /^livebench/,
    kinds: ["summarisation_with_instructions"],
    label: "LiveBench, summarizing under format rules",
  },
  rewriting: {
    source: /^livebench/,
    kinds: ["rewriting_with_instructions", "simplification_with_instructions", "proofreading"],
    label: "LiveBench, paraphrasing, simplifying and proofreading",
  },
  reasoning_puzzle: {
    source: /^(?:zeroeval_zebra|livebench)/,
    kinds: ["logic_puzzle"],
    label: "ZeroEval and LiveBench, logic puzzles",
  },
  creative_writing: {
    source: /^wildbench/,
    kinds: ["chat_hard (Creative)"],
    label: "WildBench v2, creative tasks",
  },
  code_edit: {
    source: /^wildbench/,
    kinds: ["chat_hard (Coding & Debugging)"],
    label: "WildBench v2, coding and debugging",
  },
  agentic_workflow: {
    source: /^bfcl_v3_multi_turn/,
    kinds: ["multi_turn_tool_use"],
    label: "Berkeley Function Calling Leaderboard v3, several turns",
  },
};

/** Of averages over unlike tasks, at least this is not known of the next one. */
const MIN_DEVIATION = 0.02;
/** An average without the number of its prompts counts as one of so many. */
const USUAL_PROMPTS = 50;

export function readPublishedGaps(folder: string): PublishedGaps {
  const file = path.join(folder, "gap-table-other-pairs.json");
  const parsed = v.parse(fileSchema, JSON.parse(readFileSync(file, "utf8")));
  return publishedGaps(parsed.published_aggregates);
}

/** The averages of 4o and mini, by kind; each counts by its prompts. */
export function publishedGaps(aggregates: readonly Aggregate[]): PublishedGaps {
  const ofPair = aggregates.filter(({ pair }) => /^gpt-4o(?:-[\d-]+)?\|gpt-4o-mini/.test(pair));
  return Object.fromEntries(
    Object.entries(EVIDENCE).flatMap(([id, { source, kinds, label }]) => {
      const parts = ofPair.filter((part) => source.test(part.source) && kinds.includes(part.kind));
      return parts.length === 0 ? [] : [[id, mergePublished(parts, label)]];
    }),
  );
}

/** Averages of one kind, each by its prompts. `source`: who published them. */
export function mergePublished(parts: readonly Aggregate[], source: string): PublishedGap {
  const weights = parts.map(({ n }) => n ?? USUAL_PROMPTS);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = (value: (part: Aggregate) => number): number =>
    parts.reduce((sum, part, index) => sum + (weights[index] ?? 0) * value(part), 0) / total;
  const gap = mean((part) => part.gap);
  const spread = Math.sqrt(mean((part) => (part.gap - gap) ** 2) / parts.length);
  const isCounted = parts.every(({ n }) => n !== null);
  return {
    gap: round(gap),
    standardError: round(Math.hypot(spread, MIN_DEVIATION)),
    ...(isCounted && { prompts: total }),
    score4o: round(mean((part) => part.mean_strong)),
    source,
  };
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
