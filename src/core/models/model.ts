import type { SourceKey } from "./sources";

/** A figure or statement with where it is from. Never shown without both. */
export interface Sourced<Value> {
  readonly value: Value;
  readonly source: SourceKey;
  /** measured: a benchmark's or site's own measurement; published: the maker's page; reported: second-hand. */
  readonly confidence: "measured" | "published" | "reported";
  readonly note?: string;
}

export type ServiceTier = "standard" | "batch" | "priority";

/** Prices in USD per 1,000,000 tokens. A missing one is not known: it is never taken for zero. */
export interface TierPrice {
  readonly usdPerMillionInput: number;
  readonly usdPerMillionCachedInput?: number;
  readonly usdPerMillionOutput?: number;
}

/** One dated row of prices for some snapshots. */
export interface PriceRow {
  /** Ids and snapshots; `ft:gpt-4o` stands for every fine-tuned model of that family. */
  readonly snapshots: readonly string[];
  /** ISO date of the first day, where known. */
  readonly from?: string;
  readonly tiers: Readonly<Partial<Record<ServiceTier, TierPrice>>>;
  readonly sources: readonly SourceKey[];
  /** What the row leaves out. */
  readonly note?: string;
}

export interface Shutdown {
  readonly snapshot: string;
  /** ISO date. */
  readonly date: string;
  readonly source: SourceKey;
  readonly confidence: "published" | "reported";
}

export interface Benchmark {
  readonly name: string;
  readonly unit: "index" | "fraction";
  readonly value: number;
  readonly source: SourceKey;
  readonly snapshot?: string;
}

/**
 * Everything that is known of one model. All that other code knows of a model it knows from here.
 * What is not known is left out: never guessed, never zero.
 */
export interface Model {
  readonly id: string;
  /** `GPT-4o mini`. */
  readonly label: string;
  /** For the status bar and lenses: `mini`. */
  readonly shortLabel: string;
  /** The snapshot that the bare id stands for. */
  readonly aliasOf?: string;
  readonly snapshots: readonly string[];
  /** Undefined where it is not known, as for most models from outside the catalogue. */
  readonly contextWindowTokens?: Sourced<number>;
  readonly maxOutputTokens?: Sourced<number>;
  /** Snapshots whose output limit is another than `maxOutputTokens`. */
  readonly maxOutputTokensOfSnapshot?: Readonly<Record<string, number>>;
  /** ISO date. */
  readonly released?: Sourced<string>;
  /** Undefined where it is not known. */
  readonly inputs?: readonly ("text" | "image")[];
  readonly inputsNote?: string;
  readonly encoding: "o200k_base" | "unknown";
  readonly prices: readonly PriceRow[];
  /** Tokens of an image: `base + perTile × tiles` (docs/accounting.md R8). Undefined: no images, or not known. */
  readonly imageTokens?: {
    readonly base: number;
    readonly perTile: number;
    readonly source: SourceKey;
  };
  readonly shutdowns: readonly Shutdown[];
  readonly speed?: {
    readonly outputTokensPerSecond: number;
    readonly timeToFirstTokenSeconds: number;
    readonly source: SourceKey;
    readonly note?: string;
  };
  readonly benchmarks: readonly Benchmark[];
  readonly safety?: Sourced<string>;
}
