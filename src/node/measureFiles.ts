import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { readAssertsFile } from "../core/measure/assertions/readAssertsFile";
import type { Assertion } from "../core/measure/assertion";
import type { Dataset } from "../core/measure/rows/dataset";
import { DatasetReader } from "../core/measure/rows/datasetReader";

/**
 * Reads a dataset part by part, and the files beside it that it names. Rejects if the file itself can't
 * be read.
 */
export async function readDataset(file: string): Promise<Dataset> {
  const dataset = await readOnce(file, new Map());
  if (dataset.references.length === 0) return dataset;
  return readOnce(file, await readReferences(file, dataset.references));
}

/** Assertions of a file, and sentences about what is wrong with it. */
interface ReadAssertions {
  readonly file: string;
  readonly assertions: readonly Assertion[];
  readonly problems: readonly string[];
}

/** Rejects if the file can't be read. */
export async function readAssertions(file: string): Promise<ReadAssertions> {
  const text = await readFile(file, "utf8");
  const source = { path: file, text };
  const first = readAssertsFile(source);
  const names = first.references.map(({ path }) => path);
  const read =
    names.length === 0
      ? first
      : readAssertsFile({ ...source, files: await readReferences(file, names) });
  return {
    file,
    assertions: read.assertions,
    problems: read.problems.map(({ message }) => `${basename(file)}: ${message}`),
  };
}

/** The assertions beside a prompt: `triage.asserts.yaml` of `triage.prompty`. Undefined if it has none. */
export async function assertionsBeside(promptFile: string): Promise<ReadAssertions | undefined> {
  const [name = ""] = basename(promptFile).split(".");
  for (const extension of ["yaml", "yml", "json"]) {
    const file = join(dirname(promptFile), `${name}.asserts.${extension}`);
    const read = await readAssertions(file).catch((error: unknown) => {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
      throw error;
    });
    if (read !== undefined) return read;
  }
  return undefined;
}

async function readOnce(file: string, files: ReadonlyMap<string, string>): Promise<Dataset> {
  const reader = new DatasetReader({ path: file, files });
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  for await (const bytes of createReadStream(file) as AsyncIterable<Uint8Array>) {
    decoder ??= new TextDecoder(encodingOf(bytes));
    reader.push(decoder.decode(bytes, { stream: true }));
  }
  reader.push(decoder?.decode() ?? "");
  return reader.end();
}

/** Spreadsheets also write UTF-16, with a byte order mark. */
function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}

/** Those that can be read, by their names as written. */
async function readReferences(
  file: string,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const name of names) {
    const text = await readFile(resolve(dirname(file), name), "utf8").catch(() => undefined);
    if (text !== undefined) files.set(name, text);
  }
  return files;
}
