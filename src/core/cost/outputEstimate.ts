/** Expected completion tokens, always a range with its origin. */
export interface OutputEstimate {
  readonly minTokens: number;
  readonly expectedTokens: number;
  readonly maxTokens: number;
  /** A clause shown to the user: `by the length estimate`, `set by you`, `max_tokens stops it at 720`. */
  readonly origin: string;
  readonly originKind: "user" | "length-estimate" | "task-ratio" | "max-tokens";
}
