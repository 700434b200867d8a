import type { LogEntry, JsonObject } from "./trafficFormat";
import { countOf, textOf } from "./jsonAccess";
import { loggedPrompt } from "./loggedPrompt";
import { recordOf } from "./recordOf";

/** The fields that a column of a table of requests can hold. */
export const CSV_FIELDS = [
  "time",
  "model",
  "route",
  "input",
  "cached",
  "cacheWrite",
  "output",
  "reasoning",
  "requests",
  "tier",
  "id",
  "prompt",
] as const;

export type CsvField = (typeof CSV_FIELDS)[number];

/** The name of the column for each field that has one. */
export type CsvColumns = ReadonlyMap<CsvField, string>;

/** Names by which a column is known without being told, compared without case, spaces and signs. */
const KNOWN: Readonly<Record<CsvField, readonly string[]>> = {
  time: [
    "time",
    "timestamp",
    "date",
    "day",
    "created",
    "createdat",
    "starttime",
    "requestcreatedat",
  ],
  model: ["model", "modelname", "modelid", "deployment"],
  route: ["route", "path", "endpoint", "feature", "promptname", "operation"],
  input: ["input", "inputtokens", "prompttokens", "tokensin", "ncontexttokenstotal"],
  cached: ["cached", "cachedtokens", "inputcachedtokens", "cachedinputtokens", "cachereadtokens"],
  cacheWrite: ["cachewrite", "cachewritetokens", "cachecreationtokens"],
  output: ["output", "outputtokens", "completiontokens", "tokensout", "ngeneratedtokenstotal"],
  reasoning: ["reasoning", "reasoningtokens", "outputreasoningtokens"],
  requests: ["requests", "nummodelrequests", "nrequests", "requestcount"],
  tier: ["tier", "servicetier"],
  id: ["id", "requestid", "responseid"],
  prompt: ["prompt", "messages", "inputtext", "requestbody"],
};

/** The columns that a head row names by themselves, with those that a person named in front. */
export function columnsOf(head: readonly string[], named: CsvColumns = new Map()): CsvColumns {
  const columns = new Map<CsvField, string>(named);
  for (const field of CSV_FIELDS) {
    const found = head.find((name) => KNOWN[field].includes(plainName(name)));
    if (!columns.has(field) && found !== undefined) columns.set(field, found);
  }
  return columns;
}

function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}

/** Whether a table with this head row says which model was asked and what it took. */
export function areEnough(columns: CsvColumns, head: readonly string[]): boolean {
  const needed: readonly CsvField[] = ["model", "input", "output"];
  return (
    needed.every((field) => columns.has(field)) &&
    [...columns.values()].every((name) => head.includes(name))
  );
}

/** The record of a row; cached tokens are inside the input, reasoning tokens inside the output. */
export function readRow(row: JsonObject, columns: CsvColumns): LogEntry {
  const cell = (field: CsvField): string | undefined => {
    const name = columns.get(field);
    return name === undefined ? undefined : textOf(row[name]);
  };
  const count = (field: CsvField): number | undefined =>
    countOf(cell(field)?.replaceAll(/[,_\s](?=\d{3})/g, ""));
  const [input, output] = [count("input"), count("output")];
  const isCounted = input !== undefined || output !== undefined;
  return {
    records: [
      {
        ...recordOf({
          time: cell("time"),
          model: cell("model"),
          route: cell("route"),
          tier: cell("tier"),
          id: cell("id"),
          prompt: loggedPrompt(cell("prompt")),
          usage: isCounted
            ? {
                input: input ?? 0,
                cached: count("cached") ?? 0,
                cacheWrite: count("cacheWrite") ?? 0,
                output: output ?? 0,
                reasoning: count("reasoning") ?? 0,
                inputAudio: 0,
                outputAudio: 0,
                image: 0,
              }
            : undefined,
        }),
        requests: count("requests") ?? 1,
      },
    ],
  };
}
