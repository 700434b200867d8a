import { runCommandLine } from "./commandLine";

/** The bin `tokenscale`: hands the process to the command line and leaves with its exit code. */
const { argv, stdout, stderr, env } = process;

runCommandLine(argv.slice(2), {
  out: (text) => void stdout.write(text),
  err: (text) => void stderr.write(text),
  isInteractive: stdout.isTTY && env["NO_COLOR"] === undefined,
}).then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error: unknown) => {
    stderr.write(
      `tokenscale: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    process.exitCode = 2;
  },
);

// A reader that has seen enough, such as `head`, is no error.
stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(process.exitCode ?? 0);
  throw error;
});
