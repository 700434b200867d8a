import { estimateReasoning } from "../../cost/reasoningEstimate";
import { costOfRequest } from "../../cost/requestCost";
import { INTELLIGENCE_INDEX } from "../../cost/value";
import { formatDecimals, formatUsd } from "../../format";
import { comparedBenchmarks } from "../../models/benchmarks";
import { CATALOG } from "../../models/catalog";
import { INDEX_POINTS } from "../../models/indexPoints";
import type { Benchmark, Model, TierPrice } from "../../models/model";
import { atEffort } from "../../models/modelAtEffort";
import { priceOf } from "../../models/priceOf";
import { MEDIUM_REQUEST } from "../../models/requestSizes";
import type { SourceKey } from "../../models/sources";
import { PICO_PER_USD, picoUsdOf, type PicoUsd } from "../../money";
import { type Pair, type Side, SIDES } from "../../pair";
import type { IndexScatter, ScatterPoint, Table } from "../contract/panelState";
import { type RichText } from "../contract/richText";
import type { PanelContext } from "../panelContext";

/** A model at one effort, with its index and the cost of a typical request. */
interface Rated {
  readonly label: string;
  readonly index: number;
  readonly cost: PicoUsd;
  readonly side?: Side;
  readonly source: SourceKey;
}

/**
 * The index against the cost of a typical request and against the cost per point, for all models of one
 * version of the index. None if no version has a model of the pair.
 */
export function buildIndexScatters(context: PanelContext): readonly IndexScatter[] {
  const compared = comparedBenchmarks(context.input.pair, INTELLIGENCE_INDEX);
  const version = compared.left?.version ?? compared.right?.version;
  if (version === undefined) return [];
  const rated = [...ratedModels(version, compared, context), ...ratedOthers(version)];
  if (rated.length === 0) return [];
  const sources = context.citations.cite(...rated.map(({ source }) => source));
  const note: RichText = [
    `${INTELLIGENCE_INDEX} v${version}; a request of 5,000 tokens in and 1,000 out at list prices, with the reasoning expected at each effort.`,
    sources,
  ];
  return [
    scatterOf("price", "Intelligence vs price", rated, ({ cost }) => cost, note, context),
    scatterOf("value", "Intelligence vs cost per index point", rated, costPerPoint, note, context),
  ];
}

function ratedModels(
  version: string,
  compared: Partial<Pair<Benchmark>>,
  { input: { today } }: PanelContext,
): readonly Rated[] {
  return CATALOG.flatMap((model) =>
    model.benchmarks
      .filter((each) => each.name === INTELLIGENCE_INDEX && each.version === version)
      .flatMap((benchmark) => {
        const cost = costOfMedium(model, benchmark, today);
        const side = SIDES.find((each) => compared[each] === benchmark);
        return cost === undefined
          ? []
          : [
              {
                label: labelOf(model, benchmark),
                index: benchmark.value,
                cost,
                source: benchmark.source,
                ...(side && { side }),
              },
            ];
      }),
  );
}

function ratedOthers(version: string): readonly Rated[] {
  return INDEX_POINTS.filter((point) => point.version === version).flatMap(
    ({ label, index, price, source }) => {
      const cost = costOfRequest(price, MEDIUM_REQUEST);
      return cost === undefined ? [] : [{ label, index, cost, source }];
    },
  );
}

function costOfMedium(model: Model, { effort }: Benchmark, today: string): PicoUsd | undefined {
  const price: TierPrice | undefined = priceOf(model, model.id, "standard", today);
  const { outputTokens } = MEDIUM_REQUEST;
  const output = {
    minTokens: outputTokens,
    expectedTokens: outputTokens,
    maxTokens: outputTokens,
    origin: "",
    originKind: "user",
  } as const;
  const reasoning = effort && estimateReasoning(atEffort(model, effort), { output, answers: 1 });
  const billed = outputTokens + (reasoning?.expectedTokens ?? 0);
  return price && costOfRequest(price, { ...MEDIUM_REQUEST, outputTokens: billed });
}

function labelOf({ label }: Model, { effort, snapshot }: Benchmark): string {
  const at = effort === undefined ? "" : ` · ${effort}`;
  return snapshot === undefined ? label + at : `${label}${at} (${snapshot})`;
}

function costPerPoint({ cost, index }: Rated): PicoUsd {
  return picoUsdOf(Number(cost) / Number(PICO_PER_USD) / index);
}

function scatterOf(
  key: string,
  heading: string,
  rated: readonly Rated[],
  amountOf: (rated: Rated) => PicoUsd,
  note: RichText,
  { input: { currency } }: PanelContext,
): IndexScatter {
  const usd = (each: Rated): number => Number(amountOf(each)) / Number(PICO_PER_USD);
  const axis = logAxis(rated.map(usd));
  const top = Math.ceil(Math.max(...rated.map(({ index }) => index)) / 10) * 10;
  const text = (each: Rated): string => formatUsd(amountOf(each), currency);
  const points = rated.map((each): ScatterPoint => ({
    key: each.label,
    x: axis.place(usd(each)),
    y: each.index / top,
    label: each.label,
    title: `${each.label}: index ${formatDecimals(each.index, 1)}, ${text(each)}`,
    ...(each.side && { side: each.side }),
  }));
  const ofPair = points.filter(({ side }) => side !== undefined).map(({ title }) => title);
  return {
    key,
    heading,
    note,
    description: `${heading}: ${rated.length} models on a logarithmic axis of cost. ${ofPair.join("; ")}`,
    xTicks: axis.ticks.map((tick) => ({
      x: axis.place(tick),
      label: formatUsd(picoUsdOf(tick), currency),
    })),
    yTicks: Array.from({ length: top / 10 + 1 }, (_, ten) => ({
      y: (ten * 10) / top,
      label: String(ten * 10),
    })),
    // The pair is drawn last, over the others.
    points: points.toSorted((a, b) => Number(a.side !== undefined) - Number(b.side !== undefined)),
    table: tableOf(heading, rated, text),
  };
}

function tableOf(caption: string, rated: readonly Rated[], text: (each: Rated) => string): Table {
  return {
    caption,
    columns: [
      { key: "model", heading: ["Model"], align: "start" },
      { key: "index", heading: ["Index"], align: "end" },
      { key: "cost", heading: ["Cost"], align: "end" },
    ],
    rows: rated
      .toSorted((a, b) => b.index - a.index)
      .map((each) => ({
        key: each.label,
        kind: "plain",
        cells: [[each.label], [formatDecimals(each.index, 1)], [text(each)]],
      })),
  };
}

interface LogAxis {
  readonly ticks: readonly number[];
  /** 0 … 1. */
  readonly place: (value: number) => number;
}

/** Room around the outermost points, as a factor. */
const MARGIN = 1.4;

/** Powers of ten; if fewer than three of them fit, also 2 and 5 times them. */
function logAxis(values: readonly number[]): LogAxis {
  const low = Math.log10(Math.min(...values) / MARGIN);
  const high = Math.log10(Math.max(...values) * MARGIN);
  const within = (value: number): boolean => Math.log10(value) >= low && Math.log10(value) <= high;
  const powers = Array.from(
    { length: Math.ceil(high) - Math.floor(low) + 1 },
    (_, index) => 10 ** (Math.floor(low) + index),
  );
  const tens = powers.filter(within);
  const ticks =
    tens.length > 2 ? tens : powers.flatMap((ten) => [ten, 2 * ten, 5 * ten]).filter(within);
  return { ticks, place: (value) => (Math.log10(value) - low) / (high - low) };
}
