import type { RequestPrice } from "../../models/model";
import type { PicoUsd } from "../../money";
import { otherSide, type Pair, type Side } from "../../pair";
import type { Prompt } from "../../prompt/prompt";
import type { ModelRunner, RunRequest, StopSignal } from "../../runs/modelRunner";
import { describeRun } from "../../runs/runWords";
import { costOfAnswer } from "../../runs/spending/answerCost";
import type { TokenCounter } from "../../tokens/tokenCounter";
import type { AskRubric } from "../assertions/checkAnswer";
import { pairwisePrompt, rubricPrompt } from "./judgePrompt";
import { parseGrade, parsePreference } from "./parseJudgment";

/** A model that judges, and what asking it needs. */
export interface Judge {
  readonly runner: ModelRunner;
  readonly request: Omit<RunRequest, "prompt">;
  readonly host: string;
  /** Undefined if the model has no price. */
  readonly price?: RequestPrice;
  readonly counter: TokenCounter;
  readonly signal: StopSignal;
  /** Called for each request with its cost, undefined if that is unknown: for the ledger. */
  readonly onCost: (cost: PicoUsd | undefined) => void;
}

/** Two answers to the same row. */
interface PairToJudge {
  readonly rowId: string;
  readonly request: string;
  readonly answers: Pair<string>;
  readonly expected?: string;
}

/** The judge's opinion of one row, asked in both orders. */
interface JudgedRow {
  readonly rowId: string;
  /** `tie` too if the orders disagree. Undefined if an order has no opinion. */
  readonly winner?: Side | "tie";
  /** The opinion of each order: the left answer first, then the right one first. */
  readonly orders: readonly [JudgedOrder, JudgedOrder];
}

type JudgedOrder =
  | { readonly kind: "opinion"; readonly winner: Side | "tie"; readonly reason: string }
  | { readonly kind: "error"; readonly reason: string };

/** Asks the judge about `llm-rubric` assertions. */
export function createRubricJudge(judge: Judge): AskRubric {
  return async (question) => {
    const reply = await ask(judge, rubricPrompt(question));
    if (reply.kind === "error") return reply;
    const grade = parseGrade(reply.text);
    return grade ? { kind: "opinion", ...grade } : UNREADABLE;
  };
}

/** Asks which answer is better, in both orders, as models prefer what they read first. */
export async function judgePair(judge: Judge, pair: PairToJudge): Promise<JudgedRow> {
  const orders = await Promise.all([
    judgeOrder(judge, pair, "left"),
    judgeOrder(judge, pair, "right"),
  ]);
  const [first, second] = orders.map((order) =>
    order.kind === "opinion" ? order.winner : undefined,
  );
  const winner = first === second ? first : "tie";
  const isKnown = first !== undefined && second !== undefined && winner !== undefined;
  return { rowId: pair.rowId, orders, ...(isKnown && { winner }) };
}

async function judgeOrder(
  judge: Judge,
  { request, answers, expected }: PairToJudge,
  first: Side,
): Promise<JudgedOrder> {
  const second = otherSide(first);
  const reply = await ask(
    judge,
    pairwisePrompt({
      request,
      ...(expected !== undefined && { expected }),
      a: answers[first],
      b: answers[second],
    }),
  );
  if (reply.kind === "error") return reply;
  const preference = parsePreference(reply.text);
  if (preference === undefined) return UNREADABLE;
  const winner = { a: first, b: second, tie: "tie" as const }[preference.better];
  return { kind: "opinion", winner, reason: preference.reason };
}

const UNREADABLE = {
  kind: "error",
  reason: "The judge's answer is not the JSON that it was asked for.",
} as const;

type Reply =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "error"; readonly reason: string };

async function ask(
  { runner, request, host, price, counter, signal, onCost }: Judge,
  prompt: Prompt,
): Promise<Reply> {
  const result = await runner.run({ ...request, prompt }, { signal, onEvent: () => undefined });
  const outputTokens = counter.count(result.text);
  const cost = costOfAnswer(price, result, inputTokensOf(prompt, counter), outputTokens);
  onCost(cost);
  if (result.status === "finished") return { kind: "text", text: result.text };
  const { model } = request;
  const { reportsUsage } = runner;
  const [message] = describeRun(
    { ...result, isRefused: result.refusal !== undefined },
    {
      host,
      model,
      alternatives: [],
      reportsUsage,
      outputTokens,
      ...(cost !== undefined && { cost }),
    },
  );
  return { kind: "error", reason: `The judge gave no answer: ${message?.title ?? "stopped"}` };
}

/** Only for an answer whose usage the server did not report. */
function inputTokensOf({ messages }: Prompt, counter: TokenCounter): number {
  const parts = messages.flatMap((message) => message.parts);
  return parts.reduce(
    (sum, part) => sum + (part.kind === "text" ? counter.count(part.text) : 0),
    0,
  );
}
