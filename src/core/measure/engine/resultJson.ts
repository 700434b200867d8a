import { exactUsd } from "../../runs/spending/exactUsd";
import type { Judgment } from "../judgment";
import type { JudgeRequests, RowResult } from "../rowResult";

/** A result for programs: money in USD with all its digits. */
export function resultJson(result: RowResult): object {
  const { answer, spent, judged, ...rest } = result;
  const { cost, ...answered } = answer ?? {};
  return {
    ...rest,
    ...(answer && {
      answer: { ...answered, ...(cost !== undefined && { costUsd: exactUsd(cost) }) },
    }),
    ...(spent !== undefined && { spentUsd: exactUsd(spent) }),
    ...(judged && { judged: requestsJson(judged) }),
  };
}

/** A judge's opinion of the answers to a row, for programs. */
export function judgmentJson({ judged, ...judgment }: Judgment): object {
  return { judgment: { ...judgment, judged: requestsJson(judged) } };
}

function requestsJson({ requests, spent }: JudgeRequests): object {
  return { requests, ...(spent !== undefined && { costUsd: exactUsd(spent) }) };
}
