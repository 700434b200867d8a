import { exactUsd } from "../../runs/spending/exactUsd";
import type { RowResult } from "../rowResult";

/** A result for programs: money in USD with all its digits. */
export function resultJson(result: RowResult): object {
  const { answer, spent, ...rest } = result;
  const { cost, ...answered } = answer ?? {};
  return {
    ...rest,
    ...(answer && {
      answer: { ...answered, ...(cost !== undefined && { costUsd: exactUsd(cost) }) },
    }),
    ...(spent !== undefined && { spentUsd: exactUsd(spent) }),
  };
}
