import type { Side } from "../pair";

/** Identifies an answer of a comparison: `index` is that of several runs per model, from 0. */
export interface AnswerKey {
  readonly side: Side;
  readonly index: number;
}

/** A string that identifies one answer of a comparison. */
export function placeKey({ side, index }: AnswerKey): string {
  return `${side}-${index}`;
}
