import { constants, isUtf8 } from "node:buffer";
import {
  closeSync,
  createReadStream,
  openSync,
  readFileSync,
  readSync,
  type Stats,
  statSync,
} from "node:fs";
import { resolve } from "node:path";
import { TextDecoder } from "node:util";
import type { LineToRead } from "../core/prompt/formats/jsonl";
import type { Host } from "./host";
import { InputError } from "./usage";

/** Means standard input. */
export const STANDARD_INPUT = "-";

/** The maximum size of a file that is read into memory as a whole. */
const MAX_WHOLE_MEGABYTES = 16;
const MAX_WHOLE_BYTES = MAX_WHOLE_MEGABYTES * 1024 * 1024;

/** The path of a file with all its folders, which may determine its format. */
export function wholePath(path: string, { folder }: Host): string {
  return path === STANDARD_INPUT ? path : resolve(folder, path);
}

const CHUNK_BYTES = 256 * 1024;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Git's test for a binary file: a zero byte near the start. */
const BINARY_HEAD_BYTES = 8_000;

/** A text as read, and whether its bytes were valid. */
export interface InputText {
  readonly text: string;
  /** If false, invalid bytes appear as U+FFFD in `text`. */
  readonly isUtf8: boolean;
}

/** The bytes of a file or of standard input, part by part, as UTF-8. Throws an `InputError`. */
export async function* readBytes(path: string, host: Host): AsyncGenerator<Buffer> {
  let utf16: TextDecoder | undefined;
  let isStart = true;
  for await (const part of readParts(path, host)) {
    if (isStart) utf16 = utf16Of(part);
    isStart = false;
    yield utf16 ? Buffer.from(utf16.decode(part, { stream: true })) : part;
  }
  if (utf16) yield Buffer.from(utf16.decode());
}

/** The whole text of a file or of standard input. Throws an `InputError`, also if it is binary. */
export async function readText(path: string, host: Host): Promise<InputText> {
  if (path !== STANDARD_INPUT) return decodeText(path, readWholeFile(path, host));
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of readParts(path, host)) {
    parts.push(part);
    length += part.length;
    if (length > MAX_WHOLE_BYTES) throw tooLong(path);
  }
  return decodeText(path, Buffer.concat(parts));
}

/** Read at once: waiting for another thread takes longer than reading a file of the usual size. */
function readWholeFile(path: string, host: Host): Buffer {
  const found = requireEnd(path, host);
  if (found !== undefined && found.size > MAX_WHOLE_BYTES) throw tooLong(path);
  try {
    return readFileSync(resolve(host.folder, path));
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** The first bytes of a file, at most so many. Throws an error of the file system. */
export function readFirstBytes(file: string, maxBytes: number): Buffer {
  const descriptor = openSync(file, "r");
  try {
    const bytes = Buffer.alloc(maxBytes);
    return bytes.subarray(0, readSync(descriptor, bytes));
  } finally {
    closeSync(descriptor);
  }
}

/** The text of a whole file. Throws an `InputError` if it is binary or too long. */
export function decodeText(path: string, bytes: Buffer): InputText {
  if (bytes.length > MAX_WHOLE_BYTES) throw tooLong(path);
  const utf16 = utf16Of(bytes);
  if (utf16 !== undefined) return { text: utf16.decode(bytes), isUtf8: true };
  if (isBinary(bytes)) throw notText(path);
  return { text: bytes.toString("utf8"), isUtf8: isUtf8(bytes) };
}

/** A line of a file, and whether its bytes were valid. */
export interface InputLine extends LineToRead {
  readonly isUtf8: boolean;
}

/** The lines of a file of any size, one by one, with the memory of the longest. */
export function readLines(path: string, host: Host): AsyncGenerator<InputLine> {
  return splitLines(path, readBytes(path, host));
}

/** The lines of bytes in UTF-8 that come part by part. */
export async function* splitLines(
  path: string,
  parts: AsyncIterable<Buffer> | Iterable<Buffer>,
): AsyncGenerator<InputLine> {
  let begun: Buffer[] = [];
  let offset = 0;
  let lineNumber = 0;
  let endsInReturn = false;
  const lineOf = (end: Buffer): InputLine => {
    lineNumber += 1;
    const bytes = begun.length === 0 ? end : Buffer.concat([...begun, end]);
    begun = [];
    if (bytes.length > constants.MAX_STRING_LENGTH) {
      throw new InputError(`${path}:${lineNumber}: the line is too long to be read.`);
    }
    const line = { text: bytes.toString("utf8"), offset, lineNumber, isUtf8: isUtf8(bytes) };
    offset += line.text.length + 1;
    return line;
  };
  for await (const part of parts) {
    if (lineNumber === 0 && begun.length === 0 && isBinary(part)) throw notText(path);
    let from = 0;
    for (let at = 0; at < part.length; at += 1) {
      const isFeed = part[at] === LINE_FEED;
      if (isFeed && (at > 0 ? part[at - 1] === CARRIAGE_RETURN : endsInReturn)) {
        offset += 1;
        from = at + 1;
      } else if (isFeed || part[at] === CARRIAGE_RETURN) {
        yield lineOf(part.subarray(from, at));
        from = at + 1;
      }
    }
    if (part.length > 0) endsInReturn = part.at(-1) === CARRIAGE_RETURN;
    if (from < part.length) begun.push(part.subarray(from));
  }
  if (begun.length > 0) yield lineOf(Buffer.alloc(0));
}

/** Why a file can't be read, on one line. */
export function unreadable(path: string, error: unknown): InputError {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: "no such file",
    EISDIR: "a folder",
    EACCES: "not allowed to read it",
  };
  const reason = typeof code === "string" ? (reasons[code] ?? code) : String(error);
  return new InputError(`${path}: ${reason}`);
}

/** Throws an `InputError` for a pipe or a device, which may never end. Undefined if there is no such file. */
export function requireEnd(path: string, { folder }: Host): Stats | undefined {
  const found = statsOf(resolve(folder, path));
  if (found !== undefined && !found.isFile() && !found.isDirectory()) {
    throw new InputError(`${path}: not a file. Use - to read standard input.`);
  }
  return found;
}

/** Neither a folder nor a device, which may never end. */
export function isFile(path: string): boolean {
  return statsOf(path)?.isFile() === true;
}

/** Undefined also for what can't be looked at. */
function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

async function* readParts(path: string, host: Host): AsyncGenerator<Buffer> {
  if (path !== STANDARD_INPUT) requireEnd(path, host);
  const file = resolve(host.folder, path);
  const source: AsyncIterable<Uint8Array> =
    path === STANDARD_INPUT ? host.input : createReadStream(file, { highWaterMark: CHUNK_BYTES });
  try {
    for await (const { buffer, byteOffset, length } of source) {
      yield Buffer.from(buffer, byteOffset, length);
    }
  } catch (error) {
    throw unreadable(path, error);
  }
}

function tooLong(path: string): InputError {
  return new InputError(
    `${path}: more than ${MAX_WHOLE_MEGABYTES} MB. Only a JSONL, and a text by count, can be larger.`,
  );
}

function notText(path: string): InputError {
  return new InputError(`${path}: not a text`);
}

function isBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, BINARY_HEAD_BYTES).includes(0);
}

/** Detected by the byte order mark of UTF-16, which some shells write by default. */
function utf16Of([first, second]: Uint8Array): TextDecoder | undefined {
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le");
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be");
  return undefined;
}
