import path from "node:path";
import { buildTokens } from "../../../scripts/buildTokens.mjs";
import { runCommandLine } from "../../../src/cli/commands/commandLine";
import type { Host } from "../../../src/cli/host";
import type { ExitCode } from "../../../src/cli/usage";

/** The engine's files, built first if they are not there or not up to date. */
export const tokensFolder = path.resolve(import.meta.dirname, "../../../dist/tokens");
await buildTokens({ outDir: tokensFolder });

/** The output of a call and its exit code. */
interface CallResult {
  readonly exitCode: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

type HostOptions = Partial<Pick<Host, "hasColors" | "today" | "environment" | "onInterrupt">> & {
  /** Standard input, part by part. */
  readonly input?: readonly (string | Uint8Array)[];
};

/** Runs `tokenscale` with `words` in a folder, inside this process. */
export async function run(
  folder: string,
  words: readonly string[],
  { input = [], ...options }: HostOptions = {},
): Promise<CallResult> {
  let stdout = "";
  let stderr = "";
  const exitCode = await runCommandLine(words, {
    out: (text) => {
      stdout += text;
      return Promise.resolve();
    },
    err: (text) => {
      stderr += text;
    },
    input: partsOf(input),
    hasColors: false,
    folder,
    tokensFolder,
    today: "2026-11-20",
    environment: {},
    onInterrupt: () => () => undefined,
    ...options,
  });
  return { exitCode, stdout, stderr };
}

/** The objects of a call with `--json`, one a line. */
export function jsonLines(stdout: string): readonly Readonly<Record<string, unknown>>[] {
  const lines = stdout.split("\n");
  if (lines.pop() !== "") throw new Error("the last line does not end");
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

async function* partsOf(parts: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) {
    await Promise.resolve();
    yield typeof part === "string" ? new TextEncoder().encode(part) : part;
  }
}
