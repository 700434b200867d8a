import { HELICONE } from "./helicone";
import { LANGFUSE } from "./langfuse";
import { LITELLM } from "./litellm";
import { OPENAI_BATCH } from "./openAiBatch";
import { OPENAI_COSTS, OPENAI_USAGE } from "./openAiUsage";
import { OTEL } from "./otel";
import { PLAIN_REQUESTS } from "./plainRequests";
import type { JsonObject, TrafficFormat, TrafficFormatId } from "./trafficFormat";

/** In the order in which they are tried: the plain one takes whatever has a model and tokens. */
const TRAFFIC_FORMATS: readonly TrafficFormat[] = [
  OTEL,
  OPENAI_USAGE,
  OPENAI_COSTS,
  OPENAI_BATCH,
  LITELLM,
  LANGFUSE,
  HELICONE,
  PLAIN_REQUESTS,
];

/** Every name that `--format` takes. */
export const TRAFFIC_FORMAT_IDS: readonly TrafficFormatId[] = [
  ...TRAFFIC_FORMATS.map(({ id }) => id),
  "csv",
];

/** The format of a value, whatever the values before it were. */
export function formatOf(value: JsonObject): TrafficFormat | undefined {
  return TRAFFIC_FORMATS.find((format) => format.recognizes(value));
}

export function formatById(id: TrafficFormatId): TrafficFormat | undefined {
  return TRAFFIC_FORMATS.find((format) => format.id === id);
}
