/** More cells than this take too long. */
const MAX_CELLS = 25_000_000;

/** The Levenshtein distance in characters; undefined for texts that are too long. */
export function editDistance(left: string, right: string): number | undefined {
  const [short, long] = [[...left], [...right]].sort((a, b) => a.length - b.length);
  if (short === undefined || long === undefined) return undefined;
  if (short.length * long.length > MAX_CELLS) return undefined;
  const row = Uint32Array.from({ length: short.length + 1 }, (_, index) => index);
  for (const [line, character] of long.entries()) {
    let diagonal = line;
    row[0] = line + 1;
    for (let column = 1; column <= short.length; column += 1) {
      const above = row[column] ?? 0;
      const replaced = diagonal + (short[column - 1] === character ? 0 : 1);
      row[column] = Math.min(replaced, above + 1, (row[column - 1] ?? 0) + 1);
      diagonal = above;
    }
  }
  return row[short.length];
}
