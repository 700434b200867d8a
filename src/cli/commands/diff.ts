import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Estimate } from "../../core/estimate/estimate";
import { isJsonlFormat, type JsonlLine } from "../../core/prompt/formats/jsonl";
import { detectFormat } from "../../core/prompt/formats/promptFormats";
import { visibleJson, visibleLine } from "../../core/visibleText";
import { BaseTree } from "../baseTree";
import { changeJson, changesMarkdown, changeRows } from "../changeReport";
import { type Command, forEachFile } from "../command";
import { Estimator } from "../estimator";
import type { ChangedFile } from "../git";
import type { Host } from "../host";
import { HEAD_BYTES, readHead } from "../fileFormat";
import {
  decodeText,
  type InputLine,
  type InputText,
  isFile,
  readLines,
  readText,
  splitLines,
  wholePath,
} from "../input";
import { PAIR_OPTIONS, pairOptions, readWords } from "../options";
import { DEFAULT_CONFIG, readConfig, requestsPerMonthOf } from "../projectConfig";
import { type FileInput, inputOf, type PromptChange } from "../promptChange";
import { PromptFiles } from "../promptFiles";
import { toRequestLines } from "../requestLines";
import { table } from "../terminal";
import { InputError, UsageError } from "../usage";

/** `tokenscale diff`: how the working tree changes the tokens and cost of prompt files, and what is recommended. */
export const diff: Command = async (words, host) => {
  const { values, positionals } = readWords(words, {
    ...PAIR_OPTIONS,
    base: { type: "string" },
    markdown: { type: "boolean" },
    json: { type: "boolean" },
  });
  if (positionals.length > 0) throw new UsageError("diff takes no files.");
  const { base = "HEAD" } = values;
  const tree = await BaseTree.open(base, host);
  const config = (await readConfig(host)) ?? DEFAULT_CONFIG;
  const estimator = await Estimator.create({ ...config, ...pairOptions(values, config) }, host);
  const atBase = estimator.withFiles(tree.otherVersion);
  const promptFiles = new PromptFiles(host, config);
  const changes: PromptChange[] = [];
  const sumOf: InputSum = (estimates) =>
    inputOf(estimates, { ...estimator.settings, ...(values.model && { runsOn: "left" }) });
  const compare = async (file: ChangedFile, inputs: Inputs): Promise<void> => {
    const before = await inputs.before(atBase);
    const now = await inputs.now(estimator);
    if (before === undefined && now === undefined) return;
    const requestsPerMonth = requestsPerMonthOf(file.path, config);
    changes.push({ ...file, before, now, requestsPerMonth });
  };
  let otherFiles = 0;
  const exitCode = await forEachFile(tree.changes, host, async (file) => {
    const { path, basePath = path } = file;
    const versions: Versions = {
      path,
      basePath,
      isNow: isFile(resolve(host.folder, path)),
      stored: async () => (file.basePath === undefined ? undefined : tree.bytesOf(basePath)),
    };
    const inputs = isLines(path)
      ? lineInputs(versions, sumOf, host)
      : textInputs(versions, sumOf, host);
    if (await promptFiles.has(path, inputs.head)) await compare(file, inputs);
    else otherFiles += 1;
  });
  if (otherFiles > 0) {
    const all = await promptFiles.find([]);
    for (const path of all.filter((each) => tree.changeOf(each) === undefined && !isLines(each))) {
      const text = await textOf(path, host);
      if (text === undefined) continue;
      const read = await estimator.readText(path, text);
      if (!tree.hasChangedDependency(path, read)) continue;
      const stored = (): Promise<Buffer> => readFile(resolve(host.folder, path));
      const versions = { path, basePath: path, isNow: true, stored };
      await compare({ path, basePath: path }, textInputs(versions, sumOf, host));
    }
  }
  changes.sort((a, b) => (a.path < b.path ? -1 : 1));
  const { pair } = estimator.settings;
  if (values.json) {
    for (const change of changes) await host.out(`${visibleJson(changeJson(change, pair))}\n`);
  } else if (values.markdown) await host.out(changesMarkdown(changes, base, pair));
  else if (changes.length === 0)
    await host.out(`0 prompt files changed since ${visibleLine(base)}.\n`);
  else await host.out(`${table(changeRows(changes, base, pair))}\n`);
  return exitCode;
};

/** A changed file at the revision and now. */
interface Versions {
  readonly path: string;
  readonly basePath: string;
  /** Whether there is such a file now. */
  readonly isNow: boolean;
  /** The bytes at the revision; undefined if there was no such file. */
  readonly stored: () => Promise<Buffer | undefined>;
}

/** The input of both versions of a file. Nothing is read before it is needed. */
interface Inputs {
  /** The beginning of the text, which may tell the format. */
  readonly head: () => Promise<string>;
  readonly before: InputReader;
  readonly now: InputReader;
}

/** Counts a version; undefined if there is none, or no request in it. */
type InputReader = (estimator: Estimator) => Promise<FileInput | undefined>;

/** Adds up the requests of a version. */
type InputSum = (
  estimates: Iterable<Estimate> | AsyncIterable<Estimate>,
) => Promise<FileInput | undefined>;

function textInputs(
  { path, basePath, isNow, stored }: Versions,
  sumOf: InputSum,
  host: Host,
): Inputs {
  const now = async (): Promise<InputText | undefined> =>
    isNow ? readText(path, host) : undefined;
  const before = async (): Promise<InputText | undefined> => {
    const bytes = await stored();
    return bytes && checkedOut(decodeText(basePath, bytes), await now());
  };
  const reader =
    (name: string, read: () => Promise<InputText | undefined>): InputReader =>
    async (estimator) => {
      const text = await read();
      return text && sumOf((await estimator.estimateText(name, text)).estimates);
    };
  return {
    head: async () => ((await now()) ?? (await before()))?.text ?? "",
    before: reader(basePath, before),
    now: reader(path, now),
  };
}

function isLines(path: string): boolean {
  return /\.(?:jsonl|ndjson)$/.test(path);
}

/** Of a JSONL of any size, whose lines are counted one by one. */
function lineInputs(
  { path, basePath, isNow, stored }: Versions,
  sumOf: InputSum,
  host: Host,
): Inputs {
  const headNow = (): string => readHead(path, host);
  const headOf = (bytes: Buffer | undefined): string =>
    bytes?.subarray(0, HEAD_BYTES).toString("utf8") ?? "";
  const count = async (
    name: string,
    head: string,
    lines: AsyncIterable<InputLine>,
    estimator: Estimator,
  ): Promise<FileInput | undefined> => {
    const format = detectFormat({ path: wholePath(name, host), text: head });
    return isJsonlFormat(format)
      ? sumOf(estimatesOf(name, toRequestLines(name, format, lines), estimator))
      : undefined;
  };
  return {
    head: async () => (isNow ? headNow() : headOf(await stored())),
    before: async (estimator) => {
      const bytes = await stored();
      return bytes && count(basePath, headOf(bytes), splitLines(basePath, [bytes]), estimator);
    },
    now: async (estimator) =>
      isNow ? count(path, headNow(), readLines(path, host), estimator) : undefined,
  };
}

async function* estimatesOf(
  path: string,
  lines: AsyncIterable<JsonlLine>,
  estimator: Estimator,
): AsyncGenerator<Estimate> {
  for await (const { prompt } of lines) {
    if (prompt !== undefined) yield estimator.estimatePrompt(path, prompt);
  }
}

/**
 * The text of a prompt file that has not changed but may take content from a file that has. What can't
 * be read is no change.
 */
async function textOf(path: string, host: Host): Promise<InputText | undefined> {
  try {
    return await readText(path, host);
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

/**
 * A stored text with the line ends of the working tree's: git stores LF for a file that it checks out
 * with CRLF. If only the line ends changed according to git, they are the change.
 */
function checkedOut(stored: InputText, now: InputText | undefined): InputText {
  if (now === undefined || stored.text.includes("\r") || /(?:^|[^\r])\n/.test(now.text))
    return stored;
  const text = stored.text.replaceAll("\n", "\r\n");
  return text === now.text ? stored : { ...stored, text };
}
