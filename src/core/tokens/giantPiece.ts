import {
  APOSTROPHE,
  BLANK,
  CASELESS,
  LOWER,
  MARK,
  NEWLINE,
  OTHER,
  SLASH,
  SPACE,
  UPPER,
  classSet,
} from "./characterClass";
import type { EngineModule } from "./engineModule";
import { LOOK_AHEAD_BYTES, SYMBOLS_PIECE, WORD_PIECE } from "./pieceKind";
import { PieceEncoder, type EncodedToken } from "./pieceEncoder";

/** A run of characters of some classes, and those of them after which a piece may have to be cut. */
interface Run {
  readonly classes: number;
  readonly markers: number;
}

const uppers: Run = {
  classes: classSet(UPPER, CASELESS, MARK),
  markers: classSet(CASELESS, MARK),
};
const lowers: Run = { classes: classSet(LOWER, CASELESS, MARK), markers: 0 };
const whitespace: Run = {
  classes: classSet(NEWLINE, SPACE, BLANK),
  markers: classSet(NEWLINE),
};
const symbols: Run = {
  classes: classSet(OTHER, APOSTROPHE, SLASH, MARK),
  markers: 0,
};
const afterSymbols: Run = { classes: classSet(NEWLINE, SLASH), markers: 0 };

/**
 * A piece that is too long to be held at once, encoded as it arrives.
 *
 * Sometimes its end is known only when its run of characters has ended. Upper-case and caseless
 * letters are one piece if a lower-case letter follows; if not, the piece ends after the last
 * caseless one, and the upper-case letters after that are a separate piece. Likewise, whitespace
 * is cut after its last newline. Hence two encoders: one for the whole run, and one for what follows
 * its last marker (a caseless letter or a newline). So it may turn out to be two pieces; they are
 * counted together.
 */
export class GiantPiece {
  private readonly whole: PieceEncoder;
  /** The text after the last marker, once there is a marker. */
  private rest: PieceEncoder | undefined;
  private countToMarker = 0;
  private tokensToMarker: readonly EncodedToken[] = [];
  private run: Run;
  private isStarted = false;

  /**
   * @param from the start of the piece in the engine's memory.
   * @param keepsTokens whether {@link tokens} will be called.
   */
  constructor(
    private readonly engine: EngineModule,
    from: number,
    private readonly keepsTokens: boolean,
  ) {
    const kind = engine.exports.kindAt(from) & 0xff;
    this.run = kind === WORD_PIECE ? uppers : kind === SYMBOLS_PIECE ? symbols : whitespace;
    this.whole = this.newEncoder();
  }

  get count(): number {
    const restCount = this.rest?.count ?? 0;
    return restCount > 0 ? this.countToMarker + restCount : this.whole.count;
  }

  tokens(): readonly EncodedToken[] {
    const restTokens = this.rest?.tokens() ?? [];
    return restTokens.length > 0 ? [...this.tokensToMarker, ...restTokens] : this.whole.tokens();
  }

  /**
   * Takes the piece's text from `from` on. The text in memory goes to `end`, followed by the byte 0xFF,
   * and ends there if `isLast`.
   */
  take(
    from: number,
    end: number,
    isLast: boolean,
  ): { readonly to: number; readonly isDone: boolean } {
    const { exports } = this.engine;
    let at = this.isStarted ? from : this.takeStart(from);
    for (;;) {
      const runEnd = exports.runEnd(this.run.classes, at);
      const mayContinue = !isLast && runEnd > end - LOOK_AHEAD_BYTES;
      if (this.run === whitespace) {
        const to = mayContinue
          ? this.startOfLast(runEnd)
          : runEnd === end
            ? end
            : this.beforeLastBlank(runEnd);
        this.feed(at, to);
        return { to, isDone: !mayContinue };
      }
      this.feed(at, runEnd);
      if (mayContinue) return { to: runEnd, isDone: false };
      at = runEnd;
      if (this.run === symbols) {
        this.run = afterSymbols;
      } else if (this.run === uppers && exports.runEnd(classSet(LOWER), at) > at) {
        this.run = lowers;
        this.rest = undefined;
      } else {
        const to = this.run === afterSymbols ? at : exports.contractionEnd(at);
        (this.rest !== undefined && this.rest.count > 0 ? this.rest : this.whole).feed(at, to);
        return { to, isDone: true };
      }
    }
  }

  /** Takes the one character that may come before a word or before symbols. */
  private takeStart(from: number): number {
    this.isStarted = true;
    const { exports } = this.engine;
    if (exports.runEnd(this.run.classes | lowers.classes, from) > from) return from;
    const to = from + (exports.kindAt(from) >> 8);
    this.whole.feed(from, to);
    return to;
  }

  private feed(from: number, to: number): void {
    const { markers } = this.run;
    const marker = markers === 0 ? 0 : this.engine.exports.endOfLast(markers, from, to);
    if (marker === 0) {
      this.whole.feed(from, to);
      this.rest?.feed(from, to);
      return;
    }
    this.whole.feed(from, marker);
    this.countToMarker = this.whole.count;
    if (this.keepsTokens) this.tokensToMarker = this.whole.tokens();
    this.whole.feed(marker, to);
    this.rest = this.newEncoder();
    this.rest.feed(marker, to);
  }

  /** A blank before something else belongs to that; a newline does not. */
  private beforeLastBlank(runEnd: number): number {
    const start = this.startOfLast(runEnd);
    return this.engine.exports.runEnd(classSet(NEWLINE), start) > start ? runEnd : start;
  }

  private startOfLast(runEnd: number): number {
    let start = runEnd - 1;
    while (((this.engine.memory[start] ?? 0) & 0xc0) === 0x80) start--;
    return start;
  }

  private newEncoder(): PieceEncoder {
    return new PieceEncoder(this.engine, this.keepsTokens ? [] : undefined);
  }
}
