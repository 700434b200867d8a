/** Rows of a file of JSON lines. */
export interface ReadLines<Row> {
  readonly rows: readonly Row[];
  /** Lines that are no JSON, or not of the shape asked for: torn by a crash, or of a newer version. */
  readonly damagedLines: number;
}

/**
 * Reads JSON lines and goes on behind those that are damaged. `readRow` returns undefined for a value
 * of another shape.
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
 * A line to be appended. The line break is in front, so that a line that was torn by a crash
 * spoils itself alone and not the next one.
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
