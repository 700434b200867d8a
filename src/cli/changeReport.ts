import { usd } from "../core/estimate/estimateJson";
import { formatCount, formatSignedTokens, formatSignedUsd, formatTokens } from "../core/format";
import { type PicoUsd, sumIfKnown } from "../core/money";
import type { ModelPair } from "../core/models/resolvePair";
import { type Side, SIDES } from "../core/pair";
import { codeSpan, escapeMarkdown } from "../core/surfaces/segments";
import type { ChangedFile } from "./git";
import {
  type FileInput,
  inputChange,
  isRecommendationChanged,
  monthChange,
  type PromptChange,
} from "./promptChange";

/** A change as `diff --json` prints it. */
export function changeJson(change: PromptChange, pair: ModelPair): object {
  const { path, basePath, before, now } = change;
  const month = monthChange(change);
  const sideJson = (side: Side): object => {
    const { tokens, cost } = inputChange(change, side);
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
    recommended: {
      ...(before && { before: recommendedJson(before, pair) }),
      ...(now && { now: recommendedJson(now, pair) }),
    },
    ...(month && {
      month: {
        requests: month.requests,
        ...(month.before !== undefined && { usdBefore: usd(month.before) }),
        ...(month.now !== undefined && { usdNow: usd(month.now) }),
        ...(month.difference !== undefined && { usd: usd(month.difference) }),
      },
    }),
  };
}

function recommendedJson(input: FileInput, pair: ModelPair): readonly object[] {
  return recommendedModels(input, pair).map(([{ id }, requests]) => ({ model: id, requests }));
}

/** The models that requests of a file should run on, with how many, in the order of the pair. */
function recommendedModels(
  { recommended }: FileInput,
  pair: ModelPair,
): readonly (readonly [ModelPair["left"], number])[] {
  return [pair.left, pair.right].flatMap((model) => {
    const requests = recommended.get(model.id);
    return requests === undefined ? [] : [[model, requests] as const];
  });
}

/** A heading and a table in Markdown. */
export function changesMarkdown(
  changes: readonly PromptChange[],
  base: string,
  pair: ModelPair,
): string {
  const title = `**${formatCount(changes.length, "prompt file")} changed since ${codeSpan(base)}**`;
  if (changes.length === 0) return `${title}\n`;
  const [heading = [], ...rows] = changeRows(changes, base, pair);
  const lines = [heading, heading.map((_, column) => (column === 0 ? "---" : "--:")), ...rows];
  const line = (cells: readonly string[]): string => `| ${cells.map(escapeMarkdown).join(" | ")} |`;
  return `${title}, input of each request\n\n${lines.map(line).join("\n")}\n`;
}

/** Part of the table: what it says of a change, and of all changes. */
interface Column {
  readonly heading: string;
  readonly cell: (change: PromptChange) => string;
  readonly total: string;
}

/** A heading, one row per file, and their total. */
export function changeRows(
  changes: readonly PromptChange[],
  base: string,
  pair: ModelPair,
): string[][] {
  const columns: readonly Column[] = [
    { heading: "Prompt file", cell: nameOf, total: "Total" },
    {
      heading: `Tokens at ${base}`,
      cell: ({ before }) => (before ? formatTokens(before.left.tokens) : "new"),
      total: "",
    },
    {
      heading: "Tokens now",
      cell: ({ now }) => (now ? formatTokens(now.left.tokens) : "deleted"),
      total: "",
    },
    ...tokenColumns(changes, pair),
    ...SIDES.map((side) =>
      moneyColumn(`USD, ${pair[side].label}`, changes, (change) => inputChange(change, side).cost),
    ),
    ...(changes.some((change) => monthChange(change) !== undefined) ? [monthColumn(changes)] : []),
    ...(changes.some(isRecommendationChanged)
      ? [
          {
            heading: "Recommended",
            cell: (change: PromptChange) => recommendationWords(change, pair),
            total: "",
          },
        ]
      : []),
  ];
  return [
    columns.map(({ heading }) => heading),
    ...changes.map((change) => columns.map(({ cell }) => cell(change))),
    columns.map(({ total }) => total),
  ];
}

/** One column if all changes are the same on both models. */
function tokenColumns(changes: readonly PromptChange[], pair: ModelPair): readonly Column[] {
  const tokensOf = (change: PromptChange, side: Side): number => inputChange(change, side).tokens;
  const column = (heading: string, side: Side): Column => ({
    heading,
    cell: (change) => formatSignedTokens(tokensOf(change, side)),
    total: formatSignedTokens(changes.reduce((sum, change) => sum + tokensOf(change, side), 0)),
  });
  return changes.some((change) => tokensOf(change, "left") !== tokensOf(change, "right"))
    ? SIDES.map((side) => column(`Tokens, ${pair[side].label}`, side))
    : [column("Tokens", "left")];
}

function moneyColumn(
  heading: string,
  changes: readonly PromptChange[],
  amountOf: (change: PromptChange) => PicoUsd | undefined,
): Column {
  const words = (amount: PicoUsd | undefined): string =>
    amount === undefined ? "no price" : formatSignedUsd(amount);
  return {
    heading,
    cell: (change) => words(amountOf(change)),
    total: words(sumIfKnown(changes.map(amountOf))),
  };
}

/** Only files whose requests per month are known have a month. */
function monthColumn(changes: readonly PromptChange[]): Column {
  const known = changes.filter((change) => monthChange(change) !== undefined);
  const column = moneyColumn("USD a month", known, (change) => monthChange(change)?.difference);
  return { ...column, cell: (change) => (known.includes(change) ? column.cell(change) : "–") };
}

function recommendationWords(change: PromptChange, pair: ModelPair): string {
  const wordsOf = (input: FileInput | undefined): readonly string[] => {
    if (input === undefined) return [];
    const models = recommendedModels(input, pair);
    const words = models.map(([{ label }, requests]) =>
      models.length > 1 ? `${label} (${formatTokens(requests)})` : label,
    );
    return [words.length > 0 ? words.join(", ") : "neither"];
  };
  const { before, now } = change;
  return (isRecommendationChanged(change) ? [before, now] : [now]).flatMap(wordsOf).join(" → ");
}

function nameOf({ path, basePath }: ChangedFile): string {
  return basePath === undefined || basePath === path ? path : `${basePath} → ${path}`;
}
