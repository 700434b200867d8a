import type { TokenUsage } from "../trafficRecord";
import { countOf, objectOf, textOf, valueAt } from "./jsonAccess";
import { loggedPrompt } from "./loggedPrompt";
import { recordOf } from "./recordOf";
import type { JsonObject, TrafficFormat } from "./trafficFormat";

const OBSERVATIONS =
  /^(?:GENERATION|SPAN|EVENT|AGENT|TOOL|CHAIN|RETRIEVER|EVALUATOR|EMBEDDING|GUARDRAIL)$/;

/**
 * Langfuse's observations. A usage type whose name contains `input` or `output` is a part of that sum
 * and of no other part: `input` leaves the cached tokens out. Other types (`total`, `reasoning_tokens`)
 * are no parts.
 */
export const LANGFUSE: TrafficFormat = {
  id: "langfuse",
  label: "Langfuse export",
  keepsText: true,
  recognizes: (value) =>
    OBSERVATIONS.test(textOf(value["type"]) ?? "") &&
    ["usageDetails", "usage_details", "usage", "traceId", "trace_id"].some((key) => key in value),
  read(value) {
    if (value["type"] !== "GENERATION" && value["type"] !== "EMBEDDING") return { records: [] };
    const model = ["providedModelName", "provided_model_name", "model", "internalModel"]
      .map((key) => textOf(value[key]))
      .find((name) => name !== undefined);
    return {
      records: [
        recordOf({
          time: value["startTime"] ?? value["start_time"],
          model,
          route: routeOf(value),
          tier: valueAt(objectOf(value["modelParameters"]), ["service_tier"]),
          id: value["id"],
          usage: usageIn(value),
          prompt: loggedPrompt(value["input"]),
        }),
      ],
    };
  },
};

function usageIn(value: JsonObject): TokenUsage | undefined {
  const details = objectOf(value["usageDetails"] ?? value["usage_details"]);
  if (details !== undefined && Object.keys(details).length > 0) return sumDetails(details);
  const usage = objectOf(value["usage"]) ?? value;
  const input = countOf(usage["input"]) ?? countOf(usage["promptTokens"] ?? usage["prompt_tokens"]);
  const output =
    countOf(usage["output"]) ?? countOf(usage["completionTokens"] ?? usage["completion_tokens"]);
  if (usage === value && countOf(usage["promptTokens"] ?? usage["prompt_tokens"]) === undefined) {
    return undefined;
  }
  return input === undefined && output === undefined
    ? undefined
    : { ...NOTHING, input: input ?? 0, output: output ?? 0 };
}

const NOTHING: TokenUsage = {
  input: 0,
  cached: 0,
  cacheWrite: 0,
  output: 0,
  reasoning: 0,
  inputAudio: 0,
  outputAudio: 0,
  image: 0,
};

function sumDetails(details: JsonObject): TokenUsage | undefined {
  const usage = { ...NOTHING };
  let isAny = false;
  for (const [name, written] of Object.entries(details)) {
    const tokens = countOf(written);
    if (tokens === undefined) continue;
    const isInput = name.includes("input");
    const isOutput = !isInput && name.includes("output");
    if (isInput) usage.input += tokens;
    if (isOutput) usage.output += tokens;
    isAny ||= isInput || isOutput;
    if (isInput && /creation|write/.test(name)) usage.cacheWrite += tokens;
    else if (isInput && name.includes("cache")) usage.cached += tokens;
    if (name.includes("reasoning")) usage.reasoning += tokens;
    if (name.includes("audio") && isInput) usage.inputAudio += tokens;
    if (name.includes("audio") && isOutput) usage.outputAudio += tokens;
    if (name.includes("image") && isInput) usage.image += tokens;
  }
  return isAny ? usage : undefined;
}

/** The managed prompt, else the trace; the name of a generation is often only that of its model. */
function routeOf(value: JsonObject): unknown {
  return ["promptName", "prompt_name", "traceName", "trace_name"]
    .map((key) => textOf(value[key]))
    .find((name) => name !== undefined);
}
