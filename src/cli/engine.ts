import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createTokenEngine, type TokenEngine } from "../core/tokens/tokenEngine";

/** Loads the counting engine from the files that the build writes to `folder`. */
export async function loadEngine(folder: string): Promise<TokenEngine> {
  const read = (name: string): Promise<Uint8Array> => readFile(join(folder, name));
  const [wasm, vocabulary, classes] = await Promise.all([
    read("engine.wasm"),
    read("vocabulary.bin"),
    read("classes.bin"),
  ]);
  return createTokenEngine({ wasm, vocabulary, classes });
}
