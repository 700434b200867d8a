import { hash64 } from "./hash64";

/** How many bits of the hash can choose. */
const MAX_LEVEL = 32;

/**
 * Keeps at most so many of any number of names, by a rule that needs no memory of the others: those
 * whose hash begins with `level` zero bits, where the level is the lowest at which they fit. It follows
 * from the set of names alone, so the order in which they are seen, and in which parts are merged,
 * makes no difference. (The busiest names can't be kept that way in bounded memory.)
 */
export class BoundedNames {
  private readonly names = new Set<string>();
  private levelNow = 0;

  constructor(private readonly most: number) {}

  /** Each level halves the share of names that is kept. */
  get level(): number {
    return this.levelNow;
  }

  get size(): number {
    return this.names.size;
  }

  /** Whether the name is kept. Adding one can raise the level, so that others are kept no longer. */
  add(name: string): boolean {
    if (this.names.has(name)) return true;
    if (!isAtLevel(name, this.levelNow)) return false;
    this.names.add(name);
    while (this.names.size > this.most && this.levelNow < MAX_LEVEL) this.raise(this.levelNow + 1);
    return this.names.has(name);
  }

  has(name: string): boolean {
    return this.names.has(name);
  }

  raise(level: number): void {
    if (level <= this.levelNow) return;
    this.levelNow = level;
    for (const name of this.names) if (!isAtLevel(name, level)) this.names.delete(name);
  }

  /** All names, kept or not: exact at level 0. */
  estimateAll(): number {
    return this.names.size * 2 ** this.levelNow;
  }
}

function isAtLevel(name: string, level: number): boolean {
  return level === 0 || Math.clz32(hash64(name).high) >= level;
}
