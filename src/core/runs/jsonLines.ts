/** Rows of a file of JSON lines. */
export interface ReadLines<Row> {
  readonly rows: readonly Row[];
  /** Invalid lines, or lines of another shape: torn by a crash, or from a newer version. */
  readonly damagedLines: number;
}

/**
 * Reads JSON lines and skips damaged ones. `readRow` returns undefined for a value of another
 * shape.
 */
export function readJsonLines<Row>(
  text: string,
  readRow: (value: unknown) => Row | undefined,
): ReadLines<Row> {
  const rows: Row[] = [];
  let damagedLines = 0;
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue;
    const row = parseLine(line, readRow);
    if (row === undefined) damagedLines += 1;
    else rows.push(row);
  }
  return { rows, damagedLines };
}

/**
 * A line to append. Its line break comes first, so that a line torn by a crash spoils only itself and
 * not the next one.
 */
export function jsonLine(row: object): string {
  return `\n${JSON.stringify(row)}`;
}

function parseLine<Row>(
  line: string,
  readRow: (value: unknown) => Row | undefined,
): Row | undefined {
  try {
    return readRow(JSON.parse(line));
  } catch {
    return undefined;
  }
}
