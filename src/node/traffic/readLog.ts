import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import type { Readable } from "node:stream";
import { EntryFramer, MAX_ENTRY_MEGABYTES, modeOf } from "../../core/traffic/formats/entryFramer";
import type { DecodeBytes } from "../../core/traffic/formats/scalarReader";
import { LogInterpreter, type LogOptions } from "../../core/traffic/formats/logInterpreter";
import type { TrafficCollector } from "../../core/traffic/trafficCollector";
import { forEachPart, type StreamEnd } from "./logParts";

/** A log, or the lines of one that begin within a range of its bytes. */
export interface LogPiece {
  readonly file: string;
  readonly range?: { readonly start: number; readonly end: number };
}

const PART_BYTES = 1024 * 1024;
/** Smaller pieces are not worth a worker. */
const MIN_PIECE_BYTES = 8 * 1024 * 1024;

/** Makes one `Buffer` of all calls with the same bytes. */
function createDecoder(): DecodeBytes {
  let last: Uint8Array = new Uint8Array();
  let buffer: Buffer = Buffer.from(last);
  return (bytes, start, end, isAscii) => {
    if (bytes !== last) {
      last = bytes;
      buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    return buffer.toString(isAscii ? "latin1" : "utf8", start, end);
  };
}

interface ReadHooks {
  /** Stands for the file in what can't be read; by default its path. */
  readonly name?: string;
  /** Hears of each part that was read, as it is in the file. */
  readonly onBytes?: (bytes: number) => void;
  /** Ends the reading: what is read until then counts. */
  readonly signal?: AbortSignal;
}

/** Reads a log into a collector; returns how many lines it has. */
export async function readLog(
  { file, range }: LogPiece,
  options: LogOptions,
  collector: TrafficCollector,
  { name = file, onBytes, signal }: ReadHooks = {},
): Promise<number> {
  if (range === undefined) {
    const source = createReadStream(file, { highWaterMark: PART_BYTES });
    if (onBytes) source.on("data", ({ length }) => onBytes(length));
    return readStream(source, name, options, collector, signal);
  }
  const framer = new EntryFramer(sinkOf(name, options, collector), { mode: "lines" });
  await readRange(file, range, (part) => {
    framer.add(part);
    onBytes?.(part.length);
    return signal?.aborted !== true;
  });
  framer.finish();
  return framer.nextLine - 1;
}

/** Reads all of a stream. `name`: for the entries that can't be read. */
export async function readStream(
  source: Readable,
  name: string,
  options: LogOptions,
  collector: TrafficCollector,
  signal?: AbortSignal,
): Promise<number> {
  const framer = new EntryFramer(sinkOf(name, options, collector));
  const end: StreamEnd = await forEachPart(source, (part) => framer.add(part), signal);
  // The line that was being read is not whole.
  if (end === "stopped") return framer.nextLine - 1;
  framer.finish();
  if (end === "truncated") collector.summary.counts.truncatedFiles += 1;
  return framer.nextLine - 1;
}

/**
 * The lines that begin in a range, until `onPart` returns false. The line in which it begins belongs to
 * the range before.
 */
async function readRange(
  file: string,
  { start, end }: NonNullable<LogPiece["range"]>,
  onPart: (part: Uint8Array) => boolean,
): Promise<void> {
  const handle = await open(file, "r");
  try {
    const buffer = Buffer.allocUnsafe(PART_BYTES);
    let position = start === 0 ? 0 : start - 1;
    let isInside = start === 0;
    for (let isDone = false; !isDone;) {
      const { bytesRead } = await handle.read(buffer, 0, PART_BYTES, position);
      if (bytesRead === 0) break;
      let part = buffer.subarray(0, bytesRead);
      if (!isInside) {
        const feed = part.indexOf(LINE_FEED);
        // A line as long as this is in the range before, and nothing begins here.
        if (feed < 0 || position + feed + 1 >= end) {
          if (feed >= 0 || position + bytesRead >= end) break;
          position += bytesRead;
          continue;
        }
        part = part.subarray(feed + 1);
        position += feed + 1;
        isInside = true;
      }
      if (position + part.length >= end) {
        // The line that reaches over the end is read to its own end.
        const feed = part.indexOf(LINE_FEED, Math.max(0, end - 1 - position));
        if (feed >= 0) {
          part = part.subarray(0, feed + 1);
          isDone = true;
        }
      }
      if (!onPart(part)) break;
      position += part.length;
    }
  } finally {
    await handle.close();
  }
}

const LINE_FEED = 0x0a;

function sinkOf(name: string, options: LogOptions, collector: TrafficCollector) {
  const { summary } = collector;
  const decode = createDecoder();
  const broken = (line: number, reason: string): void => {
    summary.counts.entries += 1;
    summary.addBroken({ file: name, line, reason });
  };
  const interpreter = new LogInterpreter(
    options,
    {
      record: (record) => collector.add(record),
      billed: (amount) => collector.addBilled(amount),
      entry: (format) => {
        summary.counts.entries += 1;
        summary.countFormat(format);
      },
      broken,
    },
    decode,
  );
  return {
    json: (bytes: Uint8Array, start: number, end: number, line: number) =>
      interpreter.addJson(bytes, start, end, line),
    row: (bytes: Uint8Array, start: number, end: number, line: number) =>
      interpreter.addRow(decode(bytes, start, end, false).replace(/\r$/, ""), line),
    tooLong: (line: number) => broken(line, `longer than ${MAX_ENTRY_MEGABYTES} MB`),
  };
}

/** A file in pieces for so many workers: several only of a JSONL that is not compressed. */
export async function piecesOf(file: string, workers: number): Promise<readonly LogPiece[]> {
  const { size } = await stat(file);
  const pieces = Math.min(workers * 4, Math.floor(size / MIN_PIECE_BYTES));
  if (workers < 2 || pieces < 2 || !(await isJsonl(file))) return [{ file }];
  const bytes = Math.ceil(size / pieces);
  return Array.from({ length: pieces }, (_, index) => ({
    file,
    range: { start: index * bytes, end: Math.min(size, (index + 1) * bytes) },
  }));
}

async function isJsonl(file: string): Promise<boolean> {
  return modeOf(await headOf(file), false) === "lines";
}

const HEAD_BYTES = 256 * 1024;

async function headOf(file: string): Promise<Uint8Array> {
  const handle = await open(file, "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Whether a file holds the requests of a Batch, which have to be known before their answers come. */
export async function isBatchInput(file: string): Promise<boolean> {
  const head = Buffer.from(await headOf(file)).toString("utf8");
  return (
    /^[^\n]*"custom_id"/.test(head) &&
    /^[^\n]*"body"\s*:\s*\{/.test(head) &&
    !/^[^\n]*"response"\s*:/.test(head)
  );
}
