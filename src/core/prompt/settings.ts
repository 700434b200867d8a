import type { JsonMember, JsonNode } from "../json/jsonNode";
import { membersOf } from "./nodes";

/** Other spellings of the API's parameters in prompt files. */
const API_NAMES: ReadonlyMap<string, string> = new Map([
  ["topP", "top_p"],
  ["frequencyPenalty", "frequency_penalty"],
  ["presencePenalty", "presence_penalty"],
  ["stopSequences", "stop"],
  ["allowMultipleToolCalls", "parallel_tool_calls"],
  ["serviceTier", "service_tier"],
  ["reasoningEffort", "reasoning_effort"],
]);

/** API parameters that a prompt file may set and that add nothing to the input. */
const SETTINGS = new Set([
  "temperature",
  "top_p",
  "frequency_penalty",
  "presence_penalty",
  "seed",
  "stop",
  "logit_bias",
  "parallel_tool_calls",
  "user",
  "n",
  "service_tier",
  "reasoning_effort",
  "reasoning",
]);

/** The settings of a prompt file that a run sends, under the API's names. */
export function readSettings(options: JsonNode | undefined): readonly JsonMember[] {
  return membersOf(options).flatMap((member) => {
    const key = API_NAMES.get(member.key) ?? member.key;
    return SETTINGS.has(key) ? [{ ...member, key }] : [];
  });
}

/** Only the effort, for formats whose other settings are not the API's. */
export function readEffortSetting(options: JsonNode | undefined): readonly JsonMember[] {
  return readSettings(options).filter(
    ({ key }) => key === "reasoning_effort" || key === "reasoning",
  );
}
