import { beforeEach, describe, expect, it } from "vitest";
import { type PicoUsd, PICO_PER_USD } from "../../../src/core/money";
import {
  SpendingGate,
  type Spender,
  type Spending,
} from "../../../src/core/runs/spending/spendingGate";
import { ManualClock } from "./manualClock";

/** A run of one dollar at most that the ledger knows of only when the test says so. */
class HandSpender implements Spender {
  notBegunAtMost: PicoUsd = PICO_PER_USD;
  end: () => void = () => undefined;
  readonly done = new Promise<void>((resolve) => (this.end = resolve));
}

const ONE_DOLLAR: Spending = { planned: [{ label: "GPT-4o", atMost: PICO_PER_USD }], runsEach: 1 };

describe("the gate that all spending passes", () => {
  let spentUsd: bigint;
  let limits: { budgetUsdPerMonth: number | undefined; confirmAboveUsd: number };
  let isWanted: () => Promise<boolean>;
  const asked: string[] = [];
  const blocked: string[] = [];
  let gate: SpendingGate;

  beforeEach(() => {
    spentUsd = 0n;
    limits = { budgetUsdPerMonth: 1.5, confirmAboveUsd: 10 };
    isWanted = () => Promise.resolve(true);
    asked.length = 0;
    blocked.length = 0;
    gate = new SpendingGate(
      { spentInMonthOf: () => Promise.resolve(spentUsd * PICO_PER_USD) },
      new ManualClock(),
      () => limits,
      {
        ask: (sentence) => {
          asked.push(sentence);
          return isWanted();
        },
        tellBlocked: (sentence) => blocked.push(sentence),
      },
    );
  });
  const pass = (): Promise<HandSpender | undefined> =>
    gate.pass(ONE_DOLLAR, () => new HandSpender());

  it("lets one of two pass that are started together, where the budget is enough for one", async () => {
    const [first, second] = await Promise.all([pass(), pass()]);
    expect(first).toBeInstanceOf(HandSpender);
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
      "$1.00 at most for this run on GPT-4o. Your limit for asking is $0.50.",
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
    expect(await both).toEqual([undefined, expect.any(HandSpender)]);
    expect(blocked).toEqual([]);
  });

  it("forgets what is over: then the ledger has it", async () => {
    const first = await pass();
    first?.end();
    await first?.done;
    expect(await pass()).toBeInstanceOf(HandSpender);
    spentUsd = 1n;
    expect(await pass()).toBeUndefined();
  });

  it("stays open where the ledger could not be read once", async () => {
    const broken = new SpendingGate(
      { spentInMonthOf: () => Promise.reject(new Error("The disk is gone.")) },
      new ManualClock(),
      () => limits,
      { ask: isWanted, tellBlocked: () => undefined },
    );
    await expect(broken.pass(ONE_DOLLAR, () => new HandSpender())).rejects.toThrow("gone");
    await expect(broken.pass(ONE_DOLLAR, () => new HandSpender())).rejects.toThrow("gone");
  });
});
