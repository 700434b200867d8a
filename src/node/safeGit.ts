import { execFile } from "node:child_process";
import { constants } from "node:buffer";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A path that does not exist on any system. */
const NOWHERE = join(dirname(process.execPath), "tokenscale-has-no-hooks");

/**
 * A repository is untrusted data, including its configuration. Every setting of it that names a program
 * or an address is overridden here: command-line configuration wins over every file.
 */
const SAFE_CONFIG: readonly (readonly [key: string, value: string])[] = [
  ["core.fsmonitor", "false"],
  ["core.hooksPath", NOWHERE],
  ["core.pager", "cat"],
  ["core.sshCommand", "false"],
  ["core.gitProxy", ""],
  ["core.askPass", ""],
  ["core.alternateRefsCommand", "false"],
  ["core.editor", "false"],
  ["credential.helper", ""],
  ["diff.external", ""],
  ["gpg.program", "false"],
  ["protocol.allow", "never"],
  ["safe.bareRepository", "explicit"],
  ["submodule.recurse", "false"],
];

/** Variables that locate the user's own configuration. All other variables for git are left out. */
const KEPT_VARIABLES: ReadonlySet<string> = new Set([
  "GIT_CEILING_DIRECTORIES",
  "GIT_CONFIG_GLOBAL",
  "GIT_CONFIG_NOSYSTEM",
  "GIT_CONFIG_SYSTEM",
]);

interface GitOptions {
  /** The program; `git` of the PATH by default. */
  readonly program?: string;
  readonly maxBytes?: number;
}

/** Runs git in a folder so that nothing named by the repository is run or contacted. */
export async function safeGit(
  words: readonly string[],
  folder: string,
  options: GitOptions = {},
): Promise<Buffer> {
  const filters = await filterOverrides(folder, options);
  return runGit(words, folder, [...SAFE_CONFIG, ...filters], options);
}

/** The repository chooses the names of clean and smudge drivers: each is disabled by name. */
async function filterOverrides(
  folder: string,
  options: GitOptions,
): Promise<readonly (readonly [key: string, value: string])[]> {
  const query = ["config", "--null", "--name-only", "--get-regexp", "^filter\\."];
  const output = await runGit(query, folder, SAFE_CONFIG, options).catch(
    (error: unknown): Buffer => {
      // Exit code 1 means that there is no such key.
      if (error instanceof Error && "code" in error && error.code === 1) return Buffer.alloc(0);
      throw error;
    },
  );
  const drivers = new Set(
    output
      .toString("utf8")
      .split("\0")
      .filter((key) => key !== "")
      .map((key) => key.slice(0, key.lastIndexOf("."))),
  );
  return [...drivers].flatMap((driver) => [
    [`${driver}.clean`, ""],
    [`${driver}.smudge`, ""],
    [`${driver}.process`, ""],
    [`${driver}.required`, "false"],
  ]);
}

async function runGit(
  words: readonly string[],
  folder: string,
  config: readonly (readonly [key: string, value: string])[],
  { program = "git", maxBytes = constants.MAX_LENGTH }: GitOptions,
): Promise<Buffer> {
  const { stdout } = await run(
    program,
    ["--no-pager", "--no-replace-objects", "-C", folder, ...words],
    {
      // Windows looks for a program in the working folder first, which the repository controls.
      cwd: dirname(process.execPath),
      env: environment(config),
      encoding: "buffer",
      maxBuffer: maxBytes,
    },
  );
  return stdout;
}

function environment(
  config: readonly (readonly [key: string, value: string])[],
): Record<string, string | undefined> {
  const inherited = Object.entries(process.env).filter(([name]) => {
    const upperName = name.toUpperCase();
    return !upperName.startsWith("GIT_") || KEPT_VARIABLES.has(upperName);
  });
  const settings = new Map<string, string>();
  for (const [index, [key, value]] of config.entries()) {
    settings.set(`GIT_CONFIG_KEY_${index}`, key).set(`GIT_CONFIG_VALUE_${index}`, value);
  }
  return {
    ...Object.fromEntries(inherited),
    ...Object.fromEntries(settings),
    GIT_CONFIG_COUNT: String(config.length),
    GIT_ALLOW_PROTOCOL: "",
    GIT_NO_LAZY_FETCH: "1",
    GIT_OPTIONAL_LOCKS: "0",
    GIT_TERMINAL_PROMPT: "0",
  };
}
