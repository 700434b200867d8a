/** A figure or statement with where it is from. Never shown without both. */
export interface Sourced<Value> {
  readonly value: Value;
  /** Key of SOURCES in sources.ts. */
  readonly source: string;
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
  readonly snapshots: readonly string[];
  /** ISO date of the first day, where known. */
  readonly from?: string;
  readonly tiers: Readonly<Partial<Record<ServiceTier, TierPrice>>>;
  readonly sources: readonly string[];
}

export interface Shutdown {
  readonly snapshot: string;
  /** ISO date. */
  readonly date: string;
  readonly source: string;
  readonly confidence: "published" | "reported";
}

export interface Benchmark {
  readonly name: string;
  readonly unit: "index" | "fraction";
  readonly value: number;
  readonly source: string;
  readonly snapshot?: string;
}

/** Everything that is known of one model. All that other code knows of a model it knows from here. */
export interface Model {
  readonly id: string;
  /** `GPT-4o mini`. */
  readonly label: string;
  /** For the status bar and lenses: `mini`. */
  readonly shortLabel: string;
  /** The snapshot that the bare id stands for. */
  readonly aliasOf?: string;
  readonly snapshots: readonly string[];
  readonly contextWindowTokens: Sourced<number>;
  readonly maxOutputTokens: Sourced<number>;
  readonly released?: Sourced<string>;
  readonly inputs: readonly ("text" | "image")[];
  readonly encoding: "o200k_base" | "unknown";
  readonly prices: readonly PriceRow[];
  /** Tokens of an image: `base + perTile × tiles` (docs/accounting.md R8). Undefined: no images, or not known. */
  readonly imageTokens?: {
    readonly base: number;
    readonly perTile: number;
    readonly source: string;
  };
  readonly shutdowns: readonly Shutdown[];
  readonly speed?: {
    readonly outputTokensPerSecond: number;
    readonly timeToFirstTokenSeconds: number;
    readonly source: string;
    readonly note?: string;
  };
  readonly benchmarks: readonly Benchmark[];
  readonly safety?: Sourced<string>;
}
