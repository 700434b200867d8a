import type { EngineModule } from "./engineModule";
import { TAIL_BYTES } from "./limits";

/** A token's rank and its length in UTF-8 bytes. */
export interface EncodedToken {
  readonly id: number;
  readonly bytes: number;
}

/**
 * Encodes a piece that arrives bit by bit, in bounded memory. Every two neighboring tokens of an
 * encoding are valid together, and that alone makes a sequence the encoding of its text
 * (docs/counting.md). So only the tail of the text so far is encoded again with the next text, and the
 * tokens before it are final if the tail's first token comes out again.
 */
export class PieceEncoder {
  private settledCount = 0;
  private tail: Uint8Array = new Uint8Array(0);
  private tailCount = 0;
  /** The length of the tail's first token; 0 while the tail is the whole piece. */
  private anchorBytes = 0;

  /** @param settled receives the final tokens, if they are needed and not only their number. */
  constructor(
    private readonly engine: EngineModule,
    private readonly settled?: EncodedToken[],
  ) {}

  /** The number of tokens of everything fed so far. */
  get count(): number {
    return this.settledCount + this.tailCount;
  }

  /** Continues with the bytes from `from` to `to` of the engine's memory. */
  feed(from: number, to: number): void {
    if (from === to) return;
    const { exports, memory, ends } = this.engine;
    const work = exports.work.value;
    memory.set(this.tail, work);
    memory.copyWithin(work + this.tail.length, from, to);
    const end = work + this.tail.length + to - from;
    const count = exports.encodePiece(work, end);
    if (this.anchorBytes > 0 && ends[0] !== work + this.anchorBytes) {
      throw new Error(`Tokens depend on more than ${TAIL_BYTES} bytes that follow them.`);
    }
    let kept = 0;
    let keptFrom = work;
    while (end - (ends[kept] ?? end) >= TAIL_BYTES) {
      keptFrom = ends[kept] ?? end;
      kept++;
    }
    this.settle(kept, work);
    this.tail = memory.slice(keptFrom, end);
    this.tailCount = count - kept;
    if (this.settledCount > 0) this.anchorBytes = (ends[kept] ?? end) - keptFrom;
  }

  /** All tokens, if they were kept. */
  tokens(): readonly EncodedToken[] {
    const { exports, memory } = this.engine;
    const work = exports.work.value;
    memory.set(this.tail, work);
    exports.encodePiece(work, work + this.tail.length);
    return [...(this.settled ?? []), ...this.readTokens(this.tailCount, work)];
  }

  private settle(count: number, from: number): void {
    this.settledCount += count;
    this.settled?.push(...this.readTokens(count, from));
  }

  private readTokens(count: number, from: number): EncodedToken[] {
    const { exports, ends } = this.engine;
    let start = from;
    return Array.from(ends.subarray(0, count), (end) => {
      const token = {
        id: exports.rankOf(start, end - start),
        bytes: end - start,
      };
      start = end;
      return token;
    });
  }
}
