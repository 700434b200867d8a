import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { visibleJson, visibleLine, visibleText } from "../../../src/core/visibleText";

describe("text in one line", () => {
  it.each([
    ["a bidirectional override", "a\u202Eb", "a‹U+202E›b"],
    ["an isolate", "\u2066x\u2069", "‹U+2066›x‹U+2069›"],
    ["an escape sequence", "\u001b[31mred", "‹U+001B›[31mred"],
    ["a C1 control", "\u009b31m", "‹U+009B›31m"],
    ["line ends", "a\r\nb\u2028c\u2029d\u0085e", "a‹U+000D›‹U+000A›b‹U+2028›c‹U+2029›d‹U+0085›e"],
    ["zero-width characters", "a\u200Bb\uFEFFc\u2060d", "a‹U+200B›b‹U+FEFF›c‹U+2060›d"],
    ["tag characters", "a\u{E0041}", "a‹U+E0041›"],
    ["half of a pair", "a\uD800b", "a‹U+D800›b"],
    ["a joiner between Latin letters", "a\u200Db", "a‹U+200D›b"],
    ["a filler that looks like a space", "a\u3164b", "a‹U+3164›b"],
  ])("writes out %s", (_, text, shown) => expect(visibleLine(text)).toBe(shown));

  it.each([
    "plain words, 1 + 1 = 2",
    "Grüße, 日本語, שלום, مرحبا",
    "family 👨‍👩‍👧 and heart ❤️",
    "می‌خواهم",
    "क्‍ष",
    "no-break\u00A0space",
  ])("leaves %s alone", (text) => expect(visibleLine(text)).toBe(text));

  it("keeps line breaks and tabs if the text has several lines", () => {
    expect(visibleText("a\r\n\tb\n\u202Ec")).toBe("a\r\n\tb\n‹U+202E›c");
  });
});

it("writes JSON of the same value without an invisible character", () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: "binary" }), (value) => {
      const text = visibleJson(value);
      expect(text).not.toMatch(/[\p{Cc}\p{Default_Ignorable_Code_Point}\u2028\u2029]/u);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});
