/** A part of a document. */
export interface Chunk {
  readonly text: string;
  /** Undefined until it is counted. */
  readonly tokens: number | undefined;
}

/** Neighboring chunks and their sums. */
export class ChunkGroup {
  readonly chunks: Chunk[];
  /** Total length in UTF-16 units. */
  units = 0;
  /** The tokens of the counted chunks. */
  tokens = 0;
  /** The length of the uncounted chunks. */
  pendingUnits = 0;

  constructor(chunks: readonly Chunk[]) {
    this.chunks = [...chunks];
    this.add(chunks, 1);
  }

  chunk(index: number): Chunk {
    const chunk = this.chunks[index];
    if (chunk === undefined) throw new RangeError(`A group of chunks has no number ${index}.`);
    return chunk;
  }

  /** Replaces the `count` chunks from `index` on with `chunks`. */
  replace(index: number, count: number, chunks: readonly Chunk[]): void {
    this.add(this.chunks.splice(index, count, ...chunks), -1);
    this.add(chunks, 1);
  }

  private add(chunks: readonly Chunk[], sign: 1 | -1): void {
    for (const { text, tokens } of chunks) {
      this.units += sign * text.length;
      if (tokens === undefined) this.pendingUnits += sign * text.length;
      else this.tokens += sign * tokens;
    }
  }
}
