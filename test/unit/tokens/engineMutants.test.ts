import { beforeAll, describe, expect, test } from "vitest";
import { compileEngine } from "../../../scripts/buildTokens.mjs";
import { DocumentCounter } from "../../../src/core/tokens/documentCounter";
import type { TokenAssets } from "../../../src/core/tokens/engineModule";
import { StreamCounter } from "../../../src/core/tokens/streamCounter";
import { createTokenEngine } from "../../../src/core/tokens/tokenEngine";
import { asciiText } from "./bitingText";
import { checkTexts } from "./checks";
import { loadTokenAssets } from "./loadEngine";
import { changed } from "./loadVariant";

/*
 * Of each piece only the count shows. So a border that no token crosses is not missed if it is not
 * seen, as between a lower-case and an upper-case letter, and is not among the mutants.
 */

const starts = "asciiStarts.ts";

/** Wrong turns in the engine's own source: `original` becomes `replacement`. */
const mutants: readonly (readonly [
  name: string,
  file: string,
  original: string,
  replacement: string,
])[] = [
  ["a slash ends what follows symbols", starts, "newlines | slashes;", "newlines;"],
  ["symbols behind what follows symbols belong to it", starts, "symbols & ~tails;", "symbols;"],
  ["a tab before symbols belongs to them", starts, "symbolRuns | spaces", "symbolRuns | blanks"],
  ["a space before symbols does not", starts, "symbolRuns | spaces", "symbolRuns"],
  [
    "a tab before a word does not belong to it",
    starts,
    "blanks | symbolStarts | uppers",
    "spaces | symbolStarts | uppers",
  ],
  [
    "the last of several symbols belongs to the word behind it",
    starts,
    "blanks | symbolStarts | uppers",
    "blanks | symbolRuns | uppers",
  ],
  [
    "an upper-case letter is a word",
    starts,
    "blanks | symbolStarts | uppers",
    "blanks | symbolStarts",
  ],
  ["a number has more than three digits", starts, "next != 0; next =", "next == 1; next ="],
  [
    "a newline behind symbols starts a piece",
    starts,
    "newlines | blanks | symbols",
    "newlines | blanks",
  ],
  ["a newline behind a blank does", starts, "newlines | blanks | symbols", "newlines | symbols"],
  ["blanks before something else are one piece", starts, "    lastBlanks |\n", ""],
  ["blanks before a newline are two", starts, "before(whitespace)", "before(blanks)"],
  ["blanks between newlines start a piece", starts, "ends != 0; ends &=", "ends == 1; ends &="],
  [
    "blanks behind what follows symbols and before a newline do not",
    starts,
    "newlines & ~tails",
    "newlines",
  ],
  [
    "what follows blanks is taken for known: the last of them",
    starts,
    "blanks & followed &",
    "blanks &",
  ],
  [
    "what follows blanks is taken for known: all of them",
    starts,
    "afterNewline & followed",
    "afterNewline",
  ],
  ["blanks up to the end are followed by something", starts, "& ascii) | 1)", "& ascii))"],
  ["there are no contractions", starts, " & beforeFirst(contractions)", ""],
  ["all is ASCII", starts, "(starts & ascii &", "(starts &"],
  [
    "pieces of unlike lengths are the same",
    "learned.ts",
    "return bytes | ((length as u64) << LENGTH_SHIFT);",
    "return bytes;",
  ],
  [
    "pieces of unlike ends are the same",
    "learned.ts",
    "(load<u64>(slot) ^ start) | (difference & ~COUNT_MASK)",
    "load<u64>(slot) ^ start",
  ],
];

let assets: TokenAssets;

beforeAll(async () => {
  assets = await loadTokenAssets();
});

describe("the checks of the engine find it wrong when it says that", () => {
  test.each(mutants)("%s", async (_name, file, original, replacement) => {
    const changes = [{ file, original, replacement }];
    const wasm = await compileEngine((name, source) => changed(source, name, changes));
    const check = () => {
      checkTexts(
        {
          counting: { createTokenEngine, DocumentCounter, StreamCounter },
          assets: { ...assets, wasm },
          parameters: { numRuns: 30_000, endOnFailure: true },
        },
        asciiText(150),
      );
    };
    expect(check).toThrow("Property failed");
  });
});
