import type { KindClassifier, KindReading } from "./kindClassifier";
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
  readonly decidingWords: () => readonly string[];
}

/** By the text of a request and the functions that come with it. */
export function kindsOfPrompt(
  { text, instructions, fieldNames, tools }: PromptDigest,
  classify: KindClassifier,
): KindsOfPrompt {
  if (tools > 0 && text.trim() === "") {
    const kinds = TASK_KINDS.map((_, at) => +(at === FUNCTION_CALLING));
    return { kinds, decidingWords: () => [] };
  }
  // Fields of the answer's schema say what is asked for as words of the text do.
  const fields = fieldNames.length === 0 ? "" : `\n\nJSON: ${fieldNames.join(", ")}`;
  const { probabilities, decidingWords } = mixed(
    classify(text + fields),
    instructions.trim() === "" ? undefined : classify(instructions),
  );
  if (tools === 0) return { kinds: probabilities, decidingWords };
  const odds = TASK_KINDS.map((kind, at) => (probabilities[at] ?? 0) * (TOOL_ODDS[kind] ?? 1));
  const sum = odds.reduce((total, value) => total + value, 0);
  return { kinds: odds.map((value) => value / sum), decidingWords: () => [] };
}

/**
 * The mean of what all of a request says and what its instructions say, the surer the heavier: a
 * customer's question below them is not the task.
 */
function mixed(whole: KindReading, instructed: KindReading | undefined): KindReading {
  if (!instructed?.hasTask) return whole;
  const ofWhole = Math.max(...whole.probabilities) ** 2;
  const ofInstructed = Math.max(...instructed.probabilities) ** 2;
  const share = ofWhole / (ofWhole + ofInstructed);
  const probabilities = whole.probabilities.map(
    (probability, at) => share * probability + (1 - share) * instructed.probabilities[at]!,
  );
  const { decidingWords } = share >= 0.5 ? whole : instructed;
  return { probabilities, decidingWords, hasTask: true };
}
