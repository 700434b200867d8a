import type { EngineModule } from "./engineModule";
import type { GiantPiece } from "./giantPiece";
import { CHUNK_BYTES } from "./limits";
import { TextScan, type PieceConsumer } from "./textScan";

/** A chunk size that no text reaches, so that no chunk ends. */
export const NO_CHUNKS = 0x7fff_ffff;

/** Counts a text that arrives block by block. */
export class CountScan implements PieceConsumer {
  readonly wantsTokens = false;
  /** The tokens after the last chunk that are final. */
  chunkTokens = 0;
  private tokensBefore = 0;
  private chunkUnits = 0;
  private chunkBytes = 0;
  private readonly scan: TextScan;

  /**
   * @param onChunk receives the text's chunks of about 1 KB, which end at safe cuts, as their length in
   * UTF-16 units and their tokens; the text after the last safe cut is not among them.
   */
  constructor(
    private readonly engine: EngineModule,
    private readonly onChunk?: (units: number, tokens: number) => void,
  ) {
    this.scan = new TextScan(engine, this);
  }

  /** The tokens that are final so far; all of them once the last block has been pushed. */
  get tokens(): number {
    return this.tokensBefore + this.chunkTokens;
  }

  /** The next block of the text; see {@link TextScan.push}. */
  push(block: string, isLast: boolean): void {
    this.scan.push(block, isLast);
  }

  takePieces(from: number, end: number, isLast: boolean): number {
    const { exports, results, output } = this.engine;
    if (this.onChunk === undefined) {
      exports.count(from, end, isLast, NO_CHUNKS, NO_CHUNKS);
      this.chunkTokens += results[1] ?? 0;
      return results[0] ?? end;
    }
    exports.count(from, end, isLast, Math.max(0, CHUNK_BYTES - this.chunkBytes), CHUNK_BYTES);
    const to = results[0] ?? end;
    const bytes = results[2] ?? 0;
    const tokens = results[1] ?? 0;
    const chunks = results[3] ?? 0;
    for (let chunk = 0; chunk < chunks; chunk++) {
      this.add(output[2 * chunk + 1] ?? 0, output[2 * chunk] ?? 0, 0);
      this.endChunk();
    }
    this.add(tokens, exports.unitsBetween(to - bytes, to), bytes);
    return to;
  }

  takeGiantPart(from: number, to: number): void {
    this.add(0, this.engine.exports.unitsBetween(from, to), to - from);
  }

  takeGiantPiece(piece: GiantPiece): void {
    this.add(piece.count, 0, 0);
  }

  private add(tokens: number, units: number, bytes: number): void {
    this.chunkTokens += tokens;
    this.chunkUnits += units;
    this.chunkBytes += bytes;
  }

  private endChunk(): void {
    this.onChunk?.(this.chunkUnits, this.chunkTokens);
    this.tokensBefore += this.chunkTokens;
    this.chunkTokens = this.chunkUnits = this.chunkBytes = 0;
  }
}
