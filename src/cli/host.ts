/** What the process around a command supplies; tests hand in their own. */
export interface Host {
  /** Writes to standard output; resolves when its reader has room for more. */
  readonly out: (text: string) => Promise<void>;
  /** Writes to standard error. */
  readonly err: (text: string) => void;
  /** Standard input. */
  readonly input: AsyncIterable<Uint8Array>;
  /** Colors only if a person looks. */
  readonly hasColors: boolean;
  /** The working folder: absolute. */
  readonly folder: string;
  /** Where the build lays the counting engine's files. */
  readonly tokensFolder: string;
  /** ISO date. */
  readonly today: string;
}
