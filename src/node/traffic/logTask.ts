import type { CsvColumns } from "../../core/traffic/formats/csvColumns";
import type { TrafficFormatId } from "../../core/traffic/formats/trafficFormat";
import { createPromptJudge } from "../../core/traffic/promptJudge";
import { createTemplateMatcher, type PromptTemplate } from "../../core/traffic/templateMatch";
import { TrafficCollector } from "../../core/traffic/trafficCollector";
import { createRecommender } from "../../core/recommend/recommender";
import type { LogOptions } from "../../core/traffic/formats/logInterpreter";

/** How logs are to be read. Plain data, so that a worker can be told. */
export interface LogTask {
  readonly format?: TrafficFormatId;
  readonly columns?: CsvColumns;
  readonly readsText: boolean;
  readonly showsLines: boolean;
  readonly hashesRoutes: boolean;
  readonly templates: readonly PromptTemplate[];
  readonly lastDayMs: number;
}

export function logOptionsOf({ format, columns, readsText, showsLines }: LogTask): LogOptions {
  return { readsText, showsLines, ...(format && { format }), ...(columns && { columns }) };
}

export function collectorOf({
  readsText,
  hashesRoutes,
  templates,
  lastDayMs,
}: LogTask): TrafficCollector {
  return new TrafficCollector({
    lastDayMs,
    hashesRoutes,
    ...(readsText && {
      judge: createPromptJudge(createRecommender()),
      match: createTemplateMatcher(templates),
    }),
  });
}
