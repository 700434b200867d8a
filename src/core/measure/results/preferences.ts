import { formatCount, formatTokens } from "../../format";
import { otherSide, type Pair, type Side } from "../../pair";
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
  const split = `${names[ahead]} wins ${formatTokens(wins[ahead])}, ${names[behind]} ${formatTokens(wins[behind])}, and ${formatCount(ties, "is a tie", "are ties")}`;
  const isReal = exactPValue(wins.left, wins.right) < SIGNIFICANCE;
  const verdict = isReal
    ? "a real difference"
    : `no difference that ${formatCount(decided, "decided row")} can show`;
  return `${who}: of ${formatCount(rows, "row")} ${split}: ${verdict}.`;
}
