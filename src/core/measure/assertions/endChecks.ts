import type { FinishReason } from "../../runs/runEvent";
import { type Check, type CheckInput, fact, type Finding, textOf, unusable } from "./check";

/** Checks of how an answer ended. */
export const END_CHECKS: readonly (readonly [type: string, check: Check])[] = [
  ["finish-reason", checkFinishReason],
  ["is-refusal", checkRefusal],
];

function checkFinishReason({ answer, value }: CheckInput): Finding {
  const expected = textOf(value);
  if (expected === undefined) return unusable("A finish reason is missing.");
  const { finishReason: reason = "unknown" }: { readonly finishReason?: FinishReason } = answer;
  return fact(
    reason === expected.toLowerCase().replaceAll("_", "-"),
    `The finish reason is ${reason.replaceAll("-", "_")}.`,
  );
}

/** How models begin an answer that refuses. */
const REFUSALS = [
  "i'm sorry, but i can",
  "i'm sorry, i can",
  "i am sorry, but i can",
  "sorry, but i can",
  "sorry, i can",
  "i can't assist with",
  "i can't help with",
  "i can't provide",
  "i can't fulfill",
  "i cannot assist with",
  "i cannot help with",
  "i cannot provide",
  "i cannot fulfill",
  "i'm unable to",
  "i am unable to",
  "i won't be able to",
  "i'm not able to",
  "as an ai language model, i can",
];

const MAX_OPENING_CHARACTERS = 200;

function checkRefusal({ answer, output }: CheckInput): Finding {
  const opening = output
    .slice(0, MAX_OPENING_CHARACTERS)
    .toLowerCase()
    .replaceAll("’", "'")
    .trimStart();
  const isRefusal =
    answer.refusal !== undefined ||
    answer.finishReason === "content-filter" ||
    REFUSALS.some((words) => opening.startsWith(words));
  return fact(isRefusal, `The answer ${isRefusal ? "refuses" : "does not refuse"}.`);
}
