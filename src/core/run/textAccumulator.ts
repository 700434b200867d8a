/** Pieces joined at a time: few enough to be cheap, many enough that the parts are few. */
const PIECES_PER_PART = 1024;

/**
 * A text that grows by small pieces. Pieces are joined by the thousand: one string built by `+=`
 * keeps every piece as a node of its own, some 30 bytes for each token of a long answer.
 */
export class TextAccumulator {
  private readonly parts: string[] = [];
  private pieces: string[] = [];
  add(piece: string): void {
    this.pieces.push(piece);
    if (this.pieces.length < PIECES_PER_PART) return;
    this.parts.push(this.pieces.join(""));
    this.pieces = [];
  }

  toString(): string {
    return this.parts.join("") + this.pieces.join("");
  }
}
