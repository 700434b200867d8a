/** Time, injected so that tests don't have to wait for it. */
export interface Clock {
  /** Monotonic milliseconds from an arbitrary start. */
  nowMs(): number;
  /** The time of day. */
  date(): Date;
  /** Calls back once after `delayMs`, unless the returned function was called before. */
  after(delayMs: number, callback: () => void): () => void;
}

/** The bytes of images that a prompt names by path. */
export interface ImageFiles {
  /** `source` as written in the prompt. Undefined if there is no such file or it can't be read. */
  read(source: string): Promise<Uint8Array | undefined>;
}

/** A folder of text files that only grow: the ledger, the record of estimates, the history. */
export interface TextFiles {
  /** In no particular order. An absent folder is empty. */
  list(): Promise<readonly TextFileEntry[]>;
  /** Undefined if there is no such file. */
  read(name: string): Promise<string | undefined>;
  /** Creates the file and the folder if they are missing. */
  append(name: string, text: string): Promise<void>;
  /** Does nothing if there is no such file. */
  remove(name: string): Promise<void>;
}

export interface TextFileEntry {
  readonly name: string;
  readonly bytes: number;
}

/** The editor's or the CLI's secret storage. */
export interface Secrets {
  get(name: string): Promise<string | undefined>;
  store(name: string, value: string): Promise<void>;
  delete(name: string): Promise<void>;
}
