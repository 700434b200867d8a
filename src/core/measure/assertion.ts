/** One check of an answer, as promptfoo writes it. */
export interface Assertion {
  /** Without `not-`: `contains`, `is-json`, `llm-rubric` … */
  readonly type: string;
  /** Written as `not-TYPE`: passes where the check fails. */
  readonly isNegated: boolean;
  readonly value?: unknown;
  readonly threshold?: number;
  /** 1 unless it is set. 0: reported, but without effect on the score. */
  readonly weight: number;
  /** The name under which results are summed. */
  readonly metric?: string;
  /** The judge that an `llm-rubric` names. */
  readonly provider?: string;
  /** Of an `assert-set`: what it holds. It passes if all do, or by its threshold. */
  readonly assertions?: readonly Assertion[];
  /** A clause that says why it can't be checked: `its transform is a program`. */
  readonly unsupported?: string;
}

/** The result of one assertion about one answer. */
export interface AssertionOutcome {
  readonly assertion: Assertion;
  /** `not-supported`: we can't check it, so it neither passes nor counts. */
  readonly status: "passed" | "failed" | "not-supported" | "error";
  /** From 0 to 1. */
  readonly score: number;
  /** A sentence for the user. */
  readonly reason: string;
  /** Of an `assert-set`: why members of it can't be checked. They don't count in it. */
  readonly notSupported?: readonly string[];
}

/** Why an assertion, or members of it, can't be checked. Empty if all of it was. */
export function unsupportedReasons({
  status,
  reason,
  notSupported = [],
}: AssertionOutcome): readonly string[] {
  return status === "not-supported" ? [reason] : notSupported;
}

/** The combined result of all assertions on one answer. */
export interface RowVerdict {
  readonly passed: boolean;
  /** The weighted mean of the scores, from 0 to 1. */
  readonly score: number;
  readonly outcomes: readonly AssertionOutcome[];
}
