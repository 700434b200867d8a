import { firstIndex } from "./binarySearch";

/** Returns a function from an offset of a text to its line, from 1. Lines end as in VS Code. */
export function lineNumbers(text: string): (offset: number) => number {
  const feeds = Array.from(text.matchAll(/\n|\r(?!\n)/g), ({ index }) => index);
  return (offset) => firstIndex(feeds.length, (index) => (feeds[index] ?? offset) >= offset) + 1;
}
