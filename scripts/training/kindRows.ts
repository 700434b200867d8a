import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import * as v from "valibot";
import { HASH_START, hashStep } from "../../src/core/recommend/hash";
import { TASK_KINDS, type TaskKindId } from "../../src/core/recommend/taskKinds";
import { evidencePath } from "../evidence";
import { APPLICATION_LABELS } from "./applicationLabels";
import { randomNumbers } from "./examples";
import type { Outcome } from "./outcomes";
import { ownApplications } from "./ownApplications";
import { ownChoices } from "./ownChoices";
import { ownInstructions } from "./ownInstructions";
import { ownPrompts } from "./ownPrompts";
import { ownQuestions } from "./ownQuestions";
import { kindOfSource } from "./sources";

/** A prompt whose kind is known. */
export interface KindRow {
  readonly text: string;
  readonly kind: TaskKindId;
  /** Kinds that a careful reader may also defend. */
  readonly also?: readonly TaskKindId[];
  /** Left out as a whole: a collection of data sets, or one repository. */
  readonly collection: string;
  /** One data set of a collection; near-duplicates share it. */
  readonly task: string;
  readonly group: KindGroup;
  /** Whether it is in a frame already. */
  readonly isFramed: boolean;
}

/** Where a row is from: its own wording, a collection of data sets, an application, scored prompts. */
export type KindGroup = "own wording" | "own prompt" | "collection" | "application" | "scored";

const rowSchema = v.object({
  text: v.string(),
  kind: v.picklist(TASK_KINDS),
  source: v.string(),
  task: v.string(),
  wrapped: v.boolean(),
});

/**
 * Repositories of files that go along with requests, which are not prompts themselves: hundreds of
 * alike files would make an agent of whatever is written in sections and bullets.
 */
const CONTEXT_FILES = new Set([
  "PatrickJS/awesome-cursorrules",
  "github/awesome-copilot",
  "wshobson/agents",
]);

/**
 * The labeled prompts of the evidence. Its copies of scored prompts are left out: those come from the
 * outcomes themselves (`scoredRows`), so that a source can be left out whole. Nor are files for agents.
 */
export function readKindRows(): readonly KindRow[] {
  const file = evidencePath("kinds", "kinds-train.jsonl.gz");
  if (file === undefined) throw new Error("No labeled prompts: set TOKENSCALE_EVIDENCE.");
  const lines = gunzipSync(readFileSync(file)).toString("utf8").trim().split("\n");
  const labeled = lines.flatMap((line): readonly KindRow[] => {
    const { text, kind, source, task, wrapped } = v.parse(rowSchema, JSON.parse(line));
    if (source.startsWith("project evidence") || CONTEXT_FILES.has(source)) return [];
    const group = groupOf(source);
    return [{ text, kind, collection: collectionOf(source), task, group, isFramed: wrapped }];
  });
  return [
    ...relabeled(labeled),
    ...ownQuestions(),
    ...ownInstructions(),
    ...ownApplications(),
    ...ownChoices(),
    ...ownPrompts(),
  ];
}

/** The rows with the labels that were read one by one; a framed copy takes its original's. */
function relabeled(rows: readonly KindRow[]): readonly KindRow[] {
  const corrections = readApplicationLabels();
  const corrected = rows.flatMap((row) => {
    const kinds = corrections.get(hashText(row.text));
    return row.group === "application" && kinds ? [{ text: row.text, kinds }] : [];
  });
  return rows.flatMap((row): readonly KindRow[] => {
    if (row.group !== "application") return [row];
    const found = corrected.find(({ text }) => row.text.includes(text));
    if (!found) return [row];
    const [kind, ...also] = found.kinds;
    return kind === undefined ? [] : [{ ...row, kind, also }];
  });
}

/** By the hash of a text: its kinds, the first of which is learned; none if it is no prompt. */
function readApplicationLabels(): ReadonlyMap<string, readonly TaskKindId[]> {
  return new Map(
    APPLICATION_LABELS.split("\n").map((line) => {
      const [hash = "", ...kinds] = line.split(" ");
      return [hash, kinds.map((kind) => v.parse(v.picklist(TASK_KINDS), kind))];
    }),
  );
}

function hashText(text: string): string {
  let hash = HASH_START;
  for (let i = 0; i < text.length; i++) hash = hashStep(hash, text.charCodeAt(i));
  return (hash >>> 0).toString(16).padStart(8, "0");
}

function collectionOf(source: string): string {
  return /natural-instructions|bigscience|FLAN/.exec(source)?.[0] ?? source;
}

function groupOf(source: string): KindGroup {
  if (source === "own wording") return "own wording";
  return /natural-instructions|bigscience|FLAN/.test(source) ? "collection" : "application";
}

const MAX_ROWS_OF_SOURCE = 300;

/** Scored prompts as rows, without their benchmark's wrapper, at most so many of each source. */
export function scoredRows(outcomes: readonly Outcome[]): readonly KindRow[] {
  const random = randomNumbers(5);
  const taken = new Map<string, number>();
  return outcomes
    .map((outcome) => ({ outcome, order: random() }))
    .sort((a, b) => a.order - b.order)
    .flatMap(({ outcome: { prompt, bare, source } }) => {
      const count = taken.get(source) ?? 0;
      if (count >= MAX_ROWS_OF_SOURCE) return [];
      taken.set(source, count + 1);
      const text = bare ? prompt.slice(...bare) : prompt;
      const kind = kindOfSource(source);
      const row = { text, kind, collection: source, task: source, isFramed: false };
      return [{ ...row, group: "scored" as const }];
    });
}
