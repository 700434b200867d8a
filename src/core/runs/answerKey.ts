import type { Side } from "../pair";

/** Which answer of a comparison: `index` of several runs each, from 0. */
export interface AnswerKey {
  readonly side: Side;
  readonly index: number;
}

/** One text for one answer of a comparison. */
export function placeKey({ side, index }: AnswerKey): string {
  return `${side}-${index}`;
}
