import { textHash } from "../../runs/textHash";
import type { DatasetRow } from "../row";

/** A short name for what the rows send, in their order. The same for the same rows. */
export function datasetHash(rows: readonly DatasetRow[]): string {
  return textHash(rows.map(rowHash).join(" "));
}

function rowHash({ id, values, prompt }: DatasetRow): string {
  return textHash(JSON.stringify([id, [...values], prompt]));
}
