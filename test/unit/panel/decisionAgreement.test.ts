import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { recommendationWords as terminalWords } from "../../../src/cli/estimateWords";
import { USD } from "../../../src/core/currency";
import { formatDecimals } from "../../../src/core/format";
import { buildEstimate } from "../../../src/core/estimate/buildEstimate";
import type { Estimate } from "../../../src/core/estimate/estimate";
import { promptOfText } from "../../../src/core/estimate/textEstimate";
import { type ResolvedPair, resolvePair } from "../../../src/core/models/resolvePair";
import type { KindRow } from "../../../src/core/panel/contract/panelState";
import { plainText } from "../../../src/core/panel/contract/richText";
import { buildPanelState } from "../../../src/core/panel/sections/buildPanelState";
import type { Prompt } from "../../../src/core/prompt/prompt";
import { MEASURED_PAIRS, measuredPairOf } from "../../../src/core/recommend/pair";
import { knownWeights } from "../../../src/core/recommend/pairWeights";
import { createRecommender } from "../../../src/core/recommend/recommender";
import { routedKinds } from "../../../src/core/recommend/routedKinds";
import { routeResult } from "../../../src/core/recommend/routeResult";
import { exportRoutingRules } from "../../../src/core/recommend/routingRules";
import { trainedWeights } from "../../../src/core/recommend/trainedWeights";
import { recommendationWords as hoverWords } from "../../../src/core/surfaces/recommendationWords";
import { estimateStatus } from "../../../src/core/surfaces/statusBar";
import { IMAGE, message, promptOf, textPart, TOOL } from "../recommend/fixtures";
import type { PanelInput } from "../../../src/core/panel/panelInput";
import { panelInput, promptSubject } from "./sampleInput";
import { cardTexts } from "./stateText";

/** Whatever the prompt, the pair and the settings: no two surfaces say different things. */

const services = {
  counter: { count: (text: string) => text.length },
  recommender: createRecommender(),
};

/** Measured pairs in both orders, and pairs of which nothing is measured. */
const PAIRS: readonly (readonly [string, string])[] = [
  ...MEASURED_PAIRS.flatMap(({ strong, light }) => [
    [strong, light] as const,
    [light, strong] as const,
  ]),
  ["gpt-4o", "gpt-5-mini"],
  ["gpt-4o", "gpt-6-luna@none"],
  ["gpt-4o-mini", "gpt-6-luna@none"],
];

const TASKS = [
  "Who was the first curator of the maritime museum in Rijeka?",
  "Which gas is inert?\nA. Oxygen\nB. Argon\nC. Chlorine\nD. Fluorine",
  "Write a Python function that merges two sorted lists.",
  "Summarize the following report in two sentences: the council met.",
  "Translate this sentence into German: the early bird.",
  "Classify this support ticket as billing or technical: {{ticket}}",
  "What is the sentiment of this review? Loved it.",
  "Extract the invoice number and the total as JSON.\n\n{{invoice}}",
  "Explain the difference between TCP and UDP to a beginner.",
  "Write a poem in exactly 4 lines. Do not use commas.",
  "Given the schema orders(id, total), write a SQL query for the sum of totals.",
  "Which is bigger, 3.11 or 3.9?",
  "Review this diff and report bugs.\n```\n- a\n+ b\n```",
  "asdf qwer zxcv",
  "",
];

const prompts: fc.Arbitrary<Prompt> = fc
  .record({
    task: fc.oneof(fc.constantFrom(...TASKS), fc.string({ unit: "grapheme", maxLength: 200 })),
    before: fc.constantFrom("", "You are a helpful assistant.\n\n", "Think step by step. "),
    after: fc.constantFrom("", "\n\nAnswer in JSON.", "\n\nGive a confidence from 0 to 100."),
    repeats: fc.constantFrom(1, 1, 1, 400),
    hasImage: fc.boolean(),
    hasTool: fc.boolean(),
    isContext: fc.constantFrom(false, false, false, true),
  })
  .map(({ task, before, after, repeats, hasImage, hasTool, isContext }) => {
    const text = before + task.repeat(repeats) + after;
    const parts = [textPart(text), ...(hasImage ? [IMAGE] : [])];
    if (!hasImage && !hasTool && !isContext) return promptOfText(text);
    return promptOf({
      messages: [message("user", ...parts)],
      tools: hasTool ? [TOOL] : [],
      ...(isContext && { isContext: true as const }),
    });
  });

const cases = fc.record({
  prompt: prompts,
  pair: fc.constantFrom(...PAIRS),
  tolerance: fc.oneof(
    fc.constantFrom(0, 0.02, 0.05, 0.1, 1),
    fc.double({ min: 0, max: 0.3, noNaN: true }),
  ),
  latencyWish: fc.constantFrom("none" as const, "none" as const, "throughput" as const),
});

const tables = fc.constantFrom(...MEASURED_PAIRS);

interface Shown {
  readonly estimate: Estimate;
  /** The cards and the sentence. */
  readonly verdict: string;
  readonly grounds: string;
  readonly hover: string;
  readonly status: string;
  readonly terminal: string;
  /** Of the routing table, for the prompt's kind. */
  readonly row: KindRow | undefined;
}

function show(estimate: Estimate, pair: ResolvedPair, tolerance: number): Shown {
  const table = routingOf(pair);
  const subject = promptSubject(estimate);
  const { verdict, routing } = buildPanelState(
    panelInput({ subject, pair, tolerance, ...(table && { routing: table }) }),
  );
  return {
    estimate,
    verdict: [...cardTexts(verdict), plainText(verdict.sentence)].join("\n"),
    grounds: verdict.grounds.map(plainText).join("\n"),
    hover: hoverWords(estimate).replaceAll("\\", ""),
    status: estimateStatus(estimate, USD).text,
    terminal: terminalWords(estimate),
    row: routing.kinds.find(({ current }) => current),
  };
}

/** The routing table of a measured pair, as the panel gets it. */
function routingOf({ left, right }: ResolvedPair): PanelInput["routing"] {
  const measured = measuredPairOf(left.id, right.id);
  if (!measured) return undefined;
  const isStrongLeft = left.id === measured.strong;
  const kinds = routedKinds(knownWeights(trainedWeights, measured)).map(({ known, ...kind }) => ({
    ...kind,
    ...(known && { known: { ...known, gap: isStrongLeft ? known.gap : -known.gap } }),
  }));
  return { kinds, cheaperSide: isStrongLeft ? "right" : "left", prompts: 1, sources: 1 };
}

/** The row of a prompt's kind carries the number that decided, and weighs a loss only if the verdict may. */
function expectRowAgrees({ estimate, row }: Shown): void {
  const { decidedBy, loss } = estimate.recommendation;
  if (row === undefined || decidedBy !== "quality" || !loss) return;
  expect(plainText(row.name)).toContain(`this prompt: loss ${formatDecimals(loss.expected, 2)}`);
  expect(row.gap).toBeDefined();
}

/** All surfaces agree on the recommended model and on what decided. */
function expectAgreement({ estimate, verdict, grounds, hover, status, terminal }: Shown): void {
  const { recommendation, left, right } = estimate;
  const { modelId, decidedBy, loss } = recommendation;
  const chosen = [left, right].find(({ model }) => model.id === modelId);
  const isUndecided = chosen === undefined || decidedBy === "nothing";
  const json = routeResult(recommendation);
  expect(json.model).toBe(modelId);
  if (estimate.prompt.isContext) {
    if (verdict.startsWith("0 tokens")) return;
    expect(modelId).toBeUndefined();
    for (const words of [verdict, status, hover])
      expect(words.toLowerCase()).toContain("every request");
    expect([verdict, hover, terminal].join()).not.toMatch(/Recommended: |% that/);
    return;
  }
  if (isUndecided) return;
  const { label } = chosen.model;
  if (!verdict.startsWith("0 tokens")) expect(verdict).toContain(`Recommended: ${label} | `);
  expect(hover.startsWith(`**${label}**`)).toBe(true);
  expect(terminal.startsWith(`${label} · `)).toBe(true);
  // The name is cut or left out if the item would get too long, but it is never the other model's.
  const [, first = ""] = /^\$\(law\) ([^·]*) · /.exec(status) ?? [];
  const name = first.replace(/…$/, "");
  expect(/tok$/.test(first) || chosen.model.shortLabel.startsWith(name)).toBe(true);

  const costs = [left, right].map(({ cost }) => cost?.total);
  const isPriced = costs.every((cost) => cost !== undefined);
  const other = chosen === left ? right : left;
  const isCostlier = isPriced && (chosen.cost?.total ?? 0n) > (other.cost?.total ?? 0n);
  const everywhere = [verdict, hover, terminal];
  if (decidedBy === "quality") {
    expect(loss).toBeDefined();
    if (!loss) return;
    expect(loss.confidence).toBeGreaterThanOrEqual(0.5);
    expect(json).toMatchObject({ expectedLoss: loss.expected, confidence: loss.confidence });
    const isWithin = loss.expected <= loss.tolerated;
    expect(modelId === loss.modelId).toBe(isWithin);
    const side = loss.hasSaving
      ? isWithin
        ? ", within your tolerance"
        : ", over your tolerance"
      : ", and it saves nothing";
    if (!verdict.startsWith("0 tokens"))
      for (const words of everywhere) expect(words).toContain(side);
    for (const words of [hover, terminal]) {
      expect(words).toContain(
        isWithin ? "% that the loss stays within" : "% that the loss is over",
      );
    }
  } else {
    expect(loss).toBeUndefined();
    expect([verdict, grounds, hover, terminal].join()).not.toMatch(/% that the loss/);
  }
  if (decidedBy === "cost") {
    expect(isCostlier).toBe(false);
    if (!verdict.startsWith("0 tokens"))
      for (const words of everywhere) expect(words).toMatch(/decided by cost|By cost/);
  }
  if (isCostlier) expect(["quality", "limit", "latency"]).toContain(decidedBy);
  // A count out of 100, never a second percentage beside the confidence.
  expect([verdict, hover, terminal].join()).not.toMatch(/likely to be at least as good/);
}

describe("all surfaces", () => {
  it("agree on the model, on what decided and on the number that decided", () => {
    fc.assert(
      fc.property(cases, ({ prompt, pair: [left, right], tolerance, latencyWish }) => {
        const pairShown = resolvePair({ left, right });
        const estimate = buildEstimate(prompt, services, {
          pair: pairShown,
          output: { kind: "estimated" },
          tolerance,
          latencyPreference: latencyWish,
          today: "2026-11-20",
        });
        const shown = show(estimate, pairShown, tolerance);
        expectAgreement(shown);
        expectRowAgrees(shown);
      }),
      { numRuns: 2_000 },
    );
  }, 600_000);

  it("send each kind where the table, the exported rule and the terminal's export send it", () => {
    fc.assert(
      fc.property(tables, fc.double({ min: 0, max: 0.4, noNaN: true }), (known, tolerance) => {
        const { strong, light } = known;
        const table = routedKinds(knownWeights(trainedWeights, known));
        const { routing } = buildPanelState(
          panelInput({
            tolerance,
            pair: resolvePair({ left: strong, right: light }),
            routing: { kinds: table, cheaperSide: "right", prompts: 1, sources: 1 },
          }),
        );
        const rule = JSON.parse(
          routing.rules.find(({ format }) => format === "json")?.code ?? "",
        ) as { routes: readonly { kind: string; model: string }[] };
        const exported = JSON.parse(
          exportRoutingRules("json", tolerance, table, known, "2026-11-20"),
        ) as typeof rule;
        const modelOf = new Map(exported.routes.map(({ kind, model }) => [kind, model]));
        for (const { kind, model } of rule.routes) expect(model, kind).toBe(modelOf.get(kind));
        for (const { key, goesTo } of routing.kinds) {
          expect(goesTo, key).toBe(modelOf.get(key) === strong ? "left" : "right");
        }
      }),
      { numRuns: 200 },
    );
  });
});
