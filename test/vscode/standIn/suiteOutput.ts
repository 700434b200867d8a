import { suiteLinePrefix } from "../suites/suiteLinePrefix";

/** Prints what the suites print; VS Code's own errors only if the tests could not even begin. */
export class SuiteOutput {
  readonly #errors: unknown[] = [];
  #hasBegun = false;

  /** Takes one line of the page's console: its level, and the values that were logged. */
  print(type: string, args: readonly unknown[]): void {
    const [line] = args;
    if (typeof line === "string" && line.startsWith(suiteLinePrefix)) {
      this.#hasBegun = true;
      console.log(line.slice(suiteLinePrefix.length));
    } else if (type === "error") this.#errors.push(...args);
  }

  /** To be called with the exit code of the run. */
  end(exitCode: number): void {
    if (exitCode !== 0 && !this.#hasBegun) console.error(...this.#errors);
  }
}
