import { BLOCK_UNITS } from "./engineModule";

/** Where a block of `text` that starts at `from` ends: no surrogate pair is cut. */
export function blockEnd(text: string, from: number): number {
  const end = from + BLOCK_UNITS;
  if (end >= text.length) return text.length;
  return isHighSurrogate(text.charCodeAt(end - 1)) ? end - 1 : end;
}

export function isHighSurrogate(unit: number): boolean {
  return (unit & 0xfc00) === 0xd800;
}
