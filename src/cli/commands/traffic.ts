import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { Readable } from "node:stream";
import { formatColumn, formatShare, formatTokens, formatUsd } from "../../core/format";
import { findModelAtEffort } from "../../core/models/modelAtEffort";
import { loadOtherModels } from "../../core/models/otherModels";
import { type ModelPair, resolvePair } from "../../core/models/resolvePair";
import type { ModelSources } from "../../core/models/findModel";
import { CSV_FIELDS, type CsvColumns, type CsvField } from "../../core/traffic/formats/csvColumns";
import { UnknownColumns } from "../../core/traffic/formats/logInterpreter";
import { TRAFFIC_FORMAT_IDS } from "../../core/traffic/formats/trafficFormats";
import { NotASummary, summaryLines, SummaryReader } from "../../core/traffic/summaryLines";
import { type PromptTemplate, templateOf } from "../../core/traffic/templateMatch";
import { TrafficPricer } from "../../core/traffic/trafficCost";
import { HEADINGS, trafficMarkdown } from "../../core/traffic/trafficMarkdown";
import {
  type Dimension,
  DIMENSIONS,
  nameOf,
  trafficReport,
  type TrafficReport,
} from "../../core/traffic/trafficReport";
import { dimensionWords, trafficCsv, trafficJson } from "../../core/traffic/trafficRows";
import { TrafficSummary } from "../../core/traffic/trafficSummary";
import {
  effectWords,
  kindWords,
  leadWords,
  lossWords,
  remarkWords,
  routeWords,
  targetWords,
} from "../../core/traffic/trafficWords";
import { visibleJson, visibleLine } from "../../core/visibleText";
import { collectorOf, logOptionsOf, type LogTask } from "../../node/traffic/logTask";
import { readStream } from "../../node/traffic/readLog";
import { readLogs } from "../../node/traffic/readLogs";
import type { Command } from "../command";
import { Estimator } from "../estimator";
import type { Host } from "../host";
import { readLines, readText, STANDARD_INPUT, unreadable } from "../input";
import { readTolerance, readWords } from "../options";
import { DEFAULT_CONFIG, readConfig } from "../projectConfig";
import { PromptFiles } from "../promptFiles";
import { bold, table } from "../terminal";
import { InputError, UsageError } from "../usage";

const OPTIONS = {
  format: { type: "string" },
  columns: { type: "string" },
  left: { type: "string" },
  right: { type: "string" },
  by: { type: "string" },
  tolerance: { type: "string" },
  prompts: { type: "string", multiple: true },
  json: { type: "boolean" },
  markdown: { type: "boolean" },
  csv: { type: "boolean" },
  partial: { type: "boolean" },
  merge: { type: "boolean" },
  sums: { type: "boolean" },
  "hash-routes": { type: "boolean" },
  "show-lines": { type: "boolean" },
  threads: { type: "string" },
} as const;

type Values = ReturnType<typeof readWords<typeof OPTIONS>>["values"];

/** Rows of a table in the terminal; the other outputs hold all. */
const MAX_ROWS = 25;

const DAY_MS = 86_400_000;

/** `tokenscale traffic`: what logged requests cost, and how many of them could move. */
export const traffic: Command = async (words, host) => {
  const { values, positionals } = readWords(words, OPTIONS);
  if (positionals.length === 0)
    throw new UsageError("traffic takes logs, or - for standard input.");
  const outputs = (["json", "markdown", "csv", "partial"] as const).filter((name) => values[name]);
  if (outputs.length > 1) throw new UsageError(`--${outputs.join(" and --")} exclude each other.`);
  const by = readDimensions(values.by);
  const summary =
    values.merge === true
      ? await mergeSummaries(positionals, host)
      : await readSummary(positionals, values, host);
  if (values.partial === true) {
    for (const line of summaryLines(summary)) await host.out(`${line}\n`);
    return 0;
  }
  const config = (await readConfig(host)) ?? DEFAULT_CONFIG;
  const names = { left: values.left ?? config.left, right: values.right ?? config.right };
  const sources = await modelSources(summary, names, host);
  const report = trafficReport(summary, {
    sources,
    pair: readPair(names, sources),
    tolerance: readTolerance(values.tolerance) ?? config.tolerance ?? "balanced",
  });
  if (values.json === true) {
    for (const row of trafficJson(report, by)) await host.out(`${visibleJson(row)}\n`);
  } else if (values.csv === true) await host.out(trafficCsv(report, by));
  else if (values.markdown === true) await host.out(trafficMarkdown(report, by));
  else await host.out(reportText(report, by, host));
  return 0;
};

async function readSummary(
  files: readonly string[],
  values: Values,
  host: Host,
): Promise<TrafficSummary> {
  const task: LogTask = {
    ...readFormat(values),
    readsText: values.sums !== true,
    showsLines: values["show-lines"] === true,
    hashesRoutes: values["hash-routes"] === true,
    templates: await readTemplates(values.prompts ?? [], host),
    lastDayMs: Date.parse(host.today) + 2 * DAY_MS,
  };
  const paths = files.filter((file) => file !== STANDARD_INPUT);
  for (const file of paths) await requireFile(file, host);
  try {
    const summary = await readLogs(
      paths.map((file) => resolve(host.folder, file)),
      task,
      { workerFile: host.trafficWorkerFile, threads: readThreads(values.threads) },
    );
    summary.nameFiles((path) => paths.find((file) => resolve(host.folder, file) === path) ?? path);
    if (paths.length === files.length) return summary;
    const collector = collectorOf(task);
    await readStream(Readable.from(host.input), STANDARD_INPUT, logOptionsOf(task), collector);
    const piped = collector.finish();
    piped.merge(summary);
    return piped;
  } catch (error) {
    if (error instanceof UnknownColumns) throw new UsageError(columnsWords(error));
    throw error;
  }
}

async function requireFile(file: string, { folder }: Host): Promise<void> {
  const found = await stat(resolve(folder, file)).catch((error: unknown) => {
    throw unreadable(file, error);
  });
  if (!found.isFile()) throw new InputError(`${file}: not a file. Use - to read standard input.`);
}

async function mergeSummaries(files: readonly string[], host: Host): Promise<TrafficSummary> {
  const all = new TrafficSummary();
  for (const file of files) {
    const reader = new SummaryReader();
    try {
      for await (const { text } of readLines(file, host)) if (text !== "") reader.add(text);
      all.merge(reader.finish());
    } catch (error) {
      if (!(error instanceof NotASummary)) throw error;
      throw new InputError(
        `${file}: not a summary of traffic: ${error.message}. Write one with --partial.`,
      );
    }
  }
  return all;
}

/** The literal texts of the prompt files that requests may have been made from. */
async function readTemplates(
  words: readonly string[],
  host: Host,
): Promise<readonly PromptTemplate[]> {
  if (words.length === 0) return [];
  const estimator = await Estimator.create({}, host);
  const files = await new PromptFiles(host, (await readConfig(host)) ?? DEFAULT_CONFIG).find(words);
  const templates: PromptTemplate[] = [];
  for (const path of files) {
    const { prompts } = await estimator.readText(path, await readText(path, host));
    templates.push(...prompts.flatMap((prompt) => templateOf(path, prompt) ?? []));
  }
  return templates;
}

/** The price list of other models is loaded only if one is named that the catalog lacks. */
async function modelSources(
  summary: TrafficSummary,
  {
    left = "",
    right = "",
  }: { readonly left?: string | undefined; readonly right?: string | undefined },
  { today }: Host,
): Promise<ModelSources> {
  const pricer = new TrafficPricer({});
  const isKnown = (name: string): boolean =>
    name === "" || findModelAtEffort(name).kind !== "unknown";
  const areKnown = summary
    .allCells()
    .every(({ key }) => pricer.modelNamed(key.model) !== undefined);
  if (areKnown && isKnown(left) && isKnown(right)) return {};
  return { findOther: (await loadOtherModels(new Date(today))).find };
}

function readPair(
  {
    left = "gpt-4o",
    right = "gpt-4o-mini",
  }: { readonly left?: string | undefined; readonly right?: string | undefined },
  sources: ModelSources,
): ModelPair {
  const { problems, refusals, ...pair } = resolvePair({ left, right, ...sources });
  if (problems.length > 0) throw new UsageError(refusals[0] ?? "The models can't be compared.");
  return pair;
}

function readFormat({ format, columns }: Values): Pick<LogTask, "format" | "columns"> {
  const id = TRAFFIC_FORMAT_IDS.find((candidate) => candidate === format);
  if (format !== undefined && id === undefined) {
    throw new UsageError(`--format ${format} is none of ${TRAFFIC_FORMAT_IDS.join(", ")}.`);
  }
  return {
    ...(id !== undefined && { format: id }),
    ...(columns !== undefined && { columns: readColumns(columns) }),
  };
}

function readColumns(text: string): CsvColumns {
  return new Map(
    text.split(",").map((pair): [CsvField, string] => {
      const [name = "", ...column] = pair.split("=");
      const field = CSV_FIELDS.find((candidate) => candidate === name.trim());
      if (field === undefined || column.join("=").trim() === "") {
        throw new UsageError(
          `--columns takes FIELD=COLUMN pairs of ${CSV_FIELDS.join(", ")}, not "${pair}".`,
        );
      }
      return [field, column.join("=").trim()];
    }),
  );
}

function readDimensions(text: string | undefined): readonly Dimension[] {
  if (text === undefined) return ["model"];
  return text.split(",").map((name) => {
    const dimension = DIMENSIONS.find((candidate) => candidate === name.trim());
    if (dimension === undefined) {
      throw new UsageError(`--by takes ${DIMENSIONS.join(", ")}, not "${name}".`);
    }
    return dimension;
  });
}

function readThreads(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,2}$/.test(text))
    throw new UsageError(`--threads takes a whole number, not "${text}".`);
  return Number(text);
}

function columnsWords({ head }: UnknownColumns): string {
  const names = head.slice(0, 20).map(visibleLine).join(", ");
  return `Which columns? Say --columns model=…,input=…,output=… with names of ${names}.`;
}

function reportText(report: TrafficReport, by: readonly Dimension[], host: Host): string {
  const { all, alternatives, moves, pair, period } = report;
  const span = period === undefined ? "" : `${period.from} to ${period.to}`;
  const right = pair.right.shortLabel;
  const costs = formatColumn([...alternatives.map(({ cost }) => cost), all.cost]);
  const groups = report.groups(by);
  const shown = groups.slice(0, MAX_ROWS);
  const groupCosts = formatColumn([...shown.map(({ cost }) => cost), all.cost]);
  const rest = groups.length - shown.length;
  const moveRows = (moves?.rows ?? []).slice(0, MAX_ROWS);
  const moveCosts = formatColumn([...moveRows.map(({ cost }) => cost), all.cost]);
  const savings = formatColumn([...moveRows.map(({ saving }) => saving), moves?.saved ?? 0n]);
  const sections = [
    [...leadWords(report).map((sentence) => bold(host, visibleLine(sentence)))].join("\n"),
    [
      `Cost as logged: ${formatUsd(all.cost)}${span === "" ? "" : `, ${span}`}.`,
      ...effectWords(report),
    ].join("\n"),
    table([
      [
        ...by.map((dimension) => HEADINGS[dimension]),
        "requests",
        "input",
        "cached",
        "output",
        "USD",
      ],
      ...shown.map(({ key, sums }, index) => [
        ...by.map((dimension) => nameOf(dimensionWords(dimension, key[dimension] ?? ""), "(none)")),
        formatTokens(sums.requests),
        formatTokens(sums.input),
        formatTokens(sums.cached),
        formatTokens(sums.output),
        groupCosts[index] ?? "",
      ]),
      ...(rest > 0 ? [[`${formatTokens(rest)} more: --csv or --json lists all`]] : []),
    ]),
    table([
      ["all traffic on", "USD", "of today"],
      ["as logged", costs.at(-1) ?? "", "100.0%"],
      ...alternatives.map(({ model, cost, isEstimate }, index) => [
        `${model.label}${isEstimate ? ", estimate" : ""}`,
        costs[index] ?? "",
        formatShare(cost, all.cost),
      ]),
    ]),
    moveRows.length === 0
      ? ""
      : table([
          ["route, kind of task", "requests", "USD", "goes to", "expected loss", "saves"],
          ...moveRows.map((row, index) => [
            `${routeWords(row)} · ${kindWords(row.kind)}${row.file === "" || row.file === row.route ? "" : ` · ${row.file}`}`,
            formatTokens(row.requests),
            moveCosts[index] ?? "",
            targetWords(row, right),
            lossWords(row, right),
            row.decision === "moves" || row.decision === "by cost" ? (savings[index] ?? "") : "–",
          ]),
        ]),
    remarkWords(report).map(visibleLine).join("\n"),
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}
