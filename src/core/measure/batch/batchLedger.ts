import { localDay } from "../../day";
import { sumIfKnown } from "../../money";
import { SIDES } from "../../pair";
import type { Ledger, LedgerStart } from "../../runs/spending/ledger";
import type { MeasurePlan } from "../engine/measurePlan";
import type { RowResult } from "../rowResult";

/** The ledger's entries of both models: each with its maximum, until the answers are there. */
export function batchEntries(plan: MeasurePlan, startedAt: Date): readonly LedgerStart[] {
  return SIDES.flatMap((side) => {
    const measured = plan.sides[side];
    if (measured === undefined) return [];
    const atMost = sumIfKnown(measured.rows.map((row) => row.atMost));
    return [
      {
        id: `${plan.id}-batch-${side}`,
        day: localDay(startedAt),
        model: measured.model,
        file: plan.file,
        host: plan.host,
        ...(atMost !== undefined && { atMost }),
      },
    ];
  });
}

/** Writes what the batches did cost, once all that comes of them is fetched. */
export async function settleBatch(
  ledger: Pick<Ledger, "end">,
  entries: readonly LedgerStart[],
  results: readonly RowResult[],
): Promise<void> {
  for (const entry of entries) {
    const side = SIDES.find((each) => entry.id.endsWith(`-${each}`));
    const answers = results.flatMap((each) =>
      each.side === side && each.answer !== undefined && isOfBatch(each) ? [each.answer] : [],
    );
    const sum = (tokensOf: (usage: NonNullable<(typeof answers)[0]["usage"]>) => number): number =>
      answers.reduce((total, { usage }) => total + (usage ? tokensOf(usage) : 0), 0);
    const cost = sumIfKnown(answers.map((answer) => answer.cost));
    await ledger.end(entry, {
      tokens: {
        inputTokens: sum((usage) => usage.inputTokens),
        cachedTokens: sum((usage) => usage.cachedTokens),
        outputTokens: sum((usage) => usage.outputTokens),
      },
      ...(entry.atMost !== undefined && cost !== undefined && { cost }),
      basis: "billed",
    });
  }
}

/** A run at once, which asks for what the batches left, knows how long it took. */
function isOfBatch({ answer }: RowResult): boolean {
  return answer?.latencyMs === undefined;
}
