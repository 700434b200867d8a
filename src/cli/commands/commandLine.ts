import { visibleLine } from "../../core/visibleText";
import { version } from "../../../package.json";
import type { Host } from "../host";
import { bold } from "../terminal";
import { type ExitCode, InputError, USAGE, UsageError, usageOf } from "../usage";
import { type Command, reportInput } from "../command";

/** Each command's module is loaded when it is first used: `--help` doesn't need an engine. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  batch: async () => (await import("./batch")).batch,
  count: async () => (await import("./count")).count,
  estimate: async () => (await import("./estimate")).estimate,
  check: async () => (await import("./check")).check,
  eval: async () => (await import("./eval")).evaluate,
  diff: async () => (await import("./diff")).diff,
  mcp: async () => (await import("./mcp")).mcp,
  migrate: async () => (await import("./migrate")).migrate,
  prices: async () => (await import("./prices")).prices,
  route: async () => (await import("./route")).route,
  traffic: async () => (await import("./traffic")).traffic,
};

/** Runs one call, and reports its errors on standard error. */
export async function runCommandLine(words: readonly string[], host: Host): Promise<ExitCode> {
  const [name, ...rest] = words;
  if (name === undefined) {
    host.err(USAGE);
    return 2;
  }
  if (name === "help" || asksForHelp(words)) {
    await host.out(usageOf(name === "help" ? rest[0] : name) ?? USAGE);
    return 0;
  }
  if (name === "--version") {
    await host.out(`${version}\n`);
    return 0;
  }
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  try {
    if (load === undefined) throw new UsageError(`There is no command "${name}".`);
    const command = await load();
    return await command(rest, host);
  } catch (error) {
    if (error instanceof UsageError) {
      host.err(`${bold(host, visibleLine(error.message))}\nSee tokenscale --help.\n`);
    } else if (error instanceof InputError) reportInput(error, host);
    else throw error;
    return 2;
  }
}

function asksForHelp(words: readonly string[]): boolean {
  const end = words.indexOf("--");
  const options = end < 0 ? words : words.slice(0, end);
  return options.includes("--help") || options.includes("-h");
}
