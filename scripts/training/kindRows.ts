import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import * as v from "valibot";
import { TASK_KINDS, type TaskKindId } from "../../src/core/recommend/taskKinds";
import { evidencePath } from "../evidence";
import { randomNumbers } from "./examples";
import type { Outcome } from "./outcomes";
import { ownApplications } from "./ownApplications";
import { ownChoices } from "./ownChoices";
import { ownInstructions } from "./ownInstructions";
import { ownQuestions } from "./ownQuestions";
import { kindOfSource } from "./sources";

/** A prompt whose kind is known. */
export interface KindRow {
  readonly text: string;
  readonly kind: TaskKindId;
  /** Left out as a whole: a collection of data sets, or one repository. */
  readonly collection: string;
  /** One data set of a collection; near-duplicates share it. */
  readonly task: string;
  readonly group: KindGroup;
  /** Whether it is in a frame already. */
  readonly isFramed: boolean;
}

/** Where a row is from: its own wording, a collection of data sets, an application, scored prompts. */
export type KindGroup =
  "own wording" | "own prompt" | "collection" | "application" | "context file" | "scored";

const rowSchema = v.object({
  text: v.string(),
  kind: v.picklist(TASK_KINDS),
  source: v.string(),
  task: v.string(),
  wrapped: v.boolean(),
});

/** Repositories of files that go along with requests: they are labeled by rule, and all alike. */
const CONTEXT_FILES = new Set([
  "PatrickJS/awesome-cursorrules",
  "github/awesome-copilot",
  "wshobson/agents",
]);

/**
 * The labeled prompts of the evidence. Its copies of scored prompts are left out: those come from the
 * outcomes themselves (`scoredRows`), so that a source can be left out whole.
 */
export function readKindRows(): readonly KindRow[] {
  const file = evidencePath("kinds", "kinds-train.jsonl.gz");
  if (file === undefined) throw new Error("No labeled prompts: set TOKENSCALE_EVIDENCE.");
  const lines = gunzipSync(readFileSync(file)).toString("utf8").trim().split("\n");
  const labeled = lines.flatMap((line): readonly KindRow[] => {
    const { text, kind, source, task, wrapped } = v.parse(rowSchema, JSON.parse(line));
    if (source.startsWith("project evidence")) return [];
    const group = groupOf(source);
    return [{ text, kind, collection: collectionOf(source), task, group, isFramed: wrapped }];
  });
  return [
    ...labeled,
    ...ownQuestions(),
    ...ownInstructions(),
    ...ownApplications(),
    ...ownChoices(),
  ];
}

function collectionOf(source: string): string {
  return /natural-instructions|bigscience|FLAN/.exec(source)?.[0] ?? source;
}

function groupOf(source: string): KindGroup {
  if (source === "own wording") return "own wording";
  if (CONTEXT_FILES.has(source)) return "context file";
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
