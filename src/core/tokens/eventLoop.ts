/** The event loop, which counting shares with others. */
export interface EventLoop {
  /** Milliseconds that only grow, from an arbitrary start. */
  nowMs(): number;
  /** Resolves when whatever else was waiting has had its turn. */
  yield(): Promise<void>;
}
