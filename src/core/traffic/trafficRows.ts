import { writeCsv } from "../csv";
import { usd } from "../estimate/estimateJson";
import { visibleLine } from "../visibleText";
import type { MoveRow } from "./trafficMoves";
import type { Dimension, TrafficGroup, TrafficReport } from "./trafficReport";
import { kindWords, leadWords, remarkWords } from "./trafficWords";

/** Quantiles of the lengths of requests. */
const QUANTILES = [0.5, 0.9, 0.99] as const;

/** Everything as lines of JSON, told apart by `type`, so that a database reads them as one table. */
export function trafficJson(report: TrafficReport, by: readonly Dimension[]): readonly object[] {
  const groups = report.groups(by);
  return [
    { type: "summary", ...summaryJson(report) },
    ...groups.map((group) => ({ type: "group", ...groupJson(group) })),
    ...report.alternatives.map(({ model, cost, isEstimate }) => ({
      type: "alternative",
      model: model.effort === undefined ? model.id : `${model.id}@${model.effort}`,
      costUsd: usd(cost),
      isEstimate,
    })),
    ...(report.moves?.rows ?? []).map((row) => ({ type: "move", ...moveJson(row) })),
  ];
}

function summaryJson(report: TrafficReport): object {
  const { summary, all, effects, moves, period, billed, tolerated, pair } = report;
  return {
    ...groupJson(all),
    ...(period && { from: period.from, to: period.to }),
    counts: summary.counts,
    duplicates: summary.ids.duplicates,
    formats: Object.fromEntries([...summary.formats].sort(([a], [b]) => (a < b ? -1 : 1))),
    left: pair.left.id,
    right: pair.right.id,
    tolerance: tolerated,
    cachingSavesUsd: usd(effects.cachingSaves),
    batchSavesUsd: usd(effects.batchSaves),
    batchCouldSaveUsd: usd(effects.batchCouldSave),
    longContextCostsUsd: usd(effects.longContextCosts),
    ...(billed !== undefined && { billedUsd: usd(billed) }),
    ...(moves && {
      savedUsd: usd(moves.saved),
      savedByCostUsd: usd(moves.savedByCost),
      movedRequests: moves.movedRequests,
      leftRequests: moves.leftRequests,
      expectedLoss: moves.lossOfAll,
    }),
    lengths: lengthsJson(report),
    sentences: leadWords(report),
    remarks: remarkWords(report),
  };
}

function lengthsJson({ summary }: TrafficReport): readonly object[] {
  return [...summary.histograms]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([model, { input, output }]) => ({
      model,
      inputTokens: QUANTILES.map((at) => input.quantile(at)),
      outputTokens: QUANTILES.map((at) => output.quantile(at)),
    }));
}

function groupJson({ key, sums, cost, unpriced }: TrafficGroup): object {
  return {
    ...key,
    requests: sums.requests,
    inputTokens: sums.input,
    cachedTokens: sums.cached,
    cacheWriteTokens: sums.cacheWrite,
    outputTokens: sums.output,
    reasoningTokens: sums.reasoning,
    audioTokens: sums.inputAudio + sums.outputAudio,
    imageTokens: sums.image,
    costUsd: usd(cost),
    unpricedRequests: unpriced,
  };
}

function moveJson({
  route,
  kind,
  file,
  model,
  requests,
  cost,
  saving,
  loss,
  level,
  decision,
}: MoveRow) {
  return {
    route,
    kind,
    ...(file !== "" && { file }),
    model,
    requests,
    costUsd: usd(cost),
    ...(saving !== undefined && { savingUsd: usd(saving) }),
    ...(loss && { expectedLoss: loss.expected, deviation: loss.deviation }),
    ...(level !== undefined && { level }),
    decision,
  };
}

/** The groups as a table for a spreadsheet. */
export function trafficCsv(report: TrafficReport, by: readonly Dimension[]): string {
  const head = [
    ...by,
    "requests",
    "input_tokens",
    "cached_tokens",
    "cache_write_tokens",
    "output_tokens",
    "reasoning_tokens",
    "usd",
    "requests_without_price",
  ];
  const rows = report
    .groups(by)
    .map(({ key, sums, cost, unpriced }) => [
      ...by.map((dimension) => dimensionWords(dimension, key[dimension] ?? "")),
      String(sums.requests),
      String(sums.input),
      String(sums.cached),
      String(sums.cacheWrite),
      String(sums.output),
      String(sums.reasoning),
      String(usd(cost)),
      String(unpriced),
    ]);
  return writeCsv([head, ...rows]);
}

/** The name of a group on one line. */
export function dimensionWords(dimension: Dimension, name: string): string {
  return dimension === "kind" ? kindWords(name) : visibleLine(name);
}
