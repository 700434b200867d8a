import { formatTokens } from "../../format";
import { blindOrder, revealWords, type Winner } from "../../measure/results/blindVotes";
import { countPreferences, preferenceWords } from "../../measure/results/preferences";
import type { Pair } from "../../pair";
import { visibleText } from "../../visibleText";
import type { BlindLetter } from "../contract/panelAction";
import type { MeasureBlind } from "../contract/measureState";
import { factsOf } from "./measureFacts";
import type { MeasureInput } from "./measureInput";
import { inputOf, sideNames, textOfResult } from "./measureTexts";

type ResultsInput = NonNullable<MeasureInput["results"]>;

/** The next row without a vote, with its sides hidden; once `voted` has a vote, which side was which. */
export function blindState(
  { plan, rows, votes }: ResultsInput,
  voted: string | undefined,
): MeasureBlind {
  const all = factsOf(rows).blindRows;
  const progress = `${formatTokens(all.filter(({ rowId }) => votes.has(rowId)).length)} of ${formatTokens(all.length)} rows that differ are voted on.`;
  const row = all.find(({ rowId }) => (voted === undefined ? !votes.has(rowId) : rowId === voted));
  if (row === undefined) return { progress };
  const order = blindOrder(plan.id, row.rowId);
  const textOf = (letter: "A" | "B"): string =>
    visibleText(textOfResult(plan, order[letter], row[order[letter]]));
  return {
    progress,
    row: {
      rowId: row.rowId,
      input: inputOf(plan, row.rowId),
      answers: { A: textOf("A"), B: textOf("B") },
    },
    ...(voted !== undefined && { revealed: revealWords(order, sideNames(plan)) }),
  };
}

/** The side behind the letter that was voted for. */
export function winnerOf(
  { id }: { readonly id: string },
  rowId: string,
  vote: BlindLetter,
): Winner {
  return vote === "tie" ? vote : blindOrder(id, rowId)[vote];
}

/** Undefined without votes. */
export function votesSentence(
  votes: ReadonlyMap<string, Winner>,
  names: Pair<string>,
): string | undefined {
  if (votes.size === 0) return undefined;
  return preferenceWords(countPreferences([...votes.values()]), names, "votes");
}
