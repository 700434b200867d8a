import type { PicoUsd } from "../../money";
import type { Clock } from "../../ports";
import { localDay } from "../../day";
import type { Ledger } from "./ledger";
import { decideSpending, type SpendingRequest } from "./spending";

/** Something that spends: a comparison of one run or more. */
export interface Spender {
  /** What its runs that have not begun can still cost: the ledger does not know of them yet. */
  readonly notBegunAtMost: PicoUsd;
  /** Resolves when it is over. */
  readonly done: Promise<void>;
}

/** What is about to be spent. */
export type Spending = Pick<SpendingRequest, "planned" | "runsEach" | "currency">;

export type SpendingLimits = Pick<SpendingRequest, "budgetUsdPerMonth" | "confirmAboveUsd">;

/** How the user is spoken to. */
export interface SpendingDialogs {
  /** Whether the user wants it. */
  ask(sentence: string): Promise<boolean>;
  tellBlocked(sentence: string): void;
}

/**
 * Where everything of this window that costs money passes, one after the other: two runs that are
 * started together can't both take what is left of the month's budget.
 */
export class SpendingGate {
  private readonly spenders = new Set<Spender>();
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly ledger: Pick<Ledger, "spentInMonthOf">,
    private readonly clock: Clock,
    private readonly limits: () => SpendingLimits,
    private readonly dialogs: SpendingDialogs,
  ) {}

  /**
   * Begins what may be spent. Undefined where the budget does not allow it or the user does not want
   * it. Rejects where the ledger can't be read.
   */
  pass<Begun extends Spender>(spending: Spending, begin: () => Begun): Promise<Begun | undefined> {
    const passed = this.turn.then(() => this.passAlone(spending, begin));
    this.turn = passed.catch(() => undefined);
    return passed;
  }

  private async passAlone<Begun extends Spender>(
    spending: Spending,
    begin: () => Begun,
  ): Promise<Begun | undefined> {
    const today = localDay(this.clock.date());
    const { budgetUsdPerMonth, confirmAboveUsd } = this.limits();
    const decision = decideSpending({
      ...spending,
      budgetUsdPerMonth,
      confirmAboveUsd,
      today,
      spentThisMonth: (await this.ledger.spentInMonthOf(today)) + this.notBegunAtMost(),
    });
    if (decision.kind === "block") {
      this.dialogs.tellBlocked(decision.sentence);
      return undefined;
    }
    if (decision.kind === "ask" && !(await this.dialogs.ask(decision.sentence))) return undefined;
    const begun = begin();
    this.spenders.add(begun);
    void begun.done.finally(() => this.spenders.delete(begun));
    return begun;
  }

  private notBegunAtMost(): PicoUsd {
    return [...this.spenders].reduce((sum, { notBegunAtMost }) => sum + notBegunAtMost, 0n);
  }
}
