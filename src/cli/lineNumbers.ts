/** Tells the line, from 1, of any offset of a text. */
export function lineNumbers(text: string): (offset: number) => number {
  const feeds: number[] = [];
  for (let feed = text.indexOf("\n"); feed >= 0; feed = text.indexOf("\n", feed + 1)) {
    feeds.push(feed);
  }
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
