import type { Clock } from "../../ports";
import { localDay } from "../../day";
import type { Ledger } from "./ledger";
import type { ExclusiveLock } from "./exclusiveLock";
import { decideSpending, type SpendingDecision, type SpendingRequest } from "./spending";

/** Something that spends: a comparison of one run or more. */
export interface Spender {
  /** Resolves when the ledger knows what all of its runs can cost. Never rejects. */
  readonly reserved: Promise<unknown>;
}

/** What is about to be spent. */
export type Spending = Pick<SpendingRequest, "planned" | "runsEach" | "currency">;

type SpendingLimits = Pick<SpendingRequest, "budgetUsdPerMonth" | "confirmAboveUsd">;

/** How the user is spoken to. */
interface SpendingDialogs {
  /** Whether the user wants it. */
  ask(sentence: string): Promise<boolean>;
  showBlocked(sentence: string): void;
}

/**
 * Where everything that costs money passes, one after the other: two runs that are started together,
 * in one window or in two, can't both take what is left of the month's budget.
 */
export class SpendingGate {
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly ledger: Pick<Ledger, "spentInMonthOf">,
    private readonly clock: Clock,
    private readonly limits: () => SpendingLimits,
    private readonly dialogs: SpendingDialogs,
    /** Between windows. */
    private readonly lock: ExclusiveLock,
  ) {}

  /**
   * Begins what may be spent. Undefined if the budget does not allow it or the user does not want
   * it. Rejects if the ledger can't be read or the lock can't be taken.
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
    const decision = await this.decide(spending);
    if (decision.kind === "block") return this.blocked(decision.sentence);
    if (decision.kind === "ask" && !(await this.dialogs.ask(decision.sentence))) return undefined;
    const reserve = async (): Promise<Begun> => {
      const begun = begin();
      await begun.reserved;
      return begun;
    };
    if (this.limits().budgetUsdPerMonth === undefined) return reserve();
    // Another window may have spent since; nobody else decides until this one's runs are reserved.
    return this.lock(async () => {
      const now = await this.decide(spending);
      return now.kind === "block" ? this.blocked(now.sentence) : reserve();
    });
  }

  private async decide(spending: Spending): Promise<SpendingDecision> {
    const today = localDay(this.clock.date());
    const { budgetUsdPerMonth, confirmAboveUsd } = this.limits();
    const spentThisMonth = await this.ledger.spentInMonthOf(today);
    return decideSpending({
      ...spending,
      budgetUsdPerMonth,
      confirmAboveUsd,
      today,
      spentThisMonth,
    });
  }

  private blocked(sentence: string): undefined {
    this.dialogs.showBlocked(sentence);
    return undefined;
  }
}
