import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type PicoUsd, sumIfKnown } from "../../core/money";
import type { Estimate, ModelEstimate } from "../../core/estimate/estimate";
import { usd } from "../../core/estimate/estimateJson";
import { formatCount, formatSignedTokens, formatSignedUsd, formatTokens } from "../../core/format";
import { isJsonlFormat, type JsonlLine } from "../../core/prompt/formats/jsonl";
import { detectFormat } from "../../core/prompt/formats/promptFormats";
import type { ModelPair } from "../../core/models/resolvePair";
import { codeSpan, escapeMarkdown } from "../../core/surfaces/segments";
import { visibleJson, visibleLine } from "../../core/visibleText";
import { BaseTree } from "../baseTree";
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
import { DEFAULT_CONFIG, readConfig } from "../projectConfig";
import { PromptFiles } from "../promptFiles";
import { toRequestLines } from "../requestLines";
import { table } from "../terminal";
import { InputError, UsageError } from "../usage";

/** A prompt file's input at the revision and now; undefined if there is no such file. */
interface Change extends ChangedFile {
  readonly before: FileInput | undefined;
  readonly now: FileInput | undefined;
}

interface FileInput {
  readonly left: SideInput;
  readonly right: SideInput;
}

/** The billed input of all requests of a file on one model; the cost is undefined without a price. */
interface SideInput {
  readonly tokens: number;
  readonly cost: PicoUsd | undefined;
}

const NOTHING: SideInput = { tokens: 0, cost: 0n };
const SIDES = ["left", "right"] as const;

/** `tokenscale diff`: how the working tree changes the input tokens and the cost of the input. */
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
  const changes: Change[] = [];
  const compare = async (file: ChangedFile, inputs: Inputs): Promise<void> => {
    const before = await inputs.before(atBase);
    const now = await inputs.now(estimator);
    if (before !== undefined || now !== undefined) changes.push({ ...file, before, now });
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
    const inputs = isLines(path) ? lineInputs(versions, host) : textInputs(versions, host);
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
      await compare({ path, basePath: path }, textInputs(versions, host));
    }
  }
  changes.sort((a, b) => (a.path < b.path ? -1 : 1));
  const { pair } = estimator.settings;
  if (values.json) {
    for (const change of changes) await host.out(`${visibleJson(changeJson(change, pair))}\n`);
  } else if (values.markdown) await host.out(markdownOf(changes, base, pair));
  else if (changes.length === 0)
    await host.out(`0 prompt files changed since ${visibleLine(base)}.\n`);
  else await host.out(`${table(rowsOf(changes, base, pair))}\n`);
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

function textInputs({ path, basePath, isNow, stored }: Versions, host: Host): Inputs {
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
      return text && inputOf((await estimator.estimateText(name, text)).estimates);
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
function lineInputs({ path, basePath, isNow, stored }: Versions, host: Host): Inputs {
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
      ? inputOf(estimatesOf(name, toRequestLines(name, format, lines), estimator))
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

/** The sums of requests; undefined if there is none. */
async function inputOf(
  estimates: Iterable<Estimate> | AsyncIterable<Estimate>,
): Promise<FileInput | undefined> {
  let sums: FileInput | undefined;
  for await (const estimate of estimates) {
    const { left = NOTHING, right = NOTHING } = sums ?? {};
    sums = { left: addTo(left, estimate.left), right: addTo(right, estimate.right) };
  }
  return sums;
}

function addTo({ tokens, cost }: SideInput, { count, cost: added }: ModelEstimate): SideInput {
  return { tokens: tokens + count.inputTokens, cost: sumIfKnown([cost, added?.input]) };
}

function differenceOf({ before, now }: Change, side: (typeof SIDES)[number]): SideInput {
  const was = before?.[side] ?? NOTHING;
  const is = now?.[side] ?? NOTHING;
  return {
    tokens: is.tokens - was.tokens,
    cost: was.cost === undefined || is.cost === undefined ? undefined : is.cost - was.cost,
  };
}

function changeJson(change: Change, pair: ModelPair): object {
  const { path, basePath, before, now } = change;
  const sideJson = (side: (typeof SIDES)[number]): object => {
    const { tokens, cost } = differenceOf(change, side);
    return {
      ...(before && { tokensBefore: before[side].tokens }),
      ...(now && { tokensNow: now[side].tokens }),
      tokens,
      ...(cost !== undefined && { inputUsd: usd(cost) }),
    };
  };
  return {
    file: path,
    ...(basePath !== undefined && basePath !== path && { renamedFrom: basePath }),
    models: { [pair.left.id]: sideJson("left"), [pair.right.id]: sideJson("right") },
  };
}

function markdownOf(changes: readonly Change[], base: string, pair: ModelPair): string {
  const title = `**${formatCount(changes.length, "prompt file")} changed since ${codeSpan(base)}**`;
  if (changes.length === 0) return `${title}\n`;
  const [heading = [], ...rows] = rowsOf(changes, base, pair);
  const lines = [heading, heading.map((_, column) => (column === 0 ? "---" : "--:")), ...rows];
  const line = (cells: readonly string[]): string => `| ${cells.map(escapeMarkdown).join(" | ")} |`;
  return `${title}, input of each request\n\n${lines.map(line).join("\n")}\n`;
}

/** A heading, one row per file, and their total. Tokens are those of the left model. */
function rowsOf(changes: readonly Change[], base: string, { left, right }: ModelPair): string[][] {
  const differs = changes.some(
    (change) => differenceOf(change, "left").tokens !== differenceOf(change, "right").tokens,
  );
  const heading = [
    "Prompt file",
    `Tokens at ${base}`,
    "Tokens now",
    ...(differs ? [`Tokens, ${left.label}`, `Tokens, ${right.label}`] : ["Tokens"]),
    `USD, ${left.label}`,
    `USD, ${right.label}`,
  ];
  const cells = (differences: readonly SideInput[]): string[] => [
    ...(differs ? differences : differences.slice(0, 1)).map(({ tokens }) =>
      formatSignedTokens(tokens),
    ),
    ...differences.map(({ cost }) => (cost === undefined ? "no price" : formatSignedUsd(cost))),
  ];
  const total = SIDES.map((side) => {
    const differences = changes.map((change) => differenceOf(change, side));
    return {
      tokens: differences.reduce((all, { tokens }) => all + tokens, 0),
      cost: sumIfKnown(differences.map(({ cost }) => cost)),
    };
  });
  return [
    heading,
    ...changes.map((change) => [
      nameOf(change),
      change.before ? formatTokens(change.before.left.tokens) : "new",
      change.now ? formatTokens(change.now.left.tokens) : "deleted",
      ...cells(SIDES.map((side) => differenceOf(change, side))),
    ]),
    ["Total", "", "", ...cells(total)],
  ];
}

function nameOf({ path, basePath }: ChangedFile): string {
  return basePath === undefined || basePath === path ? path : `${basePath} → ${path}`;
}
