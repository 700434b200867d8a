import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createTokenEngine, type TokenEngine } from "../core/tokens/tokenEngine";

/** The counting engine out of the files that the build lays beside `cli.js`. */
export async function loadEngine(): Promise<TokenEngine> {
  const read = (name: string): Promise<Uint8Array> => readFile(join(__dirname, "tokens", name));
  const [wasm, vocabulary, classes] = await Promise.all([
    read("engine.wasm"),
    read("vocabulary.bin"),
    read("classes.bin"),
  ]);
  return createTokenEngine({ wasm, vocabulary, classes });
}
