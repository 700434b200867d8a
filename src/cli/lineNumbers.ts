/** Tells the line, from 1, of any offset of a text. Lines end as in VS Code. */
export function lineNumbers(text: string): (offset: number) => number {
  const feeds = Array.from(text.matchAll(/\n|\r(?!\n)/g), ({ index }) => index);
  return (offset) => {
    let low = 0;
    let high = feeds.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((feeds[middle] ?? offset) < offset) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  };
}
