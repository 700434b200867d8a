/**
 * Finds the next match of a pattern from ever later places, and searches each stretch of the text
 * once, however often it is asked.
 */
export class ForwardSearch {
  private match: RegExpExecArray | null | undefined;

  /** `pattern` has the flag `g`. */
  constructor(
    private readonly text: string,
    private readonly pattern: RegExp,
  ) {}

  /** The first match that begins at or behind `start`, which never grows smaller. */
  from(start: number): RegExpExecArray | undefined {
    if (this.match === undefined || (this.match !== null && this.match.index < start)) {
      this.pattern.lastIndex = start;
      this.match = this.pattern.exec(this.text);
    }
    return this.match ?? undefined;
  }
}
