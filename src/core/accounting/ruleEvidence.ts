import type { AccountingFamily } from "../models/model";
import type { Evidence, RuleId } from "./requestCount";

type MeasuredRule = Exclude<RuleId, "R13">;

/** The kind of request that each rule is measured on. */
const LABELS: Readonly<Record<MeasuredRule, string>> = {
  R1: "chat messages",
  R2: "chat with names",
  R3: "chat with tools",
  R4: "chat with a tool choice",
  R5: "chat with a tool call and its result",
  R6: "chat with parallel tool calls",
  R7: "chat with a JSON schema",
  R8: "images of known size",
  R9: "Responses messages",
  R10: "Responses with tools",
  R11: "Responses with a JSON schema",
  R12: "Responses with function calls",
};

type Measured = Readonly<Partial<Record<MeasuredRule, readonly [right: number, requests: number]>>>;

/**
 * How often each rule was right, by family. A recorded request counts for the last rule that its count
 * rests on, unless something in it makes the count an estimate. Measured by
 * test/unit/accounting/recordedTruth.test.ts, which fails if a figure here differs;
 * docs/accounting.md says which recordings are left out and why.
 */
const MEASURED: Readonly<Record<Exclude<AccountingFamily, "gpt-6">, Measured>> = {
  "gpt-4o": {
    R1: [2628, 2628],
    R2: [7, 7],
    R3: [117, 117],
    R4: [342, 342],
    R5: [459, 459],
    R6: [97, 97],
    R7: [725, 725],
    R8: [62, 62],
    R9: [128, 128],
    R10: [63, 64],
    R11: [30, 32],
    R12: [120, 120],
  },
  "gpt-4.1": {
    R1: [196, 197],
    R3: [61, 61],
    R4: [46, 46],
    R5: [516, 516],
    R6: [84, 84],
    R7: [68, 68],
    R8: [38, 41],
    R9: [85, 85],
    R10: [71, 71],
    R11: [44, 44],
    R12: [98, 98],
  },
  "o3-mini": {
    R1: [12, 13],
    R9: [8, 8],
  },
  "o4-mini": {
    R1: [3, 3],
    R4: [1, 1],
    R5: [6, 6],
    R7: [2, 2],
    R9: [9, 9],
    R10: [2, 2],
    R11: [2, 2],
    R12: [7, 7],
  },
  "gpt-5": {
    R1: [115, 115],
    R3: [45, 45],
    R4: [47, 47],
    R5: [272, 272],
    R6: [24, 24],
    R7: [36, 36],
    R8: [9, 30],
    R9: [76, 76],
    R10: [106, 106],
    R11: [10, 10],
    R12: [48, 48],
  },
  "gpt-5.4": {
    R1: [9, 9],
    R3: [4, 4],
    R4: [8, 8],
    R5: [21, 21],
    R8: [1, 5],
    R9: [35, 35],
    R10: [22, 22],
    R11: [27, 27],
    R12: [21, 21],
  },
  "gpt-5.5": {
    R9: [7, 7],
    R10: [4, 4],
  },
  "gpt-5.6": {
    R1: [7, 7],
    R8: [1, 1],
    R9: [33, 33],
    R10: [3, 3],
    R11: [22, 22],
    R12: [1, 1],
  },
};

/** The name of a rule's kind of request, shown to the user. */
export function ruleLabel(rule: RuleId): string {
  return rule === "R13" ? "files" : LABELS[rule];
}

/** The measured evidence for one rule; undefined if no request of the family was recorded for it. */
export function ruleEvidence(rule: RuleId, family: AccountingFamily): Evidence | undefined {
  if (rule === "R13") return undefined;
  const isBorrowed = family === "gpt-6";
  const measured = MEASURED[isBorrowed ? "gpt-5.6" : family][rule];
  if (measured === undefined) return undefined;
  const [right, requests] = measured;
  const label = isBorrowed ? `${LABELS[rule]} on GPT-5.6` : LABELS[rule];
  return { rule, label, rightShare: right / requests, requests };
}
