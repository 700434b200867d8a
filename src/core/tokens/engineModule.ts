import type { CutRule } from "./cutRule";
import { runtime } from "./runtime";

/** The output of `scripts/buildTokens.mjs`. */
export interface TokenAssets {
  /** engine.wasm, as bytes or already compiled. */
  readonly wasm: Uint8Array | object;
  /** vocabulary.bin */
  readonly vocabulary: Uint8Array;
  /** classes.bin */
  readonly classes: Uint8Array;
}

interface Address {
  readonly value: number;
}

/** The exports of assembly/index.ts. Positions are byte addresses in `memory`. */
interface EngineExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly input: Address;
  readonly inputBytes: Address;
  readonly output: Address;
  readonly work: Address;
  readonly ends: Address;
  readonly results: Address;
  readonly classes: Address;
  readonly cutRule: Address;
  reserveMemory(): void;
  prepareTables(): void;
  addTokens(end: number): number;
  count(
    from: number,
    end: number,
    isLast: boolean,
    firstChunkBytes: number,
    chunkBytes: number,
  ): void;
  encode(from: number, end: number, isLast: boolean): void;
  kindAt(from: number): number;
  runEnd(classes: number, from: number): number;
  endOfLast(classes: number, from: number, to: number): number;
  contractionEnd(at: number): number;
  isSafeCut(at: number): number;
  encodePiece(from: number, to: number): number;
  rankOf(at: number, length: number): number;
  unitsBetween(from: number, to: number): number;
}

/**
 * An instance of the engine, and views of its memory. It can count once {@link addTokens} has received
 * the whole vocabulary.
 */
export class EngineModule {
  readonly exports: EngineExports;
  readonly memory: Uint8Array;
  /** The address for text to be counted; leftover text of the previous block may precede it. */
  readonly input: number;
  readonly results: Uint32Array;
  /** Pairs of units and tokens (`count`), or of rank and end (`encode`). */
  readonly output: Uint32Array;
  /** The token ends of the last encoded piece. */
  readonly ends: Uint32Array;
  private readonly inputWindow: Uint8Array;
  private readonly encoder = new runtime.TextEncoder();

  constructor(assets: TokenAssets, cutRule: CutRule) {
    const { Module, Instance } = runtime.WebAssembly;
    const module = assets.wasm instanceof Uint8Array ? new Module(assets.wasm) : assets.wasm;
    const exports = new Instance(module, {}).exports as unknown as EngineExports;
    exports.reserveMemory();
    const { buffer } = exports.memory;
    this.exports = exports;
    this.memory = new Uint8Array(buffer);
    this.input = exports.input.value;
    this.inputWindow = new Uint8Array(buffer, this.input, exports.inputBytes.value);
    this.results = new Uint32Array(buffer, exports.results.value, 4);
    this.output = new Uint32Array(buffer, exports.output.value);
    this.ends = new Uint32Array(buffer, exports.ends.value);
    this.memory.set(assets.classes, exports.classes.value);
    new Uint32Array(buffer, exports.cutRule.value).set(cutRule);
    exports.prepareTables();
  }

  /** Writes a text of at most BLOCK_UNITS to `input`; returns its end. */
  putText(text: string): number {
    return this.input + this.encoder.encodeInto(text, this.inputWindow).written;
  }

  /** Adds a block of tokens, starting at `at` in the vocabulary; returns where the next block begins. */
  addTokens(vocabulary: Uint8Array, at: number): number {
    const block = vocabulary.subarray(at, at + this.inputWindow.length);
    this.inputWindow.set(block);
    return at + this.exports.addTokens(this.input + block.length);
  }
}
