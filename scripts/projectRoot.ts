import { existsSync } from "node:fs";
import path from "node:path";

/** The project's folder, absolute: the first above this file that holds `esbuild.mjs`, also when a bundle lies elsewhere. */
export const projectRoot: string = findProjectRoot(import.meta.dirname);

function findProjectRoot(folder: string): string {
  if (existsSync(path.join(folder, "esbuild.mjs"))) return folder;
  const parent = path.dirname(folder);
  if (parent === folder) throw new Error("esbuild.mjs marks the project's folder, but is missing.");
  return findProjectRoot(parent);
}
