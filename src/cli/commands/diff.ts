import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { type PicoUsd, sumIfKnown } from "../../core/money";
import { usd } from "../../core/estimate/estimateJson";
import { formatCount, formatSignedTokens, formatSignedUsd, formatTokens } from "../../core/format";
import type { ModelPair } from "../../core/models/resolvePair";
import { codeSpan, escapeMarkdown } from "../../core/surfaces/segments";
import { visibleJson, visibleLine } from "../../core/visibleText";
import { type Command, forEachFile } from "../command";
import { Estimator } from "../estimator";
import { type ChangedFile, GitRevision } from "../git";
import type { Host } from "../host";
import { decodeText, type InputText, readText } from "../input";
import { PAIR_OPTIONS, pairOptions, readWords } from "../options";
import { DEFAULT_CONFIG, readConfig } from "../projectConfig";
import { PromptFiles } from "../promptFiles";
import { table } from "../terminal";
import { UsageError } from "../usage";

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
  const revision = await GitRevision.open(base, host.folder);
  const config = (await readConfig(host)) ?? DEFAULT_CONFIG;
  const estimator = await Estimator.create({ ...config, ...pairOptions(values, config) }, host);
  const promptFiles = new PromptFiles(host, config);
  const changes: Change[] = [];
  const exitCode = await forEachFile(await revision.changedFiles(), host, async (file) => {
    const { path, basePath } = file;
    const textNow = (): Promise<InputText | undefined> => textOf(path, host);
    const textBefore = async (): Promise<InputText | undefined> =>
      basePath === undefined
        ? undefined
        : checkedOut(decodeText(basePath, await revision.bytesOf(basePath)), await textNow());
    const head = async (): Promise<string> =>
      ((await textNow()) ?? (await textBefore()))?.text ?? "";
    if (!(await promptFiles.has(path, head))) return;
    const before = await inputOf(basePath ?? path, await textBefore(), estimator);
    const now = await inputOf(path, await textNow(), estimator);
    if (before !== undefined || now !== undefined) changes.push({ ...file, before, now });
  });
  const { pair } = estimator.settings;
  if (values.json) {
    for (const change of changes) await host.out(`${visibleJson(changeJson(change, pair))}\n`);
  } else if (values.markdown) await host.out(markdownOf(changes, base, pair));
  else if (changes.length === 0)
    await host.out(`0 prompt files changed since ${visibleLine(base)}.\n`);
  else await host.out(`${table(rowsOf(changes, base, pair))}\n`);
  return exitCode;
};

async function textOf(path: string, host: Host): Promise<InputText | undefined> {
  const found = await stat(resolve(host.folder, path)).catch(() => undefined);
  return found?.isFile() ? readText(path, host) : undefined;
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

/** Undefined if there is no such file, or no request in it. */
async function inputOf(
  path: string,
  text: InputText | undefined,
  estimator: Estimator,
): Promise<FileInput | undefined> {
  if (text === undefined) return undefined;
  const { estimates } = await estimator.estimateText(path, text);
  if (estimates.length === 0) return undefined;
  const sideInput = (side: (typeof SIDES)[number]): SideInput => ({
    tokens: estimates.reduce((total, estimate) => total + estimate[side].count.inputTokens, 0),
    cost: sumIfKnown(estimates.map((estimate) => estimate[side].cost?.input)),
  });
  return { left: sideInput("left"), right: sideInput("right") };
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
