import { build } from "esbuild";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { tokensFolder } from "./testHost";

const root = path.resolve(import.meta.dirname, "../../..");

/** The command line as a user runs it, bundled into a separate folder. */
export interface BuiltCommandLine {
  /** `cli.js`. */
  readonly file: string;
  readonly remove: () => Promise<void>;
}

export async function buildCommandLine(): Promise<BuiltCommandLine> {
  const folder = await mkdtemp(path.join(tmpdir(), "tokenscale-cli-"));
  const file = path.join(folder, "cli.js");
  await build({
    absWorkingDir: root,
    entryPoints: ["src/cli/main.ts"],
    outfile: file,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    mainFields: ["module", "main"],
    supported: { "dynamic-import": false },
    external: ["@pydantic/genai-prices"],
    logLevel: "warning",
  });
  await cp(tokensFolder, path.join(folder, "tokens"), { recursive: true });
  return { file, remove: () => rm(folder, { recursive: true, force: true }) };
}
