import { formatCount, formatTokens } from "../../format";
import { sumIfKnown } from "../../money";
import { otherSide, type Pair, type Side } from "../../pair";
import type { Judgment } from "../judgment";
import type { JudgeRequests, RowResult } from "../rowResult";
import { exactPValue, SIGNIFICANCE } from "../statistics/exactTest";

/** Who was preferred on how many rows, by a person or by a judge. */
interface Preferences {
  readonly rows: number;
  readonly wins: Pair<number>;
  readonly ties: number;
}

export function countPreferences(winners: readonly (Side | "tie")[]): Preferences {
  const of = (winner: Side | "tie"): number => winners.filter((each) => each === winner).length;
  return { rows: winners.length, wins: { left: of("left"), right: of("right") }, ties: of("tie") };
}

/** `Your votes: Luna wins or ties 41 of 48. GPT-4o wins 7, Luna 4: no difference that 11 can show.` */
export function preferenceWords(
  { rows, wins, ties }: Preferences,
  names: Pair<string>,
  of: "votes" | "judge",
): string {
  const who = of === "votes" ? "Your votes" : "The judge";
  if (rows === 0) return `${who}: none yet.`;
  const ahead: Side = wins.left > wins.right ? "left" : "right";
  const behind = otherSide(ahead);
  const decided = wins.left + wins.right;
  if (decided === 0) {
    return `${who}: ${rows === 1 ? "the only row is a tie" : `all ${formatTokens(rows)} rows are ties`}.`;
  }
  const split = `${names[ahead]} wins ${formatTokens(wins[ahead])}, ${names[behind]} ${formatTokens(wins[behind])}, and ${formatCount(ties, "is a tie", "are ties")}`;
  const isReal = exactPValue(wins.left, wins.right) < SIGNIFICANCE;
  const verdict = isReal
    ? "a real difference"
    : `no difference that ${formatCount(decided, "decided row")} can show`;
  return `${who}: of ${formatCount(rows, "row")} ${split}: ${verdict}.`;
}

/** Rows on which the judge preferred one answer in one order and not in the other. */
export function countDisagreements(judgments: readonly Judgment[]): number {
  return judgments.filter(({ orders: [first, second] }) => {
    if (first.kind === "error" || second.kind === "error") return false;
    return first.winner !== second.winner;
  }).length;
}

/** All that the judge was asked. */
export function judgeRequests(asked: Iterable<RowResult | Judgment>): JudgeRequests {
  const requests = [...asked].flatMap(({ judged }) => judged ?? []);
  const spent = sumIfKnown(requests.map((each) => each.spent));
  return {
    requests: requests.reduce((sum, each) => sum + each.requests, 0),
    ...(spent !== undefined && { spent }),
  };
}

/** The judge's preferences, and how far they can be trusted: `The orders disagree on 29 rows, which count as ties.` */
export function judgmentSentences(
  judgments: readonly Judgment[],
  names: Pair<string>,
): readonly string[] {
  const winners = judgments.flatMap(({ winner }) => winner ?? []);
  const disagree = countDisagreements(judgments);
  const undecided = judgments.length - winners.length;
  return [
    preferenceWords(countPreferences(winners), names, "judge"),
    ...(disagree > 0
      ? [
          `Asked in the other order the judge disagrees with itself on ${formatCount(disagree, "row")}, which ${disagree === 1 ? "counts as a tie" : "count as ties"}.`,
        ]
      : []),
    ...(undecided > 0
      ? [`On ${formatCount(undecided, "row")} the judge gave no readable opinion.`]
      : []),
  ];
}
