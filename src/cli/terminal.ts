import { visibleLine } from "../core/visibleText";
import type { Host } from "./host";

const BOLD = "\u001b[1m";
const DIM = "\u001b[2m";
const RESET = "\u001b[0m";

export function bold({ hasColors }: Pick<Host, "hasColors">, text: string): string {
  return hasColors ? `${BOLD}${text}${RESET}` : text;
}

export function dim({ hasColors }: Pick<Host, "hasColors">, text: string): string {
  return hasColors ? `${DIM}${text}${RESET}` : text;
}

/** Columns padded to their widest cell; the first is aligned left, the others right. */
export function table(rows: readonly (readonly string[])[]): string {
  const printed = rows.map((row) => row.map(visibleLine));
  const widths: number[] = [];
  for (const row of printed) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length);
    });
  }
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join("  ")
      .trimEnd();
  return printed.map(line).join("\n");
}
