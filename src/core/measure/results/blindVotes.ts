import * as v from "valibot";
import { otherSide, type Pair, type Side } from "../../pair";
import { type ReadLines, readJsonLines } from "../../runs/jsonLines";
import { textHash } from "../../runs/textHash";

export type Winner = Side | "tie";

/** A person's vote on one row, given without knowing which model is which. */
interface Vote {
  readonly rowId: string;
  readonly winner: Winner;
  /** ISO date and time, UTC. */
  readonly votedAt: string;
}

/** The sides behind A and B of a row. `seed`, such as the run's id, makes every run's order its own. */
export function blindOrder(seed: string, rowId: string): { readonly A: Side; readonly B: Side } {
  const last = textHash(`${seed}\n${rowId}`).at(-1) ?? "0";
  const A: Side = Number.parseInt(last, 16) % 2 === 0 ? "left" : "right";
  return { A, B: otherSide(A) };
}

const vote = v.object({
  kind: v.literal("vote"),
  rowId: v.string(),
  winner: v.picklist(["left", "right", "tie"]),
  votedAt: v.string(),
});

/** A line to append to the file of votes. */
export function voteRow(given: Vote): object {
  return { kind: "vote", ...given };
}

/** The votes in a file; of several on one row the last one counts. */
export function readVotes(text: string): ReadLines<Vote> {
  const { rows, damagedLines } = readJsonLines(text, (value) => {
    const read = v.safeParse(vote, value);
    return read.success ? read.output : undefined;
  });
  const last = new Map(
    rows.map(({ rowId, winner, votedAt }) => [rowId, { rowId, winner, votedAt }]),
  );
  return { rows: [...last.values()], damagedLines };
}

/** `A was GPT-4o, B Luna.`: said after the vote. */
export function revealWords({ A, B }: ReturnType<typeof blindOrder>, names: Pair<string>): string {
  return `A was ${names[A]}, B ${names[B]}.`;
}
