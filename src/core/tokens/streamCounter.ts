import { BLOCK_UNITS } from "./limits";
import { runtime } from "./runtime";
import type { CountScan } from "./countScan";
import { blockEnd } from "./textScan";
import type { TokenEngine } from "./tokenEngine";

/** Bytes decoded at once. */
const DECODE_BYTES = 65_536;

/**
 * Counts the tokens of a text of any length that arrives in parts, in bounded memory. The parts may be
 * cut anywhere: inside a token, a surrogate pair or a character's bytes.
 */
export class StreamCounter {
  private readonly scan: CountScan;
  private readonly decoder = new runtime.TextDecoder("utf-8");
  /** Text not counted yet, less than a block. */
  private text = "";

  constructor(engine: TokenEngine) {
    this.scan = engine.startCount();
  }

  /** The tokens that are final so far. */
  get tokens(): number {
    return this.scan.tokens;
  }

  /**
   * Takes the next part: text, or bytes that are decoded as `TextDecoder` does (invalid UTF-8 becomes
   * U+FFFD, and a byte order mark at the start is skipped).
   */
  push(part: string | Uint8Array): void {
    if (typeof part === "string") {
      this.pushText(this.decoder.decode() + part);
      return;
    }
    for (let from = 0; from < part.length; from += DECODE_BYTES) {
      const bytes = part.subarray(from, from + DECODE_BYTES);
      this.pushText(this.decoder.decode(bytes, { stream: true }));
    }
  }

  /** Ends the text and returns the number of its tokens. */
  end(): number {
    this.pushText(this.decoder.decode());
    this.scan.push(this.text, true);
    this.text = "";
    return this.scan.tokens;
  }

  private pushText(text: string): void {
    const all = this.text + text;
    let from = 0;
    while (all.length - from > BLOCK_UNITS) {
      const end = blockEnd(all, from);
      this.scan.push(all.slice(from, end), false);
      from = end;
    }
    this.text = all.slice(from);
  }
}
