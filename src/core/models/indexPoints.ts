import type { TierPrice } from "./model";
import type { SourceKey } from "./sources";

/** A model of another vendor on the Intelligence Index, to compare the pair with. */
interface IndexPoint {
  readonly label: string;
  /** Of the index: points of different versions must not be drawn together. */
  readonly version: string;
  readonly index: number;
  readonly price: TierPrice;
  readonly source: SourceKey;
  readonly priceSource: SourceKey;
}

/** Label, index, USD per 1,000,000 tokens in and out. */
type Row = readonly [label: string, index: number, input: number, output: number];

const V4_0: readonly Row[] = [
  ["Gemini 2.5 Pro", 34.6, 1.25, 10],
  ["Gemini 2.5 Flash, no reasoning", 20.6, 0.3, 2.5],
  ["Gemini 2.5 Flash, reasoning", 27, 0.3, 2.5],
  ["DeepSeek R1 0528", 27.1, 0.55, 2.19],
  ["Claude 4 Sonnet, no reasoning", 33, 3, 15],
  ["Claude 4 Sonnet, reasoning", 38.7, 3, 15],
  ["Claude 3.5 Haiku", 18.7, 0.8, 4],
  ["Claude 4.5 Haiku, no reasoning", 31.1, 1, 5],
  ["Grok 3", 25.2, 3, 15],
  ["Grok 4", 41.5, 3, 15],
];

const V4_3_2: readonly Row[] = [
  ["Gemini 3.8 Flash, low", 33.5, 0.75, 3.75],
  ["Gemini 3.8 Flash, medium", 39.8, 0.75, 3.75],
  ["Gemini 3.8 Flash, high", 40.9, 0.75, 3.75],
];

export const INDEX_POINTS: readonly IndexPoint[] = [
  ...pointsOf("4.0", V4_0, "aa40"),
  ...pointsOf("4.3.2", V4_3_2, "aa43"),
];

function pointsOf(version: string, rows: readonly Row[], source: SourceKey): readonly IndexPoint[] {
  return rows.map(([label, index, input, output]) => ({
    label,
    version,
    index,
    price: { usdPerMillionInput: input, usdPerMillionOutput: output },
    source,
    priceSource: "llm-prices",
  }));
}
