import fc from "fast-check";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createRedactor } from "../../../src/openai/secretRedactor";

const KEY = `sk-proj-${"aB3dE9fGh1".repeat(15)}XyZ_-9`;

/** Each character of the key, written by `write`. */
function eachCharacter(write: (code: number, character: string) => string): string {
  return [...KEY].map((character) => write(character.charCodeAt(0), character)).join("");
}

const hex = (code: number): string => code.toString(16).padStart(2, "0");

/** The key in many forms, and what is left of each besides the mark. */
const FORMS: readonly (readonly [name: string, text: string, left: string])[] = [
  ["plain", KEY, ""],
  ["in upper case", KEY.toUpperCase(), ""],
  ["in Base64", btoa(KEY), "k="],
  ["in Base64 after other text", btoa(`Bearer ${KEY}`), "QmVhcmVyIH"],
  ["in Base64 of several lines", btoa(KEY).replace(/.{76}/g, "$&\r\n"), "k="],
  ["in hexadecimal digits", eachCharacter(hex), ""],
  ["in upper hexadecimal digits", eachCharacter(hex).toUpperCase(), ""],
  ["percent-encoded", eachCharacter((code) => `%${hex(code)}`), ""],
  ["percent-encoded twice", eachCharacter((code) => `%25${hex(code)}`), ""],
  ["escaped as in JSON", eachCharacter((code) => `\\u00${hex(code)}`), ""],
  ["as references of HTML", eachCharacter((code) => `&#${code};`), ""],
  ["with spaces", eachCharacter((_, character) => `${character} `).trim(), ""],
];

/** A text cut into pieces of these lengths, in turns. */
function pieces(text: string, lengths: readonly number[]): readonly string[] {
  const cut: string[] = [];
  for (let at = 0, turn = 0; at < text.length; turn += 1) {
    const length = lengths[turn % lengths.length] ?? 1;
    cut.push(text.slice(at, at + length));
    at += length;
  }
  return cut;
}

function streamed(text: string, lengths: readonly number[]): string {
  const stream = createRedactor([KEY]).stream();
  const shown = pieces(text, lengths).map((piece) => stream.push(piece));
  return shown.join("") + stream.end();
}

const lengths = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 8 });

describe("a key in the pieces of an answer", () => {
  it.each(FORMS)("%s is hidden wherever the pieces end", (_, written, left) => {
    fc.assert(
      fc.property(lengths, (sizes) => {
        const text = streamed(`The key is ${written} and that is so.`, sizes);
        expect(text.replace(left, "")).toBe("The key is ••• and that is so.");
      }),
      { numRuns: 30 },
    );
  });

  it("two forms that touch are both hidden", () => {
    fc.assert(
      fc.property(lengths, (sizes) => {
        const text = streamed(`${eachCharacter(hex)}${KEY}!`, sizes);
        expect(text).toBe("••••••!");
      }),
      { numRuns: 30 },
    );
  });

  it("nothing else is changed or lost", () => {
    const word = fc.constantFrom(
      "s",
      "sk",
      "sk-",
      " ",
      "%",
      "%7",
      "&#",
      "\\u00",
      "c2st",
      "736b",
      "é",
      "letters",
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), lengths, (words, sizes) => {
        const text = words.join("");
        expect(streamed(text, sizes)).toBe(text);
      }),
    );
  });

  it("a word that can't begin a key is shown at once", () => {
    const stream = createRedactor([KEY]).stream();
    expect(stream.push("The letter ")).toBe("The letter ");
  });
});

describe("the patterns of a key", () => {
  afterEach(() => vi.unstubAllGlobals());

  /** The length of all patterns that are made from now on. */
  function patternsMade(): () => number {
    const made: number[] = [];
    const Original = RegExp;
    vi.stubGlobal(
      "RegExp",
      class extends Original {
        constructor(pattern: string | RegExp, flags?: string) {
          super(pattern, flags);
          made.push(this.source.length);
        }
      },
    );
    return () => made.reduce((sum, length) => sum + length, 0);
  }

  it("are made whole only for a text that has the key's beginning", () => {
    const length = patternsMade();
    const redactor = createRedactor([KEY]);
    const short = length();
    const stream = redactor.stream();
    for (const word of ["The task is", " to sk", "etch a ", KEY.slice(0, 11), "?"]) {
      stream.push(word);
    }
    expect(redactor.hide("Ask.")).toBe("Ask.");
    expect(length()).toBe(short);
    expect(stream.push(KEY)).toBe("•••");
    expect(length()).toBeGreaterThan(5 * short);
  });
});
