import { beforeEach, describe, expect, it } from "vitest";
import { PICO_PER_USD } from "../../../src/core/money";
import {
  SpendingGate,
  type Spender,
  type Spending,
} from "../../../src/core/runs/spending/spendingGate";
import type { ExclusiveLock } from "../../../src/core/runs/spending/exclusiveLock";
import { ManualClock } from "./manualClock";

const ONE_DOLLAR: Spending = { planned: [{ label: "GPT-4o", atMost: PICO_PER_USD }], runsEach: 1 };

describe("the gate that all spending passes", () => {
  let spentUsd: bigint;
  let limits: { budgetUsdPerMonth: number | undefined; confirmAboveUsd: number };
  let isWanted: () => Promise<boolean>;
  const asked: string[] = [];
  const blocked: string[] = [];
  let gate: SpendingGate;
  let otherWindow: SpendingGate;

  beforeEach(() => {
    spentUsd = 0n;
    limits = { budgetUsdPerMonth: 1.5, confirmAboveUsd: 10 };
    isWanted = () => Promise.resolve(true);
    asked.length = 0;
    blocked.length = 0;
    /** Two windows share the ledger, and a lock. */
    const lock = mutex();
    const window = (): SpendingGate =>
      new SpendingGate(
        { spentInMonthOf: () => Promise.resolve(spentUsd * PICO_PER_USD) },
        new ManualClock(),
        () => limits,
        {
          ask: (sentence) => {
            asked.push(sentence);
            return isWanted();
          },
          showBlocked: (sentence) => blocked.push(sentence),
        },
        lock,
      );
    gate = window();
    otherWindow = window();
  });
  /** A run of one dollar at most, which the ledger knows of when it is reserved. */
  const begin = (): Spender => ({
    reserved: Promise.resolve().then(() => {
      spentUsd += 1n;
    }),
  });
  const pass = (through = gate): Promise<Spender | undefined> => through.pass(ONE_DOLLAR, begin);

  it("lets one of two pass that are started together, where the budget is enough for one", async () => {
    const [first, second] = await Promise.all([pass(), pass()]);
    expect(first).toBeDefined();
    expect(second).toBeUndefined();
    expect(blocked).toEqual([
      "$1.00 of $1.50 spent in November; this run costs $1.00 at most. Raise the budget or run it from 2026-12-01.",
    ]);
  });

  it("takes nothing but the limits from what knows them", async () => {
    const settings = { budgetUsdPerMonth: undefined, confirmAboveUsd: 0.5, currency: "EUR" };
    limits = settings;
    await pass();
    expect(asked).toEqual([
      "$1.00 at most for this run on GPT-4o. Your limit for asking is $0.500.",
    ]);
  });

  it("decides about the second when the first has been answered", async () => {
    limits.confirmAboveUsd = 0.5;
    let answer: (wanted: boolean) => void = () => undefined;
    isWanted = () => new Promise((resolve) => (answer = resolve));
    const both = Promise.all([pass(), pass()]);
    await expect.poll(() => asked).toHaveLength(1);
    answer(false);
    await expect.poll(() => asked).toHaveLength(2);
    answer(true);
    expect(await both).toEqual([undefined, expect.anything()]);
    expect(blocked).toEqual([]);
  });

  it("lets one of two windows pass that start at the same moment", async () => {
    const passed = await Promise.all([pass(gate), pass(otherWindow)]);
    expect(passed.filter((each) => each !== undefined)).toHaveLength(1);
    expect(blocked).toHaveLength(1);
  });

  it("decides again after the question: another window may have spent meanwhile", async () => {
    limits.confirmAboveUsd = 0.5;
    isWanted = async () => {
      limits.confirmAboveUsd = 10;
      await pass(otherWindow);
      return true;
    };
    expect(await pass(gate)).toBeUndefined();
    expect(blocked).toHaveLength(1);
  });

  it("stays open if the ledger could not be read once", async () => {
    const broken = new SpendingGate(
      { spentInMonthOf: () => Promise.reject(new Error("The disk is gone.")) },
      new ManualClock(),
      () => limits,
      { ask: isWanted, showBlocked: () => undefined },
      (work) => work(),
    );
    await expect(broken.pass(ONE_DOLLAR, begin)).rejects.toThrow("gone");
    await expect(broken.pass(ONE_DOLLAR, begin)).rejects.toThrow("gone");
  });
});

/** One piece of work after the other. */
function mutex(): ExclusiveLock {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = last.then(work);
    last = done.catch(() => undefined);
    return done;
  };
}
