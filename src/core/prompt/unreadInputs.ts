import { formatCount } from "../format";
import { leftOut } from "./caveats";
import type { Caveat } from "./prompt";
import type { Expression } from "./expression";

/**
 * What a coding agent's command takes in and no file of the prompt shows: the texts of files, whose
 * expressions begin with `@`, and the output of shell commands.
 */
export function unreadInputs(text: string, expressions: readonly Expression[]): Caveat[] {
  const inputs = expressions.filter(({ variable }) => variable === undefined);
  const files = inputs.filter(({ start }) => text[start] === "@").length;
  const commands = inputs.length - files;
  return [
    ...(commands > 0 ? [leftOut(`the output of ${formatCount(commands, "shell command")}`)] : []),
    ...(files > 0 ? [leftOut(`the text of ${formatCount(files, "file")} named with @`)] : []),
  ];
}
