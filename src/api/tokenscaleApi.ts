/*
 * The programming interface of Tokenscale: what `import … from "tokenscale"` gives, and what the
 * extension's `activate` returns. It follows semantic versioning with the package: members are added in
 * minor versions, and renamed or removed only in major ones. docs/api.md describes it. This file is
 * shipped as the declarations, so it imports nothing.
 */

/** A prompt to read. Nothing but `readFile` is ever called for more. */
export interface PromptInput {
  readonly text: string;
  /** The file's name, with or without folders. With the text, it decides the format. */
  readonly path?: string;
  /** Replaces the detected format, such as `prompty`; docs/formats.md lists all. */
  readonly format?: string;
  /**
   * Reads a file that the prompt names, such as an image or an included text, by its path as written.
   * Undefined: not available. Without it the count is a lower bound that names what is missing.
   */
  readonly readFile?: (path: string) => Promise<string | Uint8Array | undefined>;
  /** Values for the variables of a template, one set per sample. */
  readonly values?: readonly Readonly<Record<string, string>>[];
}

export interface EstimateOptions {
  /** `MODEL` or `MODEL@EFFORT`. Default: `gpt-4o`. */
  readonly left?: string;
  /** Default: `gpt-4o-mini`. */
  readonly right?: string;
  /** Score that may be lost on average: a name, or 0 to 1. Default: `balanced`. */
  readonly tolerance?: "cautious" | "balanced" | "thrifty" | number;
  /** The expected output of a request; estimated by default. */
  readonly outputTokens?: number;
}

export interface MigrateOptions {
  /** `MODEL` or `MODEL@EFFORT`. Default: the replacement that the maker names. */
  readonly to?: string;
}

/** UTF-16 code units in the text; the end is exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Something that keeps a part of the file from being read. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  /** From 1. */
  readonly line: number;
  readonly range: TextRange;
}

/** A prompt file as read, without figures. */
export interface PromptFileResult {
  readonly format: string;
  readonly requests: readonly PromptRequest[];
  readonly problems: readonly Problem[];
}

export interface PromptRequest {
  readonly name?: string;
  readonly endpoint: "chat" | "responses";
  readonly model?: string;
  readonly range: TextRange;
  /** The Responses API's separate field. */
  readonly instructions?: string;
  readonly messages: readonly PromptMessage[];
  readonly tools: readonly { readonly type: string; readonly name: string }[];
  readonly variables: readonly string[];
  readonly maxOutputTokens?: number;
}

export interface PromptMessage {
  readonly role: "system" | "developer" | "user" | "assistant" | "tool";
  readonly parts: readonly PromptPart[];
  readonly range: TextRange;
}

export interface PromptPart {
  readonly kind: "text" | "refusal" | "image" | "opaque";
  /** Of a text or a refusal: decoded, template expressions as written. */
  readonly text?: string;
  /** Of an image: a URL, a data URI or a path. */
  readonly source?: string;
}

/** The figures of every request of a file. */
export interface EstimateResult {
  readonly format: string;
  readonly requests: readonly RequestEstimate[];
  readonly problems: readonly Problem[];
}

export interface RequestEstimate {
  readonly name?: string;
  readonly endpoint: string;
  readonly basis: "exact" | "estimate";
  readonly basisReasons: readonly string[];
  /** The request contains more than was counted. */
  readonly isLowerBound: boolean;
  readonly serviceTier: string;
  readonly answers: number;
  readonly priceNotes: readonly string[];
  /** By id, the left model first. What is not known is left out. */
  readonly models: Readonly<Record<string, ModelFigures>>;
  readonly recommendation: Recommendation;
}

export interface ModelFigures {
  readonly label: string;
  readonly effort?: string;
  readonly inputTokens: number;
  readonly basis: "exact" | "estimate";
  readonly outputTokens: TokenRange;
  /** Of `outputTokens`; only for a model that reasons. */
  readonly reasoningTokens?: TokenRange;
  readonly inputUsd?: number;
  readonly outputUsd?: number;
  /** With the expected output. */
  readonly totalUsd?: number;
}

export interface TokenRange {
  readonly min: number;
  readonly expected: number;
  readonly max: number;
}

export interface RecommendationResult {
  readonly format: string;
  readonly requests: readonly (Recommendation & { readonly name?: string })[];
  readonly problems: readonly Problem[];
}

export interface Recommendation {
  /** Left out if no model is recommended. */
  readonly model?: string;
  readonly decidedBy: "quality" | "cost" | "limit" | "latency" | "context" | "nothing";
  readonly basis:
    | "your measurements"
    | "measured"
    | "extrapolated"
    | "published"
    | "published opinion"
    | "no evidence";
  readonly kind?: string;
  readonly expectedLoss?: number;
  readonly toleratedLoss?: number;
  /** 0.5 to 1: the chance that the loss is on that side of what is tolerated. */
  readonly confidence?: number;
  readonly reasons: readonly { readonly code: string; readonly text: string }[];
}

export interface MigrateResult {
  /** Each place that names a model with a shutdown date. */
  readonly places: readonly MigratePlace[];
  /** The text with the safe edits made; the text itself if there are none. */
  readonly text: string;
}

export interface MigratePlace {
  readonly line: number;
  readonly range: TextRange;
  readonly model: string;
  /** ISO date. */
  readonly shutdown?: string;
  /** Negative once the model is gone. */
  readonly daysLeft?: number;
  readonly replacement?: string;
  readonly breaks: readonly {
    readonly id: string;
    readonly line: number;
    readonly severity: string;
    readonly message: string;
    readonly fix: string;
    readonly edit: "safe" | "judgment";
  }[];
}

/** Every method rejects with an `Error` whose message says what can't be used, and what can. */
export interface TokenscaleApi {
  /** The version of the package, and so of this interface. */
  readonly version: string;
  /** The o200k_base tokens of a text. */
  readonly count: (text: string) => Promise<number>;
  /** The o200k_base tokens of a text of any size that arrives in parts, cut anywhere. */
  readonly countStream: (parts: AsyncIterable<string | Uint8Array>) => Promise<number>;
  /** The requests that a prompt file describes. */
  readonly readPrompt: (input: PromptInput) => Promise<PromptFileResult>;
  /** Estimates each request of a prompt file on both models, and recommends one. */
  readonly estimate: (input: PromptInput, options?: EstimateOptions) => Promise<EstimateResult>;
  /** Which of the two models each request of a prompt file should run on, and why. */
  readonly recommend: (
    input: PromptInput,
    options?: EstimateOptions,
  ) => Promise<RecommendationResult>;
  /** The places of a file of any kind that name a retiring model, and the file with the safe edits. */
  readonly migrate: (input: PromptInput, options?: MigrateOptions) => Promise<MigrateResult>;
}
