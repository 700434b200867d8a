import { createReadStream } from "node:fs";
import { open, readFile, rename, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import {
  type BatchPart,
  type BatchState,
  readBatchState,
  writeBatchState,
} from "../core/measure/batch/batchState";
import { BatchSplitter, type BatchLimits } from "../core/measure/batch/batchSplitter";
import type { Side } from "../core/pair";
import type { Endpoint } from "../core/prompt/prompt";

const STATE = "batch.json";

/** Undefined if the folder holds no batches, or of a newer version. */
export async function loadBatches(folder: string): Promise<BatchState | undefined> {
  const text = await readFile(join(folder, STATE), "utf8").catch(() => undefined);
  return text === undefined ? undefined : readBatchState(text);
}

/** The old state stays until the new one is whole. */
export async function saveBatches(folder: string, state: BatchState): Promise<void> {
  const file = join(folder, STATE);
  const handle = await open(`${file}.new`, "w");
  try {
    await handle.writeFile(writeBatchState(state));
    await handle.datasync();
  } finally {
    await handle.close();
  }
  await rename(`${file}.new`, file);
}

export function readBatchInput(
  folder: string,
  { inputFile }: BatchPart,
): AsyncIterable<Uint8Array> {
  return createReadStream(join(folder, inputFile)) as AsyncIterable<Uint8Array>;
}

/** Writes the requests of one side, line by line, into as many files as the API needs. */
export class BatchInputWriter {
  private readonly splitter: BatchSplitter;
  private readonly parts: BatchPart[] = [];
  private handle: FileHandle | undefined;

  constructor(
    private readonly folder: string,
    private readonly runId: string,
    private readonly side: Side,
    private readonly endpoint: Endpoint,
    limits?: BatchLimits,
  ) {
    this.splitter = new BatchSplitter(limits);
  }

  /** False for a line that is too long for any file. */
  async add(line: string): Promise<boolean> {
    const bytes = Buffer.from(line, "utf8");
    const number = this.splitter.add(bytes.length);
    if (number === undefined) return false;
    const part = this.parts[number] ?? (await this.begin(number));
    this.parts[number] = { ...part, requests: part.requests + 1 };
    await this.handle?.appendFile(bytes);
    return true;
  }

  /** The parts, once all of their lines are on the disk. */
  async end(): Promise<readonly BatchPart[]> {
    await this.handle?.datasync();
    await this.handle?.close();
    this.handle = undefined;
    return this.parts;
  }

  private async begin(number: number): Promise<BatchPart> {
    await this.end();
    const { side, endpoint } = this;
    const name = `${side}-${endpoint}-${number + 1}`;
    const inputFile = `batch-${name}.jsonl`;
    this.handle = await open(join(this.folder, inputFile), "w");
    const key = `${this.runId}-${name}`;
    return { key, side, inputFile, requests: 0, endpoint, status: "written" };
  }
}
