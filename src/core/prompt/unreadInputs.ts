import { formatCount } from "../format";
import { leftOut } from "./caveats";
import type { Caveat } from "./prompt";
import type { Expression } from "./expression";

/**
 * The input of a coding agent's command that is in none of the prompt's files: the texts of files,
 * whose expressions begin with `@`, and the output of shell commands.
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
