import { HumanError } from "../test/vscode/harness/humanError";

/** npm's own program, which npm names to every script that it starts. */
export function npmProgram(): string {
  const program = process.env["npm_execpath"];
  if (program === undefined) throw new HumanError("Start it through npm, such as by `npm run`.");
  return program;
}
