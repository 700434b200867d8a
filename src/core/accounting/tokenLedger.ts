import type { AccountingFamily } from "../models/model";
import { ruleEvidence, ruleLabel } from "./ruleEvidence";
import type { Basis, CountedPart, Evidence, RequestCount, RuleId } from "./requestCount";

/** A count by a rule that was right less often than this is an estimate. */
const EXACT_FROM_SHARE = 0.98;
/** So is one by a rule that was measured on fewer recorded requests than this. */
const EXACT_FROM_REQUESTS = 3;

const NO_EVIDENCE: Evidence = { rule: "R13", label: "no kind", rightShare: 0, requests: 0 };

function weaker(weakest: Evidence, other: Evidence): Evidence {
  return weakest.requests === 0 || other.rightShare < weakest.rightShare ? other : weakest;
}

/** Adds up a request in the order in which the API bills it, and notes the basis of the count. */
export class TokenLedger {
  private readonly parts: CountedPart[] = [];
  private readonly rules = new Set<RuleId>();
  private readonly reasons = new Set<string>();
  private framingTokens = 0;
  private imageTokens = 0;
  private stablePrefixTokens = 0;
  private isStable = true;
  private isLowerBound = false;

  /** The evidence is taken from the recorded requests of `family`. */
  constructor(private readonly family: AccountingFamily) {}

  /** Adds tokens that do not appear in the file. */
  frame(tokens: number): void {
    this.framingTokens += tokens;
    if (this.isStable) this.stablePrefixTokens += tokens;
  }

  /** `stableTokens`: those before the first placeholder, if any; the stable prefix ends there. */
  add(part: CountedPart, stableTokens?: number): void {
    this.parts.push(part);
    for (const child of part.children) {
      if (child.kind === "image") this.imageTokens += child.tokens;
    }
    if (!this.isStable) return;
    this.stablePrefixTokens += stableTokens ?? part.tokens;
    this.isStable = stableTokens === undefined;
  }

  use(rule: RuleId): void {
    this.rules.add(rule);
  }

  /** Makes the count an estimate, for `reason`, a clause without a period. */
  doubt(reason: string): void {
    this.reasons.add(reason);
  }

  /** Like `doubt`, for something that is not counted at all. */
  omit(reason: string): void {
    this.reasons.add(reason);
    this.isLowerBound = true;
  }

  /** Everything added so far. */
  inputTokens(): number {
    return this.parts.reduce((sum, { tokens }) => sum + tokens, this.framingTokens);
  }

  close(): RequestCount {
    const framing: CountedPart = {
      kind: "framing",
      label: "framing",
      tokens: this.framingTokens,
      children: [],
    };
    const parts = [...this.parts, framing];
    return {
      inputTokens: this.inputTokens(),
      imageTokens: this.imageTokens,
      basis: this.basis(),
      parts,
      stablePrefixTokens: this.stablePrefixTokens,
    };
  }

  private doubtWithoutEvidence(rule: RuleId): void {
    const { requests = 0 } = ruleEvidence(rule, this.family) ?? {};
    if (rule === "R13" || requests >= EXACT_FROM_REQUESTS) return;
    this.doubt(
      `${requests === 0 ? "no" : "hardly any"} recorded requests of this kind: ${ruleLabel(rule)}`,
    );
  }

  private basis(): Basis {
    const rules = [...this.rules];
    const evidence = rules
      .flatMap((rule) => ruleEvidence(rule, this.family) ?? [])
      .reduce(weaker, NO_EVIDENCE);
    for (const rule of rules) this.doubtWithoutEvidence(rule);
    const isExact = this.reasons.size === 0 && evidence.rightShare >= EXACT_FROM_SHARE;
    return {
      kind: isExact ? "exact" : "estimate",
      rules,
      reasons: [...this.reasons],
      evidence,
      isLowerBound: this.isLowerBound,
    };
  }
}
