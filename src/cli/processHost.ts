import { join } from "node:path";
import { localDay } from "../core/day";
import type { Host } from "./host";

/** The services of this process. */
export function processHost(): Host {
  const { stdin, stdout, stderr, env } = process;
  return {
    out: async (text) => {
      if (!stdout.write(text)) await new Promise((resolve) => stdout.once("drain", resolve));
    },
    err: (text) => void stderr.write(text),
    input: stdin,
    hasColors: stdout.isTTY && !env["NO_COLOR"] && env["TERM"] !== "dumb",
    folder: process.cwd(),
    tokensFolder: join(import.meta.dirname, "..", "tokens"),
    trafficWorkerFile: join(import.meta.dirname, "trafficWorker.mjs"),
    checkWorkerFile: join(import.meta.dirname, "checkWorker.mjs"),
    today: localDay(new Date()),
    environment: env,
    onInterrupt: (callback) => {
      process.once("SIGINT", callback);
      return () => process.off("SIGINT", callback);
    },
  };
}
