import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { compileFunction } from "node:vm";
import { brotliDecompressSync } from "node:zlib";

/**
 * A package that the build keeps as a CommonJS file of its own above the modules of the command line.
 * The npm package holds these files compressed: together they are larger than all the rest.
 */
export function requireBundled(name: string): Record<string, unknown> {
  const file = join(import.meta.dirname, "..", name);
  const require = createRequire(file);
  if (existsSync(file)) return require(file) as Record<string, unknown>;
  const code = readCompressed(file);
  const module: { exports: Record<string, unknown> } = { exports: {} };
  const load = compileFunction(code, ["exports", "require", "module"], { filename: file }) as (
    ...args: readonly unknown[]
  ) => void;
  load(module.exports, require, module);
  return module.exports;
}

/** A data file beside those packages, compressed in the npm package as they are. */
export function readBundledJson(name: string): unknown {
  const file = join(import.meta.dirname, "..", name);
  return JSON.parse(existsSync(file) ? readFileSync(file, "utf8") : readCompressed(file));
}

function readCompressed(file: string): string {
  return brotliDecompressSync(readFileSync(`${file}.br`)).toString("utf8");
}
