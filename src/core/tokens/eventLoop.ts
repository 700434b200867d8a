/** The event loop, which counting shares with other work. */
export interface EventLoop {
  /** Monotonic milliseconds from an arbitrary start. */
  nowMs(): number;
  /** Resolves after other waiting work has had its turn. */
  yield(): Promise<void>;
}
