import type { ServiceTier } from "../models/model";
import type { EvidenceLevel } from "../recommend/recommendation";
import { type TokenUsage, USAGE_KEYS } from "./trafficRecord";

/** The attributes that the requests of a cell share. Names are empty if the log has none. */
export interface CellKey {
  /** ISO date in UTC, or empty. */
  readonly day: string;
  /** As the log names it, or {@link OTHER}. */
  readonly model: string;
  readonly route: string;
  /** The prompt file whose template the requests were made from. */
  readonly file: string;
  /** The kind of task; empty if not recognized. */
  readonly kind: string;
  /** Undefined: the log keeps no text. */
  readonly level: EvidenceLevel | undefined;
  readonly tier: ServiceTier;
  /** Input tokens from which on a model of the catalog charges more, or 0. */
  readonly band: number;
}

/** Stands for all names that are not kept (boundedNames.ts). */
export const OTHER = "\u2026";

/** Exact sums over the requests of a cell. */
export type CellSums = { -readonly [Key in keyof TokenUsage]: number } & {
  requests: number;
  /** Requests with an image in their text, if the log keeps it. */
  withImages: number;
  /** In millionths, summed over the requests with a text. */
  gapMicro: number;
  deviationMicro: number;
};

export interface Cell {
  readonly key: CellKey;
  readonly sums: CellSums;
}

export const SUM_KEYS = [
  "requests",
  ...USAGE_KEYS,
  "withImages",
  "gapMicro",
  "deviationMicro",
] as const satisfies readonly (keyof CellSums)[];

export function emptySums(): CellSums {
  return {
    requests: 0,
    input: 0,
    cached: 0,
    cacheWrite: 0,
    output: 0,
    reasoning: 0,
    inputAudio: 0,
    outputAudio: 0,
    image: 0,
    withImages: 0,
    gapMicro: 0,
    deviationMicro: 0,
  };
}

/** Written out: it runs for every line of a log, and a loop over the names takes several times as long. */
export function addSums(into: CellSums, from: Readonly<CellSums>, sign: 1 | -1 = 1): void {
  into.requests += sign * from.requests;
  into.input += sign * from.input;
  into.cached += sign * from.cached;
  into.cacheWrite += sign * from.cacheWrite;
  into.output += sign * from.output;
  into.reasoning += sign * from.reasoning;
  into.inputAudio += sign * from.inputAudio;
  into.outputAudio += sign * from.outputAudio;
  into.image += sign * from.image;
  into.withImages += sign * from.withImages;
  into.gapMicro += sign * from.gapMicro;
  into.deviationMicro += sign * from.deviationMicro;
}

/** The key as one text, by which equal cells are found. */
export function keyText({ day, model, route, file, kind, level, tier, band }: CellKey): string {
  return `${day}\t${tier}\t${band}\t${level ?? ""}\t${kind}\t${model}\t${route}\t${file}`;
}
