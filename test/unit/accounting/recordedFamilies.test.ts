import { describe, expect, test } from "vitest";
import { NEEDS_EVIDENCE } from "../../../scripts/evidence";
import type { RequestCount, RuleId } from "../../../src/core/accounting/requestCount";
import { ruleEvidence } from "../../../src/core/accounting/ruleEvidence";
import type { AccountingFamily } from "../../../src/core/models/model";
import { readRecordedRequests, type RecordedRequest } from "./recordedRequests";

/** The last of these that a count rests on is the rule whose evidence the recording is. */
const RULE_ORDER: readonly RuleId[] = [
  "R1",
  "R2",
  "R3",
  "R4",
  "R5",
  "R6",
  "R7",
  "R9",
  "R10",
  "R11",
  "R12",
  "R8",
];

/** The recordings that the figures in the code were measured on; a folder of others has its own. */
const MEASURED_ON = 9_735;

/** Kinds of request that the rules should get right, whether or not the count is called exact. */
const RULED = /\/(plain|multipart_text|json_mode|json_schema|name|tool_history|tools_(?!none_))/;

/** Inside these kinds, what the API billed differently for the same request: no rule can be right. */
const BILLED_AT_RANDOM = [
  "a call that the API repeats as it stored it",
  "a call without the reasoning before it, which the API may add",
];

/** And what depends on the answer or on the server's state. */
const WITHOUT_RULE = [
  ...BILLED_AT_RANDOM,
  "context management, which compacts the input",
  "what the reasoning mode pro adds",
];

/**
 * Percentages of right counts that have been reached, family by family: of the kinds that have a rule,
 * and with what has none. A lower one fails.
 */
const REACHED: readonly (readonly [AccountingFamily, ruled: number, all: number])[] = [
  ["gpt-4o", 99.9, 99.1],
  ["gpt-4.1", 99.9, 99.4],
  ["o3-mini", 94.7, 94.7],
  ["o4-mini", 100, 94.1],
  ["gpt-5", 98.9, 98.8],
  ["gpt-5.4", 98, 98],
  ["gpt-5.5", 100, 100],
  ["gpt-5.6", 100, 95.7],
];

/** Of recorded images of known size, family by family; the others have none. */
const FAMILIES_WITH_IMAGES: readonly AccountingFamily[] = [
  "gpt-4o",
  "gpt-4.1",
  "gpt-5",
  "gpt-5.4",
  "gpt-5.6",
];

const files = ["recorded.jsonl.gz", "new4o-train.jsonl.gz", "successors-train.jsonl.gz"] as const;
const read = files.map((file) => readRecordedRequests(file));
const isHere = read.every((recordings) => recordings !== undefined);

describe.skipIf(!isHere)(
  isHere ? "recorded requests by family" : `recorded requests by family ${NEEDS_EVIDENCE}`,
  () => {
    const all = read.flatMap((recordings = []) => recordings);
    const sound = all.filter(
      ({ hasSuspectFlag, family, datedTokens }) =>
        !hasSuspectFlag && family !== undefined && datedTokens === undefined,
    );

    test.each(REACHED)("%s is counted as billed", (family, ruled, whole) => {
      const own = sound.filter(
        (recording) => recording.family === family && RULED.test(recording.category),
      );
      const withRule = own.filter(({ count }) => !has(count, WITHOUT_RULE));
      const exact = sound.filter(
        (recording) => recording.family === family && recording.count.basis.kind === "exact",
      );
      console.log(
        `${family}: with a rule ${share(withRule)}, all ${share(own)}, exact ${share(exact)}`,
      );
      expect(rightPercent(withRule)).toBeGreaterThanOrEqual(ruled);
      expect(rightPercent(own)).toBeGreaterThanOrEqual(whole);
    });

    test.each(BILLED_AT_RANDOM)("%s: the same request was billed differently", (reason) => {
      const billed = new Map<string, Set<number>>();
      for (const { count, requestKey, billedTokens } of sound) {
        if (!has(count, [reason])) continue;
        billed.set(requestKey, (billed.get(requestKey) ?? new Set()).add(billedTokens));
      }
      expect([...billed.values()].some(({ size }) => size > 1)).toBe(true);
    });

    test("the reasoning mode pro is a lower bound, and less than 2.5% too low", () => {
      const pro = all.filter(({ count }) => has(count, ["what the reasoning mode pro adds"]));
      expect(pro.length).toBeGreaterThan(0);
      for (const { id, count, billedTokens } of pro) {
        expect.soft(count.inputTokens, id).toBeLessThanOrEqual(billedTokens);
        expect.soft(count.inputTokens, id).toBeGreaterThan(0.975 * billedTokens);
      }
    });

    test("counts that are called exact are wrong in fewer than 1 of 200", () => {
      const exact = sound.filter(({ count }) => count.basis.kind === "exact");
      const wrong = exact.filter((recording) => !isRight(recording));
      console.log(
        `called exact: ${exact.length} of ${sound.length}, wrong: ${wrong.length}\n` +
          wrong.map(({ id, family, category }) => `  ${family} ${category} ${id}`).join("\n"),
      );
      expect(wrong.length * 200).toBeLessThan(exact.length);
    });

    test.each(FAMILIES_WITH_IMAGES)("%s: images of known size are within 1 token", (family) => {
      const own = sound.filter(
        (recording) => recording.family === family && lastRule(recording) === "R8",
      );
      const near = own.filter(
        ({ count, billedTokens }) => Math.abs(count.inputTokens - billedTokens) <= 1,
      );
      console.log(
        `${family}: images right ${share(own)}, within 1 token ${near.length}/${own.length}`,
      );
      expect(near.length / own.length).toBeGreaterThanOrEqual(0.95);
    });

    test("give the evidence that every count shows", () => {
      if (all.length !== MEASURED_ON) return;
      for (const [family] of REACHED) {
        for (const rule of RULE_ORDER) {
          const own = sound.filter(
            (recording) => recording.family === family && lastRule(recording) === rule,
          );
          const shown = ruleEvidence(rule, family) ?? { rightShare: 0, requests: 0 };
          const shownRight = Math.round(shown.rightShare * shown.requests);
          expect
            .soft([family, rule, shownRight, shown.requests])
            .toEqual([family, rule, own.filter(isRight).length, own.length]);
        }
      }
    });
  },
);

function has({ basis }: RequestCount, reasons: readonly string[]): boolean {
  return basis.reasons.some((reason) => reasons.includes(reason));
}

function rightPercent(own: readonly RecordedRequest[]): number {
  return (100 * own.filter(isRight).length) / own.length;
}

function share(own: readonly RecordedRequest[]): string {
  return `${own.filter(isRight).length}/${own.length} (${rightPercent(own).toFixed(2)}%)`;
}

function isRight({ count, billedTokens }: RecordedRequest): boolean {
  return count.inputTokens === billedTokens;
}

/** The rule whose evidence a recording is; undefined if something else makes it an estimate. */
function lastRule({ count: { basis } }: RecordedRequest): RuleId | undefined {
  const others = basis.reasons.filter(
    (reason) => !reason.includes("recorded requests of this kind"),
  );
  if (others.length > 0) return undefined;
  return RULE_ORDER.findLast((rule) => basis.rules.includes(rule));
}
