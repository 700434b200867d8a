import { readFile } from "node:fs/promises";
import path from "node:path";
import { buildTokens } from "../../../scripts/buildTokens.mjs";
import type { TokenAssets } from "../../../src/core/tokens/engineModule";
import { createTokenEngine, type TokenEngine } from "../../../src/core/tokens/tokenEngine";

const outDir = path.resolve(import.meta.dirname, "../../../dist/tokens");

/** The engine's files, built first if they are missing or outdated. */
export async function loadTokenAssets(): Promise<TokenAssets> {
  await buildTokens({ outDir });
  const read = (name: string) => readFile(path.join(outDir, name));
  return {
    wasm: await read("engine.wasm"),
    vocabulary: await read("vocabulary.bin"),
    classes: await read("classes.bin"),
  };
}

export async function loadTokenEngine(): Promise<TokenEngine> {
  return createTokenEngine(await loadTokenAssets());
}
