import { CATALOG } from "../models/catalog";
import { findModel, type ModelSources } from "../models/findModel";
import type { Model } from "../models/model";
import { retirementOf } from "../models/retirement";
import type { PromptFile } from "../prompt/prompt";

/** Something that can be written at the cursor. */
export interface Completion {
  readonly kind: "model" | "effort" | "variable";
  readonly text: string;
  /** `GPT-6 Luna, $0.10 in, $0.50 out`. */
  readonly detail: string;
  /** Whether it should be used no more. */
  readonly isDeprecated: boolean;
}

/** The line up to the cursor and what the file is known to hold. */
interface CompletionInput {
  readonly linePrefix: string;
  /** The lines from the file's start to the cursor's, without that one. */
  readonly linesBefore: readonly string[];
  /** The last reading of the file; undefined if there is none. */
  readonly file?: PromptFile;
  readonly sources: ModelSources;
  /** ISO date. */
  readonly today: string;
}

const MODEL_KEY =
  /^\s*(?:-\s+)?["']?(?:model|id|azure_deployment|deployment)["']?\s*:\s*["']?[\w./:@-]*$/;
const EFFORT_KEY = /^\s*(?:-\s+)?["']?(?:reasoning_?[eE]ffort|effort)["']?\s*:\s*["']?\w*$/;
/** An expression that has begun: `{{`, `{{tic`, `{{#if tic`. */
const OPEN_EXPRESSION = /\{\{[~#/]?\s*(?:\w+\s+)?[\w.-]*$/;
const FENCE = /^(?:---|\+\+\+)\s*$/;

/** Models and efforts in the frontmatter, or in a file that is YAML as a whole; variables in the text. */
export function completionsAt(input: CompletionInput): readonly Completion[] {
  const { linePrefix } = input;
  if (OPEN_EXPRESSION.test(linePrefix)) return variables(input);
  if (isInBody(input.linesBefore)) return [];
  if (MODEL_KEY.test(linePrefix)) return models(input);
  return EFFORT_KEY.test(linePrefix) ? efforts(input) : [];
}

/** After the second fence of a file that begins with one. */
function isInBody(lines: readonly string[]): boolean {
  const first = lines.find((line) => line.trim() !== "" && !line.startsWith("#"));
  if (first === undefined || !FENCE.test(first)) return false;
  return lines.filter((line) => FENCE.test(line)).length >= 2;
}

function models({ today }: CompletionInput): readonly Completion[] {
  return CATALOG.map((model) => ({
    kind: "model",
    text: model.id,
    detail: detailOf(model, today),
    isDeprecated: retirementOf(model, model.id, today) !== undefined,
  }));
}

function detailOf(model: Model, today: string): string {
  const end = retirementOf(model, model.id, today);
  return end === undefined ? model.label : `${model.label}, ends on ${end.date}`;
}

/** Those of the model that the file names; of all models if it names none that is known. */
function efforts({ file, sources }: CompletionInput): readonly Completion[] {
  const named = file?.prompts.flatMap(({ model }) => model ?? [])[0];
  const found = named && findModel(named.value, sources);
  const known = found?.kind === "found" ? [found.model] : CATALOG;
  const all = new Set(known.flatMap(({ reasoning }) => reasoning?.efforts ?? []));
  return [...all].map((effort) => ({
    kind: "effort",
    text: effort,
    detail:
      found?.kind === "found" && found.model.reasoning?.defaultEffort === effort
        ? `The default of ${found.model.label}`
        : "",
    isDeprecated: false,
  }));
}

function variables({ file }: CompletionInput): readonly Completion[] {
  const names = new Set(
    file?.prompts.flatMap((prompt) => [
      ...prompt.variables.map(({ name }) => name),
      ...prompt.valueSets.flatMap(({ values }) => [...values.keys()]),
    ]),
  );
  return [...names]
    .filter((name) => /^[\w-]+$/.test(name))
    .map((text) => ({
      kind: "variable",
      text,
      detail: "Variable of this prompt",
      isDeprecated: false,
    }));
}
