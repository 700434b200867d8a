/** More rows say nothing more about the spread of values. */
const MAX_ROWS = 1_000;

/** Reads RFC 4180 CSV: the first row names the columns, each further row becomes a map. */
export function parseCsv(text: string): readonly ReadonlyMap<string, string>[] {
  const rows: string[][] = [[]];
  const cell = /("[^"]*(?:""[^"]*)*"|[^,"\r\n]*)(,|\r\n|\n|\r|$)/gy;
  cell.lastIndex = text.startsWith("\uFEFF") ? 1 : 0;
  for (let match = cell.exec(text); match; match = cell.exec(text)) {
    const [, written = "", separator = ""] = match;
    const isQuoted = written.startsWith('"');
    rows.at(-1)?.push(isQuoted ? written.slice(1, -1).replaceAll('""', '"') : written);
    if (separator === "" || rows.length > MAX_ROWS) break;
    if (separator !== ",") rows.push([]);
  }
  const [names = [], ...records] = rows;
  return records
    .filter((record) => record.some((value) => value !== ""))
    .map((record) => new Map(names.map((name, index) => [name.trim(), record[index] ?? ""])));
}
