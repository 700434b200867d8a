import { findModel, type ModelSources } from "../models/findModel";
import { lineNumbers } from "../lineNumbers";
import type { Prompt } from "../prompt/prompt";
import { findModelNames } from "./names/modelName";

/** A model that a request names and that nobody here knows, so that its end is not known either. */
export interface UnknownModel {
  readonly name: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** Names that OpenAI could have given. Others are deployments and models of other vendors. */
const MAY_BE_OPENAI = /^(?:gpt-|chatgpt-|o\d\b)/i;

/** Every unknown model of OpenAI's that the requests of a file name. */
export function findUnknownModels(
  file: string,
  text: string,
  prompts: readonly Prompt[],
  sources: ModelSources,
): readonly UnknownModel[] {
  const lineOf = lineNumbers(text);
  return prompts.flatMap(({ model }) => {
    if (model === undefined || !MAY_BE_OPENAI.test(bareName(model.value))) return [];
    const isKnown =
      findModel(model.value, sources).kind === "found" ||
      findModelNames(model.value, "openai").length > 0;
    return isKnown ? [] : [{ name: model.value, file, line: lineOf(model.range.start) }];
  });
}

/** `gpt-4o-large is not in the catalog; no date known. src/a.ts, line 3.` */
export function unknownModelWords({ name, file, line }: UnknownModel): string {
  return `${name} is not in the catalog; no date known. ${file}, line ${line}.`;
}

/** Texts without any of these name no model of OpenAI's in a request. */
const MAY_NAME = /gpt-|\bo\d/i;

/** Whether the requests of a text are worth reading for unknown models. */
export function mayNameModel(text: string): boolean {
  return MAY_NAME.test(text);
}

function bareName(name: string): string {
  return name.slice(name.search(/[^/:]*$/));
}
