import { readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import * as v from "valibot";
import { evidencePath } from "../evidence";
import { type PairData, readPairData } from "./pairTables";
import { type PublishedGaps, readPublishedGaps } from "./publishedGaps";

const outcomeSchema = v.object({
  source: v.string(),
  id: v.string(),
  prompt: v.string(),
  bare: v.optional(v.tuple([v.number(), v.number()])),
  category: v.string(),
  tags: v.array(v.string()),
  score_4o: v.number(),
  score_mini: v.number(),
  out_tok_4o: v.optional(v.number()),
  out_tok_mini: v.optional(v.number()),
});

const lengthSchema = v.object({
  source: v.string(),
  id: v.string(),
  prompt: v.string(),
  out_tok_4o: v.number(),
  out_tok_mini: v.number(),
});

const statisticsSchema = v.object({
  n: v.number(),
  mean_4o: v.number(),
  mean_mini: v.number(),
  gap: v.number(),
  se: v.number(),
  mini_ge: v.number(),
});

const tableSchema = v.object({
  source: v.record(v.string(), statisticsSchema),
  category: v.record(v.string(), statisticsSchema),
  mmlu_pro_subject: v.record(v.string(), statisticsSchema),
});

/** One prompt with the measured score of both models, 0 … 1. */
export type Outcome = v.InferOutput<typeof outcomeSchema>;

/** One prompt with both models' completion tokens. */
export type MeasuredLength = v.InferOutput<typeof lengthSchema>;

/** `n` prompts: mean scores, gap 4o − mini with its standard error, share on which mini is at least as good. */
export type Statistics = v.InferOutput<typeof statisticsSchema>;
export type GapTable = v.InferOutput<typeof tableSchema>;

export interface RoutingData {
  readonly published: PublishedGaps;
  readonly outcomes: readonly Outcome[];
  readonly lengths: readonly MeasuredLength[];
  readonly table: GapTable;
  /** Of other pairs. */
  readonly pairs: PairData;
}

/**
 * Reads and checks the scored prompts in the evidence's `routing` folder. Throws if no evidence is
 * named, or if a file is missing or malformed.
 */
export function readRoutingData(): RoutingData {
  const folder = evidencePath("routing");
  if (folder === undefined) {
    throw new Error("No scored prompts: set TOKENSCALE_EVIDENCE, or ROUTING_DATA to their folder.");
  }
  return {
    outcomes: readLines(path.join(folder, "outcomes-train.jsonl.gz"), outcomeSchema),
    lengths: readLines(path.join(folder, "lengths-mt-bench.jsonl.gz"), lengthSchema),
    published: readPublishedGaps(folder),
    pairs: readPairData(folder),
    table: v.parse(
      tableSchema,
      JSON.parse(readFileSync(path.join(folder, "gap-table.json"), "utf8")),
    ),
  };
}

function readLines<Schema extends v.GenericSchema>(
  file: string,
  schema: Schema,
): readonly v.InferOutput<Schema>[] {
  const lines = gunzipSync(readFileSync(file)).toString("utf8").trim().split("\n");
  return lines.map((line) => v.parse(schema, JSON.parse(line)));
}
