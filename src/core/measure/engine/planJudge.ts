import type { Pace } from "../../estimate/pace";
import { costOfRequest } from "../../cost/requestCost";
import { estimateReasoning } from "../../cost/reasoningEstimate";
import type { Model } from "../../models/model";
import { atEffort } from "../../models/modelAtEffort";
import { chooseTarget, supportOf } from "../../migrate/breaks/target";
import type { PicoUsd } from "../../money";
import { type Side, SIDES } from "../../pair";
import type { Prompt } from "../../prompt/prompt";
import { sentEffort, usageLimitsOf } from "../../runs/engine/planComparison";
import { priceOfRun } from "../../runs/spending/worstCase";
import type { TokenCounter } from "../../tokens/tokenCounter";
import { rubricsOf } from "../assertions/checkAnswer";
import { JUDGE_INSTRUCTIONS, MAX_OPINION_TOKENS, rubricPrompt } from "../judge/judgePrompt";
import type { JudgedRow, MeasurePlan, PlannedJudge, PlannedRequests } from "./measurePlan";

/** The model that judges, at the effort of its requests. */
interface JudgeChoice {
  readonly model: Model;
  readonly snapshot: string;
  readonly comparesPairs: boolean;
  /** Whether tokens are billed in USD. */
  readonly isBilled: boolean;
}

type NamedJudge =
  | { readonly kind: "judge"; readonly judge: Pick<JudgeChoice, "model" | "snapshot"> }
  /** `reason`: a sentence for the user. */
  | { readonly kind: "refused"; readonly reason: string };

/** The judge called `MODEL` or `MODEL@EFFORT`. */
export function findJudge(name: string, today: string): NamedJudge {
  const choice = chooseTarget(name, today);
  if (choice.kind === "refused") return choice;
  const { model, effort } = choice.target;
  const judge = {
    model: effort === undefined ? model : atEffort(model, effort),
    snapshot: model.id,
  };
  return { kind: "judge", judge };
}

/** A sentence and the frame around it: `{"reason": …, "pass": true, "score": 0.9}`. */
const EXPECTED_OPINION_TOKENS = 45;

/** Escaping makes an answer longer in the judge's request: JSON up to about twice. */
const MAX_ESCAPING = 2;

/** The frame of a request, beside the instructions and what is judged. */
const FRAME_TOKENS = 40;

const NO_REQUESTS: PlannedRequests = { requests: 0, expected: 0n, atMost: 0n };

/** Prices what the judge is asked about each row of a plan. Rejects with `Cancelled` if the pace does. */
export async function planJudge(
  plan: Pick<MeasurePlan, "prompt" | "rows" | "sides">,
  { model, snapshot, comparesPairs, isBilled }: JudgeChoice,
  counter: TokenCounter,
  today: string,
  pace: Pace,
): Promise<PlannedJudge> {
  const empty: Prompt = rubricPrompt({ output: "", rubric: "" });
  const price = isBilled ? priceOfRun(model, snapshot, empty, today) : undefined;
  const opinion = opinionTokens(model);
  const costOf = (inputTokens: number, outputTokens: number): PicoUsd | undefined =>
    price && costOfRequest(price, { inputTokens, outputTokens });
  const fixed = {
    rubric: counter.count(JUDGE_INSTRUCTIONS.rubric) + FRAME_TOKENS,
    pair: counter.count(JUDGE_INSTRUCTIONS.pair) + FRAME_TOKENS,
  };
  const tokensOf = rememberedCounts(counter);
  const onSide = (side: Side, index: number, rubrics: readonly string[]): PlannedRequests => {
    const planned = plan.sides[side]?.rows[index];
    if (planned === undefined || rubrics.length === 0) return NO_REQUESTS;
    const { outputTokens, mostOutputTokens } = planned;
    const known = fixed.rubric * rubrics.length + sum(rubrics.map(tokensOf));
    const count = rubrics.length;
    return {
      requests: count,
      expected: costOf(known + count * outputTokens, count * opinion.expected),
      atMost:
        mostOutputTokens === undefined
          ? undefined
          : costOf(known + count * MAX_ESCAPING * mostOutputTokens, count * opinion.atMost),
    };
  };
  const ofPair = (index: number, expectedAnswer = ""): PlannedRequests => {
    const answers = SIDES.map((side) => plan.sides[side]?.rows[index]);
    const [left, right] = answers;
    if (!comparesPairs || left === undefined || right === undefined) return NO_REQUESTS;
    const asked = Math.max(left.inputTokens, right.inputTokens);
    const known = fixed.pair + asked + tokensOf(expectedAnswer);
    const mosts = [left.mostOutputTokens, right.mostOutputTokens];
    const [mostLeft, mostRight] = mosts;
    const orders = 2;
    return {
      requests: orders,
      expected: costOf(
        orders * (known + left.outputTokens + right.outputTokens),
        orders * opinion.expected,
      ),
      atMost:
        mostLeft === undefined || mostRight === undefined
          ? undefined
          : costOf(orders * MAX_ESCAPING * (known + mostLeft + mostRight), orders * opinion.atMost),
    };
  };
  const rows: JudgedRow[] = [];
  for (const [index, row] of plan.rows.entries()) {
    await pace.yieldIfDue();
    const rubrics = rubricsOf(row.assertions ?? []);
    rows.push({
      rubrics: { left: onSide("left", index, rubrics), right: onSide("right", index, rubrics) },
      pair: ofPair(index, row.expected),
    });
  }
  return {
    name: { label: model.label, shortLabel: model.shortLabel },
    request: {
      model: snapshot,
      endpoint: "chat",
      ...sentEffort(model),
      ...usageLimitsOf(model, 1),
      ...(supportOf(model, "max_tokens")?.status === "refused" && { refusesMaxTokens: true }),
    },
    ...(price && { price }),
    maxOutputTokens: opinion.atMost,
    comparesPairs,
    rows,
  };
}

/** An opinion, with the reasoning before it: a limit for the opinion alone would cut it off. */
function opinionTokens(model: Model): { readonly expected: number; readonly atMost: number } {
  const output = {
    minTokens: EXPECTED_OPINION_TOKENS,
    expectedTokens: EXPECTED_OPINION_TOKENS,
    maxTokens: MAX_OPINION_TOKENS,
    origin: "",
    originKind: "max-tokens",
  } as const;
  const reasoning = estimateReasoning(model, { output, answers: 1 });
  return {
    expected: EXPECTED_OPINION_TOKENS + (reasoning?.expectedTokens ?? 0),
    atMost: MAX_OPINION_TOKENS + (reasoning?.maxTokens ?? 0),
  };
}

/** The same rubric is in every row. */
function rememberedCounts(counter: TokenCounter): (text: string) => number {
  const counts = new Map<string, number>();
  return (text) => {
    const known = counts.get(text) ?? counter.count(text);
    counts.set(text, known);
    return known;
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
