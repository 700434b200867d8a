import type { EngineModule } from "./engineModule";
import { GiantPiece } from "./giantPiece";
import { BLOCK_UNITS, LEFTOVER_BYTES_MAX } from "./limits";

/** The end of the block of `text` that starts at `from`, never inside a surrogate pair. */
export function blockEnd(text: string, from: number): number {
  const end = from + BLOCK_UNITS;
  if (end >= text.length) return text.length;
  return isHighSurrogate(text.charCodeAt(end - 1)) ? end - 1 : end;
}

function isHighSurrogate(unit: number): boolean {
  return (unit & 0xfc00) === 0xd800;
}

const nothing: Uint8Array = new Uint8Array(0);

/** Receives the pieces that a {@link TextScan} finds. */
export interface PieceConsumer {
  /** Whether the tokens of giant pieces are needed, and not only their number. */
  readonly wantsTokens: boolean;
  /**
   * Takes all pieces from `from` on that certainly end before `end`, or all if the text `isLast`.
   * Returns where it stopped.
   */
  takePieces(from: number, end: number, isLast: boolean): number;
  /** Takes the part `from`..`to` of a giant piece, which is encoded only when the piece is complete. */
  takeGiantPart(from: number, to: number): void;
  /** Takes a giant piece whose parts have all been taken. */
  takeGiantPiece(piece: GiantPiece): void;
}

/**
 * Runs a text through the engine, block by block. Between blocks it keeps a piece that may continue, as
 * long as that is short; the parts of a giant one are encoded as they arrive. So the memory is bounded
 * for every text, and several texts can be in progress at once.
 */
export class TextScan {
  private leftover = nothing;
  private giantPiece: GiantPiece | undefined;

  constructor(
    private readonly engine: EngineModule,
    private readonly consumer: PieceConsumer,
  ) {}

  /** Takes the next part of the text, up to {@link blockEnd}. */
  push(block: string, isLast: boolean): void {
    const { memory, input } = this.engine;
    const end = this.engine.putText(block);
    let from = input - this.leftover.length;
    memory.set(this.leftover, from);
    memory[end] = 0xff;
    for (;;) {
      if (this.giantPiece !== undefined) {
        const { to, isDone } = this.giantPiece.take(from, end, isLast);
        this.consumer.takeGiantPart(from, to);
        from = to;
        if (!isDone) break;
        this.consumer.takeGiantPiece(this.giantPiece);
        this.giantPiece = undefined;
      }
      from = this.consumer.takePieces(from, end, isLast);
      if (end - from <= LEFTOVER_BYTES_MAX) break;
      this.giantPiece = new GiantPiece(this.engine, from, this.consumer.wantsTokens);
    }
    if (!isLast) this.leftover = memory.slice(from, end);
  }
}
