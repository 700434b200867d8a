import type { Currency } from "../../currency";
import type { PicoUsd } from "../../money";
import {
  formatColumn,
  formatDecimals,
  formatSeconds,
  formatShare,
  formatTokens,
  NOT_KNOWN,
} from "../../format";
import { type Pair, SIDES } from "../../pair";
import type { Table, TableRow } from "../contract/panelState";
import { small, type TextSpan, type RichText } from "../contract/richText";
import { isInProgress } from "./answerState";
import type { ShownAnswer, ShownSide, ShownSides } from "../../runs/engine/answerView";
import { statisticsRows } from "./statisticsRows";

type RowKey =
  | "firstToken"
  | "rate"
  | "time"
  | "estimatedInput"
  | "billedInput"
  | "cached"
  | "output"
  | "reasoning"
  | "estimated"
  | "billed"
  | "reasoningCost"
  | "difference"
  | "byInput"
  | "byCache"
  | "byOutput";

/** One model's cells; rows without a value are left out. */
type Column = Readonly<Partial<Record<RowKey, RichText>>>;

const AT_THE_END: RichText = [small("at the end")];
const UNKNOWN: RichText = [NOT_KNOWN];

/**
 * The time and cost of the answers that are shown, next to what was expected; for several runs, with
 * their medians below.
 */
export function buildMeasurements(
  sides: ShownSides,
  index: number,
  names: Pair<TextSpan>,
  currency: Currency,
): Table {
  const columns = SIDES.map((side) => columnOf(sides[side], index, currency));
  const hasReasoning = columns.some(({ reasoning }) => reasoning !== undefined);
  const rows = rowNames(currency, hasReasoning)
    .filter(({ key }) => columns.some((column) => column[key] !== undefined))
    .map(({ key, heading, kind = "plain" }): TableRow => {
      return { key, kind, cells: [[heading], ...columns.map((column) => column[key] ?? [])] };
    });
  return {
    caption: "Measurements of the run",
    columns: [
      { key: "what", heading: ["Measured, unit"], align: "start" },
      ...SIDES.map((side) => ({
        key: side,
        heading: [names[side]],
        align: "end" as const,
      })),
    ],
    rows: [...rows, ...statisticsRows(sides, currency)],
  };
}

interface RowName {
  readonly key: RowKey;
  readonly heading: string;
  readonly kind?: TableRow["kind"];
}

function rowNames({ code }: Currency, hasReasoning: boolean): readonly RowName[] {
  return [
    { key: "firstToken", heading: "Time to first token, s" },
    { key: "rate", heading: "Output tokens per second" },
    { key: "time", heading: "Time in all, s", kind: "close" },
    { key: "estimatedInput", heading: "Prompt tokens, estimated" },
    { key: "billedInput", heading: "Prompt tokens, billed" },
    { key: "cached", heading: "of them cached", kind: "sub" },
    { key: "output", heading: "Completion tokens", kind: hasReasoning ? "plain" : "close" },
    { key: "reasoning", heading: "of them reasoning", kind: "sub" },
    { key: "estimated", heading: `Cost estimated, ${code}` },
    { key: "billed", heading: `Cost billed, ${code}` },
    { key: "reasoningCost", heading: "of it for reasoning", kind: "sub" },
    { key: "difference", heading: `Billed less estimate, ${code}`, kind: "sum" },
    { key: "byInput", heading: "by prompt tokens", kind: "sub" },
    { key: "byCache", heading: "by cached tokens", kind: "sub" },
    { key: "byOutput", heading: "by completion tokens", kind: "sub" },
  ];
}

function columnOf(shown: ShownSide | undefined, index: number, currency: Currency): Column {
  const answer = shown?.answers[index];
  if (shown === undefined || answer === undefined) return {};
  const { firstTokenMs, elapsedMs, tokensPerSecond, usage, outputTokens } = answer;
  const unknown = unknownOf(answer);
  return {
    firstToken: firstTokenMs === undefined ? unknown : inSeconds(firstTokenMs),
    rate: tokensPerSecond === undefined ? unknown : [formatDecimals(tokensPerSecond, 1)],
    time: elapsedMs === undefined ? UNKNOWN : soFar(answer, inSeconds(elapsedMs)),
    estimatedInput: shown.estimate ? [formatTokens(shown.estimate.inputTokens)] : UNKNOWN,
    billedInput: usage ? [formatTokens(usage.inputTokens)] : unknown,
    cached: usage ? [formatTokens(usage.cachedTokens)] : unknown,
    output: outputTokens === undefined ? UNKNOWN : soFar(answer, [formatTokens(outputTokens)]),
    ...(usage?.reasoningTokens !== undefined && {
      reasoning: [formatTokens(usage.reasoningTokens)],
    }),
    ...costsOf(shown, answer, currency),
  };
}

/** One model's amounts, with as many decimals as it takes to show the smallest difference. */
function costsOf({ estimate }: ShownSide, answer: ShownAnswer, currency: Currency): Column {
  const { cost, costBasis, difference, reasoningCost } = answer;
  const amounts = [
    estimate?.cost,
    cost,
    difference?.total,
    difference?.byInput,
    difference?.byCache,
    difference?.byOutput,
    reasoningCost,
  ];
  const cells = formatColumn(amounts, { currency, totalIndex: 1, hidesNothing: true });
  const cell = (at: number): string => cells[at] ?? NOT_KNOWN;
  const atMost = isInProgress(answer) ? "so far at most " : "at most ";
  const unknown = unknownOf(answer);
  const costs = {
    estimated: [cell(0)],
    billed:
      cost === undefined ? unknown : [...(costBasis === "at-most" ? [small(atMost)] : []), cell(1)],
    ...(reasoningCost !== undefined && { reasoningCost: [cell(6)] }),
  };
  if (difference === undefined) return { ...costs, difference: unknown };
  const { total, estimated, byInput, byCache, byOutput } = difference;
  const { inputTokens, cachedTokens, outputTokens } = difference;
  const part = (amount: PicoUsd, words: string, at: number): RichText | undefined =>
    amount === 0n ? undefined : [small(`${words} `), signed(cell(at), amount)];
  return withoutUndefined({
    ...costs,
    difference: [small(`${signedShare(total, estimated)} `), signed(cell(2), total)],
    byInput: part(byInput, moreOrFewer(inputTokens), 3),
    byCache: part(byCache, formatTokens(cachedTokens), 4),
    byOutput: part(byOutput, moreOrFewer(outputTokens), 5),
  });
}

function withoutUndefined(cells: Readonly<Partial<Record<RowKey, RichText | undefined>>>): Column {
  const known = Object.entries(cells).filter((entry): entry is [string, RichText] => {
    return entry[1] !== undefined;
  });
  return Object.fromEntries(known);
}

function inSeconds(milliseconds: number): RichText {
  return [formatSeconds(milliseconds / 1000)];
}

function soFar(answer: ShownAnswer, words: RichText): RichText {
  return isInProgress(answer) ? [small("so far "), ...words] : words;
}

function unknownOf(answer: ShownAnswer): RichText {
  return isInProgress(answer) ? AT_THE_END : UNKNOWN;
}

function moreOrFewer(tokens: number): string {
  return `${formatTokens(Math.abs(tokens))} ${tokens < 0 ? "fewer" : "more"}`;
}

/** Zero has no sign; a cell below zero already has its minus. */
function signed(cell: string, amount: PicoUsd): string {
  return amount > 0n ? `+${cell}` : cell;
}

function signedShare(amount: PicoUsd, whole: PicoUsd): string {
  if (amount === 0n) return formatShare(amount, whole);
  return amount < 0n ? `−${formatShare(-amount, whole)}` : `+${formatShare(amount, whole)}`;
}
