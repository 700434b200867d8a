import type { BilledAmount, TrafficRecord } from "../trafficRecord";

export type TrafficFormatId =
  | "otel"
  | "litellm"
  | "langfuse"
  | "helicone"
  | "openai-usage"
  | "openai-costs"
  | "openai-batch"
  | "requests"
  | "csv";

/** The records in one JSON value of a log. */
export interface LogEntry {
  readonly records: readonly TrafficRecord[];
  readonly billed?: readonly BilledAmount[];
}

/** A scalar of a log; containers and null are undefined. */
export type LogScalar = string | number | boolean | undefined;

/** One format of logs. Its value is one line of a JSONL, one document, or one item of a list. */
export interface TrafficFormat {
  readonly id: TrafficFormatId;
  /** `LiteLLM spend log`. */
  readonly label: string;
  /** Whether entries of the format keep what was asked. */
  readonly keepsText: boolean;
  recognizes(value: JsonObject): boolean;
  read(value: JsonObject): LogEntry;
}

/** A format whose records need only scalars at fixed paths: read without parsing the rest of a line. */
export interface FlatTrafficFormat extends TrafficFormat {
  /** `usage.prompt_tokens`: members by name, from the outside. */
  readonly paths: readonly string[];
  /** The paths of the prompt: with one of them a line is parsed if its text is wanted. */
  readonly textPaths: readonly string[];
  /** The record of the scalars at `paths`; undefined if they are of another format. */
  fromScalars(scalars: readonly LogScalar[]): TrafficRecord | undefined;
}

export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
