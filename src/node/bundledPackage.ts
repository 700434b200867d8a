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
  const code = brotliDecompressSync(readFileSync(`${file}.br`)).toString("utf8");
  const module: { exports: Record<string, unknown> } = { exports: {} };
  const load = compileFunction(code, ["exports", "require", "module"], { filename: file }) as (
    ...args: readonly unknown[]
  ) => void;
  load(module.exports, require, module);
  return module.exports;
}
