import { ChunkGroup, type Chunk } from "./chunkGroup";
import { GROUP_CHUNKS } from "./limits";

/** A chunk and its position in a {@link ChunkList}; valid until the list changes. */
export interface PlacedChunk {
  readonly chunk: Chunk;
  /** Start offset in UTF-16 units. */
  readonly start: number;
  readonly group: number;
  readonly index: number;
}

/**
 * The chunks of a document, in groups that know their sums: finding, summing and replacing take about
 * as many steps as there are groups plus chunks in a group, 200 in a document of 10 MB. There is
 * always a chunk, an empty one in an empty document.
 */
export class ChunkList {
  private readonly groups: ChunkGroup[];

  constructor(chunks: readonly Chunk[]) {
    this.groups = groupsOf(chunks.length > 0 ? chunks : [emptyChunk]);
  }

  /** The document's length in UTF-16 units. */
  get units(): number {
    return this.sum("units");
  }

  /** The tokens of the counted chunks. */
  get tokens(): number {
    return this.sum("tokens");
  }

  /** The length of the uncounted chunks, in UTF-16 units. */
  get pendingUnits(): number {
    return this.sum("pendingUnits");
  }

  /** The first chunk that ends at or after `offset`. */
  find(offset: number): PlacedChunk {
    let start = 0;
    let number = 0;
    let group = this.group(0);
    while (start + group.units < offset) {
      start += group.units;
      group = this.group(++number);
    }
    let index = 0;
    let chunk = group.chunk(0);
    while (start + chunk.text.length < offset) {
      start += chunk.text.length;
      chunk = group.chunk(++index);
    }
    return { chunk, start, group: number, index };
  }

  /** The first uncounted chunk. */
  findPending(): PlacedChunk | undefined {
    let start = 0;
    for (let number = 0; number < this.groups.length; number++) {
      const group = this.group(number);
      if (group.pendingUnits > 0) {
        let index = 0;
        let chunk = group.chunk(0);
        while (chunk.tokens !== undefined) {
          start += chunk.text.length;
          chunk = group.chunk(++index);
        }
        return { chunk, start, group: number, index };
      }
      start += group.units;
    }
    return undefined;
  }

  /** The chunk after another. */
  next({ chunk, start, group, index }: PlacedChunk): PlacedChunk | undefined {
    const isLast = index + 1 === this.group(group).chunks.length;
    const [nextGroup, nextIndex] = isLast ? [group + 1, 0] : [group, index + 1];
    const next = this.groups[nextGroup]?.chunks[nextIndex];
    if (next === undefined) return undefined;
    return {
      chunk: next,
      start: start + chunk.text.length,
      group: nextGroup,
      index: nextIndex,
    };
  }

  /** The chunk before another. */
  previous({ start, group, index }: PlacedChunk): PlacedChunk | undefined {
    if (start === 0) return undefined;
    const nextGroup = index > 0 ? group : group - 1;
    const nextIndex = index > 0 ? index - 1 : this.group(nextGroup).chunks.length - 1;
    const chunk = this.group(nextGroup).chunk(nextIndex);
    return {
      chunk,
      start: start - chunk.text.length,
      group: nextGroup,
      index: nextIndex,
    };
  }

  /** Replaces the chunks from `first` to `last` with `chunks`. */
  replace(first: PlacedChunk, last: PlacedChunk, chunks: readonly Chunk[]): void {
    const group = this.group(first.group);
    if (first.group === last.group) {
      group.replace(first.index, last.index + 1 - first.index, chunks);
    } else {
      const after = this.group(last.group).chunks.slice(last.index + 1);
      group.replace(first.index, group.chunks.length - first.index, [...chunks, ...after]);
      this.groups.splice(first.group + 1, last.group - first.group);
    }
    const { length } = group.chunks;
    if (length === 0 || length > 2 * GROUP_CHUNKS) {
      this.groups.splice(first.group, 1, ...groupsOf(group.chunks));
    }
    if (this.groups.length === 0) this.groups.push(new ChunkGroup([emptyChunk]));
  }

  /** The tokens of all chunks between `first` and `last`; uncounted ones are counted with `count`. */
  tokensBetween(first: PlacedChunk, last: PlacedChunk, count: (text: string) => number): number {
    let tokens = 0;
    let place = this.next(first);
    while (place !== undefined && place.start < last.start) {
      const group = this.group(place.group);
      if (place.index === 0 && place.group < last.group && group.pendingUnits === 0) {
        tokens += group.tokens;
        place = this.next(lastOf(place, group));
      } else {
        tokens += place.chunk.tokens ?? count(place.chunk.text);
        place = this.next(place);
      }
    }
    return tokens;
  }

  private group(number: number): ChunkGroup {
    const group = this.groups[number];
    if (group === undefined) throw new RangeError("There is no text past the document's end.");
    return group;
  }

  private sum(measure: "units" | "tokens" | "pendingUnits"): number {
    return this.groups.reduce((sum, group) => sum + group[measure], 0);
  }
}

const emptyChunk: Chunk = { text: "", tokens: 0 };

function groupsOf(chunks: readonly Chunk[]): ChunkGroup[] {
  const groups: ChunkGroup[] = [];
  for (let from = 0; from < chunks.length; from += GROUP_CHUNKS) {
    groups.push(new ChunkGroup(chunks.slice(from, from + GROUP_CHUNKS)));
  }
  return groups;
}

/** The last chunk of a group, given its first. */
function lastOf(first: PlacedChunk, group: ChunkGroup): PlacedChunk {
  const index = group.chunks.length - 1;
  const chunk = group.chunk(index);
  return {
    ...first,
    chunk,
    index,
    start: first.start + group.units - chunk.text.length,
  };
}
