import type { Endpoint, Prompt } from "./prompt/prompt";
import type { RunEvent } from "./runs/engine/runEvent";
import type { RunResult } from "./runs/engine/runResult";

/** One prompt to be run on one model. */
export interface RunRequest {
  /** Filled: what stands in its texts is sent. */
  readonly prompt: Prompt;
  /** A catalogue id or a snapshot. */
  readonly model: string;
  /** For runners that have both; by default the prompt's own. */
  readonly endpoint: Endpoint;
}

/** What a run looks at to be stopped. Every `AbortSignal` is one. */
export interface StopSignal {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

export interface RunOptions {
  /** Aborted: the run stops and resolves with what had arrived. */
  readonly signal: StopSignal;
  /** Called synchronously, in order, never after the run has resolved. */
  readonly onEvent: (event: RunEvent) => void;
}

/** Sends prompts to a model: over the `openai` SDK (`live/`) or VS Code's own models (`editor/`). */
export interface ModelRunner {
  /** Whether its server normally says what it bills, so that a missing usage is worth a word. */
  readonly reportsUsage: boolean;
  /** Never rejects: whatever goes wrong is the result's `fault`, beside what had arrived. */
  run(request: RunRequest, options: RunOptions): Promise<RunResult>;
}

/** Time, so that tests need not wait for it. */
export interface Clock {
  /** Milliseconds that only grow, from an arbitrary start. */
  nowMs(): number;
  /** The time of day. */
  date(): Date;
  /** Calls back once after `delayMs`, unless the returned function was called before. */
  after(delayMs: number, callback: () => void): () => void;
}

/** Bytes of an image that a prompt names by a path. */
export interface ImageFiles {
  /** `source` as the prompt has it. Undefined where there is no such file or it can't be read. */
  read(source: string): Promise<Uint8Array | undefined>;
}

/** A folder of text files that only grow: the ledger, the record of estimates, the history. */
export interface TextFiles {
  /** In no particular order. An absent folder is empty. */
  list(): Promise<readonly TextFileEntry[]>;
  /** Undefined where there is no such file. */
  read(name: string): Promise<string | undefined>;
  /** Creates the file and the folder where they are missing. */
  append(name: string, text: string): Promise<void>;
  /** Does nothing where there is no such file. */
  remove(name: string): Promise<void>;
}

export interface TextFileEntry {
  readonly name: string;
  readonly bytes: number;
}

/** The shell's store of secrets. */
export interface Secrets {
  get(name: string): Promise<string | undefined>;
  store(name: string, value: string): Promise<void>;
  delete(name: string): Promise<void>;
}
