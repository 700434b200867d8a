import type { Chunk } from "./chunkGroup";
import type { CountScan } from "./countScan";
import { RUNT_UNITS } from "./limits";
import { blockEnd } from "./textScan";
import type { TokenEngine } from "./tokenEngine";

/** Counts a text block by block and returns its counted chunks. */
export class ChunkCount {
  private readonly scan: CountScan;
  private pushedUnits = 0;
  private chunkedUnits = 0;
  private chunks: Chunk[] = [];

  constructor(
    engine: TokenEngine,
    private text: string,
  ) {
    this.scan = engine.startCount((units, tokens) => this.addChunk(units, tokens));
  }

  /** The text that has not come back yet. */
  get rest(): string {
    return this.text.slice(this.chunkedUnits);
  }

  /** Counts the next block and returns the chunks that it finishes. */
  next(): readonly Chunk[] {
    const end = blockEnd(this.text, this.pushedUnits);
    const isLast = end === this.text.length;
    this.scan.push(this.text.slice(this.pushedUnits, end), isLast);
    this.pushedUnits = end;
    if (isLast) this.addLastChunk();
    const { chunks } = this;
    this.chunks = [];
    return chunks;
  }

  /**
   * Ends the text after the first `units` of its {@link rest}, at a safe cut. Returns false if more than
   * that has already been counted.
   */
  shorten(units: number): boolean {
    const end = this.chunkedUnits + units;
    if (this.pushedUnits > end) return false;
    this.text = this.text.slice(0, end);
    return true;
  }

  private addLastChunk(): void {
    const units = this.text.length - this.chunkedUnits;
    const previous = units < RUNT_UNITS ? this.chunks.pop() : undefined;
    this.chunkedUnits -= previous?.text.length ?? 0;
    this.addChunk(
      this.text.length - this.chunkedUnits,
      (previous?.tokens ?? 0) + this.scan.chunkTokens,
    );
  }

  private addChunk(units: number, tokens: number): void {
    const end = this.chunkedUnits + units;
    this.chunks.push({ text: this.text.slice(this.chunkedUnits, end), tokens });
    this.chunkedUnits = end;
  }
}
