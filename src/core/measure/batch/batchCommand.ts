import type { Pair } from "../../pair";

interface BatchCall {
  readonly file: string;
  readonly data: string;
  /** With their efforts. */
  readonly models: Pair<string>;
  /** Of a file with several requests, from 1. */
  readonly request?: number;
}

/** The line of a shell that measures the same by OpenAI's Batch. Names are only ever words of it. */
export function batchCommand(
  { file, data, models, request }: BatchCall,
  isWindows: boolean,
): string {
  const words = [
    file,
    "--data",
    data,
    ...(request === undefined ? [] : ["--request", String(request)]),
    "--left",
    models.left,
    "--right",
    models.right,
  ];
  return `npx tokenscale batch submit ${words.map((word) => quoted(word, isWindows)).join(" ")}`;
}

/** In single quotes PowerShell and POSIX shells replace nothing; they differ in how a quote is written. */
function quoted(word: string, isWindows: boolean): string {
  if (/^[\w./@:=-]+$/.test(word)) return word;
  return `'${word.replaceAll("'", isWindows ? "''" : "'\\''")}'`;
}
