import { countByTiktoken } from "./oracle";

/** Ends with a line end and begins with a letter, so that a repetition counts as so many of it. */
const block = `Ticket: the parcel with order 58120 has been in Hanover for six days, and nobody is looking for it.
Category: delivery. Urgency: this week. Wish: "where is it, and when does it come?"
`;

/** A plain prompt of many lines whose tokens are known without counting all of it. */
export interface LargePrompt {
  readonly text: string;
  /** Of the text alone, by tiktoken. */
  readonly tokens: number;
  /** About the middle of the text, 1-based. */
  readonly middleLine: number;
  /** Tokens that come on top when `typed`, a text without line ends, is put before the middle line. */
  tokensOfTyping(typed: string): number;
}

/** A prompt of about `bytes` bytes, all of them ASCII. */
export function largePrompt(bytes: number): LargePrompt {
  const repetitions = Math.floor(bytes / block.length);
  return {
    text: block.repeat(repetitions),
    tokens: countByTiktoken(block) * repetitions,
    middleLine: 2 * Math.floor(repetitions / 2) + 1,
    tokensOfTyping: (typed) => countByTiktoken(typed + block) - countByTiktoken(block),
  };
}
