import { beforeAll, describe, expect, test } from "vitest";
import type { TokenAssets } from "../../../src/core/tokens/engineModule";
import { createTokenEngine, type TokenEngine } from "../../../src/core/tokens/tokenEngine";
import { isExhaustive } from "./exhaustive";
import { loadTokenAssets } from "./loadEngine";
import { expectedTokens } from "./oracle";

const CODE_POINTS = 0x110000;
/** As written by scripts/buildTokens.mjs. */
const BLOCK_BITS = 7;

let assets: TokenAssets;
let engine: TokenEngine;

beforeAll(async () => {
  assets = await loadTokenAssets();
  engine = createTokenEngine(assets);
});

function classOf(codePoint: number): number {
  const block = assets.classes[codePoint >> BLOCK_BITS] ?? 0;
  const blocks = CODE_POINTS >> BLOCK_BITS;
  return assets.classes[blocks + (block << BLOCK_BITS) + (codePoint % (1 << BLOCK_BITS))] ?? 0;
}

/** The code points at which the class changes, and those before them. */
function classEdges(): readonly number[] {
  const edges: number[] = [];
  for (let codePoint = 1; codePoint < CODE_POINTS; codePoint++) {
    if (classOf(codePoint) !== classOf(codePoint - 1)) edges.push(codePoint - 1, codePoint);
  }
  return edges;
}

/** A character next to each class of others, on both sides. */
function surroundings(codePoint: number): string {
  const c = String.fromCodePoint(codePoint);
  return `${c}a${c}'s ${c}A${c}A ${c}1${c}1${c} 12${c}.${c}.${c}\n${c}/${c}  ${c}\u0301${c}字${c}${c}'ll${c}`;
}

function expectExact(codePoint: number): void {
  const text = surroundings(codePoint);
  const { ids } = engine.encode(text);
  // Compared as strings: half a million comparisons of arrays would take minutes.
  if (ids.join() !== expectedTokens(text).join()) {
    expect(ids, `U+${codePoint.toString(16)}`).toEqual(expectedTokens(text));
  }
}

describe("characters are classed as by tiktoken", () => {
  test("where one class ends and the next begins", () => {
    const edges = classEdges();
    expect(edges.length).toBeGreaterThan(2000);
    edges.forEach(expectExact);
  });

  const step = isExhaustive ? 1 : 101;
  test(step === 1 ? "for every code point" : "for every 101st code point", () => {
    for (let codePoint = 0; codePoint < CODE_POINTS; codePoint += step) expectExact(codePoint);
  });
});
