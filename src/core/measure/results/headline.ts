import { type Currency, USD } from "../../currency";
import {
  formatCount,
  formatDecimals,
  formatTokens,
  formatUsd,
  formatWholePercent,
} from "../../format";
import type { PicoUsd } from "../../money";
import { otherSide, type Pair, type Side, SIDES } from "../../pair";
import { divideToEven } from "../../ratio";
import { SIGNIFICANCE } from "../statistics/exactTest";
import { cheaperSide, type MeasurementSummary } from "./summary";

/** Inputs of the sentences besides the results. */
export interface HeadlineContext {
  readonly names: Pair<string>;
  readonly requestsPerMonth: number;
  readonly currency?: Currency;
  /** The side whose answers were saved earlier, of a comparison with a baseline. */
  readonly baseline?: Side;
}

/** The sentence on top and what it rests on. */
export interface Headline {
  readonly sentence: string;
  /** Further sentences; empty if there is nothing to add. */
  readonly detail: string;
}

/** With fewer rows only a difference of more than 20 rows in 100 can be told: 6 of 30 must differ. */
const MIN_ROWS = 30;

export function headlineOf(summary: MeasurementSummary, context: HeadlineContext): Headline {
  const sentences = verdictSentences(summary, context);
  const missing = SIDES.flatMap((side) => missingSentence(summary, side, context));
  return {
    sentence: withBaseline(sentences.sentence, context),
    detail: [...sentences.detail, ...missing].join(" "),
  };
}

interface Sentences {
  readonly sentence: string;
  readonly detail: readonly string[];
}

function verdictSentences(summary: MeasurementSummary, context: HeadlineContext): Sentences {
  const { paired } = summary;
  if (paired.rows === 0) return uncheckedSentences(summary, context);
  if (paired.pValue < SIGNIFICANCE) return differenceSentences(summary, context);
  if (paired.rows < MIN_ROWS) return tooFewSentences(summary, context);
  const first = cheaperSide(summary) ?? "left";
  const second = otherSide(first);
  const rows = formatTokens(paired.rows);
  const passes = `${context.names[first]} passes ${formatTokens(passesOf(summary, first))} of ${rows}, ${context.names[second]} ${formatTokens(passesOf(summary, second))}`;
  return {
    sentence: `${passes}: no difference that ${formatCount(paired.rows, "row")} can show.${savingSentence(summary, context)}`,
    detail: splitSentences(summary, context),
  };
}

function differenceSentences(summary: MeasurementSummary, context: HeadlineContext): Sentences {
  const { paired } = summary;
  const { names } = context;
  const better: Side = paired.onlyPasses.left > paired.onlyPasses.right ? "left" : "right";
  const worse = otherSide(better);
  const [most, fewer] = [passesOf(summary, better), passesOf(summary, worse)];
  const passes = `${names[better]} passes ${formatTokens(most)} of ${formatTokens(paired.rows)}, ${names[worse]} ${formatTokens(fewer)}`;
  return {
    sentence: `${passes}: a real difference (${pWords(paired.pValue)}). ${names[worse]} loses ${lossWords(most - fewer, paired.rows)}.`,
    detail: [
      `${winsWords(summary, context)}.`,
      ...(cheaperSide(summary) === worse ? [savingSentence(summary, context).trimStart()] : []),
    ].filter((sentence) => sentence !== ""),
  };
}

function tooFewSentences(summary: MeasurementSummary, { names }: HeadlineContext): Sentences {
  const { left, right } = summary.paired.onlyPasses;
  const more =
    left === right
      ? "As many pass on both."
      : `${formatTokens(Math.abs(left - right))} more ${Math.abs(left - right) === 1 ? "passes" : "pass"} on ${names[left > right ? "left" : "right"]}.`;
  const are = summary.paired.rows === 1 ? "row is" : "rows are";
  return {
    sentence: `${formatTokens(summary.paired.rows)} ${are} too few to tell. ${more}`,
    detail: [],
  };
}

/** Without assertions nothing says which answers are right. */
function uncheckedSentences(summary: MeasurementSummary, context: HeadlineContext): Sentences {
  const { answered, sameText } = summary;
  if (answered === 0) return { sentence: "No row has an answer of both models.", detail: [] };
  const same = `${formatTokens(sameText)} of ${formatTokens(answered)} answers are the same text`;
  return {
    sentence: `Nothing says which answers are right, as no assertion checks them: ${same}.${savingSentence(summary, context)}`,
    detail: [],
  };
}

function splitSentences(summary: MeasurementSummary, context: HeadlineContext): readonly string[] {
  const { pValue, winsForDifference: wins } = summary.paired;
  const differing = differingRows(summary);
  if (differing === 0) return ["No row passes on only one of the two."];
  const chance =
    pValue > 0.5
      ? "that chance gives more often than not"
      : `that chance gives ${timesInHundred(pValue)}`;
  const needed =
    wins === undefined
      ? "It would take at least 6 rows that differ, all for one model, to call it a difference."
      : `It would take ${formatTokens(wins)} of the ${formatTokens(differing)} to call it a difference.`;
  return [
    `${winsWords(summary, context)}: a split ${chance} (exact test, ${pWords(pValue)}).`,
    needed,
  ];
}

function winsWords(summary: MeasurementSummary, { names }: HeadlineContext): string {
  const { onlyPasses } = summary.paired;
  const first: Side = onlyPasses.right > onlyPasses.left ? "right" : "left";
  const second = otherSide(first);
  const differing = differingRows(summary);
  const rows = differing === 1 ? "row that differs" : "rows that differ";
  return `Of the ${formatTokens(differing)} ${rows} ${names[first]} wins ${formatTokens(onlyPasses[first])} and ${names[second]} ${formatTokens(onlyPasses[second])}`;
}

function differingRows({ paired: { onlyPasses } }: MeasurementSummary): number {
  return onlyPasses.left + onlyPasses.right;
}

function passesOf({ paired }: MeasurementSummary, side: Side): number {
  return paired.bothPass + paired.onlyPasses[side];
}

function timesInHundred(p: number): string {
  const times = Math.round(p * 100);
  return times === 1 ? "once in 100 times" : `${times} times in 100`;
}

/** `p = 0.55`, `p = 0.012`, `p < 0.001`. */
function pWords(p: number): string {
  if (p < 0.001) return "p < 0.001";
  const decimals = p >= 0.995 ? 0 : Math.max(2, 1 - Math.floor(Math.log10(p)));
  return `p = ${formatDecimals(p, decimals)}`;
}

/** `9 rows in 100`, and of a small loss `4 rows in 1,000`. */
function lossWords(lost: number, rows: number): string {
  const per = [100, 1_000, 10_000].find((whole) => Math.round((lost * whole) / rows) > 0) ?? rows;
  const count = Math.round((lost * per) / rows);
  return `${formatCount(count, "row")} in ${formatTokens(per)}`;
}

/** The monthly saving of requests like these on the cheaper side; undefined without prices. */
function monthlySaving(
  { pairedCost, answered }: MeasurementSummary,
  requestsPerMonth: number,
): PicoUsd | undefined {
  if (pairedCost === undefined || answered === 0) return undefined;
  const difference = pairedCost.left - pairedCost.right;
  const size = difference < 0n ? -difference : difference;
  return divideToEven(size * BigInt(requestsPerMonth), BigInt(answered));
}

/** Begins with a space; empty if there is no saving to tell. */
function savingSentence(
  summary: MeasurementSummary,
  { names, requestsPerMonth, currency = USD }: HeadlineContext,
): string {
  const saving = monthlySaving(summary, requestsPerMonth);
  const cheaper = cheaperSide(summary);
  if (saving === undefined || cheaper === undefined) return "";
  const amount = formatUsd(saving, currency);
  return ` ${names[cheaper]} saves ${amount} a month at ${formatCount(requestsPerMonth, "request")}.`;
}

function missingSentence(
  { sides, rows }: MeasurementSummary,
  side: Side,
  { names }: HeadlineContext,
): readonly string[] {
  const { faults } = sides[side];
  if (faults === 0) return [];
  const share = formatWholePercent(faults, rows);
  return [
    `${names[side]} gave no answer to ${formatCount(faults, "row")} (${share}), which are left out.`,
  ];
}

function withBaseline(sentence: string, { names, baseline }: HeadlineContext): string {
  if (baseline === undefined) return sentence;
  // A sentence that begins with a model keeps the spelling of its name.
  const rest = sentence.replace(/^No(?=thing| row)/, "no");
  return `Against the saved answers of ${names[baseline]}, ${rest}`;
}
