/** Pieces joined at a time: few enough to be cheap, many enough that the joints are few. */
const PIECES_PER_JOINT = 1024;

/**
 * A text that grows by small pieces and can be looked at meanwhile. Pieces are joined by the thousand:
 * one string built by `+=` keeps every piece as a node of its own, some 30 bytes for each token of a
 * long answer.
 */
export class TextAccumulator {
  private joined = "";
  private pieces: string[] = [];
  /** In UTF-16 units. */
  length = 0;

  add(piece: string): void {
    this.length += piece.length;
    this.pieces.push(piece);
    if (this.pieces.length < PIECES_PER_JOINT) return;
    this.joined += this.pieces.join("");
    this.pieces = [];
  }

  toString(): string {
    return this.joined + this.pieces.join("");
  }
}
