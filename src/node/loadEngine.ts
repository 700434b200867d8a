import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliDecompress } from "node:zlib";
import { createTokenEngine, type TokenEngine } from "../core/tokens/tokenEngine";

/** Loads the counting engine from the files that the build writes to `folder`. */
export async function loadEngine(folder: string): Promise<TokenEngine> {
  const read = (name: string): Promise<Uint8Array> => readFile(join(folder, name));
  const [wasm, vocabulary, classes] = await Promise.all([
    read("engine.wasm"),
    readVocabulary(read),
    read("classes.bin"),
  ]);
  return createTokenEngine({ wasm, vocabulary, classes });
}

/** The packages have it compressed only. */
async function readVocabulary(read: (name: string) => Promise<Uint8Array>): Promise<Uint8Array> {
  try {
    return await read("vocabulary.bin");
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
    return promisify(brotliDecompress)(await read("vocabulary.bin.br"));
  }
}
