import type { Clock } from "../../ports";
import { localDay } from "../../day";
import type { Ledger } from "./ledger";
import type { ExclusiveLock } from "./exclusiveLock";
import { decideSpending, type SpendingDecision, type SpendingRequest } from "./spending";

/** Something that spends money: a comparison of one or more runs. */
export interface Spender {
  /** Resolves when the ledger has the maximum cost of all its runs. Never rejects. */
  readonly reserved: Promise<unknown>;
}

/** The planned spending. */
export type Spending = Pick<SpendingRequest, "planned" | "runsEach" | "currency">;

type SpendingLimits = Pick<SpendingRequest, "budgetUsdPerMonth" | "confirmAboveUsd">;

/** The gate's dialogs with the user. */
interface SpendingDialogs {
  /** Whether the user agrees. */
  ask(sentence: string): Promise<boolean>;
  showBlocked(sentence: string): void;
}

/**
 * Everything that costs money passes here, one at a time: two runs that are started together, in one
 * window or in two, can't both take the rest of the month's budget.
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
   * Begins spending. Undefined if the budget does not allow it or the user declines. Rejects if the
   * ledger can't be read or the lock can't be acquired.
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
    // Another window may have spent since; no one else decides until this one's runs are reserved.
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
