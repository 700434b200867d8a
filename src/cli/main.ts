import { runCommandLine } from "./commands/commandLine";
import { processHost } from "./processHost";

/** The executable `tokenscale`: runs the command line in this process and sets its exit code. */
const { argv, stdout, stderr } = process;

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

runCommandLine(argv.slice(2), processHost()).then((exitCode) => {
  process.exitCode = exitCode;
}, fail);

// Without an export, the bundler takes this for CommonJS and wraps every module that it imports.
export {};
