import { visibleLine } from "../core/visibleText";
import type { Host } from "./host";
import { type ExitCode, InputError } from "./usage";

/** One of `tokenscale count`, `estimate` …, called with the words after its name. */
export type Command = (words: readonly string[], host: Host) => Promise<ExitCode>;

/** Does `work` with each file. An unusable file is reported and does not stop the others. */
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
