import type { SourceRange } from "../sourceRange";

/** The rules of docs/accounting.md that a count can rest on. */
export type RuleId =
  "R1" | "R2" | "R3" | "R4" | "R5" | "R6" | "R7" | "R8" | "R9" | "R10" | "R11" | "R12" | "R13";

/** How often a rule was right on the recorded requests whose count rests on it. */
export interface Evidence {
  readonly rule: RuleId;
  /** What kind of request that is, for people: `chat with tools`. */
  readonly label: string;
  /** 0 … 1. */
  readonly rightShare: number;
  readonly requests: number;
}

/**
 * What a count rests on. `exact`: every rule used held on all but a sliver of the recorded requests
 * of its kind. `estimate`: something in the request is not known to that degree; `reasons` say what.
 */
export interface Basis {
  readonly kind: "exact" | "estimate";
  readonly rules: readonly RuleId[];
  /**
   * Clauses without a full stop, such as `3 variables without a value`. Empty when exact, and where
   * nothing but the weakest rule's `evidence` makes the count an estimate.
   */
  readonly reasons: readonly string[];
  /** Of the weakest rule used. */
  readonly evidence: Evidence;
  /** Whether something that is not counted at all comes on top: the count is the least it can be. */
  readonly isLowerBound: boolean;
}

/** Some of a request's input tokens, with the place in the file that causes them. */
export interface CountedPart {
  readonly kind:
    "message" | "instructions" | "tool" | "tools" | "schema" | "tool-choice" | "image" | "framing";
  /** For people: `system`, `2 tools`, `get_weather`. */
  readonly label: string;
  readonly tokens: number;
  /** Undefined for framing, which stands nowhere in the file. */
  readonly range?: SourceRange;
  /** Which message of the prompt, for messages and their images. */
  readonly messageIndex?: number;
  /** Parts of this part (the tools of `tools`, the images of a message): contained in `tokens`. */
  readonly children: readonly CountedPart[];
}

/** What a request is billed as input on one model. */
export interface RequestCount {
  /** What the API reports as `prompt_tokens` or `input_tokens`: the sum over `parts`. */
  readonly inputTokens: number;
  /** Of them for images: they are priced alike but differ from model to model. */
  readonly imageTokens: number;
  readonly basis: Basis;
  /** In the order of the request, framing last. */
  readonly parts: readonly CountedPart[];
  /**
   * Tokens before the first placeholder in the order that the API bills in (tools and schema stand
   * with the first system message): what a cache can reuse from request to request. Equal to
   * `inputTokens` where the prompt has no placeholder.
   */
  readonly stablePrefixTokens: number;
}
