import { writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "esbuild";
import { packFolder } from "../../../scripts/packageExtension";
import { projectRoot } from "../../../scripts/projectRoot";

/** The built probe, from the project's folder on. */
export const PROBE_FOLDER = "out/bench/probe";

const manifest = {
  name: "bench-probe",
  publisher: "tokenscale-tests",
  version: "1.0.0",
  description: "Measures in the extension host.",
  license: "MIT",
  engines: { vscode: "^1.106.0" },
  main: "./probe.js",
  activationEvents: ["onStartupFinished"],
};

/** Bundles the probe into {@link PROBE_FOLDER} and packs it into `vsixFile`, absolute. */
export async function buildProbe(vsixFile: string): Promise<void> {
  const folder = path.join(projectRoot, PROBE_FOLDER);
  await build({
    absWorkingDir: projectRoot,
    entryPoints: ["test/bench/host/probe.ts"],
    outfile: path.join(folder, manifest.main),
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node20",
    external: ["vscode"],
    logLevel: "warning",
  });
  await writeFile(path.join(folder, "package.json"), JSON.stringify(manifest));
  await packFolder(folder, vsixFile);
}
