import { beforeAll, describe, expect, test } from "vitest";
import { CLASS_COUNT } from "../../../src/core/tokens/characterClass";
import { safeCuts, type CutRule } from "../../../src/core/tokens/cutRule";
import type { TokenEngine } from "../../../src/core/tokens/tokenEngine";
import { isExhaustive } from "./exhaustive";
import { loadTokenEngine } from "./loadEngine";
import { findUnsafeCuts, pairKey, representatives, type UnsafeCut } from "./unsafeCuts";

const classes = Array.from({ length: CLASS_COUNT }, (_, characterClass) => characterClass);

const MAX_LENGTH = isExhaustive ? 6 : 4;

/** How a rule and the texts disagree, in words. */
function mistakesOf(rule: CutRule, unsafe: ReadonlyMap<string, UnsafeCut>): readonly string[] {
  return classes.flatMap((before) =>
    classes.flatMap((behind) => {
      const isAllowed = (((rule[before] ?? 0) >> behind) & 1) !== 0;
      const proof = unsafe.get(pairKey(before, behind));
      if (isAllowed === (proof === undefined)) return [];
      return proof === undefined
        ? [`${before}|${behind} is never unsafe`]
        : [`${before}|${behind} is unsafe: ${JSON.stringify(proof.text)} at ${proof.at}`];
    }),
  );
}

describe("the cut rule", () => {
  const unsafe = findUnsafeCuts(MAX_LENGTH);

  test(`allows those cuts that are safe in all texts of up to ${MAX_LENGTH} characters, and no other`, () => {
    expect(mistakesOf(safeCuts, unsafe)).toEqual([]);
  });

  test("is found wrong after any change to it", () => {
    for (const before of classes) {
      for (const behind of classes) {
        const mutant = safeCuts.map((allowed, row) =>
          row === before ? allowed ^ (1 << behind) : allowed,
        );
        expect(mistakesOf(mutant, unsafe)).toHaveLength(1);
      }
    }
  });
});

describe("the engine", () => {
  let engine: TokenEngine;

  beforeAll(async () => {
    engine = await loadTokenEngine();
  });

  test("cuts by the rule", () => {
    for (const [before, classBefore] of representatives) {
      for (const [behind, classBehind] of representatives) {
        const isAllowed = (((safeCuts[classBefore] ?? 0) >> classBehind) & 1) !== 0;
        expect(engine.isSafeCut(`x${before}${behind}x`, 2)).toBe(isAllowed);
      }
    }
  });

  test("never cuts at a surrogate", () => {
    for (const text of ["1😀", "😀1", "𝒜 ", "1\ud800", "\udc00 "]) {
      for (let at = 1; at < text.length; at++) expect(engine.isSafeCut(text, at)).toBe(false);
    }
  });
});
