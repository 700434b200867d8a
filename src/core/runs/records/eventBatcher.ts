import type { Clock } from "../../ports";
import type { RunEvent } from "../runEvent";

/**
 * Passes events on in batches, so that a fast stream takes a few messages a second and not a thousand.
 * The first event after a pause is sent immediately (a first token is not held back); those that follow
 * within `delayMs` are sent together. Adjacent pieces of one text become one.
 */
export class EventBatcher {
  private waiting: RunEvent[] = [];
  private cancelTimer: (() => void) | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly delayMs: number,
    private readonly deliver: (events: readonly RunEvent[]) => void,
  ) {}

  add(event: RunEvent): void {
    this.waiting.push(event);
    if (this.cancelTimer === undefined) this.deliverAndPause();
  }

  /** Passes on everything held back. Call it when the run has ended. */
  flush(): void {
    this.cancelTimer?.();
    this.cancelTimer = undefined;
    this.deliverWaiting();
  }

  private deliverAndPause(): void {
    this.deliverWaiting();
    this.cancelTimer = this.clock.after(this.delayMs, () => {
      this.cancelTimer = undefined;
      if (this.waiting.length > 0) this.deliverAndPause();
    });
  }

  private deliverWaiting(): void {
    if (this.waiting.length === 0) return;
    const events = joinPieces(this.waiting);
    this.waiting = [];
    this.deliver(events);
  }
}

/** Joins adjacent pieces of one text, refusal or tool call into one event. */
export function joinPieces<Event extends RunEvent>(events: readonly Event[]): readonly Event[] {
  const joined: Event[] = [];
  let pieces: string[] = [];
  const close = (): void => {
    const last = joined.at(-1);
    if (last !== undefined && pieces.length > 1) {
      joined[joined.length - 1] = withText(last, pieces.join(""));
    }
  };
  for (const event of events) {
    const last = joined.at(-1);
    if (last !== undefined && continues(last, event)) {
      pieces.push(textOf(event));
      continue;
    }
    close();
    pieces = [textOf(event)];
    joined.push(event);
  }
  close();
  return joined;
}

function continues(last: RunEvent, event: RunEvent): boolean {
  if (event.kind === "tool-call") {
    return (
      last.kind === "tool-call" &&
      last.index === event.index &&
      event.id === undefined &&
      event.name === undefined
    );
  }
  return (event.kind === "text" || event.kind === "refusal") && last.kind === event.kind;
}

/** The text that a piece adds to the answer; empty for events that add nothing. */
export function textOf(event: RunEvent): string {
  if (event.kind === "tool-call") return event.arguments;
  return event.kind === "text" || event.kind === "refusal" ? event.text : "";
}

/** The same piece with another text. */
export function withText<Event extends RunEvent>(event: Event, text: string): Event {
  return event.kind === "tool-call" ? { ...event, arguments: text } : { ...event, text };
}
