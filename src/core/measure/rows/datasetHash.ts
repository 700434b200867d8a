import { textHash } from "../../runs/textHash";
import type { DatasetRow } from "../row";

/** A short name for what rows send, in their order: the same for the same rows. One row at a time. */
export class DatasetHash {
  private readonly hashes: string[] = [];

  add({ id, values, prompt }: DatasetRow): void {
    this.hashes.push(textHash(JSON.stringify([id, [...values], prompt])));
  }

  end(): string {
    return textHash(this.hashes.join(" "));
  }
}
