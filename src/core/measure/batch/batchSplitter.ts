/** The limits of one file of the Batch API (OpenAI, "Batch API": 50,000 requests and 200 MB). */
export interface BatchLimits {
  readonly requests: number;
  readonly bytes: number;
}

export const BATCH_LIMITS: BatchLimits = { requests: 50_000, bytes: 200_000_000 };

/** Says in which file each line goes. */
export class BatchSplitter {
  private part = 0;
  private requests = 0;
  private bytes = 0;

  constructor(private readonly limits: BatchLimits = BATCH_LIMITS) {}

  /** The number of the part, from 0; undefined for a line that no file can hold. */
  add(lineBytes: number): number | undefined {
    if (lineBytes > this.limits.bytes) return undefined;
    if (this.requests + 1 > this.limits.requests || this.bytes + lineBytes > this.limits.bytes) {
      this.part += 1;
      this.requests = 0;
      this.bytes = 0;
    }
    this.requests += 1;
    this.bytes += lineBytes;
    return this.part;
  }
}
