/** The top of a section, in pixels below the top of the window. */
export interface SectionTop {
  readonly id: string;
  readonly top: number;
}

interface ReadingPosition {
  /** Height of the bar that covers the top of the window. */
  readonly barHeight: number;
  readonly windowHeight: number;
  /** Whether the page can't be scrolled further down. */
  readonly isAtEnd: boolean;
  /** The section whose link the reader last followed. */
  readonly jumpedTo: string | undefined;
}

/** A section that was scrolled to may stop a fraction of a pixel, or its own margin, below the bar. */
const SLACK_PX = 8;

/**
 * The section below the bar. The last sections of a page can't reach the bar; at the end of the page
 * the requested one counts if it is in view, or else the last one.
 */
export function sectionInView(
  sections: readonly SectionTop[],
  { barHeight, windowHeight, isAtEnd, jumpedTo }: ReadingPosition,
): string | undefined {
  const line = barHeight + SLACK_PX;
  if (isAtEnd) {
    const inView = sections.filter(({ top }) => top >= 0 && top < windowHeight);
    const shown = inView.find(({ id }) => id === jumpedTo) ?? inView.at(-1);
    if (shown !== undefined) return shown.id;
  }
  return sections.findLast(({ top }) => top <= line)?.id;
}
