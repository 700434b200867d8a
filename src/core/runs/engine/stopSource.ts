import type { StopSignal } from "../modelRunner";

/** Controls a `StopSignal` without an `AbortController`. */
export class StopSource {
  private readonly listeners = new Set<() => void>();
  private stopped = false;

  readonly signal: StopSignal = this.makeSignal();

  stop(): void {
    if (this.stopped) return;
    this.stopped = true;
    for (const listener of [...this.listeners]) listener();
    this.listeners.clear();
  }

  private makeSignal(): StopSignal {
    const isStopped = (): boolean => this.stopped;
    return {
      get aborted() {
        return isStopped();
      },
      addEventListener: (_type, listener) => {
        this.listeners.add(listener);
      },
      removeEventListener: (_type, listener) => {
        this.listeners.delete(listener);
      },
    };
  }
}
