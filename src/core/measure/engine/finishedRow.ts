import type { PicoUsd } from "../../money";
import type { RunResult } from "../../runs/runResult";
import { costOfAnswer } from "../../runs/spending/answerCost";
import type { Prompt } from "../../prompt/prompt";
import type { AnswerChecker, AskRubric } from "../assertions/checkAnswer";
import type { RowVerdict } from "../assertion";
import type { DatasetRow } from "../row";
import type { RowAnswer } from "../rowAnswer";
import type { RowResult } from "../rowResult";
import type { PlannedRow } from "./measurePlan";

/** Checks an answer by the row's assertions. Undefined without any. `askRubric`: if there is a judge. */
export type CheckRow = (
  row: DatasetRow,
  answer: RowAnswer,
  askRubric: AskRubric | undefined,
) => Promise<RowVerdict | undefined>;

/** Checks by the assertions of each row, and by the tools of its prompt. */
export function checkRowsBy(
  checker: AnswerChecker,
  { prompt: template }: { readonly prompt: Prompt },
): CheckRow {
  return ({ assertions = [], values, prompt = template }, answer, askRubric) =>
    checker.check(assertions, { answer, values, tools: prompt.tools }, askRubric);
}

/** A row's request and what came of it. */
interface AnsweredRequest {
  readonly result: RunResult;
  readonly cost: PicoUsd | undefined;
  /** Undefined for an answer of a batch. */
  readonly latencyMs?: number;
}

/** The part of an answer that is kept, in UTF-16 units. Its checks see all of it. */
const MAX_KEPT_CHARACTERS = 262_144;

/** The answer, checked and bounded, or the fault. */
export async function finishRow(
  row: DatasetRow,
  { result, cost, latencyMs }: AnsweredRequest,
  check: CheckRow | undefined,
  askRubric?: AskRubric,
): Promise<Pick<RowResult, "answer" | "fault" | "verdict">> {
  const { fault, text, refusal, toolCalls, finishReason, usage, meanLogProbability } = result;
  const answer: RowAnswer = {
    text,
    ...(refusal !== undefined && { refusal }),
    toolCalls,
    ...(finishReason !== undefined && { finishReason }),
    ...(usage && { usage }),
    ...(latencyMs !== undefined && { latencyMs }),
    ...(cost !== undefined && { cost }),
    ...(meanLogProbability !== undefined && { meanLogProbability }),
  };
  const hasAnswer = fault === undefined || fault.code === "too-long";
  const verdict = hasAnswer ? await check?.(row, answer, askRubric) : undefined;
  return {
    ...(hasAnswer && { answer: bounded(answer) }),
    ...(fault && { fault }),
    ...(verdict && { verdict }),
  };
}

/** By the server's usage, or else by the tokens that `countTokens` finds in the answer. */
export function costOfRow(
  { price, inputTokens }: Pick<PlannedRow, "price" | "inputTokens">,
  result: RunResult,
  countTokens: (text: string) => number,
): PicoUsd | undefined {
  const { text, refusal = "", toolCalls, usage } = result;
  const pieces = [text, refusal, ...toolCalls.flatMap((call) => [call.name, call.arguments])];
  const outputTokens =
    usage?.outputTokens ?? pieces.reduce((sum, piece) => sum + countTokens(piece), 0);
  return costOfAnswer(price, result, inputTokens, outputTokens);
}

function bounded(answer: RowAnswer): RowAnswer {
  if (answer.text.length <= MAX_KEPT_CHARACTERS) return answer;
  return { ...answer, text: answer.text.slice(0, MAX_KEPT_CHARACTERS), isTruncated: true };
}
