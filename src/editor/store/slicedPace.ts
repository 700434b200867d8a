import { Cancelled, type Pace } from "../../core/estimate/pace";
import type { EventLoop } from "../../core/tokens/documentCounter";

/** No step of background work holds the extension host for longer. */
const SLICE_MS = 8;

/** The event loop of the extension host, which background work shares with typing. */
export const EVENT_LOOP: EventLoop = {
  nowMs: () => performance.now(),
  yield: () => new Promise((resolve) => setImmediate(resolve)),
};

/** Gives the event loop its turn after every 8 ms of work; ends the work when `signal` is aborted. */
export function slicedPace(signal: AbortSignal): Pace {
  let sliceStart = EVENT_LOOP.nowMs();
  return {
    async breathe() {
      if (EVENT_LOOP.nowMs() - sliceStart >= SLICE_MS) {
        await EVENT_LOOP.yield();
        sliceStart = EVENT_LOOP.nowMs();
      }
      if (signal.aborted) throw new Cancelled();
    },
  };
}
