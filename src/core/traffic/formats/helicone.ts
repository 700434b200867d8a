import { countOf, objectOf, scalarOf, textOf, valueAt } from "./jsonAccess";
import { loggedPrompt } from "./loggedPrompt";
import { recordOf } from "./recordOf";
import type { JsonObject, TrafficFormat } from "./trafficFormat";
import { USAGE_FIELDS, usageOf } from "./usageFields";

/** Properties that name what a request is for, before others. */
const ROUTE_PROPERTY = /(?:^|-|_)(?:route|path|endpoint|feature|prompt-?id|prompt)$/i;

/** Helicone's export of requests. `prompt_tokens` holds the cached tokens, which only the response's body counts. */
export const HELICONE: TrafficFormat = {
  id: "helicone",
  label: "Helicone export",
  keepsText: true,
  recognizes: (value) =>
    "response_id" in value && ("request_created_at" in value || "response_created_at" in value),
  read(value) {
    const request = objectOf(value["request_body"]);
    const response = objectOf(value["response_body"]);
    const own = (key: string) => countOf(value[key]);
    const detailed = usageIn(valueAt(response, ["usage"]));
    const [input, output] = [own("prompt_tokens"), own("completion_tokens")];
    const plain =
      input === undefined && output === undefined
        ? undefined
        : usageOf([input, undefined, output], 0);
    return {
      records: [
        recordOf({
          time: textOf(value["request_created_at"]) ?? value["response_created_at"],
          model:
            textOf(value["model"]) ??
            textOf(value["response_model"]) ??
            textOf(value["request_model"]) ??
            valueAt(request, ["model"]),
          route: routeOf(objectOf(value["request_properties"])) ?? textOf(value["request_path"]),
          tier: valueAt(response, ["service_tier"]),
          id: textOf(value["response_id"]) ?? value["request_id"],
          usage: detailed ?? plain,
          prompt: loggedPrompt(request),
          isUnbilled: value["cache_enabled"] === true && value["cache_hit"] === true,
        }),
      ],
    };
  },
};

function usageIn(usage: unknown) {
  return usageOf(
    USAGE_FIELDS.map((field) => scalarOf(valueAt(usage, field.split(".")))),
    0,
  );
}

function routeOf(properties: JsonObject | undefined): string | undefined {
  const named = Object.entries(properties ?? {}).find(([key]) => ROUTE_PROPERTY.test(key));
  return textOf(named?.[1]);
}
