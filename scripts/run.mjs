/**
 * Runs a script written in TypeScript: `node scripts/run.mjs scripts/start.ts [argument…]`.
 * esbuild bundles it next to the project's packages, so that any Node from 20 on can run it.
 */
import { rmSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = path.join(import.meta.dirname, "..");
const [entry, ...scriptArguments] = process.argv.slice(2);
if (entry === undefined) {
  console.error("Which script? node scripts/run.mjs scripts/start.ts [argument…]");
  process.exit(2);
}

const name = path.basename(entry, path.extname(entry));
// One file a process: two runs of the same script at once must not read each other's half.
const outfile = path.join(root, "node_modules", ".cache", "scripts", `${name}-${process.pid}.mjs`);
await build({
  absWorkingDir: root,
  entryPoints: [path.resolve(entry)],
  outfile,
  bundle: true,
  packages: "external",
  platform: "node",
  format: "esm",
  target: "node20",
  sourcemap: "inline",
  logLevel: "warning",
});
process.on("exit", () => rmSync(outfile, { force: true }));
process.setSourceMapsEnabled(true);
process.argv = [process.execPath, path.resolve(entry), ...scriptArguments];
await import(pathToFileURL(outfile).href);
