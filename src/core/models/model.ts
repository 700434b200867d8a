import type { SourceKey } from "./sources";

/** A figure or statement with its source. Never shown without both. */
export interface Sourced<Value> {
  readonly value: Value;
  readonly source: SourceKey;
  readonly confidence: Confidence;
  readonly note?: string;
}

/**
 * measured: a benchmark's or site's own measurement; published: the vendor's page; reported:
 * second-hand; inferred: seen on a sibling model only.
 */
type Confidence = "measured" | "published" | "reported" | "inferred";

/** `priority` is what OpenAI's newer price lists call "fast". */
export type ServiceTier = "standard" | "batch" | "flex" | "priority";

/** Prices in USD per 1,000,000 tokens. An absent price is unknown; it never means zero. */
export interface TierPrice {
  readonly usdPerMillionInput: number;
  readonly usdPerMillionCachedInput?: number;
  /** Input tokens written to the cache, billed instead of `usdPerMillionInput`. */
  readonly usdPerMillionCacheWrite?: number;
  readonly usdPerMillionOutput?: number;
}

/** A surcharge on the whole request if its input is long. */
export interface LongContextPrice {
  /** Applies when the request has more input tokens than this. */
  readonly aboveInputTokens: number;
  /** For input, cached input and cache writes. */
  readonly inputFactor: number;
  readonly outputFactor: number;
}

/** The price of a request: a tier's prices and the surcharge for long input. */
export interface RequestPrice extends TierPrice {
  readonly longContext?: LongContextPrice;
}

/** One dated row of prices for some snapshots. */
export interface PriceRow {
  /** Ids and snapshots; `ft:gpt-4o` represents every fine-tuned model of that family. */
  readonly snapshots: readonly string[];
  /** ISO date of the first day, if known. */
  readonly from?: string;
  /** ISO date of the last day on which the prices are known to hold, for a promotion. */
  readonly until?: string;
  readonly tiers: Readonly<Partial<Record<ServiceTier, TierPrice>>>;
  readonly longContext?: LongContextPrice;
  readonly sources: readonly SourceKey[];
  /** A limit of the row. */
  readonly note?: string;
}

export interface Shutdown {
  /** A snapshot, or `ft:SNAPSHOT` for the models fine-tuned from it. */
  readonly snapshot: string;
  /** ISO date. */
  readonly date: string;
  readonly source: SourceKey;
  readonly confidence: "published" | "reported";
  /** The model that the vendor names as its replacement. */
  readonly replacement?: string;
  readonly note?: string;
}

/** How hard a reasoning model thinks before it answers. */
export type ReasoningEffort = "none" | "minimal" | "low" | "medium" | "high" | "xhigh" | "max";

/** The efforts that a model accepts. */
interface Reasoning {
  /** From least to most. Empty: the model does not reason, and a request that sets an effort fails. */
  readonly efforts: readonly ReasoningEffort[];
  /** The model's effort if a request names none. */
  readonly defaultEffort?: ReasoningEffort;
  readonly source: SourceKey;
  readonly confidence: Confidence;
  readonly note?: string;
}

/** A request field that some models accept and others refuse. */
export type ApiParameter =
  | "audio"
  | "frequency_penalty"
  | "logit_bias"
  | "logprobs"
  | "max_completion_tokens"
  | "max_tokens"
  | "metadata"
  | "modalities"
  | "n"
  | "parallel_tool_calls"
  | "prediction"
  | "presence_penalty"
  | "prompt_cache_retention"
  | "reasoning_effort"
  | "response_format.json_object"
  | "response_format.json_schema"
  | "seed"
  | "service_tier"
  | "stop"
  | "store"
  | "temperature"
  | "tools"
  | "top_logprobs"
  | "top_p"
  | "user"
  | "verbosity"
  | "web_search_options";

/** Whether a model accepts a parameter on Chat Completions. */
export interface ParameterSupport {
  readonly parameter: ApiParameter;
  /**
   * `only-at-none`: refused at every other effort, and without an effort if the default is another.
   * `no-effect`: accepted and ignored.
   */
  readonly status: "accepted" | "refused" | "only-at-none" | "no-effect";
  /** `inferred`: seen on a sibling model, never on this one. */
  readonly confidence: Confidence;
  readonly sources: readonly SourceKey[];
  /** The largest accepted value. */
  readonly max?: number;
  readonly note?: string;
}

/** One measurement of how fast a model answers. */
export interface SpeedMeasurement {
  readonly outputTokensPerSecond: number;
  readonly timeToFirstTokenSeconds?: number;
  readonly effort?: ReasoningEffort;
  readonly snapshot?: string;
  /** ISO date, or as much of it as is known. Absent: the date of the source. */
  readonly date?: string;
  readonly source: SourceKey;
  readonly note?: string;
}

export interface Benchmark {
  readonly name: string;
  /** Figures of different versions of a benchmark must not be compared: `4.0`. */
  readonly version?: string;
  readonly unit: "index" | "fraction";
  readonly value: number;
  readonly source: SourceKey;
  readonly snapshot?: string;
  readonly effort?: ReasoningEffort;
  readonly note?: string;
}

/** Models whose requests are billed by the same rules (docs/accounting.md). */
export type AccountingFamily =
  | "gpt-4o"
  | "gpt-4.1"
  | "o3-mini"
  | "o4-mini"
  | "gpt-5"
  | "gpt-5.4"
  | "gpt-5.5"
  | "gpt-5.6"
  | "gpt-6";

/** How a model bills images (docs/accounting.md R8): by 512-pixel tiles, or by 32-pixel patches. */
export type ImageRule =
  | {
      readonly kind: "tiles";
      readonly base: number;
      readonly perTile: number;
      readonly source: SourceKey;
    }
  | {
      readonly kind: "patches";
      readonly base: number;
      readonly perPatch: number;
      /** A larger image is scaled down to this. Absent: never scaled. */
      readonly maxPatches?: number;
      /** The same at high detail, if different. */
      readonly maxPatchesAtHighDetail?: number;
      readonly source: SourceKey;
    };

/**
 * Everything that is known about one model, and the only place where other code gets it. Unknown facts
 * are left out: never guessed, never zero.
 */
export interface Model {
  readonly id: string;
  /** `GPT-4o mini`. */
  readonly label: string;
  /** For the status bar and lenses: `mini`. */
  readonly shortLabel: string;
  /** The snapshot that the bare id represents. */
  readonly aliasOf?: string;
  readonly snapshots: readonly string[];
  /** Undefined if unknown, as for most models from outside the catalog. */
  readonly contextWindowTokens?: Sourced<number>;
  /** The maximum input tokens of one request, if less than the context window. */
  readonly maxInputTokens?: Sourced<number>;
  readonly maxOutputTokens?: Sourced<number>;
  /** Snapshots whose output limit differs from `maxOutputTokens`. */
  readonly maxOutputTokensOfSnapshot?: Readonly<Record<string, number>>;
  /** ISO date. */
  readonly released?: Sourced<string>;
  /** Undefined if unknown. */
  readonly inputs?: readonly ("text" | "image")[];
  readonly inputsNote?: string;
  readonly encoding: "o200k_base" | "unknown";
  /** Only in a copy of an entry for one of its efforts: the effort of its requests. */
  readonly effort?: ReasoningEffort;
  readonly prices: readonly PriceRow[];
  /** Absent: unknown, so that its counts are estimates by the rules of GPT-4o. */
  readonly accountingFamily?: AccountingFamily;
  /** Absent: no images, or unknown. */
  readonly imageTokens?: ImageRule;
  readonly shutdowns: readonly Shutdown[];
  /** When Azure retires deployments, newest source first. */
  readonly azureShutdowns?: readonly Shutdown[];
  /** Absent: unknown, as for models from outside the catalog. */
  readonly reasoning?: Reasoning;
  /** Empty or incomplete: anything not listed is unknown. */
  readonly parameters?: readonly ParameterSupport[];
  /** The first one represents the model when a pair is compared. */
  readonly speeds?: readonly SpeedMeasurement[];
  readonly benchmarks: readonly Benchmark[];
  readonly safety?: Sourced<string>;
}
