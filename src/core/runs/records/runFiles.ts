import type { TextFileEntry } from "../../ports";
import { textHash } from "../textHash";
import type { StoredRunHead } from "./storedRun";

const NAME = /^[0-9a-f]{14}-(\d{13})-[\w-]+\.jsonl$/;

export function isRunFile({ name }: TextFileEntry): boolean {
  return NAME.test(name);
}

/** `HASH-STARTED-ID.jsonl`, by the prompt that was run. */
export function runFileName({ file, startedAt, id }: StoredRunHead): string {
  const started = String(Date.parse(startedAt)).padStart(13, "0");
  return `${textHash(file)}-${started}-${id.replace(/[^\w-]/g, "")}.jsonl`;
}

/** The files of one prompt. */
export function entriesOf(
  file: string,
  entries: readonly TextFileEntry[],
): readonly TextFileEntry[] {
  const prefix = `${textHash(file)}-`;
  return entries.filter(({ name }) => name.startsWith(prefix));
}

/** When the run started, in milliseconds, as digits. */
export function startOf({ name }: TextFileEntry): string {
  return NAME.exec(name)?.[1] ?? "";
}
