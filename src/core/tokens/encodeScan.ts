import type { EngineModule } from "./engineModule";
import type { GiantPiece } from "./giantPiece";
import { TextScan, type PieceConsumer } from "./textScan";

/** Lists the tokens of a text that arrives block by block: their ranks and their lengths in bytes. */
export class EncodeScan implements PieceConsumer {
  readonly wantsTokens = true;
  readonly ids: number[] = [];
  readonly byteLengths: number[] = [];
  private readonly scan: TextScan;

  constructor(private readonly engine: EngineModule) {
    this.scan = new TextScan(engine, this);
  }

  /** The next block of the text; see {@link TextScan.push}. */
  push(block: string, isLast: boolean): void {
    this.scan.push(block, isLast);
  }

  takePieces(from: number, end: number, isLast: boolean): number {
    const { exports, results, output } = this.engine;
    exports.encode(from, end, isLast);
    const count = results[1] ?? 0;
    let start = from;
    for (let token = 0; token < count; token++) {
      const tokenEnd = output[2 * token + 1] ?? 0;
      this.ids.push(output[2 * token] ?? 0);
      this.byteLengths.push(tokenEnd - start);
      start = tokenEnd;
    }
    return results[0] ?? end;
  }

  takeGiantPart(): void {
    // Its tokens arrive with the whole piece.
  }

  takeGiantPiece(piece: GiantPiece): void {
    for (const { id, bytes } of piece.tokens()) {
      this.ids.push(id);
      this.byteLengths.push(bytes);
    }
  }
}
