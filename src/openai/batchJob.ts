import { type BatchPart, type BatchState, hasEnded } from "../core/measure/batch/batchState";
import type { BatchReport, BatchServer } from "./batchServer";

/** The state of a job that is kept on disk. */
interface BatchFiles {
  /** Resolves when the state is on the disk. */
  save(state: BatchState): Promise<void>;
  readInput(part: BatchPart): AsyncIterable<Uint8Array>;
}

/** The batches of one measurement. Every step is on the disk before the next one begins. */
export class BatchJob {
  constructor(
    private current: BatchState,
    private readonly server: BatchServer,
    private readonly files: BatchFiles,
  ) {}

  get state(): BatchState {
    return this.current;
  }

  /** Uploads and submits what is not yet. After a restart nothing is submitted twice. */
  async submit(): Promise<void> {
    for (const { key } of this.current.parts) {
      let part = this.partOf(key);
      if (part.batchId !== undefined) continue;
      if (part.fileId === undefined) {
        const fileId = await this.server.upload(part.inputFile, this.files.readInput(part));
        part = await this.update(key, { fileId, status: "uploaded" });
      } else {
        const found = await this.server.find(key);
        if (found !== undefined) {
          await this.update(key, found);
          continue;
        }
      }
      await this.update(key, await this.server.create(part.fileId ?? "", part));
    }
  }

  /** Asks the server about every batch that had not ended. */
  async refresh(): Promise<void> {
    await this.forOpenParts((batchId) => this.server.retrieve(batchId));
  }

  /** The answers so far can still be fetched. */
  async cancel(): Promise<void> {
    await this.forOpenParts((batchId) => this.server.cancel(batchId));
  }

  /**
   * Reads the lines of every batch that has ended, its errors among them, and notes it as fetched once
   * `flush` says that all of them are on the disk.
   */
  async fetch(
    take: (part: BatchPart, line: string) => Promise<void>,
    flush: () => Promise<void>,
  ): Promise<void> {
    for (const part of this.current.parts) {
      if (part.isFetched || !hasEnded(part)) continue;
      for (const fileId of [part.outputFileId, part.errorFileId]) {
        if (fileId === undefined) continue;
        for await (const line of linesOf(await this.server.download(fileId)))
          await take(part, line);
      }
      await flush();
      await this.update(part.key, { isFetched: true });
    }
  }

  private async forOpenParts(ask: (batchId: string) => Promise<BatchReport>): Promise<void> {
    for (const part of this.current.parts) {
      if (part.batchId === undefined || hasEnded(part)) continue;
      await this.update(part.key, await ask(part.batchId));
    }
  }

  private partOf(key: string): BatchPart {
    const part = this.current.parts.find((each) => each.key === key);
    if (part === undefined) throw new Error(`No part ${key}.`);
    return part;
  }

  private async update(key: string, change: Partial<BatchPart>): Promise<BatchPart> {
    const part = { ...this.partOf(key), ...change };
    const parts = this.current.parts.map((each) => (each.key === key ? part : each));
    this.current = { ...this.current, parts };
    await this.files.save(this.current);
    return part;
  }
}

async function* linesOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const piece of pieces) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) if (line.trim() !== "") yield line;
  }
  rest += decoder.decode();
  if (rest.trim() !== "") yield rest;
}
