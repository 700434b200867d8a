import { textOf, unwrapJson, valueAt } from "./jsonAccess";
import { loggedPrompt } from "./loggedPrompt";
import { recordOf } from "./recordOf";
import { scalarOf } from "./jsonAccess";
import type { JsonObject, TrafficFormat } from "./trafficFormat";
import { USAGE_FIELDS, usageOf } from "./usageFields";

/**
 * LiteLLM's spend logs (`LiteLLM_SpendLogs`, most fields as text) and its standard logging payload.
 * `prompt_tokens` holds the cached tokens, whatever the provider's own convention is.
 */
export const LITELLM: TrafficFormat = {
  id: "litellm",
  label: "LiteLLM log",
  keepsText: true,
  recognizes: (value) =>
    "call_type" in value && ("spend" in value || "response_cost" in value || "startTime" in value),
  read(value) {
    const metadata = unwrapJson(value["metadata"]);
    const places = [
      valueAt(metadata, ["usage_object"]),
      valueAt(unwrapJson(value["response"]), ["usage"]),
      value,
    ];
    const usages = places.flatMap((place) => usageIn(place) ?? []);
    // The first with details, or the plain sums.
    const usage = usages.find((each) => each.input + each.output > 0) ?? usages[0];
    const request = unwrapJson(value["proxy_server_request"]);
    return {
      records: [
        recordOf({
          time: value["startTime"],
          model: modelOf(value),
          route: routeOf(value, metadata),
          tier:
            valueAt(unwrapJson(value["response"]), ["service_tier"]) ??
            valueAt(value["model_parameters"], ["service_tier"]),
          id: textOf(value["request_id"]) ?? value["id"],
          usage,
          prompt:
            loggedPrompt(value["messages"], {
              tools: valueAt(value["model_parameters"], ["tools"]) ?? valueAt(request, ["tools"]),
            }) ?? loggedPrompt(request),
          isUnbilled:
            value["cache_hit"] === true || /^true$/i.test(textOf(value["cache_hit"]) ?? ""),
        }),
      ],
    };
  },
};

function usageIn(place: unknown) {
  return usageOf(
    USAGE_FIELDS.map((field) => scalarOf(valueAt(place, field.split(".")))),
    0,
  );
}

function modelOf(value: JsonObject): unknown {
  return textOf(value["model"]) ?? value["model_group"];
}

/** The first tag, which is what LiteLLM has for attributing costs; else the alias of the key. */
function routeOf(value: JsonObject, metadata: unknown): unknown {
  const tags = unwrapJson(value["request_tags"]);
  const own = Array.isArray(tags)
    ? (tags as readonly unknown[]).find(
        (tag) => typeof tag === "string" && !tag.startsWith("User-Agent:"),
      )
    : undefined;
  const named = ["route", "endpoint", "prompt_id", "user_api_key_alias"].map((key) =>
    textOf(valueAt(metadata, [key])),
  );
  return own ?? named.find((name) => name !== undefined) ?? textOf(value["end_user"]);
}
