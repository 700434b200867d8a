import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ScaleField } from "../../../src/core/panel/contract/panelAction";
import {
  applyScaleChange,
  DEFAULT_SCALE_CHOICE,
  formatField,
  parseFigure,
  positionOfField,
  readScaleChoice,
  tokensOfChoice,
} from "../../../src/core/panel/scaleChoice";

const PROMPT = { inputTokens: 1_204, outputTokens: 350 };

describe("a figure as people write it", () => {
  it.each([
    ["100,000", 100_000],
    ["100 000", 100_000],
    ["100’000", 100_000],
    ["100_000", 100_000],
    ["1.5M", 1_500_000],
    ["20k", 20_000],
    [" 7 ", 7],
    [".5", 0.5],
    ["1e6", 1_000_000],
    ["1e30", Number.MAX_SAFE_INTEGER],
    ["1e400", Number.MAX_SAFE_INTEGER],
  ])("reads %s as %d", (text, value) => {
    expect(parseFigure(text, false)).toBe(value);
  });

  it.each([
    ["30", 0.3],
    ["30 %", 0.3],
    ["12.5%", 0.125],
  ])("reads the share %s as %d", (text, value) => {
    expect(parseFigure(text, true)).toBe(value);
  });

  it.each(["", " ", "abc", "-5", "1e", "e5", "1-2", "Infinity", "NaN", "0x10", "½"])(
    "does not take %j for a number",
    (text) => {
      expect(parseFigure(text, false)).toBeUndefined();
    },
  );

  it("never gives anything but a finite number from 0 on", () => {
    fc.assert(
      fc.property(fc.string(), fc.boolean(), (text, isPercent) => {
        const value = parseFigure(text, isPercent);
        expect(value === undefined || (Number.isFinite(value) && value >= 0)).toBe(true);
      }),
    );
  });

  it("reads back what a field shows", () => {
    fc.assert(
      fc.property(fc.nat(1_000_000_000), (value) => {
        expect(parseFigure(formatField("requestsPerMonth", value), false)).toBe(value);
      }),
    );
  });
});

describe("moving a control", () => {
  it("takes typed tokens as numbers of one's own and keeps the other as it was shown", () => {
    const chat = applyScaleChange(DEFAULT_SCALE_CHOICE, { preset: "chat" }, PROMPT);
    expect(tokensOfChoice(chat, PROMPT)).toEqual({ inputTokens: 1_204, outputTokens: 602 });
    const own = applyScaleChange(chat, { field: "inputTokens", text: "2,000" }, PROMPT);
    expect(own.preset).toBe("own");
    expect(tokensOfChoice(own, PROMPT)).toEqual({ inputTokens: 2_000, outputTokens: 602 });
  });

  it("starts own numbers from those that were shown", () => {
    const own = applyScaleChange(DEFAULT_SCALE_CHOICE, { preset: "own" }, PROMPT);
    expect(tokensOfChoice(own, { inputTokens: 9, outputTokens: 9 })).toEqual(PROMPT);
  });

  it("keeps the last good number and says so if a text isn't a number", () => {
    const wrong = applyScaleChange(
      DEFAULT_SCALE_CHOICE,
      { field: "requestsPerMonth", text: "many" },
      PROMPT,
    );
    expect(wrong.requestsPerMonth).toBe(100_000);
    expect(wrong.problems).toEqual({ requestsPerMonth: "Not a number: 100,000 is used." });
    const right = applyScaleChange(wrong, { field: "requestsPerMonth", text: "5k" }, PROMPT);
    expect(right.requestsPerMonth).toBe(5_000);
    expect(right.problems).toEqual({});
  });

  it.each([
    ["", "Empty: 100,000 is used."],
    ["-5", "Below 0: 100,000 is used."],
    ["−0.5", "Below 0: 100,000 is used."],
    ["-", "Not a number: 100,000 is used."],
    ["1-2", "Not a number: 100,000 is used."],
  ])("says what is wrong with %j", (text, problem) => {
    const wrong = applyScaleChange(
      DEFAULT_SCALE_CHOICE,
      { field: "requestsPerMonth", text },
      PROMPT,
    );
    expect(wrong.problems).toEqual({ requestsPerMonth: problem });
  });

  it("gives round numbers from a slider, and leaves the slider where it was put", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (position) => {
        const { requestsPerMonth } = applyScaleChange(
          DEFAULT_SCALE_CHOICE,
          { field: "requestsPerMonth", position },
          PROMPT,
        );
        expect(Number(requestsPerMonth.toPrecision(2))).toBe(requestsPerMonth);
        expect(positionOfField("requestsPerMonth", requestsPerMonth)).toBeCloseTo(position, 1);
      }),
    );
  });

  it("keeps shares within 0 and 1 whatever the slider says", () => {
    const fields: readonly ScaleField[] = ["cachedShare", "rightShare"];
    fc.assert(
      fc.property(fc.constantFrom(...fields), fc.double(), (field, position) => {
        const value = applyScaleChange(DEFAULT_SCALE_CHOICE, { field, position }, PROMPT)[field];
        expect(value >= 0 && value <= 1).toBe(true);
      }),
    );
  });
});

describe("what was kept for the workspace", () => {
  it("is read back", () => {
    const choice = {
      ...DEFAULT_SCALE_CHOICE,
      tier: "batch",
      rightShare: 0.25,
      preset: "own",
    } as const;
    expect(readScaleChoice(JSON.parse(JSON.stringify(choice)))).toEqual(choice);
  });

  it("is the default if it can't be used", () => {
    fc.assert(
      fc.property(fc.anything(), (kept) => {
        const { problems, tier, tierInsteadOf, ...choice } = readScaleChoice(kept);
        expect(problems).toEqual({});
        expect([undefined, "standard", "batch", "priority"]).toContain(tier);
        expect([undefined, "standard", "batch", "priority"]).toContain(tierInsteadOf);
        expect(Object.keys(choice)).toEqual(Object.keys(DEFAULT_SCALE_CHOICE).slice(0, -1));
        expect(choice.cachedShare <= 1 && choice.rightShare <= 1).toBe(true);
      }),
    );
    expect(readScaleChoice({ rightShare: 7, tier: "gold", requestsPerMonth: Number.NaN })).toEqual(
      DEFAULT_SCALE_CHOICE,
    );
  });
});
