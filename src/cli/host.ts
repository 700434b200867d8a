/** The process's services for a command; tests pass their own. */
export interface Host {
  /** Writes to standard output; resolves when its reader has room for more. */
  readonly out: (text: string) => Promise<void>;
  /** Writes to standard error. */
  readonly err: (text: string) => void;
  /** Standard input. */
  readonly input: AsyncIterable<Uint8Array>;
  /** Colors only if the output is a terminal. */
  readonly hasColors: boolean;
  /** The working folder: absolute. */
  readonly folder: string;
  /** The folder of the counting engine's files. */
  readonly tokensFolder: string;
  /** The bundle with which threads read logs; without it one thread reads them. */
  readonly trafficWorkerFile?: string;
  /** The bundle with which threads check files; without it one thread checks them. */
  readonly checkWorkerFile?: string;
  /** ISO date. */
  readonly today: string;
  /** The environment's variables. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Calls back at Ctrl-C instead of ending the process, until the returned function is called. */
  readonly onInterrupt: (callback: () => void) => () => void;
}
