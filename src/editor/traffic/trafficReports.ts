import { findModelAtEffort } from "../../core/models/modelAtEffort";
import { loadOtherModels } from "../../core/models/otherModels";
import { resolvePair } from "../../core/models/resolvePair";
import { TrafficPricer } from "../../core/traffic/trafficCost";
import { trafficReport, type TrafficReport } from "../../core/traffic/trafficReport";
import type { TrafficSummary } from "../../core/traffic/trafficSummary";
import type { EstimateContext } from "../store/estimateContext";

/** The choices made on the page; the settings decide the rest. */
export interface WhatIfChoice {
  readonly target?: string;
  readonly tolerance?: number;
}

/** The report of a summary. The price list of other models is loaded only if a log names one. */
export async function reportOf(
  summary: TrafficSummary,
  { target, tolerance }: WhatIfChoice,
  { settings }: EstimateContext,
): Promise<TrafficReport> {
  const pricer = new TrafficPricer(settings);
  const areKnown = summary
    .allCells()
    .every(({ key }) => pricer.modelNamed(key.model) !== undefined);
  const others = areKnown ? undefined : await loadOtherModels(new Date(settings.today));
  const sources = { ...settings, ...(others && { findOther: others.find }) };
  return trafficReport(summary, {
    sources,
    pair: target === undefined ? settings.pair : pairTo(target, settings),
    tolerance: tolerance ?? settings.tolerance,
  });
}

/** The left model of the settings with another target; without an effort, at none if it has that. */
function pairTo(
  target: string,
  settings: EstimateContext["settings"],
): EstimateContext["settings"]["pair"] {
  const atNone = `${target}@none`;
  const right =
    target.includes("@") || findModelAtEffort(atNone, settings).kind !== "found" ? target : atNone;
  return resolvePair({ ...settings, left: settings.pair.leftSnapshot, right });
}
