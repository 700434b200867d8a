import type { SourceKey } from "./sources";

/** A request size used by published comparisons. */
interface RequestSize {
  readonly name: "Small" | "Medium" | "Large";
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly source: SourceKey;
}

export const MEDIUM_REQUEST: RequestSize = {
  name: "Medium",
  inputTokens: 5_000,
  outputTokens: 1_000,
  source: "comparison-page",
};

export const REQUEST_SIZES: readonly RequestSize[] = [
  { name: "Small", inputTokens: 500, outputTokens: 200, source: "comparison-page" },
  MEDIUM_REQUEST,
  { name: "Large", inputTokens: 50_000, outputTokens: 4_000, source: "comparison-page" },
];
