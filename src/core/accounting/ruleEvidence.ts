import type { Evidence, RuleId } from "./requestCount";

interface Measured {
  readonly label: string;
  readonly right: number;
  readonly requests: number;
}

/**
 * How often each rule was right. A recorded request is in the row of the last rule that its
 * count rests on, if nothing in it makes an estimate. Measured by
 * test/unit/accounting/recordedTruth.test.ts, which fails where a figure here is not what it
 * measures; docs/accounting.md says which recordings are left out and why.
 */
const MEASURED: Readonly<Record<Exclude<RuleId, "R13">, Measured>> = {
  R1: { label: "chat messages", right: 2565, requests: 2566 },
  R2: { label: "chat with names", right: 7, requests: 7 },
  R3: { label: "chat with tools", right: 115, requests: 115 },
  R4: { label: "chat with a tool choice", right: 341, requests: 341 },
  R5: { label: "chat with a tool call and its result", right: 302, requests: 305 },
  R6: { label: "chat with parallel tool calls", right: 48, requests: 48 },
  R7: { label: "chat with a JSON schema", right: 146, requests: 146 },
  R8: { label: "images of known size", right: 57, requests: 60 },
  R9: { label: "Responses messages", right: 127, requests: 128 },
  R10: { label: "Responses with tools", right: 63, requests: 64 },
  R11: { label: "Responses with a JSON schema", right: 27, requests: 29 },
  R12: { label: "Responses with function calls", right: 28, requests: 28 },
};

/** The measured evidence for one rule; none for files (R13), whose text is never counted. */
export function ruleEvidence(rule: RuleId): Evidence | undefined {
  if (rule === "R13") return undefined;
  const { label, right, requests } = MEASURED[rule];
  return { rule, label, rightShare: right / requests, requests };
}
