import type { PromptRow } from "./promptRow";

/** Colors of the marks, by theme: those of `contributes.colors`, which pictures can't refer to. */
const COLORS = {
  dark: { left: "#59a4f9", right: "#89d185", other: "#c5c5c5", over: "#f14c4c" },
  light: { left: "#0063d3", right: "#388a34", other: "#424242", over: "#e51400" },
} as const;

type IconTheme = keyof typeof COLORS;

/** The gauge is logarithmic: empty at 100 tokens, full at the window of both models. */
const MIN_TOKENS = 100;
const MAX_TOKENS = 128_000;
const GAUGE_HEIGHT = 12;

/**
 * The shape of the model that a prompt goes to, with a gauge of its tokens, as a 16 × 16 SVG. A file
 * whose requests go to both is a ring, one over the context window a cross.
 */
export function markIcon(row: PromptRow, theme: IconTheme): string {
  const colors = COLORS[theme];
  const isOver = row.overContextTokens > 0;
  const height = isOver ? GAUGE_HEIGHT : gaugeHeight(row.tokens);
  const level = `<rect x="12" y="${14 - height}" width="3" height="${height}" fill="${isOver ? colors.over : colors.other}"/>`;
  const frame = `<rect x="12" y="2" width="3" height="${GAUGE_HEIGHT}" fill="${colors.other}" fill-opacity="0.3"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16">${shapeOf(row, colors)}${frame}${level}</svg>`;
}

function shapeOf(
  { overContextTokens, isContext, goesTo }: PromptRow,
  colors: (typeof COLORS)[IconTheme],
): string {
  const line = (path: string, color: string): string =>
    `<path d="${path}" stroke="${color}" stroke-width="1.5" fill="none"/>`;
  if (overContextTokens > 0) return line("M2 5l6 6M8 5l-6 6", colors.over);
  if (isContext) return line("M1 5h8M1 8h5M1 11h7", colors.other);
  switch (goesTo) {
    case "left":
      return `<rect x="1.5" y="4.5" width="7" height="7" fill="${colors.left}"/>`;
    case "right":
      return `<circle cx="5" cy="8" r="3.75" fill="${colors.right}"/>`;
    case "split":
      return `<circle cx="5" cy="8" r="3.25" stroke="${colors.other}" stroke-width="1.5" fill="none"/>`;
    case "neither":
    case "undecided":
      return line("M2 8h6", colors.other);
  }
}

function gaugeHeight(tokens: number): number {
  const share =
    Math.log(Math.max(tokens, MIN_TOKENS) / MIN_TOKENS) / Math.log(MAX_TOKENS / MIN_TOKENS);
  return Math.max(1, Math.round(Math.min(1, share) * GAUGE_HEIGHT));
}
