import type { LiveTextMessage } from "../../core/panel/contract/liveMessage";

/**
 * Longer answers are not formatted; of them only the end is kept. In UTF-16 units: the 16,384 tokens
 * that both models write at most are some 70,000.
 */
export const FORMAT_LIMIT = 100_000;
/** How much of the end of a long answer is kept at least. */
export const KEPT_TAIL = 40_000;

/** A beginning up to this length is drawn as it arrives: the next frame then has it to show. */
const SHORT_BEGINNING = 1_000;

/** An answer is drawn again after this many times what drawing it took, so that frames stay short. */
const REST_FACTOR = 4;

/** What the page has of one answer's text. */
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

/** The page's clock: real in the product, stepped by hand in tests. */
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
 * The answers' texts as they come. A beginning is drawn at once; from then on a thousand pieces a
 * second are gathered here and drawn at most once a frame, one answer a frame, and each less often the
 * longer its drawing takes.
 */
export class LiveTexts {
  private readonly entries = new Map<string, Entry>();
  private frameAsked = false;

  constructor(private readonly clock: FrameClock = PAGE_CLOCK) {}

  /** Takes a piece in: what the answer had from `start` on is replaced. */
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

  /** Calls `listener` when the answer is to be drawn again. Returns a function that ends it. */
  subscribe(key: string, listener: () => void): () => void {
    const { listeners } = this.entry(key);
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  /** Forgets all answers but those of the keys: they are not shown any more. */
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
    // The page's own rendering runs in a microtask that was asked for before this one.
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

/** Cuts only when twice the tail is there, so that a long answer is not copied at each piece. */
function bounded(answer: AnswerText): AnswerText {
  const { text, dropped } = answer;
  const isLong = dropped > 0 ? text.length > 2 * KEPT_TAIL : text.length > FORMAT_LIMIT;
  if (!isLong) return answer;
  const cut = text.length - KEPT_TAIL;
  return { text: text.slice(cut), dropped: dropped + cut };
}
