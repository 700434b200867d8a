import { describe, expect, test } from "vitest";
import type { PromptFormat } from "../../../src/core/prompt/prompt";
import {
  detectFormat,
  PROMPT_FORMATS,
  readPromptFile,
} from "../../../src/core/prompt/formats/promptFormats";
import { checkReading } from "./checkReading";
import { FIXTURES, fixtureText } from "./fixtures";

/** Names that every JavaScript object has, each with a harmless name of the same length. */
const NAMES = [
  ["constructor", "konstruktor"],
  ["__proto__", "__prato__"],
  ["toString", "toStrung"],
  ["hasOwnProperty", "hasOurProperty"],
  ["valueOf", "valueOn"],
] as const;

/** A reading as text, its maps included; in lower case, as readers fold the case of some names. */
function readingOf(path: string, text: string, format: PromptFormat | undefined): string {
  const file = readPromptFile({ path, text, format });
  checkReading(file, text);
  const json = JSON.stringify(file, (_, value: unknown) =>
    value instanceof Map || value instanceof Set ? [...(value as Iterable<unknown>)] : value,
  );
  return json.toLowerCase();
}

function withWord(text: string, word: string, name: string): string {
  return text.replaceAll(new RegExp(`(?<![\\w$])${word}(?![\\w$])`, "g"), name);
}

/** Every word of a text outside escapes: keys, roles, models, variables, files, tools, values. */
function wordsOf(text: string): readonly string[] {
  return [...new Set(text.match(/(?<![\\\w$])[A-Za-z_]\w+/g))];
}

describe("a name that every JavaScript object has reads like any other", () => {
  test.each(FIXTURES)("in place of each word of %s", (path) => {
    const text = fixtureText(path);
    const format = detectFormat({ path, text });
    const differing = wordsOf(text).flatMap((word, index) => {
      const [name, harmless] = NAMES[index % NAMES.length] ?? NAMES[0];
      const hostile = readingOf(path, withWord(text, word, name), format);
      const expected = readingOf(path, withWord(text, word, harmless), format);
      const renamed = expected.replaceAll(harmless.toLowerCase(), name.toLowerCase());
      return hostile === renamed ? [] : [`${word} → ${name}`];
    });
    expect(differing).toEqual([]);
  });

  test.each(NAMES.flatMap(([name]) => PROMPT_FORMATS.map((format) => [name, format] as const)))(
    "%s as the name of a file of %s",
    (name, format) => {
      const text = `{{${name}}} ![](${name}) @${name} {"${name}": "${name}"}`;
      expect(() => readingOf(name, text, format)).not.toThrow();
    },
  );
});
