import { firstIndex } from "./binarySearch";

/** Tells the line, from 1, of any offset of a text. Lines end as in VS Code. */
export function lineNumbers(text: string): (offset: number) => number {
  const feeds = Array.from(text.matchAll(/\n|\r(?!\n)/g), ({ index }) => index);
  return (offset) => firstIndex(feeds.length, (index) => (feeds[index] ?? offset) >= offset) + 1;
}
