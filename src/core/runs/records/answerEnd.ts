import type { PicoUsd } from "../../money";
import type { Answer } from "../answerContent";
import type { RunResult } from "../runResult";
import { describeRun, type RunContext, type RunMessage } from "../runWords";

/**
 * How an answer ended, as codes and figures. The words are made from them when the answer is shown, so
 * that a stored run uses the wording and language of the version that opens it.
 */
export interface AnswerEnd extends Omit<RunResult, keyof Answer | "isUnsent"> {
  /** Whether the model refused, even if the history had no room for the text. */
  readonly isRefused?: true;
  /** Billed, or counted from the text received if the server reported no usage. */
  readonly outputTokens: number;
  /** Undefined if the model has no price. */
  readonly cost?: PicoUsd;
  readonly circumstances: RunCircumstances;
}

/** The facts besides its outcome that the messages about a run depend on. */
export type RunCircumstances = Omit<RunContext, "host" | "model" | "outputTokens" | "cost">;

/** `billed`: by the server's usage. `at-most`: by our count of what arrived. */
export function costBasisOf({ usage, cost }: Pick<AnswerEnd, "usage" | "cost">): CostBasis {
  return usage !== undefined || cost === 0n ? "billed" : "at-most";
}

type CostBasis = "billed" | "at-most";

/** The messages about a finished answer. */
export function describeEnd(
  end: Omit<AnswerEnd, "finishReason"> & { readonly finishReason?: string },
  { host, model }: Pick<RunContext, "host" | "model">,
): readonly RunMessage[] {
  const { circumstances, outputTokens, cost } = end;
  const context = {
    host,
    model,
    ...circumstances,
    outputTokens,
    ...(cost !== undefined && { cost }),
  };
  return describeRun({ ...end, isRefused: end.isRefused ?? false }, context);
}
