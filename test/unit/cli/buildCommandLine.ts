import { build } from "esbuild";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { tokensFolder } from "./testHost";

const root = path.resolve(import.meta.dirname, "../../..");

/** For the CommonJS packages in a module. */
const REQUIRE =
  'import { createRequire as of } from "node:module"; const require = of(import.meta.url);';

/** The command line as a user runs it, bundled into a separate folder. */
export interface BuiltCommandLine {
  /** The module that `cli.js` loads. */
  readonly file: string;
  readonly remove: () => Promise<void>;
}

export async function buildCommandLine(): Promise<BuiltCommandLine> {
  const folder = await mkdtemp(path.join(tmpdir(), "tokenscale-cli-"));
  const file = path.join(folder, "lib", "main.mjs");
  await build({
    absWorkingDir: root,
    entryPoints: [
      { in: "src/cli/main.ts", out: "main" },
      { in: "src/cli/checkWorker.ts", out: "checkWorker" },
      { in: "src/node/traffic/trafficWorker.ts", out: "trafficWorker" },
    ],
    outdir: path.join(folder, "lib"),
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    mainFields: ["module", "main"],
    banner: { js: REQUIRE },
    external: ["@pydantic/genai-prices"],
    logLevel: "warning",
  });
  await cp(tokensFolder, path.join(folder, "tokens"), { recursive: true });
  return { file, remove: () => rm(folder, { recursive: true, force: true }) };
}
