import { Cancelled, type Pace } from "../../core/estimate/pace";

/** No step of background work holds the extension host for longer. */
const SLICE_MS = 8;

/** Gives the event loop its turn after every 8 ms of work; ends the work when `signal` is aborted. */
export function slicedPace(signal: AbortSignal): Pace {
  let sliceStart = performance.now();
  return {
    async breathe() {
      if (performance.now() - sliceStart >= SLICE_MS) {
        await new Promise((resolve) => setImmediate(resolve));
        sliceStart = performance.now();
      }
      if (signal.aborted) throw new Cancelled();
    },
  };
}
