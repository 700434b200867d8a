import { isLossKnown } from "../../recommend/knownLoss";
import { measuredPairOf } from "../../recommend/pair";
import type { QualityEvidence } from "../../recommend/recommendation";
import { PICO_PER_USD, type PicoUsd } from "../../money";
import type { Estimate } from "../../estimate/estimate";
import { formatAtLeast, formatColumn, formatCount, formatDecimals, formatUsd } from "../../format";
import { otherSide, type Side, SIDES } from "../../pair";
import { NO_PRICE } from "../../surfaces/words";
import type {
  QualityChart,
  QualityPoint,
  Table,
  TableRow,
  VerdictPicture,
} from "../contract/panelState";
import { modelName } from "../contract/richText";
import { type PanelContext, sideOfModel } from "../panelContext";
import { fittingCost } from "./costTable";
import { costAxis, roomyAxis } from "./roundAxis";
import { toleranceChoice } from "./toleranceChoice";

const PER_THOUSAND = 1_000n;
/** Scores are shown with two decimals. */
const SCORE_DECIMALS = 2;
/** The half of a 90% interval, in standard errors. */
const HALF_INTERVAL_ERRORS = 1.645;

/**
 * Cost against expected quality, with the tolerance as a band; the costs by part if there is no score to
 * weigh them against. Undefined if a price is missing.
 */
export function buildVerdictPicture(
  estimate: Estimate,
  context: PanelContext,
): VerdictPicture | undefined {
  if (SIDES.some((side) => fittingCost(estimate[side])?.total === undefined)) return undefined;
  const { evidence, isStrongerCheaper } = estimate.recommendation;
  if (evidence === undefined || isStrongerCheaper) return costPicture(estimate, context);
  return { kind: "chart", chart: scoreChart(estimate, evidence, context) };
}

/** A score with its 90% interval, in the units of the axis. */
interface Score {
  readonly expected: number;
  readonly low: number;
  readonly high: number;
}

function scoreChart(
  estimate: Estimate,
  evidence: QualityEvidence,
  context: PanelContext,
): QualityChart {
  const { currency, tolerance } = context.input;
  const isKnown = isLossKnown(evidence);
  const scores = isKnown ? knownScores(evidence) : scoresAgainstStrong(evidence);
  const floor = scores.strong.expected - tolerance;
  const yAxis = roomyAxis(
    [floor, ...[scores.strong, scores.light].flatMap(({ low, high }) => [low, high])],
    { minSpan: 0.01, minDecimals: SCORE_DECIMALS },
  );
  const xAxis = costAxis(SIDES.map((side) => perThousand(estimate, side, currency.perUsd)));
  const score = (value: number): string => formatDecimals(value, SCORE_DECIMALS);
  const pointOf = (side: Side, isStrong: boolean): QualityPoint => {
    const { expected, low, high } = isStrong ? scores.strong : scores.light;
    const { model, cost, count } = estimate[side];
    const amount = formatUsd((cost?.total ?? 0n) * PER_THOUSAND, currency);
    const shown = count.basis.isLowerBound ? formatAtLeast(amount) : amount;
    const isUnknown = !isKnown && !isStrong;
    const range = `${score(low)} to ${score(high)}`;
    const detail = isUnknown
      ? `anywhere from ${score(high)} to ${score(low)}`
      : isKnown
        ? `${score(expected)} · ${shown}`
        : shown;
    const hasInterval = high > low;
    return {
      key: side,
      mark: side,
      x: xAxis.place(perThousand(estimate, side, currency.perUsd)),
      y: yAxis.place(expected),
      label: model.label,
      detail,
      title: isKnown
        ? `${model.label}: expected score ${score(expected)}${hasInterval ? `, 90% interval ${range}` : ""}; ${shown} per 1,000 requests`
        : `${model.label}: ${isUnknown ? `nothing measured, ${detail}` : "what the other is compared with"}; ${shown} per 1,000 requests`,
      ...(hasInterval && { interval: { low: yAxis.place(low), high: yAxis.place(high) } }),
      ...(isUnknown && { isUnknown }),
    };
  };
  const { pair } = context.input;
  const measured = measuredPairOf(pair.left.id, pair.right.id);
  const strongSide = (measured && sideOfModel(pair, measured.strong)) ?? "left";
  const points = SIDES.map((side) => pointOf(side, side === strongSide));
  const { shortLabel } = pair[strongSide];
  const lightName = pair[otherSide(strongSide)].shortLabel;
  return {
    heading: "Cost against quality",
    description: `Cost against ${isKnown ? "expected score" : `score relative to ${shortLabel}`}. ${points.map(({ title }) => title).join(". ")}. The tolerance is ${score(tolerance)}`,
    yName: isKnown ? "Expected score" : `Score against ${shortLabel}`,
    xName: `${currency.code} per 1,000 requests`,
    note: isKnown
      ? `Bars: 90% intervals; that of ${lightName} is of the difference.`
      : "Dashed: nothing measured tells where in this column.",
    xTicks: xAxis.ticks,
    yTicks: yAxis.ticks,
    band: {
      from: yAxis.place(floor),
      to: yAxis.place(scores.strong.expected),
      label: `within your ${score(tolerance)}`,
    },
    points,
    tolerance: toleranceChoice(tolerance),
  };
}

interface Scores {
  readonly strong: Score;
  readonly light: Score;
}

function knownScores(evidence: QualityEvidence): Scores {
  const { score4o, expectedGap, interval } = evidence;
  const half = HALF_INTERVAL_ERRORS * standardErrorOf(evidence);
  return {
    strong: { expected: score4o, low: score4o - half, high: Math.min(1, score4o + half) },
    light: {
      expected: score4o - expectedGap,
      low: score4o - interval[1],
      high: score4o - interval[0],
    },
  };
}

/** Of a mean of scores from 0 to 1: at most that of a share. None without a number of prompts. */
function standardErrorOf({ score4o, measured, published }: QualityEvidence): number {
  const prompts = measured?.prompts ?? published?.prompts;
  return prompts === undefined ? 0 : Math.sqrt((score4o * (1 - score4o)) / prompts);
}

function scoresAgainstStrong({ expectedGap, interval: [low, high] }: QualityEvidence): Scores {
  return {
    strong: { expected: 0, low: 0, high: 0 },
    light: { expected: -expectedGap, low: -high, high: -low },
  };
}

function perThousand(estimate: Estimate, side: Side, perUsd: number): number {
  const total = estimate[side].cost?.total ?? 0n;
  return (Number(total * PER_THOUSAND) / Number(PICO_PER_USD)) * perUsd;
}

/** Where the cost comes from: text, images and the answer. */
function costPicture(estimate: Estimate, context: PanelContext): VerdictPicture {
  return {
    kind: "table",
    heading: "Where the cost comes from",
    table: costByPart(estimate, context),
    note: "Each figure is rounded from the exact one. No score to draw: nothing is measured here.",
  };
}

const MINIMUM_DECIMALS = 2;

function costByPart(
  { left, right, prompt, output }: Estimate,
  { input: { pair, currency } }: PanelContext,
): Table {
  const images = prompt.messages
    .flatMap(({ parts }) => parts)
    .filter(({ kind }) => kind === "image").length;
  const textTokens = left.count.inputTokens - left.count.imageTokens;
  const columnOf = ({ cost }: typeof left): readonly string[] => {
    const amounts: readonly (PicoUsd | undefined)[] = [
      cost?.textInput,
      ...(images > 0 ? [cost?.images] : []),
      cost?.output,
      cost?.total,
    ];
    const perThousandRequests = amounts.map((amount) => amount && amount * PER_THOUSAND);
    return formatColumn(perThousandRequests, { currency, minimumDecimals: MINIMUM_DECIMALS });
  };
  const columns = { left: columnOf(left), right: columnOf(right) };
  const names: readonly (readonly [string, TableRow["kind"], string])[] = [
    ["text", "plain", `Text, ${formatCount(textTokens, "token")}`],
    ...(images > 0 ? [["images", "plain", formatCount(images, "image")] as const] : []),
    ["output", "close", `Expected output, ${formatCount(output.expectedTokens, "token")}`],
    ["total", "sum", "Total"],
  ];
  return {
    caption: `Cost by part, ${currency.code} per 1,000 requests`,
    columns: [
      { key: "part", heading: [`${currency.code} per 1,000 requests`], align: "start" },
      ...SIDES.map((side) => ({
        key: side,
        heading: [modelName(side, pair[side].label)],
        align: "end" as const,
      })),
    ],
    rows: names.map(([key, kind, name], index) => ({
      key,
      kind,
      cells: [[name], ...SIDES.map((side) => [columns[side][index] ?? NO_PRICE])],
    })),
  };
}
