import type { SourceRange } from "../sourceRange";

/** The rules of docs/accounting.md that a count can rest on. */
export type RuleId =
  "R1" | "R2" | "R3" | "R4" | "R5" | "R6" | "R7" | "R8" | "R9" | "R10" | "R11" | "R12" | "R13";

/** How often a rule was right on the recorded requests whose count rests on it. */
export interface Evidence {
  readonly rule: RuleId;
  /** The kind of request, shown to the user: `chat with tools`. */
  readonly label: string;
  /** 0 … 1. */
  readonly rightShare: number;
  readonly requests: number;
}

/**
 * How reliable a count is. `exact`: every rule used held on all but a sliver of the recorded requests
 * of its kind. `estimate`: something in the request is known less well; `reasons` say what.
 */
export interface Basis {
  readonly kind: "exact" | "estimate";
  readonly rules: readonly RuleId[];
  /**
   * Clauses without a period, such as `3 variables without a value`. Empty if exact, and if only the
   * weakest rule's `evidence` makes the count an estimate.
   */
  readonly reasons: readonly string[];
  /** Of the weakest rule used. */
  readonly evidence: Evidence;
  /** Whether something that is not counted is added: the count is a minimum. */
  readonly isLowerBound: boolean;
}

/** Some of a request's input tokens, with the range of the file that causes them. */
export interface CountedPart {
  readonly kind:
    "message" | "instructions" | "tool" | "tools" | "schema" | "tool-choice" | "image" | "framing";
  /** Shown to the user: `system`, `2 tools`, `get_weather`. */
  readonly label: string;
  readonly tokens: number;
  /** Undefined for framing, which does not appear in the file. */
  readonly range?: SourceRange;
  /** The index of the prompt's message, for messages and their images. */
  readonly messageIndex?: number;
  /** Parts of this part (the tools of `tools`, the images of a message), contained in `tokens`. */
  readonly children: readonly CountedPart[];
}

/** The input that a request is billed for on one model. */
export interface RequestCount {
  /** The API's `prompt_tokens` or `input_tokens`: the sum over `parts`. */
  readonly inputTokens: number;
  /** The part of them that is for images: priced alike, but different from model to model. */
  readonly imageTokens: number;
  readonly basis: Basis;
  /** In the order of the request, framing last. */
  readonly parts: readonly CountedPart[];
  /**
   * Tokens before the first placeholder in the order in which the API bills (tools and schema come with
   * the first system message): the part that a cache can reuse from request to request. Equal to
   * `inputTokens` if the prompt has no placeholder.
   */
  readonly stablePrefixTokens: number;
}
