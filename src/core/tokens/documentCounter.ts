import { ChunkCount } from "./chunkCount";
import type { Chunk } from "./chunkGroup";
import { ChunkList, type PlacedChunk } from "./chunkList";
import type { EventLoop } from "./eventLoop";
import { CUT_SEARCH_UNITS, EAGER_UNITS, RUNT_UNITS, SLICE_MS } from "./limits";
import type { TokenEngine } from "./tokenEngine";

/** An edit, shaped as VS Code's `TextDocumentContentChangeEvent`. Offsets are in UTF-16 units. */
export interface TextChange {
  readonly rangeOffset: number;
  readonly rangeLength: number;
  readonly text: string;
}

export interface CountingProgress {
  /** How much of the document has been counted, in UTF-16 units. */
  readonly countedUnits: number;
  readonly units: number;
  /** The tokens counted so far. */
  readonly tokens: number;
}

export interface CountingOptions {
  readonly eventLoop: EventLoop;
  /** If aborted, counting stops at its next turn. Every `AbortSignal` fits. */
  readonly signal?: { readonly aborted: boolean };
  /** Called after each slice. */
  readonly onProgress?: (progress: CountingProgress) => void;
}

/**
 * The tokens of a document that is being edited. It is a list of chunks of about 1 KB, cut at safe
 * places (cutRule.ts), so that its tokens are the sum of theirs. An edit rebuilds the chunks that it
 * touches; a selection counts the two chunks at its ends again.
 *
 * The chunks keep their text, so the document's text is never needed again: it stays in memory as
 * slices of the original, not as copies, plus about 100 bytes per KB.
 *
 * Text that is too long to count at once (the initial text, pasted text, or an edited chunk without a
 * safe cut) stays uncounted until {@link countPending}. Edits may come at any time.
 */
export class DocumentCounter {
  private readonly chunks: ChunkList;
  /** The first uncounted chunk, while the engine is counting it. */
  private running: { readonly chunk: Chunk; readonly count: ChunkCount } | undefined;

  constructor(
    private readonly engine: TokenEngine,
    text: string,
  ) {
    this.chunks = new ChunkList(this.chunksOf(text));
  }

  /** The document's length in UTF-16 units. */
  get units(): number {
    return this.chunks.units;
  }

  /** The length of the uncounted text, in UTF-16 units. */
  get pendingUnits(): number {
    return this.chunks.pendingUnits;
  }

  /** The document's tokens; undefined while text is pending. */
  get total(): number | undefined {
    return this.pendingUnits === 0 ? this.chunks.tokens : undefined;
  }

  /**
   * Applies edits one after another, in the given order. (VS Code orders those of one event from the
   * document's end to its start, so that every offset remains valid.)
   *
   * @throws RangeError if an edit reaches past the document's end: then it is another document.
   */
  applyChanges(changes: readonly TextChange[]): void {
    for (const change of changes) this.applyChange(change);
  }

  /**
   * Counts all pending text in slices, and yields to the event loop between them. Resolves with true
   * when nothing is pending, or with false when aborted.
   */
  async countPending({ eventLoop, signal, onProgress }: CountingOptions): Promise<boolean> {
    let sliceStartMs = eventLoop.nowMs();
    while (this.countBlock()) {
      if (eventLoop.nowMs() - sliceStartMs < SLICE_MS) continue;
      onProgress?.(this.progress());
      await eventLoop.yield();
      if (signal?.aborted === true) return false;
      sliceStartMs = eventLoop.nowMs();
    }
    return true;
  }

  /**
   * The tokens of the text from `start` to `end`, counted separately, pending text included. Pending
   * text and the chunks at both ends are counted for it.
   *
   * @throws RangeError if the range reaches past the document's end.
   */
  countRange(start: number, end: number): number {
    if (start >= end) return 0;
    const first = this.chunks.find(start);
    const last = this.chunks.find(end);
    const count = (text: string) => this.engine.count(text);
    if (first.start === last.start) {
      return count(first.chunk.text.slice(start - first.start, end - first.start));
    }
    return (
      count(first.chunk.text.slice(start - first.start)) +
      this.chunks.tokensBetween(first, last, count) +
      count(last.chunk.text.slice(0, end - last.start))
    );
  }

  private progress(): CountingProgress {
    const { units, pendingUnits, tokens } = this.chunks;
    return { countedUnits: units - pendingUnits, units, tokens };
  }

  private applyChange({ rangeOffset: start, rangeLength, text: inserted }: TextChange): void {
    const end = start + rangeLength;
    if (end > this.units) throw new RangeError("An edit reaches past the document's end.");
    const touched = this.touchedBy(start, end);
    const [first] = touched;
    const last = touched.at(-1) ?? first;

    // Uncounted text may be long: touch only the neighborhood of the edit.
    const uncountedBefore: Chunk[] = [];
    const uncountedAfter: Chunk[] = [];
    let before = "";
    let after = "";
    for (const { chunk, start: chunkStart } of touched) {
      const head = chunk.text.slice(0, Math.max(0, start - chunkStart));
      const tail = chunk.text.slice(Math.max(0, end - chunkStart));
      const isPending = chunk.tokens === undefined;
      const headCut = isPending && chunk === first.chunk ? this.lastSafeCut(head) : 0;
      const tailCut = isPending && chunk === last.chunk ? this.firstSafeCut(tail) : tail.length;
      if (headCut > 0) uncountedBefore.push(this.shortened(chunk, headCut));
      if (tailCut < tail.length) {
        uncountedAfter.push({ text: tail.slice(tailCut), tokens: undefined });
      }
      before += head.slice(headCut);
      after += tail.slice(0, tailCut);
    }

    let from = first;
    let text = before + inserted + after;
    if (text.length < RUNT_UNITS && uncountedBefore.length === 0) {
      const previous = this.chunks.previous(first);
      if (previous?.chunk.tokens !== undefined) {
        from = previous;
        text = previous.chunk.text + text;
      }
    }
    this.chunks.replace(from, last, [
      ...uncountedBefore,
      ...this.chunksOf(text),
      ...uncountedAfter,
    ]);
  }

  /** The chunks that an edit touches, including those that only end or start at it: their cut may be unsafe now. */
  private touchedBy(start: number, end: number): readonly [PlacedChunk, ...PlacedChunk[]] {
    const first = this.chunks.find(start);
    const others: PlacedChunk[] = [];
    let next = this.chunks.next(first);
    while (next !== undefined && next.start <= end) {
      others.push(next);
      next = this.chunks.next(next);
    }
    return [first, ...others];
  }

  /** The chunks of a text, counted if it is short. */
  private chunksOf(text: string): readonly Chunk[] {
    if (text.length > EAGER_UNITS) return [{ text, tokens: undefined }];
    const count = new ChunkCount(this.engine, text);
    const chunks: Chunk[] = [];
    while (count.rest !== "") chunks.push(...count.next());
    return chunks;
  }

  /** Counts a block of pending text; returns false if there is none. */
  private countBlock(): boolean {
    const place = this.chunks.findPending();
    if (place === undefined) return false;
    const { chunk } = place;
    const count =
      this.running?.chunk === chunk ? this.running.count : new ChunkCount(this.engine, chunk.text);
    const counted = count.next();
    if (counted.length === 0) {
      this.running = { chunk, count };
    } else if (count.rest === "") {
      this.chunks.replace(place, place, counted);
      this.running = undefined;
    } else {
      const rest: Chunk = { text: count.rest, tokens: undefined };
      this.chunks.replace(place, place, [...counted, rest]);
      this.running = { chunk: rest, count };
    }
    return true;
  }

  /** An uncounted chunk without the text after the safe cut at `cut`; counting in progress continues. */
  private shortened(chunk: Chunk, cut: number): Chunk {
    const shorter: Chunk = {
      text: chunk.text.slice(0, cut),
      tokens: undefined,
    };
    if (this.running?.chunk === chunk && this.running.count.shorten(cut)) {
      this.running = { chunk: shorter, count: this.running.count };
    }
    return shorter;
  }

  /** The safe cut nearest to the end of `text`, or 0 if there is none near it. */
  private lastSafeCut(text: string): number {
    const nearest = Math.max(0, text.length - CUT_SEARCH_UNITS);
    for (let at = text.length - 1; at > nearest; at--) {
      if (this.engine.isSafeCut(text, at)) return at;
    }
    return 0;
  }

  /** The safe cut nearest to the start of `text`, or its end if there is none near it. */
  private firstSafeCut(text: string): number {
    const farthest = Math.min(text.length, CUT_SEARCH_UNITS);
    for (let at = 1; at < farthest; at++) {
      if (this.engine.isSafeCut(text, at)) return at;
    }
    return text.length;
  }
}
