import type { Clock } from "../../ports";
import { EventBatcher } from "../records/eventBatcher";
import type { RunEvent } from "../runEvent";

/** Pieces that arrive within this time, one frame of the page, are sent together. */
const BATCH_MS = 16;
/** How much of the end of a longer answer is sent again: the page does not keep more. */
const MAX_SENT_AGAIN = 200_000;

/** A part of an answer's text. */
interface AnswerTextPiece {
  readonly key: string;
  /** The start of the text within the answer, in UTF-16 units. */
  readonly start: number;
  readonly text: string;
}

/** An answer that the page shows. */
interface AnswerText {
  /** `LiveAnswer.textKey`. */
  readonly key: string;
  /** Everything that has arrived. */
  readonly text: () => string;
}

interface Sent {
  readonly batcher: EventBatcher;
  /** How many UTF-16 units of the answer the page has received. */
  length: number;
}

/** Sends the page the texts of the answers that it shows: first as a whole, then in pieces. */
export class AnswerTexts {
  private readonly sent = new Map<string, Sent>();

  constructor(
    private readonly clock: Clock,
    private readonly post: (piece: AnswerTextPiece) => void,
  ) {}

  /** Sets what the page shows now; pieces of other answers are not sent. */
  show(answers: readonly AnswerText[]): void {
    const keys = new Set(answers.map(({ key }) => key));
    for (const [key, { batcher }] of this.sent) {
      if (keys.has(key)) continue;
      batcher.flush();
      this.sent.delete(key);
    }
    for (const { key, text } of answers) if (!this.sent.has(key)) this.sendWhole(key, text());
  }

  isShown(key: string): boolean {
    return this.sent.has(key);
  }

  /** Passes on a piece, immediately or together with those that follow shortly. */
  add(key: string, event: Extract<RunEvent, { kind: "text" | "refusal" }>): void {
    this.sent.get(key)?.batcher.add(event);
  }

  /** The answer has ended: sends anything held back. */
  flush(key: string): void {
    this.sent.get(key)?.batcher.flush();
  }

  /** The page is new and has received nothing yet. */
  forgetAll(): void {
    this.show([]);
  }

  private sendWhole(key: string, text: string): void {
    const batcher = new EventBatcher(this.clock, BATCH_MS, (events) => this.sendPiece(key, events));
    this.sent.set(key, { batcher, length: text.length });
    const start = Math.max(0, text.length - MAX_SENT_AGAIN);
    if (text !== "") this.post({ key, start, text: text.slice(start) });
  }

  private sendPiece(key: string, events: readonly RunEvent[]): void {
    const sent = this.sent.get(key);
    if (sent === undefined) return;
    const text = events
      .map((event) => (event.kind === "text" || event.kind === "refusal" ? event.text : ""))
      .join("");
    this.post({ key, start: sent.length, text });
    sent.length += text.length;
  }
}
