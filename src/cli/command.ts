import { visibleLine } from "../core/visibleText";
import type { Host } from "./host";
import { type ExitCode, InputError } from "./usage";

/** One of `tokenscale count`, `estimate` …, with the words that follow its name. */
export type Command = (words: readonly string[], host: Host) => Promise<ExitCode>;

/** Does `work` with each file. What can't be used of them is said and does not keep the others back. */
export async function forEachFile<File>(
  files: readonly File[],
  host: Host,
  work: (file: File) => Promise<void>,
): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  for (const file of files) {
    try {
      await work(file);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      reportInput(error, host);
      exitCode = 2;
    }
  }
  return exitCode;
}

export function reportInput(error: InputError, host: Host): void {
  host.err(`${visibleLine(error.message)}\n`);
}
