import { readFile } from "node:fs/promises";
import path from "node:path";
import { buildTokens } from "../../../scripts/buildTokens.mjs";
import type { TokenAssets } from "../../../src/core/tokens/engineModule";
import { createTokenEngine, type TokenEngine } from "../../../src/core/tokens/tokenEngine";

const outDir = path.resolve(import.meta.dirname, "../../../dist/tokens");

/** What the engine is made of, built first if it is not there or not up to date. */
export async function loadTokenAssets(): Promise<TokenAssets> {
  await buildTokens({ outDir });
  const [wasm, vocabulary, classes] = await Promise.all(
    ["engine.wasm", "vocabulary.bin", "classes.bin"].map((name) =>
      readFile(path.join(outDir, name)),
    ),
  );
  if (wasm === undefined || vocabulary === undefined || classes === undefined) {
    throw new Error(`${outDir} is incomplete.`);
  }
  return { wasm, vocabulary, classes };
}

export async function loadTokenEngine(): Promise<TokenEngine> {
  return createTokenEngine(await loadTokenAssets());
}
