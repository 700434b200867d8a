import { VerbatimJson, type BodyValue } from "./bodyJson";
import type { Endpoint, Prompt } from "../core/prompt/prompt";
import type { SentEffort } from "../core/runs/modelRunner";
import { SHARED_SETTINGS } from "../core/runs/sharedSettings";

/** Settings that a run controls: the transport of the answer, and the number of answers. */
const OWN: ReadonlySet<string> = new Set(["stream", "stream_options", "n", "background"]);

/** The two APIs' names for the effort. */
const EFFORT: ReadonlySet<string> = new Set(["reasoning_effort", "reasoning"]);

/**
 * The prompt's other members that a request to `endpoint` carries, as in the file, but with `effort`
 * in place of the file's own, if given.
 */
export function sentSettings(
  prompt: Prompt,
  endpoint: Endpoint,
  effort: SentEffort | undefined,
): Record<string, BodyValue> {
  const sent = (prompt.settings ?? [])
    .filter(({ key }) => (prompt.endpoint === endpoint ? !OWN.has(key) : SHARED_SETTINGS.has(key)))
    .filter(({ key }) => effort === undefined || !EFFORT.has(key));
  return {
    ...Object.fromEntries(sent.map(({ key, value }) => [key, new VerbatimJson(value)])),
    ...(effort !== undefined && effort !== "omit" && effortMember(prompt, endpoint, effort)),
  };
}

/** In Responses, combined with the file's other members of `reasoning`, such as `summary`. */
function effortMember(
  { settings = [] }: Prompt,
  endpoint: Endpoint,
  effort: string,
): Record<string, BodyValue> {
  if (endpoint === "chat") return { reasoning_effort: effort };
  const reasoning = settings.findLast(({ key }) => key === "reasoning")?.value;
  const others = reasoning?.kind === "object" ? reasoning.members : [];
  const kept = others.filter(({ key }) => key !== "effort");
  return {
    reasoning: {
      ...Object.fromEntries(kept.map(({ key, value }) => [key, new VerbatimJson(value)])),
      effort,
    },
  };
}
