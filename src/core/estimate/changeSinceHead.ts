import type { PicoUsd } from "../money";
import type { Estimate, ModelEstimate } from "./estimate";

/** How edits since the last commit change the input of one request. */
export interface ChangeSinceHead {
  /** On the left model. */
  readonly tokens: number;
  readonly left?: PicoUsd;
  readonly right?: PicoUsd;
}

/** The change of input from `before` to `now`; the expected output is a guess and left out. */
export function findChangeSinceHead(now: Estimate, before: Estimate): ChangeSinceHead {
  const left = inputChange(now.left, before.left);
  const right = inputChange(now.right, before.right);
  return {
    tokens: now.left.count.inputTokens - before.left.count.inputTokens,
    ...(left !== undefined && { left }),
    ...(right !== undefined && { right }),
  };
}

function inputChange(now: ModelEstimate, before: ModelEstimate): PicoUsd | undefined {
  return now.cost && before.cost && now.cost.input - before.cost.input;
}
