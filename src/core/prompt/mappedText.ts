import { firstIndex } from "../binarySearch";
import type { SourceRange } from "../sourceRange";

/**
 * A decoded text that knows the file position of each of its characters: the file may contain an
 * escape for it, indent its lines or end them with CR LF.
 */
export class MappedText {
  private constructor(
    readonly text: string,
    private readonly runs: readonly Run[],
    /** The start of `text` in the text that `runs` describe. */
    private readonly offset: number,
  ) {}

  /** `source` from `start` to `end`, character by character. */
  static verbatim(source: string, { start, end }: SourceRange): MappedText {
    return new MappedText(source.slice(start, end), [{ at: 0, start, end, isWhole: false }], 0);
  }

  /** Like `verbatim`, but every CR LF becomes LF, as in the readers of most formats. */
  static withLineFeeds(source: string, { start, end }: SourceRange): MappedText {
    const builder = new MappedTextBuilder(source);
    let from = start;
    for (
      let at = source.indexOf("\r\n", start);
      at >= 0 && at + 2 <= end;
      at = source.indexOf("\r\n", from)
    ) {
      builder.copy({ start: from, end: at });
      builder.put("\n", { start: at, end: at + 2 });
      from = at + 2;
    }
    builder.copy({ start: from, end });
    return builder.build(start);
  }

  /** `text` of another file, all of which represents `range` in this one. */
  static standIn(text: string, { start, end }: SourceRange): MappedText {
    return new MappedText(text, [{ at: 0, start, end, isWhole: true }], 0);
  }

  /** Only for the builder. */
  static ofRuns(text: string, runs: readonly Run[]): MappedText {
    return new MappedText(text, runs, 0);
  }

  get length(): number {
    return this.text.length;
  }

  slice(start: number, end = this.text.length): MappedText {
    return new MappedText(this.text.slice(start, end), this.runs, this.offset + start);
  }

  /** Without the characters at both ends that match `pattern` (a single-character pattern). */
  trim(pattern: RegExp): MappedText {
    let start = 0;
    let end = this.text.length;
    while (start < end && pattern.test(this.text.charAt(start))) start += 1;
    while (end > start && pattern.test(this.text.charAt(end - 1))) end -= 1;
    return this.slice(start, end);
  }

  /** The range of `text.slice(start, end)` in the file. */
  rangeOf(start: number, end: number): SourceRange {
    const from = this.startInFile(start);
    return { start: from, end: end <= start ? from : Math.max(from, this.endInFile(end)) };
  }

  /** The range of the whole text in the file. */
  get range(): SourceRange {
    return this.rangeOf(0, this.text.length);
  }

  /** The part of the text that is in the file at `range`; undefined if it was not copied. */
  find({ start, end }: SourceRange): { start: number; end: number } | undefined {
    const run = this.runs.find((one) => !one.isWhole && one.start <= start && end <= one.end);
    if (run === undefined) return undefined;
    const from = run.at + start - run.start - this.offset;
    const to = from + end - start;
    return from >= 0 && to <= this.text.length ? { start: from, end: to } : undefined;
  }

  /** The text split into pieces of one run each. */
  *pieces(): Generator<{ readonly text: string; readonly run: Omit<Run, "at"> }> {
    for (let at = 0; at < this.text.length;) {
      const index = this.findRun(this.offset + at);
      const next = (this.runs[index + 1]?.at ?? Infinity) - this.offset;
      const to = Math.min(this.text.length, next);
      const isWhole = this.runs[index]?.isWhole ?? true;
      yield { text: this.text.slice(at, to), run: { ...this.rangeOf(at, to), isWhole } };
      at = to;
    }
  }

  private startInFile(index: number): number {
    const { at, start, end, isWhole } = this.runs[this.findRun(this.offset + index)] ?? NO_RUN;
    return isWhole ? start : Math.min(end, start + (this.offset + index - at));
  }

  private endInFile(index: number): number {
    const last = this.offset + index - 1;
    const { at, start, end, isWhole } = this.runs[this.findRun(last)] ?? NO_RUN;
    return isWhole ? end : Math.min(end, start + (last + 1 - at));
  }

  /** The last run that begins at or before `at`. */
  private findRun(at: number): number {
    const next = firstIndex(this.runs.length, (index) => (this.runs[index] ?? NO_RUN).at > at);
    return Math.max(0, next - 1);
  }
}

/** A piece of the text, which begins at `at`, and its range in the file. */
interface Run {
  readonly at: number;
  readonly start: number;
  readonly end: number;
  /** Whether the piece as a whole represents the range; otherwise character by character. */
  readonly isWhole: boolean;
}

const NO_RUN: Run = { at: 0, start: 0, end: 0, isWhole: true };

/** Builds a decoded text piece by piece. */
export class MappedTextBuilder {
  private readonly pieces: string[] = [];
  private readonly runs: Run[] = [];
  /** The length of the text so far. */
  length = 0;

  constructor(private readonly source: string) {}

  /** Adds a range of the file, unchanged. */
  copy({ start, end }: SourceRange): void {
    this.add(this.source.slice(start, end), { start, end, isWhole: false });
  }

  /** Adds `text` to represent the file's `range`. */
  put(text: string, { start, end }: SourceRange): void {
    this.add(text, { start, end, isWhole: true });
  }

  private add(text: string, run: Omit<Run, "at">): void {
    if (text === "") return;
    this.runs.push({ at: this.length, ...run });
    this.pieces.push(text);
    this.length += text.length;
  }

  /** Adds a text that is already mapped. */
  append(text: MappedText): void {
    for (const { text: piece, run } of text.pieces()) this.add(piece, run);
  }

  /** `start` is the position of an empty text. */
  build(start: number): MappedText {
    const runs = this.runs.length > 0 ? this.runs : [{ at: 0, start, end: start, isWhole: true }];
    return MappedText.ofRuns(this.pieces.join(""), runs);
  }
}
