import { picoUsdOf } from "../../money";
import type { BilledAmount, TokenUsage, TrafficRecord } from "../trafficRecord";
import { countOf, textOf } from "./jsonAccess";
import { logTime } from "./logTime";
import { recordOf } from "./recordOf";
import { isObject, type JsonObject, type LogEntry, type TrafficFormat } from "./trafficFormat";

/**
 * Exports of OpenAI's organization API: usage (`/v1/organization/usage/…`) and costs. A row is the sum
 * of a bucket of time. `input_tokens` counts text with its cached tokens; audio is counted beside it.
 */
export const OPENAI_USAGE: TrafficFormat = {
  id: "openai-usage",
  label: "OpenAI usage export",
  keepsText: false,
  recognizes: (value) => rowsOf(value).some(({ row }) => isUsage(row)),
  read: readRows,
};

export const OPENAI_COSTS: TrafficFormat = {
  id: "openai-costs",
  label: "OpenAI costs export",
  keepsText: false,
  recognizes: (value) => rowsOf(value).some(({ row }) => isCosts(row)),
  read: readRows,
};

interface Row {
  readonly row: JsonObject;
  readonly startTime: unknown;
}

/** The rows of a page, of a bucket, or of a row by itself. */
function rowsOf(value: JsonObject): readonly Row[] {
  if (Array.isArray(value["data"])) return value["data"].filter(isObject).flatMap(rowsOf);
  const startTime = value["start_time"] ?? value["start_time_iso"];
  if (Array.isArray(value["results"])) {
    return value["results"].filter(isObject).map((row) => ({ row, startTime }));
  }
  return isUsage(value) || isCosts(value) ? [{ row: value, startTime }] : [];
}

function isUsage({ object }: JsonObject): boolean {
  return /^organization\.usage\.\w+\.result$/.test(textOf(object) ?? "");
}

function isCosts({ object }: JsonObject): boolean {
  return object === "organization.costs.result";
}

function readRows(value: JsonObject): LogEntry {
  const records: TrafficRecord[] = [];
  const billed: BilledAmount[] = [];
  for (const { row, startTime } of rowsOf(value)) {
    if (isCosts(row)) billed.push(...billedOf(row, startTime));
    else if (isUsage(row)) records.push(...usageRecord(row, startTime));
  }
  return { records, billed };
}

function usageRecord(row: JsonObject, startTime: unknown): readonly TrafficRecord[] {
  const count = (key: string): number => countOf(row[key]) ?? 0;
  const requests = count("num_model_requests");
  const [inputAudio, outputAudio] = [count("input_audio_tokens"), count("output_audio_tokens")];
  const usage: TokenUsage = {
    input: count("input_tokens") + inputAudio,
    cached: count("input_cached_tokens"),
    cacheWrite: count("input_cache_write_tokens"),
    output: count("output_tokens") + outputAudio,
    reasoning: count("output_reasoning_tokens"),
    inputAudio,
    outputAudio,
    image: count("input_image_tokens"),
  };
  if (requests === 0 && usage.input + usage.output === 0) return [];
  return [
    {
      ...recordOf({
        time: startTime,
        model: row["model"],
        route: row["project_id"],
        tier: row["batch"] === true ? "batch" : row["service_tier"],
        usage,
      }),
      requests,
    },
  ];
}

function billedOf(row: JsonObject, startTime: unknown): readonly BilledAmount[] {
  const { amount } = row;
  const value = isObject(amount) ? Number(amount["value"]) : NaN;
  const currency = isObject(amount) ? textOf(amount["currency"]) : undefined;
  if (!Number.isFinite(value) || (currency ?? "usd").toLowerCase() !== "usd") return [];
  const timeMs =
    typeof startTime === "number" || typeof startTime === "string" ? logTime(startTime) : undefined;
  return [
    {
      item: textOf(row["line_item"]) ?? "",
      amount: picoUsdOf(value),
      ...(timeMs !== undefined && { timeMs }),
    },
  ];
}
