import type { PicoUsd } from "../money";
import type { PromptRow } from "./promptRow";

/** All rows together. Context files count apart: they are no requests. */
export interface PromptTotals {
  readonly files: number;
  readonly contextFiles: number;
  readonly requests: number;
  /** Without those of context files. */
  readonly tokens: number;
  readonly isLowerBound: boolean;
  /** Files that name the costlier model and go to the other, decided by evidence of quality. */
  readonly byEvidence: Saving;
  /** The same, decided by cost for want of evidence: never added to the other. */
  readonly byCost: Saving;
  /** Files that name a model with a date of shutdown, and the days to the first of them. */
  readonly retiringFiles: number;
  readonly shutdownDays?: number;
}

/** `amount`: for one call of each request. */
export interface Saving {
  readonly files: number;
  readonly amount: PicoUsd;
}

export function totalOfRows(rows: readonly PromptRow[]): PromptTotals {
  const prompts = rows.filter(({ isContext }) => !isContext);
  const retiring = rows.flatMap(({ shutdownDays }) => shutdownDays ?? []);
  const shutdownDays = retiring.length > 0 ? Math.min(...retiring) : undefined;
  return {
    files: prompts.length,
    contextFiles: rows.length - prompts.length,
    requests: prompts.reduce((sum, { requests }) => sum + requests, 0),
    tokens: prompts.reduce((sum, { tokens }) => sum + tokens, 0),
    isLowerBound: prompts.some(({ isLowerBound }) => isLowerBound),
    byEvidence: savingOf(prompts.filter(({ isByCost }) => !isByCost)),
    byCost: savingOf(prompts.filter(({ isByCost }) => isByCost)),
    retiringFiles: retiring.length,
    ...(shutdownDays !== undefined && { shutdownDays }),
  };
}

function savingOf(rows: readonly PromptRow[]): Saving {
  const savings = rows.flatMap(({ saving }) => saving ?? []);
  return { files: savings.length, amount: savings.reduce((sum, saving) => sum + saving, 0n) };
}
