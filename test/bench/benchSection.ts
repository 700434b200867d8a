/** The results of one benchmark: a table for people, and the figures for programs. */
export interface BenchSection {
  readonly title: string;
  /** How it was measured. */
  readonly note: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly json: unknown;
}
