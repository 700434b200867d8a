import type { EventLoop } from "./eventLoop";
import { SLICE_MS } from "./limits";

/** The numbers of one byte for each token: see {@link unsortVocabulary}. */
const PLANES = 5;

/** Tokens between two looks at the clock, a power of 2: well under a millisecond. */
const TOKENS_PER_LOOK = 4096;

/**
 * The vocabulary as the engine takes it, by rank: the length of each token (one byte) and its bytes.
 *
 * `sorted` holds the tokens in the order of their bytes, which compresses better than Brotli does with
 * them by rank, in any archive. It begins with their number (4 bytes, little-endian). Then come, one byte
 * for each token: how many bytes it shares with the token before it, how many others it has, and the
 * lowest, the middle and the highest byte of its rank. The other bytes of all tokens are the rest.
 * Yields to the event loop between slices.
 */
export async function unsortVocabulary(
  sorted: Uint8Array,
  eventLoop: EventLoop,
): Promise<Uint8Array> {
  const tokens = new DataView(sorted.buffer, sorted.byteOffset).getUint32(0, true);
  const plane = (index: number): Uint8Array =>
    sorted.subarray(4 + index * tokens, 4 + (index + 1) * tokens);
  const shared = plane(0);
  const added = plane(1);
  const rankOf = rankReader(plane(2), plane(3), plane(4));
  const at = (bytes: Uint8Array, index: number): number => bytes[index] ?? 0;

  const starts = new Uint32Array(tokens + 1);
  for (let token = 0; token < tokens; token += 1) {
    starts[rankOf(token) + 1] = 1 + at(shared, token) + at(added, token);
  }
  for (let rank = 0; rank < tokens; rank += 1) {
    starts[rank + 1] = (starts[rank + 1] ?? 0) + (starts[rank] ?? 0);
  }

  const vocabulary = new Uint8Array(starts[tokens] ?? 0);
  let previous = 0;
  let next = 4 + PLANES * tokens;
  let sliceStartMs = eventLoop.nowMs();
  for (let token = 0; token < tokens; token += 1) {
    if (token % TOKENS_PER_LOOK === 0 && eventLoop.nowMs() - sliceStartMs >= SLICE_MS) {
      await eventLoop.yield();
      sliceStartMs = eventLoop.nowMs();
    }
    const kept = at(shared, token);
    const length = kept + at(added, token);
    const start = (starts[rankOf(token)] ?? 0) + 1;
    vocabulary[start - 1] = length;
    for (let index = 0; index < kept; index += 1) {
      vocabulary[start + index] = at(vocabulary, previous + index);
    }
    for (let index = kept; index < length; index += 1) {
      vocabulary[start + index] = at(sorted, next);
      next += 1;
    }
    previous = start;
  }
  return vocabulary;
}

function rankReader(low: Uint8Array, middle: Uint8Array, high: Uint8Array) {
  return (token: number): number =>
    (low[token] ?? 0) | ((middle[token] ?? 0) << 8) | ((high[token] ?? 0) << 16);
}
