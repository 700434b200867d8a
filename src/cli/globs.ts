import { compileGlob } from "../core/glob";
import { InputError } from "./usage";

/** Whether any of the globs matches a path. Throws an `InputError` for an invalid one. */
export function globTest(globs: readonly string[], origin: string): (path: string) => boolean {
  const tests = globs.map((glob) => {
    const compiled = compileGlob(glob);
    if (compiled.kind === "glob") return compiled.matches;
    throw new InputError(`${origin}: the glob "${glob}" can't be used: ${compiled.reason}.`);
  });
  return (path) => tests.some((matches) => matches(path));
}
