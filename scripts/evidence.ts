import { existsSync } from "node:fs";
import path from "node:path";

/**
 * The evidence that the rules and weights were fitted on: recorded requests, scored prompts, real
 * prompt files. It is not part of the repository. `TOKENSCALE_EVIDENCE` names its folder;
 * `TRUTH_DIR` and `ROUTING_DATA` name another place for the recordings and the scored prompts.
 */
const OVERRIDES: Readonly<Record<string, string>> = {
  truth: "TRUTH_DIR",
  routing: "ROUTING_DATA",
};

/**
 * The path of `FOLDER/FILE` in the evidence, or undefined if no evidence is named. Throws if it is
 * named but the file is missing: a test must not skip because of a typing error.
 */
export function evidencePath(folder: string, file = ""): string | undefined {
  const override = process.env[OVERRIDES[folder] ?? ""];
  const root = process.env["TOKENSCALE_EVIDENCE"];
  if (override === undefined && root === undefined) return undefined;
  const found = path.resolve(override ?? path.join(root ?? "", folder), file);
  if (!existsSync(found)) throw new Error(`The evidence ${found} is missing.`);
  return found;
}

/** Appended to the name of a test that is skipped for want of evidence; the test run lists them. */
export const NEEDS_EVIDENCE = "(needs TOKENSCALE_EVIDENCE)";

/** The same for the test on Dask's distributed scheduler. */
export const NEEDS_DASK = "(needs python3-distributed)";
