import { join } from "node:path";
import { runCommandLine } from "./commandLine";

/** The bin `tokenscale`: hands the process to the command line and leaves with its exit code. */
const { argv, stdin, stdout, stderr, env } = process;

// A reader that has seen enough, such as `head`, is no error.
for (const stream of [stdout, stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    throw error;
  });
}

runCommandLine(argv.slice(2), {
  out: async (text) => {
    if (!stdout.write(text)) await new Promise((resolve) => stdout.once("drain", resolve));
  },
  err: (text) => void stderr.write(text),
  input: stdin,
  hasColours: stdout.isTTY && !env["NO_COLOR"] && env["TERM"] !== "dumb",
  folder: process.cwd(),
  tokensFolder: join(__dirname, "tokens"),
  today: new Date().toISOString().slice(0, 10),
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
