/**
 * Finds the next match of a pattern from increasing positions, and searches each stretch of the text
 * only once, no matter how often it is called.
 */
export class ForwardSearch {
  private match: RegExpExecArray | null | undefined;

  /** `pattern` must have the flag `g`. */
  constructor(
    private readonly text: string,
    private readonly pattern: RegExp,
  ) {}

  /** The first match that begins at or after `start`, which must never decrease. */
  from(start: number): RegExpExecArray | undefined {
    if (this.match === undefined || (this.match !== null && this.match.index < start)) {
      this.pattern.lastIndex = start;
      this.match = this.pattern.exec(this.text);
    }
    return this.match ?? undefined;
  }
}
