import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evidencePath, NEEDS_EVIDENCE } from "../../../scripts/evidence";
import { currencyOf, USD } from "../../../src/core/currency";
import { findDiagnostics } from "../../../src/core/estimate/diagnostics";
import type { FileEstimate } from "../../../src/core/estimate/estimate";
import { FileTotalBuilder, totalOf } from "../../../src/core/estimate/fileTotal";
import { readCustomModels } from "../../../src/core/models/customModels";
import { DEFAULT_PAIR, resolvePair } from "../../../src/core/models/resolvePair";
import { estimateHover } from "../../../src/core/surfaces/hover";
import { inlayTexts } from "../../../src/core/surfaces/inlays";
import { lensTexts, partLenses, totalLensTexts } from "../../../src/core/surfaces/lenses";
import { pairedParts, partHover } from "../../../src/core/surfaces/partHover";
import { estimateStatus, totalStatus } from "../../../src/core/surfaces/statusBar";
import { lineHover, totalHover } from "../../../src/core/surfaces/totalHover";
import { estimateText } from "../estimate/services";
import { assumedEstimate, EXACT, lines, plain } from "./assumed";

/** Every word that the surfaces have for a file. */
function allWords({ file, estimates }: FileEstimate): readonly string[] {
  const total = totalOf(estimates, DEFAULT_PAIR);
  const diagnostics = findDiagnostics(
    { file, estimates },
    {
      currency: USD,
      today: "2026-11-20",
      isStale: false,
      varsFileName: "a.vars.json",
      budgetInputTokens: 10,
      budgetUsdPerRequest: 0.00001,
    },
  );
  return [
    totalStatus(total, USD).text,
    plain(totalHover(total, { currency: USD, brokenLines: [], unit: "prompt" })),
    ...totalLensTexts(total, USD).map(({ title }) => title),
    ...diagnostics.flatMap(({ message, fixes }) => [message, ...fixes.map(({ title }) => title)]),
    ...estimates.flatMap((estimate) => [
      estimateStatus(estimate, USD).text,
      estimateStatus(estimate, USD).label,
      plain(estimateHover(estimate, { currency: USD })),
      plain(lineHover(estimate, 1, USD)),
      ...lensTexts(estimate, { currency: USD }).map(({ title }) => title),
      ...partLenses(estimate).map(({ title }) => title),
      ...inlayTexts(estimate).map(({ text }) => text),
      ...pairedParts(estimate).map((part) => plain(partHover(estimate, part, USD))),
    ]),
  ];
}

/** Words that would give a computation away that went wrong. */
const SLIPS = /\bNaN\b|\bInfinity\b|\[object |\bundefined (?:tok|on|of)|\$-|\(–/;

const SAMPLES = evidencePath("samples");

describe.skipIf(SAMPLES === undefined)(
  `real prompt files${SAMPLES ? "" : ` ${NEEDS_EVIDENCE}`}`,
  () => {
    const paths = SAMPLES
      ? readdirSync(SAMPLES, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile() && entry.name !== "SOURCES.md")
          .map((entry) => join(entry.parentPath, entry.name))
      : [];

    it.each(paths)("%s has words on every surface", (path) => {
      for (const words of allWords(estimateText(path, readFileSync(path, "utf8")))) {
        expect(words).not.toMatch(SLIPS);
        expect(words).not.toBe("");
      }
    });
  },
);

describe("any request", () => {
  it("has words on every surface", () => {
    const role = fc.constantFrom("system", "user", "assistant", "tool");
    const content = fc.oneof(
      fc.string({ maxLength: 200 }),
      fc.constant("x".repeat(130_000)),
      fc.constant([{ type: "image_url", image_url: { url: "https://example.com/a.png" } }]),
    );
    const body = fc.record({
      model: fc.constantFrom("gpt-4o", "gpt-4o-2024-05-13", "gpt-9", ""),
      max_tokens: fc.oneof(fc.nat(), fc.double()),
      messages: fc.array(fc.record({ role, content }), { maxLength: 4 }),
    });
    fc.assert(
      fc.property(body, (request) => {
        const words = allWords(estimateText("a.request.json", JSON.stringify(request)));
        expect(words.join("\n")).not.toMatch(SLIPS);
      }),
      { numRuns: 60 },
    );
  });

  it("keeps the status bar within 32 characters, its icon one of them, with the tier of the price", () => {
    const tokens = fc.nat({ max: 127_999 });
    const tiers = fc.constantFrom("standard" as const, "batch" as const, "priority" as const);
    fc.assert(
      fc.property(
        tokens,
        fc.nat({ max: 16_384 }),
        fc.boolean(),
        tiers,
        (input, out, isLowerBound, tier) => {
          const estimate = {
            ...assumedEstimate({
              tokens: input,
              output: [0, out, out],
              basis: { ...EXACT, isLowerBound },
            }),
            billing: { tier, answers: 1, notes: [] },
          };
          const builder = new FileTotalBuilder(DEFAULT_PAIR);
          builder.add(estimate);
          builder.add(estimate);
          for (const { text } of [
            estimateStatus(estimate, USD),
            totalStatus(builder.total(), USD),
          ]) {
            expect(text.replace(/^\$\([\w~-]+\)/, "⚖").length).toBeLessThanOrEqual(32);
            expect(text).toMatch(tier === "standard" ? /[\dk]$/ : new RegExp(` ${tier}$`, "i"));
          }
        },
      ),
    );
  });
});

describe("models of any name", () => {
  const { models } = readCustomModels([
    { id: "a|b", label: "A | *B* <i>", usdPerMillionInput: 1, usdPerMillionOutput: 2 },
    { id: "long", label: "A model with a very long name indeed", usdPerMillionInput: 3 },
  ]);
  const pair = resolvePair({ left: "a|b", right: "long", customModels: models });
  const estimate = assumedEstimate({
    tokens: 1_204,
    output: [1, 2, 3],
    pair: [pair.left, pair.right],
    recommendation: { modelId: "long", level: "no evidence", decidedBy: "cost", reasons: [] },
  });

  it("break no table and become no markup", () => {
    const words = plain(estimateHover(estimate, { currency: USD }));
    expect(words).toContain("\n| ■ A \\| \\*B\\* \\<i\\> | 0.00120 | <0.00001 | **0.00121** |\n");
    expect(words).toContain("\n| ● A model with a very long name indeed | 0.00361 | – | – |\n");
  });

  it("are cut in the status bar, the figures never", () => {
    expect(estimateStatus(estimate, USD).text).toBe("$(law) A mode… · 1,204 tok · no price");
  });

  it("have no price in the lens if none is known", () => {
    expect(lensTexts(estimate, { currency: USD })[0]?.title).toBe(
      "1,204 tok · A | *B* <i> $0.00121 · A model with a very long name indeed no price",
    );
  });
});

describe("another currency", () => {
  it("is named in the headings and stands before the amounts", () => {
    const currency = currencyOf("EUR", 0.92) ?? USD;
    const estimate = assumedEstimate({ tokens: 1_204, output: [180, 350, 720] });
    expect(plain(estimateHover(estimate, { currency }))).toContain(
      lines(
        "| EUR | Input | Expected output | **A request** |",
        "|:--|--:|--:|--:|",
        "| ■ GPT-4o | 0.00277 | 0.00322 | **0.00599** |",
        "| ● GPT-4o mini | 0.000166 | 0.000193 | **0.000359** |",
      ),
    );
    expect(estimateStatus(estimate, currency).text).toBe("$(law) mini · 1,204 tok · €0.000359");
  });
});
