import { member, stringValue } from "../json/jsonNode";
import type { Prompt } from "./prompt";

/** The effort that the request names by `reasoning_effort` or `reasoning: {effort}`, as written. */
export function reasoningEffortOf({ settings = [] }: Pick<Prompt, "settings">): string | undefined {
  const setting = (key: string) => settings.findLast((each) => each.key === key)?.value;
  const nested = setting("reasoning");
  return (
    stringValue(setting("reasoning_effort")) ?? stringValue(nested && member(nested, "effort"))
  );
}
