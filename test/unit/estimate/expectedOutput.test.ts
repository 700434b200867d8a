import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { OutputEstimate } from "../../../src/core/cost/outputEstimate";
import { expectedOutput, type OutputRequest } from "../../../src/core/estimate/expectedOutput";

const byLength: OutputEstimate = {
  minTokens: 180,
  expectedTokens: 350,
  maxTokens: 900,
  origin: "by the length estimate",
  originKind: "length-estimate",
};
const request: OutputRequest = {
  setting: { kind: "estimated" },
  inputTokens: 1_000,
  lengthEstimate: byLength,
  outputLimitTokens: 16_384,
};

const shown = ({ minTokens, expectedTokens, maxTokens, origin }: OutputEstimate): string =>
  `${expectedTokens} (${minTokens}–${maxTokens}), ${origin}`;

describe("the expected output", () => {
  it("is the length estimate by default", () => {
    expect(expectedOutput(request)).toEqual(byLength);
  });

  it("is stopped by max_tokens, and says so", () => {
    expect(shown(expectedOutput({ ...request, maxOutputTokens: 720 }))).toBe(
      "350 (180–720), by the length estimate; max_tokens stops it at 720",
    );
    expect(shown(expectedOutput({ ...request, maxOutputTokens: 100 }))).toBe(
      "100 (100–100), by the length estimate; max_tokens stops it at 100",
    );
  });

  it("is stopped by the models' limit if that is lower", () => {
    const long = { ...byLength, maxTokens: 40_000 };
    expect(
      shown(expectedOutput({ ...request, lengthEstimate: long, maxOutputTokens: 20_000 })),
    ).toBe("350 (180–16384), by the length estimate; the output limit stops it at 16,384");
  });

  it("is the user's number before everything else", () => {
    const set = expectedOutput({ ...request, setting: { kind: "tokens", tokens: 500 } });
    expect(shown(set)).toBe("500 (500–500), set by you");
    expect(set.originKind).toBe("user");
  });

  it.each([
    ["chat", "500 (250–1000), by the published ratio 2 : 1 of chat"],
    ["code-review", "333 (167–667), by the published ratio 3 : 1 of code review"],
    ["document-analysis", "45 (20–100), by the published ratio 10 to 50 : 1 of document analysis"],
  ] as const)("is the published ratio of %s where the user chose it", (ratio, words) => {
    expect(shown(expectedOutput({ ...request, setting: { kind: "ratio", ratio } }))).toBe(words);
  });

  it("is expected to reach max_tokens if nothing else is known", () => {
    const unknown: OutputRequest = { setting: { kind: "estimated" }, inputTokens: 5 };
    expect(shown(expectedOutput({ ...unknown, maxOutputTokens: 720 }))).toBe(
      "720 (0–720), max_tokens stops it at 720",
    );
    expect(shown(expectedOutput(unknown))).toBe("0 (0–0), not known, counted as 0");
  });

  it("is whole, ordered and never below zero, whatever is passed in", () => {
    const anything = fc.double();
    fc.assert(
      fc.property(
        fc.record({
          setting: fc.oneof(
            fc.constant({ kind: "estimated" as const }),
            fc.record({ kind: fc.constant("tokens" as const), tokens: anything }),
            fc.constant({ kind: "ratio" as const, ratio: "chat" as const }),
          ),
          inputTokens: fc.nat(),
          lengthEstimate: fc.record({
            minTokens: anything,
            expectedTokens: anything,
            maxTokens: anything,
            origin: fc.constant("by chance"),
            originKind: fc.constant("length-estimate" as const),
          }),
          maxOutputTokens: anything,
        }),
        (input) => {
          const { minTokens, expectedTokens, maxTokens } = expectedOutput(input);
          for (const tokens of [minTokens, expectedTokens, maxTokens]) {
            expect(Number.isSafeInteger(tokens)).toBe(true);
          }
          expect(minTokens).toBeGreaterThanOrEqual(0);
          expect(expectedTokens).toBeGreaterThanOrEqual(minTokens);
          expect(maxTokens).toBeGreaterThanOrEqual(expectedTokens);
        },
      ),
    );
  });
});
