import { createGunzip } from "node:zlib";
import type { Readable } from "node:stream";

/** How a stream of bytes ended. */
export type StreamEnd = "complete" | "truncated" | "stopped";

const GZIP_FIRST = 0x1f;
const GZIP_SECOND = 0x8b;

/**
 * Calls `onPart` with all bytes of a stream in order, those of gzip decompressed. Compressed data that
 * breaks off, or is damaged, gives what comes before that, and so does an abort. Rejects if the stream
 * itself fails.
 */
export function forEachPart(
  source: Readable,
  onPart: (part: Uint8Array) => void,
  signal?: AbortSignal,
): Promise<StreamEnd> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      resolve("stopped");
      source.destroy();
    };
    if (signal?.aborted === true) stop();
    signal?.addEventListener("abort", stop, { once: true });
    source.on("error", reject);
    source.once("end", () => resolve("complete"));
    source.once("data", (first: Buffer) => {
      const isGzip = first[0] === GZIP_FIRST && first[1] === GZIP_SECOND;
      if (!isGzip) {
        const pass = guarded(source, onPart, reject);
        pass(first);
        source.on("data", pass);
        return;
      }
      source.removeAllListeners("end");
      const gunzip = createGunzip({ chunkSize: 256 * 1024 });
      gunzip.on("data", guarded(source, onPart, reject));
      gunzip.once("end", () => resolve("complete"));
      gunzip.once("error", () => resolve("truncated"));
      gunzip.write(first);
      source.pipe(gunzip);
    });
  });
}

/** A failure of the work on a part ends the stream. */
function guarded(
  source: Readable,
  onPart: (part: Uint8Array) => void,
  fail: (error: unknown) => void,
): (part: Uint8Array) => void {
  return (part) => {
    try {
      onPart(part);
    } catch (error) {
      source.destroy();
      fail(error);
    }
  };
}
