import type { LogEntry, FlatTrafficFormat, JsonObject, LogScalar } from "./trafficFormat";
import type { TokenUsage, TrafficRecord } from "../trafficRecord";
import { scalarsOf } from "./flatFormat";
import { textOf, valueAt } from "./jsonAccess";
import { loggedPrompt } from "./loggedPrompt";
import { recordOf } from "./recordOf";
import { USAGE_FIELDS, usageOf } from "./usageFields";

const TIMES = [
  "timestamp",
  "time",
  "created_at",
  "createdAt",
  "created",
  "ts",
  "date",
  "request_time",
  "start_time",
  "startTime",
  "response.created",
  "response.created_at",
];
const MODELS = ["model", "response.model", "request.model", "body.model", "model_name"];
const ROUTES = [
  "route",
  "path",
  "endpoint",
  "feature",
  "prompt_name",
  "promptName",
  "operation",
  "metadata.route",
  "metadata.endpoint",
  "metadata.feature",
  "metadata.prompt_name",
];
const TIERS = ["response.service_tier", "service_tier", "tier", "usage.service_tier"];
const IDS = ["response.id", "id", "request_id", "requestId", "response_id", "trace_id"];
const GROUPS = [TIMES, MODELS, ROUTES, TIERS, IDS] as const;
/** Where the object with the counts may be; the last is the line itself. */
const USAGE_PLACES = ["usage.", "response.usage.", "response.body.usage.", ""];

const PATHS: readonly string[] = [
  ...GROUPS.flat(),
  ...USAGE_PLACES.flatMap((place) => USAGE_FIELDS.map((field) => place + field)),
  "cached_tokens",
  "reasoning_tokens",
];

/** Where each group of paths begins. */
const STARTS = {
  time: 0,
  model: TIMES.length,
  route: TIMES.length + MODELS.length,
  tier: TIMES.length + MODELS.length + ROUTES.length,
  id: TIMES.length + MODELS.length + ROUTES.length + TIERS.length,
  usage: GROUPS.flat().length,
};

const TEXT_PLACES: readonly (readonly string[])[] = [
  [],
  ["request"],
  ["body"],
  ["request", "body"],
];
const TEXT_KEYS = ["messages", "input", "prompt"];

/** A JSONL of one's own: a line is a request with `model`, with or without `usage`, or with its counts directly. */
export const PLAIN_REQUESTS: FlatTrafficFormat = {
  id: "requests",
  label: "JSONL of requests",
  keepsText: true,
  paths: PATHS,
  textPaths: TEXT_PLACES.flatMap((place) => TEXT_KEYS.map((key) => [...place, key].join("."))),
  recognizes(value) {
    const record = PLAIN_REQUESTS.fromScalars(scalarsOf(PLAIN_REQUESTS, value));
    return record !== undefined && (record.usage !== undefined || promptOf(value) !== undefined);
  },
  read(value): LogEntry {
    const record = PLAIN_REQUESTS.fromScalars(scalarsOf(PLAIN_REQUESTS, value));
    if (record === undefined) return { records: [] };
    const prompt = promptOf(value);
    return { records: [{ ...record, ...(prompt && { prompt }) }] };
  },
  fromScalars(scalars): TrafficRecord | undefined {
    const model = firstOf(scalars, STARTS.model, MODELS.length);
    if (textOf(model) === undefined) return undefined;
    let usage: TokenUsage | undefined;
    for (let place = 0; place < USAGE_PLACES.length && usage === undefined; place += 1) {
      usage = usageOf(scalars, STARTS.usage + place * USAGE_FIELDS.length);
    }
    return recordOf({
      time: firstOf(scalars, STARTS.time, TIMES.length),
      model,
      route: firstOf(scalars, STARTS.route, ROUTES.length),
      tier: firstOf(scalars, STARTS.tier, TIERS.length),
      id: firstOf(scalars, STARTS.id, IDS.length),
      usage: usage && withFlatDetails(usage, scalars.at(-2), scalars.at(-1)),
    });
  },
};

function firstOf(scalars: readonly LogScalar[], from: number, length: number): LogScalar {
  for (let at = from; at < from + length; at += 1) {
    const scalar = scalars[at];
    if (scalar !== undefined && scalar !== "") return scalar;
  }
  return undefined;
}

/** Counts of parts beside the sums, without an object of details. */
function withFlatDetails(usage: TokenUsage, cached: LogScalar, reasoning: LogScalar): TokenUsage {
  if (typeof cached !== "number" && typeof reasoning !== "number") return usage;
  return {
    ...usage,
    ...(typeof cached === "number" && usage.cached === 0 && { cached }),
    ...(typeof reasoning === "number" && usage.reasoning === 0 && { reasoning }),
  };
}

function promptOf(value: JsonObject) {
  for (const place of TEXT_PLACES) {
    const request = valueAt(value, place);
    for (const key of TEXT_KEYS) {
      const found = valueAt(request, [key]);
      if (found === undefined || found === null || typeof found === "number") continue;
      const prompt = loggedPrompt(found, {
        instructions: valueAt(request, ["instructions"]),
        tools: valueAt(request, ["tools"]),
      });
      if (prompt) return prompt;
    }
  }
  return undefined;
}
