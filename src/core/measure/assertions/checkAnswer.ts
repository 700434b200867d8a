import type { Tool } from "../../prompt/prompt";
import type { TokenCounter } from "../../tokens/tokenCounter";
import {
  type Assertion,
  type AssertionOutcome,
  type RowVerdict,
  unsupportedReasons,
} from "../assertion";
import type { RowAnswer } from "../rowAnswer";
import { type Check, type CheckTools, type Finding, textOf } from "./check";
import { END_CHECKS } from "./endChecks";
import { fillValue } from "./fillValue";
import { JSON_CHECKS } from "./jsonChecks";
import { NUMBER_CHECKS } from "./numberChecks";
import { loadPatternMatcher } from "./patternMatcher";
import { loadSchemaValidator } from "./schemaValidator";
import { TEXT_CHECKS } from "./textChecks";

const CHECKS: ReadonlyMap<string, Check> = new Map([
  ...TEXT_CHECKS,
  ...JSON_CHECKS,
  ...NUMBER_CHECKS,
  ...END_CHECKS,
]);

/** The type that the judge decides. */
const RUBRIC = "llm-rubric";

/** The rubrics that the judge is asked about for one answer, those in sets among them. */
export function rubricsOf(assertions: readonly Assertion[]): readonly string[] {
  return assertions.flatMap(({ type, value, unsupported, assertions: members = [] }) => {
    if (unsupported !== undefined) return [];
    return type === RUBRIC ? [textOf(value) ?? ""] : rubricsOf(members);
  });
}

/** Members of a set are checked together: `threshold` of their score is enough. */
const SET = "assert-set";

export function isSupportedType(type: string): boolean {
  return CHECKS.has(type) || type === RUBRIC || type === SET;
}

/** One answer and the row that it answers. */
interface AnswerToCheck {
  readonly answer: RowAnswer;
  /** The row's values, for `{{name}}` in what is expected. */
  readonly values: ReadonlyMap<string, string>;
  /** The tools of the prompt. */
  readonly tools: readonly Tool[];
}

interface AskedAnswer extends AnswerToCheck {
  readonly askRubric: AskRubric | undefined;
}

/** A judge's opinion of one answer, or why there is none. */
type RubricOpinion =
  | {
      readonly kind: "opinion";
      readonly passed: boolean;
      readonly score: number;
      readonly reason: string;
    }
  | { readonly kind: "error"; readonly reason: string };

export interface RubricQuestion {
  readonly output: string;
  readonly rubric: string;
  /** The model that the assertion names. */
  readonly provider?: string;
}

/** Asks the judge. Never rejects. */
export type AskRubric = (question: RubricQuestion) => Promise<RubricOpinion>;

/** Checks answers by their assertions. */
export interface AnswerChecker {
  /** Undefined without assertions. Without `askRubric` an `llm-rubric` can't be checked. Never rejects. */
  check(
    assertions: readonly Assertion[],
    checked: AnswerToCheck,
    askRubric?: AskRubric,
  ): Promise<RowVerdict | undefined>;
}

export async function loadAnswerChecker(counter: TokenCounter): Promise<AnswerChecker> {
  const matches = await loadPatternMatcher();
  const validator = await loadSchemaValidator(matches);
  const tools: CheckTools = { counter, matches, validator };
  const checkAll = async (
    assertions: readonly Assertion[],
    checked: AskedAnswer,
  ): Promise<RowVerdict> => {
    const outcomes: AssertionOutcome[] = [];
    // One after the other: the judge's requests are limited by the rows in progress.
    for (const assertion of assertions) outcomes.push(await checkOne(assertion, checked));
    return verdictOf(outcomes);
  };
  const checkOne = async (
    assertion: Assertion,
    checked: AskedAnswer,
  ): Promise<AssertionOutcome> => {
    if (assertion.unsupported !== undefined) {
      return outcomeOf(assertion, notSupported(`Not supported: ${assertion.unsupported}.`));
    }
    if (assertion.type === SET) return checkSet(assertion, checked);
    const filled = fillValue(assertion.value, checked.values);
    if (filled.kind !== "filled") return outcomeOf(assertion, filled);
    const output = outputOf(checked.answer);
    if (assertion.type === RUBRIC) {
      return outcomeOf(
        assertion,
        await checkRubric(assertion, output, filled.value, checked.askRubric),
      );
    }
    const check = CHECKS.get(assertion.type);
    if (check === undefined) {
      return outcomeOf(assertion, notSupported(`"${assertion.type}" is not supported.`));
    }
    const { answer, tools: callable } = checked;
    const { threshold } = assertion;
    return outcomeOf(
      assertion,
      check({ output, answer, value: filled.value, threshold, tools: callable }, tools),
    );
  };
  const checkSet = async (
    assertion: Assertion,
    checked: AskedAnswer,
  ): Promise<AssertionOutcome> => {
    const { passed, score, outcomes } = await checkAll(assertion.assertions ?? [], checked);
    const counted = outcomes.filter(({ status }) => status !== "not-supported");
    if (counted.length === 0) {
      return outcomeOf(assertion, notSupported("Nothing in the set is supported."));
    }
    const { threshold } = assertion;
    const holds = threshold === undefined ? passed : score >= threshold;
    const reasons = outcomes
      .filter(({ status }) => status !== "passed")
      .map(({ reason }) => reason);
    const reason = reasons.length === 0 ? "Everything in the set passed." : reasons.join(" ");
    const unsupported = outcomes.flatMap(unsupportedReasons);
    return {
      ...outcomeOf(assertion, { kind: "fact", holds, score, reason }),
      ...(unsupported.length > 0 && { notSupported: unsupported }),
    };
  };
  const checkRubric = async (
    { provider, threshold }: Assertion,
    output: string,
    value: unknown,
    askRubric: AskRubric | undefined,
  ): Promise<Finding> => {
    const rubric = textOf(value);
    if (rubric === undefined) return { kind: "error", reason: "The rubric is missing." };
    if (askRubric === undefined) return notSupported("No model is chosen as the judge.");
    const opinion = await askRubric({
      output,
      rubric,
      ...(provider !== undefined && { provider }),
    });
    if (opinion.kind === "error") return opinion;
    const { passed, score, reason } = opinion;
    const holds = passed && (threshold === undefined || score >= threshold);
    return { kind: "fact", holds, score, reason };
  };
  return {
    check: async (assertions, checked, askRubric) =>
      assertions.length === 0 ? undefined : checkAll(assertions, { ...checked, askRubric }),
  };
}

/** A model that only calls tools is checked by its calls, as they are in the API. */
export function outputOf({ text, refusal, toolCalls }: RowAnswer): string {
  if (text !== "" || toolCalls.length === 0) return text === "" ? (refusal ?? "") : text;
  return JSON.stringify(
    toolCalls.map(({ id, name, arguments: written }) => ({
      id,
      type: "function",
      function: { name, arguments: written },
    })),
  );
}

function notSupported(reason: string): Finding {
  return { kind: "not-supported", reason };
}

function outcomeOf(assertion: Assertion, finding: Finding): AssertionOutcome {
  const { reason } = finding;
  if (finding.kind !== "fact") return { assertion, status: finding.kind, score: 0, reason };
  const holds = finding.holds !== assertion.isNegated;
  const score = assertion.isNegated ? 1 - finding.score : finding.score;
  // As in promptfoo: what weighs nothing is a measurement that can't fail.
  return {
    assertion,
    status: holds || assertion.weight === 0 ? "passed" : "failed",
    score,
    reason,
  };
}

/** Assertions that can't be checked don't count; an answer with no others has not passed. */
function verdictOf(outcomes: readonly AssertionOutcome[]): RowVerdict {
  const counted = outcomes.filter(({ status }) => status !== "not-supported");
  const weight = sum(counted.map(({ assertion }) => assertion.weight));
  const weighted = sum(counted.map(({ assertion, score }) => assertion.weight * score));
  return {
    passed: counted.length > 0 && counted.every(isHeld),
    score: weight > 0 ? weighted / weight : 0,
    outcomes,
  };
}

/** An error of something that weighs nothing has no effect, either. */
function isHeld({ status, assertion }: AssertionOutcome): boolean {
  return status === "passed" || assertion.weight === 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
