import { Cancelled, type Pace } from "../../core/estimate/pace";
import type { EventLoop } from "../../core/tokens/eventLoop";

/**
 * Background work blocks the extension host for this long at a time, plus the step in progress at that
 * moment: less than 10 ms together.
 */
const SLICE_MS = 5;

/** The browser's, which Node's types describe in another way. */
declare const MessageChannel: new () => Record<"port1" | "port2", MessageEnd>;

interface MessageEnd {
  onmessage: () => void;
  postMessage(message: undefined): void;
  close(): void;
}

/** In a browser, whose shortest timeout is 4 ms, a message to oneself is what comes next. */
const inNextTurn: (callback: () => void) => void =
  typeof setImmediate === "function" ? setImmediate : postToSelf;

/** The event loop of the extension host, which background work shares with typing. */
export const EVENT_LOOP: EventLoop = {
  nowMs: () => performance.now(),
  yield: () => new Promise(inNextTurn),
};

/** Yields to the event loop after every slice of work; ends the work when `signal` is aborted. */
export function slicedPace(signal: Pick<AbortSignal, "aborted">): Pace {
  let sliceStart = EVENT_LOOP.nowMs();
  return {
    async yieldIfDue() {
      if (EVENT_LOOP.nowMs() - sliceStart >= SLICE_MS) {
        await EVENT_LOOP.yield();
        sliceStart = EVENT_LOOP.nowMs();
      }
      if (signal.aborted) throw new Cancelled();
    },
  };
}

function postToSelf(callback: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    callback();
  };
  port2.postMessage(undefined);
}
