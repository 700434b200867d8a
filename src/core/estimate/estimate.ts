import type { RequestCount } from "../accounting/requestCount";
import type { Model, TierPrice } from "../models/model";
import type { Prompt, PromptFile } from "../prompt/prompt";
import type { Billing } from "./billing";
import type { Recommendation } from "../recommend/recommendation";
import type { SourceRange } from "../sourceRange";
import type { OutputEstimate } from "../cost/outputEstimate";
import type { ReasoningEstimate } from "../cost/reasoningEstimate";
import type { RequestCost } from "../cost/requestCost";

/** One prompt on one model. */
export interface ModelEstimate {
  readonly model: Model;
  /** The snapshot that is priced, if the file names one of this model's. */
  readonly snapshot: string;
  /**
   * Filled with the typical value set if there is one. Placeholders without a value are left out, and
   * the basis says so. The stable prefix is that of the prompt as written.
   */
  readonly count: RequestCount;
  /** As billed for all answers: the visible answer and the reasoning. */
  readonly output: OutputEstimate;
  /** The part of the output that is reasoning; undefined if the model does not reason. */
  readonly reasoning?: ReasoningEstimate;
  /** For the snapshot in the prompt's tier, on the day of the estimate, for input of this length. */
  readonly price?: TierPrice;
  /** Whether the input is so long that a higher price applies. */
  readonly isLongContext?: true;
  /** A sentence that says why `price` is not the price of that tier. */
  readonly priceNote?: string;
  /** Undefined if the model has no price (custom or unknown model). */
  readonly cost?: RequestCost;
  /**
   * The share of the context window that input and expected output take: over 1 if they do not fit.
   * Undefined if the window is unknown.
   */
  readonly contextShare?: number;
  /** Input tokens over the context window; 0 if the input fits or the window is unknown. */
  readonly overContextTokens: number;
}

/** As written and as filled, on the left model. */
export interface FilledCounts {
  readonly asWrittenTokens: number;
  /** With the placeholders removed: a lower bound if values are missing. */
  readonly withoutPlaceholdersTokens: number;
  readonly filled?: {
    readonly minTokens: number;
    readonly typicalTokens: number;
    readonly maxTokens: number;
    /** How many sets of values were counted. */
    readonly sets: number;
    /** The label of the set that the figures are filled with. */
    readonly label: string;
  };
  /** Names of variables without a value. */
  readonly unknownVariables: readonly string[];
  /** In the order of the request; comments and template blocks are left out. */
  readonly placeholders: readonly PlaceholderCount[];
}

/** A variable at its position in the prompt, counted as separate text, without its neighbors. */
export interface PlaceholderCount {
  readonly variable: string;
  /** As written: `{{ticket}}`. */
  readonly text: string;
  readonly range: SourceRange;
  readonly messageIndex?: number;
  readonly asWrittenTokens: number;
  /** With the value that the figures are filled with; undefined if it has none. */
  readonly filledTokens?: number;
}

/** A variable that keeps the stable prefix from being cacheable, and the gain from moving it down. */
export interface PrefixHint {
  /** The placeholder at which the prefix ends, as written: `{{name}}`. */
  readonly text: string;
  readonly range: SourceRange;
  readonly prefixTokens: number;
  readonly movedPrefixTokens: number;
}

/** The one object that status bar, hover, lenses, panel and command line show. */
export interface Estimate {
  readonly prompt: Prompt;
  readonly left: ModelEstimate;
  readonly right: ModelEstimate;
  /** The visible part of all answers to the request: the same on both models. */
  readonly output: OutputEstimate;
  readonly billing: Billing;
  readonly filled: FilledCounts;
  readonly prefixHint?: PrefixHint;
  readonly recommendation: Recommendation;
}

/** All the requests of one file. `estimates[i]` belongs to `file.prompts[i]`. */
export interface FileEstimate {
  readonly file: PromptFile;
  readonly estimates: readonly Estimate[];
}
