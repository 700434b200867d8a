import { member, stringValue } from "../json/jsonNode";
import type { Prompt } from "./prompt";

/** The effort that the request names by `reasoning_effort` or `reasoning: {effort}`, as written. */
export function reasoningEffortOf({ settings = [] }: Pick<Prompt, "settings">): string | undefined {
  const setting = (...keys: readonly string[]) =>
    settings.findLast(({ key }) => keys.includes(key))?.value;
  const named =
    stringValue(setting("reasoning_effort", "reasoningEffort")) ??
    stringValue(member(setting("reasoning"), "effort"));
  // A variable, such as `{{effort}}`, names no effort.
  return named !== undefined && /^[a-z]+$/i.test(named) ? named : undefined;
}
