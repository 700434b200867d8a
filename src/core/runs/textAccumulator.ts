/** Pieces joined at a time: few enough to be cheap, many enough that there are few joints. */
const PIECES_PER_JOINT = 1024;

/**
 * A text that grows by small pieces and can be read meanwhile. Pieces are joined by the thousand: a
 * string built by `+=` keeps every piece as a separate node, some 30 bytes for each token of a long
 * answer.
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
