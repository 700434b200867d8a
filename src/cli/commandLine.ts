import { bold, type Terminal } from "./terminal";
import { InputError, USAGE, UsageError } from "./usage";

/** One of `tokenscale count`, `estimate` …: resolves to the exit code. */
export type Command = (words: readonly string[], terminal: Terminal) => Promise<number>;

/** Each command's module is loaded by its first use: `--help` need not load an engine. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  count: async () => (await import("./commands/count")).count,
  estimate: async () => (await import("./commands/estimate")).estimate,
  check: async () => (await import("./commands/check")).check,
  diff: async () => (await import("./commands/diff")).diff,
};

/** Runs one call. Resolves to 0 (done), 1 (a budget is broken) or 2 (a call or file that can't be used). */
export async function runCommandLine(
  words: readonly string[],
  terminal: Terminal,
): Promise<number> {
  const [name, ...rest] = words;
  if (name === undefined || name === "help" || words.includes("--help") || words.includes("-h")) {
    terminal.out(USAGE);
    return name === undefined ? 2 : 0;
  }
  if (name === "--version") {
    const { version } = await import("../../package.json");
    terminal.out(`${version}\n`);
    return 0;
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  try {
    if (load === undefined) throw new UsageError(`There is no command "${name}".`);
    const command = await load();
    return await command(rest, terminal);
  } catch (error) {
    if (error instanceof UsageError) {
      terminal.err(`${bold(terminal, error.message)}\nSee tokenscale --help.\n`);
      return 2;
    }
    if (error instanceof InputError) {
      terminal.err(`${error.message}\n`);
      return 2;
    }
    throw error;
  }
}
