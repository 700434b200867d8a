import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { packageExtension } from "../../../scripts/packageExtension";
import { findBrowser } from "./browser";
import { HumanError } from "./humanError";
import { ensureInstalled } from "./installation";

declare module "vitest" {
  export interface ProvidedContext {
    /** The VSIX under test, absolute. */
    vsix: string;
  }
}

/**
 * Before all page tests: sees to VS Code and the browser, and packs the VSIX that is tested.
 * `TOKENSCALE_VSIX` names a finished one instead.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), "tokenscale-vsix-"));
  const teardown = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    await ensureInstalled();
    await findBrowser();
    const vsix = process.env["TOKENSCALE_VSIX"] ?? path.join(folder, "tokenscale.vsix");
    if (process.env["TOKENSCALE_VSIX"] === undefined) await packageExtension(vsix);
    project.provide("vsix", path.resolve(vsix));
    return teardown;
  } catch (error) {
    await teardown();
    if (!(error instanceof HumanError)) throw error;
    // Its one line says all; vitest would put a stack around it.
    console.error(error.message);
    process.exit(1);
  }
}
