import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import type * as documentCounter from "../../../src/core/tokens/documentCounter";
import type * as streamCounter from "../../../src/core/tokens/streamCounter";
import type * as tokenEngine from "../../../src/core/tokens/tokenEngine";

const sourceDirectory = path.resolve(import.meta.dirname, "../../../src/core/tokens");

/** The counting code, unchanged or changed. */
export interface Counting {
  readonly createTokenEngine: typeof tokenEngine.createTokenEngine;
  readonly DocumentCounter: typeof documentCounter.DocumentCounter;
  readonly StreamCounter: typeof streamCounter.StreamCounter;
}

/** Replaces `original`, which must are in the file exactly once. */
interface SourceChange {
  readonly file: string;
  readonly original: string;
  readonly replacement: string;
}

/** Limits so small that short texts go through all that long ones go through. */
export const smallLimits: readonly SourceChange[] = [
  ["BLOCK_UNITS", "8192", "7"],
  ["LEFTOVER_BYTES_MAX", "16_384", "24"],
  ["TAIL_BYTES", "2048", "256"],
  ["CHUNK_BYTES", "1024", "16"],
  ["RUNT_UNITS", "512", "4"],
  ["GROUP_CHUNKS", "64", "3"],
  ["EAGER_UNITS", "16_384", "60"],
  ["CUT_SEARCH_UNITS", "4096", "12"],
].map(([name, original, replacement]) => ({
  file: "limits.ts",
  original: `export const ${name} = ${original};`,
  replacement: `export const ${name} = ${replacement};`,
}));

/** The counting code with changes in its source. */
export async function loadVariant(changes: readonly SourceChange[]): Promise<Counting> {
  const directory = await mkdtemp(path.join(tmpdir(), "tokenscale-"));
  try {
    const outfile = path.join(directory, "counting.mjs");
    await build({
      stdin: {
        contents: ["documentCounter", "streamCounter", "tokenEngine"]
          .map((name) => `export * from "./${name}";`)
          .join("\n"),
        resolveDir: sourceDirectory,
      },
      bundle: true,
      format: "esm",
      outfile,
      plugins: [
        {
          name: "change-source",
          setup(bundle) {
            bundle.onLoad({ filter: /\.ts$/ }, async ({ path: file }) => ({
              loader: "ts",
              contents: changed(await readFile(file, "utf8"), path.basename(file), changes),
            }));
          },
        },
      ],
    });
    return (await import(/* @vite-ignore */ pathToFileURL(outfile).href)) as Counting;
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** The source of `file` with those of the changes that are of this file. */
export function changed(source: string, file: string, changes: readonly SourceChange[]): string {
  return changes
    .filter((change) => change.file === file)
    .reduce((text, { original, replacement }) => {
      const parts = text.split(original);
      if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} times: ${original}`);
      return parts.join(replacement);
    }, source);
}
