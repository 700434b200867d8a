import { CountScan, NO_CHUNKS } from "./countScan";
import { safeCuts, type CutRule } from "./cutRule";
import { EncodeScan } from "./encodeScan";
import { EngineModule, type TokenAssets } from "./engineModule";
import type { EventLoop } from "./eventLoop";
import { BLOCK_UNITS, SLICE_MS } from "./limits";
import { blockEnd } from "./textScan";
import type { TokenCounter } from "./tokenCounter";

/** The tokens of a text, in order. */
export interface EncodedText {
  /** Their ids in o200k_base, 0 to 199,997. */
  readonly ids: Uint32Array;
  /**
   * The end of each token, in UTF-16 units from the start of the text. A token may end inside a
   * character (an emoji often has several tokens); then this is the end of that character, so that the
   * first of its tokens covers all of it and the others are empty.
   */
  readonly ends: Uint32Array;
}

/**
 * Counts and lists o200k_base tokens exactly as tiktoken's `encode_ordinary` does. Its memory has a
 * fixed size for all texts and is freed with the engine.
 */
export interface TokenEngine extends TokenCounter {
  /** The engine's memory, its tables included. */
  readonly memoryBytes: number;
  encode(text: string): EncodedText;
  /**
   * Begins to count a text that arrives block by block.
   *
   * @param onChunk see {@link CountScan}.
   */
  startCount(onChunk?: (units: number, tokens: number) => void): CountScan;
  /**
   * May `text` be cut at `at` (1 to its length - 1), so that its tokens are those of both parts
   * together? Next to a surrogate the answer is no.
   */
  isSafeCut(text: string, at: number): boolean;
}

/** Creates an engine from the build's output; takes about 20 ms. */
export function createTokenEngine(assets: TokenAssets, cutRule: CutRule = safeCuts): TokenEngine {
  const engine = new EngineModule(assets, cutRule);
  const { vocabulary } = assets;
  for (let at = 0; at < vocabulary.length;) at = engine.addTokens(vocabulary, at);
  return engineOf(engine);
}

/** The same in slices, yielding to the event loop between them. */
export async function loadTokenEngine(
  assets: TokenAssets,
  eventLoop: EventLoop,
): Promise<TokenEngine> {
  const engine = new EngineModule(assets, safeCuts);
  const { vocabulary } = assets;
  let sliceStartMs = eventLoop.nowMs();
  for (let at = 0; at < vocabulary.length;) {
    at = engine.addTokens(vocabulary, at);
    if (eventLoop.nowMs() - sliceStartMs < SLICE_MS) continue;
    await eventLoop.yield();
    sliceStartMs = eventLoop.nowMs();
  }
  return engineOf(engine);
}

function engineOf(engine: EngineModule): TokenEngine {
  return {
    memoryBytes: engine.memory.length,
    count: (text) => countText(engine, text),
    encode: (text) => encodeText(engine, text),
    startCount: (onChunk) => new CountScan(engine, onChunk),
    isSafeCut: (text, at) => isSafeCut(engine, text, at),
  };
}

function countText(engine: EngineModule, text: string): number {
  if (text.length <= BLOCK_UNITS) {
    // A text counted in one call needs no scan, which keeps state between blocks.
    engine.exports.count(engine.input, engine.putText(text), true, NO_CHUNKS, NO_CHUNKS);
    return engine.results[1] ?? 0;
  }
  const scan = new CountScan(engine);
  pushAll(scan, text);
  return scan.tokens;
}

function encodeText(engine: EngineModule, text: string): EncodedText {
  const scan = new EncodeScan(engine);
  pushAll(scan, text);
  return {
    ids: Uint32Array.from(scan.ids),
    ends: unitEnds(text, scan.byteLengths),
  };
}

function pushAll(scan: CountScan | EncodeScan, text: string): void {
  let from = 0;
  do {
    const end = blockEnd(text, from);
    scan.push(text.slice(from, end), end === text.length);
    from = end;
  } while (from < text.length);
}

function isSafeCut(engine: EngineModule, text: string, at: number): boolean {
  if (isSurrogate(text.charCodeAt(at - 1)) || isSurrogate(text.charCodeAt(at))) return false;
  engine.putText(text.slice(at - 1, at + 1));
  return engine.exports.isSafeCut(engine.putText(text.charAt(at - 1))) !== 0;
}

function isSurrogate(unit: number): boolean {
  return (unit & 0xf800) === 0xd800;
}

/** The ends of tokens in UTF-16 units, from their lengths in bytes of UTF-8. */
function unitEnds(text: string, byteLengths: readonly number[]): Uint32Array {
  const ends = new Uint32Array(byteLengths.length);
  let units = 0;
  /** The bytes of the text's first `units` units. */
  let bytes = 0;
  let tokenEnd = 0;
  byteLengths.forEach((length, token) => {
    tokenEnd += length;
    while (bytes < tokenEnd) {
      const codePoint = text.codePointAt(units) ?? 0;
      bytes += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
      units += codePoint < 0x10000 ? 1 : 2;
    }
    ends[token] = units;
  });
  return ends;
}
