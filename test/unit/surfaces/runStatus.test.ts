import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { currencyOf, USD } from "../../../src/core/currency";
import { picoUsdOf } from "../../../src/core/money";
import { DEFAULT_PAIR } from "../../../src/core/models/resolvePair";
import { SIDES } from "../../../src/core/pair";
import { type ActiveRun, runStatus } from "../../../src/core/surfaces/runStatus";

const START_MS = 5_000;
const answer = (costUsd: number, startedAtMs = START_MS) => ({
  startedAtMs,
  cost: picoUsdOf(costUsd),
});
const run = (changes: Partial<ActiveRun> = {}): ActiveRun => ({
  prompt: "flag.md",
  names: DEFAULT_PAIR,
  currency: USD,
  answers: [answer(0.02), answer(0.01)],
  ...changes,
});
const shown = (...runs: readonly ActiveRun[]) => runStatus(runs, START_MS + 1_800);

describe("the status of a run", () => {
  it("is gone once nothing runs", () => {
    expect(shown()).toBeUndefined();
  });

  it("says how long both models have run and what they cost", () => {
    expect(shown(run())).toEqual({
      text: "$(sync~spin) Running on both… 1.8 s · $0.0300",
      label: "Tokenscale: running on both, 1.8 s, $0.0300 at most so far",
    });
  });

  it("names a model that runs alone, by its short name if there is no room", () => {
    expect(shown(run({ names: { right: DEFAULT_PAIR.right }, answers: [] }))).toEqual({
      text: "$(sync~spin) Running on GPT-4o mini…",
      label: "Tokenscale: running on GPT-4o mini",
    });
    expect(
      shown(run({ names: { right: DEFAULT_PAIR.right }, answers: [answer(0.02)] }))?.text,
    ).toBe("$(sync~spin) Running on mini… 1.8 s · $0.0200");
  });

  it("counts time from the first answer, in whole seconds once they are many", () => {
    const answers = [answer(0.02, START_MS), answer(0.01, START_MS + 60_000)];
    expect(runStatus([run({ answers })], START_MS + 125_400)?.text).toBe(
      "$(sync~spin) Running on both… 125 s · $0.0300",
    );
  });

  it("shows no cost if one is not known", () => {
    const answers = [answer(0.02), { startedAtMs: START_MS }];
    expect(shown(run({ answers }))).toEqual({
      text: "$(sync~spin) Running on both… 1.8 s",
      label: "Tokenscale: running on both, 1.8 s",
    });
  });

  it("takes two models started one after the other for a run on both", () => {
    const runs = SIDES.map((side) =>
      run({ names: { [side]: DEFAULT_PAIR[side] }, answers: [answer(0.01)] }),
    );
    expect(shown(...runs)?.text).toBe("$(sync~spin) Running on both… 1.8 s · $0.0200");
  });

  it("counts the prompts if several run, in the item if there is room", () => {
    const runsOf = (costUsd: number) =>
      ["flag.md", "greet.hbs"].map((prompt) => run({ prompt, answers: [answer(costUsd)] }));
    expect(shown(...runsOf(0.75))?.text).toBe("$(sync~spin) Running 2 prompts… 1.8 s · $1.50");
    expect(shown(...runsOf(0.03))).toEqual({
      text: "$(sync~spin) Running… 1.8 s · $0.0600",
      label: "Tokenscale: running 2 prompts, 1.8 s, $0.0600 at most so far",
    });
  });

  it("makes no icon of a model's name", () => {
    const names = { left: { label: "$(zap)", shortLabel: "$(zap)" } };
    expect(shown(run({ names, answers: [] }))?.text).toBe("$(sync~spin) Running on \\$(zap)…");
  });

  it("never takes more than 32 characters besides its icon, and never cuts a figure", () => {
    const name = fc.string({ maxLength: 60 });
    const model = fc.record({ label: name, shortLabel: name });
    const currency = fc
      .tuple(fc.constantFrom("USD", "EUR", "CHF"), fc.double({ min: 1e-6, max: 1e6, noNaN: true }))
      .map(([code, perUsd]) => currencyOf(code, perUsd) ?? USD);
    const active = fc.record({
      prompt: fc.constantFrom("a", "b"),
      names: fc
        .record({ left: model, right: model }, { requiredKeys: [] })
        .filter(({ left, right }) => left !== undefined || right !== undefined),
      currency,
      answers: fc.array(
        fc.record(
          {
            startedAtMs: fc.nat(),
            cost: fc.bigInt({ min: 0n, max: picoUsdOf(100_000) }),
          },
          { requiredKeys: ["startedAtMs"] },
        ),
        { maxLength: 4 },
      ),
    });
    fc.assert(
      fc.property(fc.array(active, { minLength: 1, maxLength: 3 }), fc.nat(), (runs, nowMs) => {
        const text = runStatus(runs, nowMs)?.text ?? "";
        const words = text.replace("$(sync~spin) ", "").replaceAll("\\$(", "$(");
        expect(words.length).toBeLessThanOrEqual(32);
        if (runs.some(({ answers }) => answers.length > 0)) {
          expect(words).toMatch(/… [\d,.]+ s(?: · .*\d)?$/);
        }
      }),
    );
  });
});
