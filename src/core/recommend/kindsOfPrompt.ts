import type { KindClassifier } from "./kindClassifier";
import type { PromptDigest } from "./promptDigest";
import { TASK_KINDS, type TaskKindId } from "./taskKinds";

/** Odds that functions in the request add to the kinds that call them, regardless of the text. */
const TOOL_ODDS: Readonly<Partial<Record<TaskKindId, number>>> = {
  function_calling: 2_000,
  agentic_workflow: 500,
};

const FUNCTION_CALLING = TASK_KINDS.indexOf("function_calling");

/** The kinds of a whole request. */
interface KindsOfPrompt {
  /** By position in TASK_KINDS; they sum to 1. */
  readonly kinds: ArrayLike<number>;
  /** None if the functions that come with it told more than its text. */
  readonly decidingWords: readonly string[];
}

/** By the text of a request and the functions that come with it. */
export function kindsOfPrompt(
  { text, fieldNames, tools }: PromptDigest,
  classify: KindClassifier,
): KindsOfPrompt {
  if (tools > 0 && text.trim() === "") {
    const kinds = TASK_KINDS.map((_, at) => +(at === FUNCTION_CALLING));
    return { kinds, decidingWords: [] };
  }
  // Fields of the answer's schema say what is asked for as words of the text do.
  const asked = fieldNames.length === 0 ? text : `${text}\n\nJSON: ${fieldNames.join(", ")}`;
  const { probabilities, decidingWords } = classify(asked);
  if (tools === 0) return { kinds: probabilities, decidingWords };
  const odds = TASK_KINDS.map((kind, at) => (probabilities[at] ?? 0) * (TOOL_ODDS[kind] ?? 1));
  const sum = odds.reduce((total, value) => total + value, 0);
  return { kinds: odds.map((value) => value / sum), decidingWords: [] };
}
