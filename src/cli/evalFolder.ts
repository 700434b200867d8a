import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";

/** Where runs are kept unless `--out` names a folder: below the working folder. */
const RUNS = join(".tokenscale", "eval");

/**
 * The folder of a run: a new one, named after the prompt and the time, or for `--resume` the newest one
 * of the prompt. Sorted by name they are sorted by time.
 */
export async function evalFolder(
  folder: string,
  promptFile: string,
  startedAt: string,
  resumes: boolean,
): Promise<string> {
  const runs = join(folder, RUNS);
  const prefix = `${basename(promptFile)}-`;
  if (resumes) {
    const names = await readdir(runs).catch((): string[] => []);
    const isRun = (name: string): boolean =>
      name.startsWith(prefix) && /^\d{4}-\d\d-\d\dT/.test(name.slice(prefix.length));
    const newest = names.filter(isRun).sort().at(-1);
    if (newest !== undefined) return join(runs, newest);
  }
  return join(runs, prefix + startedAt.slice(0, 19).replaceAll(":", "-"));
}
