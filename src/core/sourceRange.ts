/** A half-open range of a file's text in UTF-16 units: `text.slice(start, end)`. */
export interface SourceRange {
  readonly start: number;
  readonly end: number;
}
