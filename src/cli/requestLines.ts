import {
  isJsonlFormat,
  type JsonlFormat,
  type JsonlLine,
  readJsonlLine,
} from "../core/prompt/formats/jsonl";
import { beginsLfsPointer, LFS_POINTER_MESSAGE } from "../core/prompt/lfsPointer";
import { formatOfFile } from "./fileFormat";
import type { Host } from "./host";
import { readLines, STANDARD_INPUT } from "./input";
import { InputError } from "./usage";

/** A line that is not blank. */
interface RequestLine extends JsonlLine {
  /** From 1. */
  readonly lineNumber: number;
}

/**
 * The lines of a JSONL of any size. Without a format, each line's members decide how it is read. Throws
 * an `InputError` if there are lines but no request.
 */
export async function* readRequestLines(
  path: string,
  format: JsonlFormat | undefined,
  host: Host,
): AsyncGenerator<RequestLine> {
  let requests = 0;
  let others = 0;
  for await (const read of readLines(path, host)) {
    if (read.lineNumber === 1 && beginsLfsPointer(read.text)) {
      throw new InputError(`${path}: ${LFS_POINTER_MESSAGE}`);
    }
    const line = readJsonlLine(read, format);
    if (line.prompt !== undefined) requests += 1;
    else if (line.problem !== undefined) others += 1;
    else continue;
    yield { ...line, lineNumber: read.lineNumber };
  }
  if (requests === 0 && others > 0) throw new InputError(`${path}: no line is a request.`);
}

/** The kind of JSONL, by a file's name and its beginning; undefined if it isn't one. */
export async function jsonlFormatOf(path: string, host: Host): Promise<JsonlFormat | undefined> {
  if (path === STANDARD_INPUT) return undefined;
  const format = await formatOfFile(path, host);
  return isJsonlFormat(format) ? format : undefined;
}
