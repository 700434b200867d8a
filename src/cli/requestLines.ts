import {
  isJsonlFormat,
  type JsonlFormat,
  type JsonlLine,
  readJsonlLine,
} from "../core/prompt/formats/jsonl";
import { beginsLfsPointer, pointerMessage } from "../core/prompt/lfsPointer";
import type { PromptFormat } from "../core/prompt/prompt";
import { formatOfFile, readHead } from "./fileFormat";
import type { Host } from "./host";
import { type InputLine, readLines, STANDARD_INPUT } from "./input";
import { InputError } from "./usage";

/** A line that is not blank. */
interface RequestLine extends JsonlLine {
  /** From 1. */
  readonly lineNumber: number;
  /** Whether its bytes were valid. */
  readonly isUtf8: boolean;
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
  for await (const line of readLinesOf(path, format, host)) {
    if (line.prompt !== undefined) requests += 1;
    else others += 1;
    yield line;
  }
  if (requests === 0 && others > 0) throw new InputError(`${path}: no line is a request.`);
}

/** The same without an error if no line is a request. */
export function readLinesOf(
  path: string,
  format: JsonlFormat | undefined,
  host: Host,
): AsyncGenerator<RequestLine> {
  return toRequestLines(path, format, readLines(path, host));
}

/** The requests and problems of lines. */
export async function* toRequestLines(
  path: string,
  format: JsonlFormat | undefined,
  lines: AsyncIterable<InputLine>,
): AsyncGenerator<RequestLine> {
  for await (const read of lines) {
    if (read.lineNumber === 1 && beginsLfsPointer(read.text)) {
      throw new InputError(`${path}: ${pointerMessage(read.text)}`);
    }
    const line = readJsonlLine(read, format);
    if (line.prompt === undefined && line.problem === undefined) continue;
    yield { ...line, lineNumber: read.lineNumber, isUtf8: read.isUtf8 };
  }
}

/**
 * The kind of JSONL that a file is read as: the one that is asked for, or else by its name and its
 * beginning. Undefined if it isn't one, or only a Git LFS pointer to one.
 */
export async function jsonlFormatOf(
  path: string,
  host: Host,
  asked?: PromptFormat,
): Promise<JsonlFormat | undefined> {
  if (asked !== undefined || path === STANDARD_INPUT) {
    return isJsonlFormat(asked) ? asked : undefined;
  }
  const format = await formatOfFile(path, host);
  if (!isJsonlFormat(format)) return undefined;
  return beginsLfsPointer(readHead(path, host)) ? undefined : format;
}
