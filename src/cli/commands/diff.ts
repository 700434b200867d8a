import { readFile } from "node:fs/promises";
import type { PicoUsd } from "../../core/cost/money";
import type { Estimate } from "../../core/estimate/estimate";
import { formatCount, formatSignedTokens, formatSignedUsd, formatTokens } from "../../core/format";
import type { Command } from "../commandLine";
import { Estimator } from "../estimator";
import { changedFiles, textAt } from "../git";
import { readWords } from "../options";
import { promptFileTest, readConfig } from "../projectConfig";
import { table } from "../terminal";

interface Change {
  readonly file: string;
  readonly before: Input | undefined;
  readonly now: Input | undefined;
}

/** What all requests of a file are billed as input; a cost without a price is undefined. */
interface Input {
  readonly tokens: number;
  readonly left: PicoUsd | undefined;
  readonly right: PicoUsd | undefined;
}

/** `tokenscale diff`: what the working tree changes in input tokens and in the cost of the input. */
export const diff: Command = async (words, terminal) => {
  const { values } = readWords(words, {
    base: { type: "string" },
    markdown: { type: "boolean" },
    json: { type: "boolean" },
  });
  const { base = "HEAD" } = values;
  const config = await readConfig(process.cwd());
  const { left, right, tolerance } = config;
  const estimator = await Estimator.create({ left, right, tolerance });
  const isPrompt = promptFileTest(config.promptFiles);
  const changes: Change[] = [];
  for (const file of (await changedFiles(base)).filter(isPrompt)) {
    const inputOfText = async (text: string | undefined): Promise<Input | undefined> =>
      text === undefined
        ? undefined
        : inputOf((await estimator.estimateText(file, text)).estimates);
    changes.push({
      file,
      before: await inputOfText(await textAt(base, file)),
      now: await inputOfText(await readFile(file, "utf8").catch(() => undefined)),
    });
  }
  if (values.json) {
    for (const change of changes) terminal.out(`${JSON.stringify(changeJson(change))}\n`);
    return 0;
  }
  if (changes.length === 0) {
    terminal.out(`0 prompt files changed since ${base}.\n`);
    return 0;
  }
  const { pair } = estimator.settings;
  const heading = [
    "Prompt file",
    `Tokens at ${base}`,
    "Tokens now",
    "Tokens",
    pair.left.label,
    pair.right.label,
  ];
  const rows = [...changes.map(rowOf), totalRow(changes)];
  if (values.markdown) {
    terminal.out(
      `**${formatCount(changes.length, "prompt file")} changed since \`${base}\`**, input of each request\n\n`,
    );
    const lines = [heading, ["---", ...heading.slice(1).map(() => "--:")], ...rows];
    terminal.out(
      `${lines.map((cells) => `| ${cells.map(escapeCell).join(" | ")} |`).join("\n")}\n`,
    );
  } else terminal.out(`${table([heading, ...rows])}\n`);
  return 0;
};

function inputOf(estimates: readonly Estimate[]): Input {
  return {
    tokens: estimates.reduce((total, { left }) => total + left.count.inputTokens, 0),
    left: sum(estimates.map(({ left }) => left.cost?.input)),
    right: sum(estimates.map(({ right }) => right.cost?.input)),
  };
}

/** Once an amount is not known the sum is not. */
function sum(amounts: readonly (PicoUsd | undefined)[]): PicoUsd | undefined {
  return amounts.reduce(
    (total, amount) => (total === undefined || amount === undefined ? undefined : total + amount),
    0n,
  );
}

function rowOf(change: Change): string[] {
  const { file, before, now } = change;
  return [
    file,
    before ? formatTokens(before.tokens) : "new",
    now ? formatTokens(now.tokens) : "deleted",
    signedTokens(tokenDifference(change)),
    signedUsd(costDifference("left", change)),
    signedUsd(costDifference("right", change)),
  ];
}

function totalRow(changes: readonly Change[]): string[] {
  const tokens = changes.reduce((total, change) => total + tokenDifference(change), 0);
  return [
    "Total",
    "",
    "",
    signedTokens(tokens),
    signedUsd(sum(changes.map((change) => costDifference("left", change)))),
    signedUsd(sum(changes.map((change) => costDifference("right", change)))),
  ];
}

function tokenDifference({ before, now }: Change): number {
  return (now?.tokens ?? 0) - (before?.tokens ?? 0);
}

function costDifference(side: "left" | "right", { before, now }: Change): PicoUsd | undefined {
  const was = before === undefined ? 0n : before[side];
  const is = now === undefined ? 0n : now[side];
  return was === undefined || is === undefined ? undefined : is - was;
}

function changeJson(change: Change): object {
  const { file, before, now } = change;
  return {
    file,
    ...(before && { tokensBefore: before.tokens }),
    ...(now && { tokensNow: now.tokens }),
    tokens: tokenDifference(change),
  };
}

function signedTokens(tokens: number): string {
  return tokens === 0 ? "0" : formatSignedTokens(tokens);
}

function signedUsd(amount: PicoUsd | undefined): string {
  return amount === undefined ? "no price" : formatSignedUsd(amount);
}

/** Names of files come from outside: a bar in one must not open a cell. */
function escapeCell(cell: string): string {
  return cell.replaceAll("|", "\\|");
}
