import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Host } from "./host";
import { InputError } from "./usage";

/** A way to write a text as bytes, byte order mark included. */
type Encode = (text: string) => Buffer;

/**
 * Writes the edited text in the encoding of the file. Throws an `InputError` if bytes outside the edits
 * would change: the file contains bytes that can't be decoded, or was just changed by another program.
 */
export async function writeEdited(
  path: string,
  text: string,
  edited: string,
  { folder }: Host,
): Promise<void> {
  const file = resolve(folder, path);
  const bytes = await readFile(file);
  const encode = encodingOf(bytes);
  if (!encode(text).equals(bytes))
    throw new InputError(`${path}: not edited. Save it as UTF-8 first.`);
  await writeFile(file, encode(edited));
}

function encodingOf([first, second]: Uint8Array): Encode {
  if (first === 0xff && second === 0xfe) return utf16;
  if (first === 0xfe && second === 0xff) return (text) => utf16(text).swap16();
  return (text) => Buffer.from(text);
}

function utf16(text: string): Buffer {
  return Buffer.from(`\uFEFF${text}`, "utf16le");
}
