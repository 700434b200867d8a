import type { EventLoop } from "../../../src/core/tokens/eventLoop";

/** An event loop on which a millisecond passes whenever the time is asked for. */
export class FakeEventLoop implements EventLoop {
  turns = 0;
  longestTurnMs = 0;
  private timeMs = 0;
  private turnStartMs = 0;

  /** @param onTurn what else has its turn between two slices. */
  constructor(private readonly onTurn: (turn: number) => void = () => undefined) {}

  nowMs(): number {
    this.timeMs += 1;
    this.longestTurnMs = Math.max(this.longestTurnMs, this.timeMs - this.turnStartMs);
    return this.timeMs;
  }

  async yield(): Promise<void> {
    await Promise.resolve();
    this.turns += 1;
    this.onTurn(this.turns);
    this.turnStartMs = this.timeMs;
  }
}
