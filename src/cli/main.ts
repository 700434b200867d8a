import { join } from "node:path";
import { localDay } from "../core/day";
import { runCommandLine } from "./commands/commandLine";
import type { ExitCode } from "./usage";

/** The executable `tokenscale`: runs the command line in this process and sets its exit code. */
const { argv, stdin, stdout, stderr, env } = process;

async function main(): Promise<ExitCode> {
  return runCommandLine(argv.slice(2), {
    out: async (text) => {
      if (!stdout.write(text)) await new Promise((resolve) => stdout.once("drain", resolve));
    },
    err: (text) => void stderr.write(text),
    input: stdin,
    hasColors: stdout.isTTY && !env["NO_COLOR"] && env["TERM"] !== "dumb",
    folder: process.cwd(),
    tokensFolder: join(import.meta.dirname, "..", "tokens"),
    trafficWorkerFile: join(import.meta.dirname, "trafficWorker.mjs"),
    today: localDay(new Date()),
    environment: env,
    onInterrupt: (callback) => {
      process.once("SIGINT", callback);
      return () => process.off("SIGINT", callback);
    },
  });
}

function fail(error: unknown): void {
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
  stderr.write(`tokenscale: ${words}\n`);
  process.exitCode = 2;
}

stdout.on("error", (error: NodeJS.ErrnoException) => {
  // A reader that stops early, such as `head`, is not an error; a full disk is one.
  if (error.code !== "EPIPE") stderr.write(`tokenscale: ${error.message}\n`);
  process.exit(error.code === "EPIPE" ? 0 : 2);
});
// There is nowhere left to report it.
stderr.on("error", () => process.exit(2));

main().then((exitCode) => {
  process.exitCode = exitCode;
}, fail);
