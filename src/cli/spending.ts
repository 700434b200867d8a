import { join } from "node:path";
import { Ledger } from "../core/runs/spending/ledger";
import { type Spender, type Spending, SpendingGate } from "../core/runs/spending/spendingGate";
import { visibleLine } from "../core/visibleText";
import { createFileLock } from "../node/fileLock";
import { createNodeTextFiles } from "../node/nodeTextFiles";
import { SYSTEM_CLOCK } from "../node/systemClock";
import type { Host } from "./host";
import { CONFIG_NAME, type ProjectConfig } from "./projectConfig";
import { InputError } from "./usage";

/** The command line never asks: it names the cost, and a budget is what stops it. */
const NEVER_ASK_USD = Number.MAX_SAFE_INTEGER;

/** The spending of `eval` and `batch`: the ledger, and the monthly budget of all processes together. */
export interface CliSpending {
  readonly ledger: Ledger;
  /** Whether a run that the ledger can't record must not be sent. */
  readonly mustRecord: boolean;
  /** Begins spending once the budget allows it. Throws an `InputError` if it does not. */
  readonly pass: <Begun extends Spender>(spending: Spending, begin: () => Begun) => Promise<Begun>;
}

export function openSpending(
  { spendingUsdPerMonth }: Pick<ProjectConfig, "spendingUsdPerMonth">,
  host: Host,
): CliSpending {
  const folder = ledgerFolder(host);
  const ledger = new Ledger(createNodeTextFiles(folder));
  const budgets = [spendingUsdPerMonth, budgetOfEnvironment(host)].filter(
    (budget) => budget !== undefined,
  );
  const budgetUsdPerMonth = budgets.length === 0 ? undefined : Math.min(...budgets);
  let blocked = "";
  const gate = new SpendingGate(
    ledger,
    SYSTEM_CLOCK,
    () => ({ budgetUsdPerMonth, confirmAboveUsd: NEVER_ASK_USD }),
    {
      // Only what has no known cost is asked about.
      ask: (sentence) => {
        host.err(`${visibleLine(sentence)}\n`);
        return Promise.resolve(true);
      },
      showBlocked: (sentence) => {
        blocked = `${sentence} The budget is ${BUDGET} or spendingUsdPerMonth in ${CONFIG_NAME}; the ledger is in ${folder}.`;
      },
    },
    createFileLock(join(folder, "budget.lock")),
  );
  return {
    ledger,
    mustRecord: budgetUsdPerMonth !== undefined,
    pass: async (spending, begin) => {
      const begun = await gate.pass(spending, begin);
      if (begun === undefined) throw new InputError(visibleLine(blocked));
      return begun;
    },
  };
}

const BUDGET = "TOKENSCALE_USD_PER_MONTH";

function budgetOfEnvironment({ environment }: Host): number | undefined {
  const text = environment[BUDGET]?.trim() ?? "";
  if (text === "") return undefined;
  if (!/^\d{1,9}(?:\.\d{1,6})?$/.test(text)) {
    throw new InputError(`${BUDGET} takes a number of USD, 0 or more, not "${visibleLine(text)}".`);
  }
  return Number(text);
}

/** One for all projects of a user, so that the budget holds for all of them. */
function ledgerFolder({ environment, folder }: Host): string {
  const named = environment["TOKENSCALE_LEDGER"]?.trim();
  if (named) return named;
  const home = environment["HOME"] ?? environment["USERPROFILE"] ?? folder;
  return join(home, ".tokenscale", "ledger");
}
