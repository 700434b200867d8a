import type { LiveTextMessage } from "../../core/panel/contract/liveMessage";

/**
 * Longer answers are not formatted, and only their end is kept. In UTF-16 units: the maximum output of
 * both models, 16,384 tokens, is some 70,000.
 */
export const FORMAT_LIMIT = 100_000;
/** The minimum that is kept of the end of a long answer. */
export const KEPT_TAIL = 40_000;

/** A beginning up to this length is drawn as it arrives, in time for the next frame. */
const SHORT_BEGINNING = 1_000;

/** An answer is drawn again after this many times the duration of its last drawing, to keep frames short. */
const REST_FACTOR = 4;

/** The page's copy of an answer's text. */
export interface AnswerText {
  readonly text: string;
  /** How much of the beginning is no longer kept: 0 for most answers. */
  readonly dropped: number;
}

interface Entry {
  answer: AnswerText;
  readonly listeners: Set<() => void>;
  dirty: boolean;
  dueAtMs: number;
}

const EMPTY: AnswerText = { text: "", dropped: 0 };

/** The page's clock: real in production, stepped by hand in tests. */
export interface FrameClock {
  nowMs(): number;
  /** Calls back before the next frame is drawn. */
  onFrame(callback: () => void): void;
}

const PAGE_CLOCK: FrameClock = {
  nowMs: () => performance.now(),
  onFrame: (callback) => void requestAnimationFrame(callback),
};

/**
 * The answers' texts as they arrive. A beginning is drawn immediately; after that, a thousand pieces a
 * second are gathered here and drawn at most once per frame, one answer per frame, and each less often
 * the longer its drawing takes.
 */
export class LiveTexts {
  private readonly entries = new Map<string, Entry>();
  private frameAsked = false;

  constructor(private readonly clock: FrameClock = PAGE_CLOCK) {}

  /** Applies a piece: it replaces the answer's text from `start` on. */
  apply({ key, start, text }: LiveTextMessage): void {
    const entry = this.entry(key);
    const isBeginning = entry.answer.text === "" && text.length <= SHORT_BEGINNING;
    entry.answer = spliced(entry.answer, start, text);
    entry.dirty = true;
    if (isBeginning && entry.listeners.size > 0) this.drawEntry(entry);
    else this.askForFrame();
  }

  get(key: string): AnswerText {
    return this.entries.get(key)?.answer ?? EMPTY;
  }

  /** Calls `listener` when the answer should be drawn again. Returns a function that unsubscribes. */
  subscribe(key: string, listener: () => void): () => void {
    const { listeners } = this.entry(key);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  /** Forgets all answers except those with the keys: they are no longer shown. */
  keepOnly(keys: readonly string[]): void {
    for (const key of this.entries.keys()) if (!keys.includes(key)) this.entries.delete(key);
  }

  private entry(key: string): Entry {
    let entry = this.entries.get(key);
    if (entry === undefined) {
      entry = { answer: EMPTY, listeners: new Set(), dirty: false, dueAtMs: 0 };
      this.entries.set(key, entry);
    }
    return entry;
  }

  private askForFrame(): void {
    if (this.frameAsked) return;
    this.frameAsked = true;
    this.clock.onFrame(() => this.draw());
  }

  private draw(): void {
    this.frameAsked = false;
    const startMs = this.clock.nowMs();
    const dirty = [...this.entries.values()].filter((entry) => entry.dirty);
    const due = dirty
      .filter((entry) => entry.dueAtMs <= startMs)
      .sort((a, b) => a.dueAtMs - b.dueAtMs)[0];
    if (due !== undefined) this.drawEntry(due);
    if (dirty.length > (due === undefined ? 0 : 1)) this.askForFrame();
  }

  private drawEntry(entry: Entry): void {
    const startMs = this.clock.nowMs();
    entry.dirty = false;
    for (const listener of entry.listeners) listener();
    // The page renders in a microtask that was queued before this one.
    queueMicrotask(() => {
      const endMs = this.clock.nowMs();
      entry.dueAtMs = endMs + (endMs - startMs) * REST_FACTOR;
    });
  }
}

function spliced({ text, dropped }: AnswerText, start: number, piece: string): AnswerText {
  if (start === 0) return bounded({ text: piece, dropped: 0 });
  const kept = text.slice(0, Math.max(0, start - dropped));
  return bounded({ text: kept + piece, dropped: start - kept.length });
}

/** Cuts only at twice the tail's length, so that a long answer is not copied at each piece. */
function bounded(answer: AnswerText): AnswerText {
  const { text, dropped } = answer;
  const isLong = dropped > 0 ? text.length > 2 * KEPT_TAIL : text.length > FORMAT_LIMIT;
  if (!isLong) return answer;
  const cut = text.length - KEPT_TAIL;
  return { text: text.slice(cut), dropped: dropped + cut };
}
