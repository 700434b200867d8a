import { describe, expect, test } from "vitest";
import fc from "fast-check";
import { conversation, readText } from "./fixtures";

const CALL =
  'call({ model: "gpt-4o", messages: [{ role: "user", content: "Sort the letter." }] });';

describe("text in markup hides no prompt", () => {
  test.each([
    "<p>it`s</p>",
    "<p>it's</p>",
    '<p>5" long</p>',
    "<p>{/* a ` b */}it`s</p>",
    "<><b>`</b> // not a comment</>",
    "<p title='`'>/* open</p>",
  ])("%s", (markup) => {
    const text = `export const View = () => ${markup};\n${CALL}`;
    for (const path of ["a.tsx", "a.jsx", "a.js"]) {
      expect(readText(path, text).file.prompts.flatMap(conversation)).toEqual([
        "user: Sort the letter.",
      ]);
    }
  });
});

describe("content that is not text hides no prompt", () => {
  test.each([
    ["a.ts", "const quote = /['\"`]/g;"],
    ["a.ts", "const f = <T,>(x: T) => x as Array<'`'>;"],
    ["a.ts", 'type Role = "system" | "user`";'],
    ["a.ts", "const n = <any>window; // it`s"],
    ["a.js", "const half = a / 2; const s = '/';"],
  ])("%s: %s", (path, line) => {
    expect(readText(path, `${line}\n${CALL}`).file.prompts.flatMap(conversation)).toEqual([
      "user: Sort the letter.",
    ]);
  });
});

describe("broken code", () => {
  test.each([
    ["a.ts", `function half( {\n${CALL}`],
    ["a.ts", `${CALL}\nconst open = "never closed`],
    ["a.tsx", `${CALL}\nconst view = <p>`],
    [
      "a.py",
      'def half(:\n    pass\ncall(messages=[{"role": "user", "content": "Sort the letter."}])',
    ],
    ["a.py", 'call(messages=[{"role": "user", "content": "Sort the letter."}'],
  ])("%s: %s", (path, text) => {
    expect(readText(path, text).file.prompts.flatMap(conversation)).toEqual([
      "user: Sort the letter.",
    ]);
  });

  test("never throws, and every range lies in the file", () => {
    const piece = fc.constantFrom(
      ...[
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        '"',
        "'",
        "`",
        "${",
        '"""',
        "f'",
        "\\",
        "\n",
        "  ",
        "=",
        "+=",
      ],
      ...[
        "messages",
        "role",
        ":",
        ",",
        ".",
        "append",
        "def f",
        "<p>",
        "</p>",
        "=>",
        "...",
        "**",
        "x",
      ],
    );
    const program = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(program, fc.constantFrom("a.ts", "a.tsx", "a.js", "a.py"), (text, path) => {
        for (const { range } of readText(path, text).file.prompts) {
          expect(range.start).toBeGreaterThanOrEqual(0);
          expect(range.end).toBeLessThanOrEqual(text.length);
        }
      }),
    );
  });
});

describe("programs that no reader can hold", () => {
  test.each([
    ["5 MB of brackets", "(".repeat(5_000_000)],
    ["10 MB of strings side by side", `x = (${'"letter" '.repeat(1_100_000)})`],
    ["30,000 brackets", "[".repeat(30_000)],
  ])("%s are refused in words", (_, text) => {
    for (const path of ["a.py", "a.ts"]) {
      const { prompts, problems } = readText(path, text).file;
      expect(prompts).toEqual([]);
      expect(problems.map(({ message }) => message).join()).toMatch(/no prompts are looked for/);
    }
  });

  test.each([
    ["open braces", "{a".repeat(20_000)],
    ["braces and brackets", "[{a:(".repeat(2_500)],
    ["closed braces", `x = ${"{a:".repeat(20_000)}1${"}".repeat(20_000)}`],
  ])("%s are called nested too deeply", (_, text) => {
    for (const path of ["a.py", "a.ts", "a.genai.mts"]) {
      const { prompts, problems } = readText(path, text).file;
      expect(prompts).toEqual([]);
      expect(problems.map(({ message }) => message).join()).toMatch(/nested too deeply/);
    }
  });

  test.each([
    ["XML", "<!-- ".repeat(20_000)],
    ["shell", "curl -d @- <<a ".repeat(10_000)],
    ["a Modelfile", 'SYSTEM """a"""b\n'.repeat(10_000)],
    ["NULs", "\0".repeat(100_000)],
  ])("%s in place of a program has too many syntax errors", (_, text) => {
    for (const path of ["a.py", "a.ts", "a.genai.mts"]) {
      const { prompts, problems } = readText(path, text).file;
      expect(prompts).toEqual([]);
      expect(problems.map(({ message }) => message).join()).toMatch(/too many syntax errors/);
    }
  });

  test.each([
    ["a.ts", `x = ${"(".repeat(20_000)}1${")".repeat(20_000)}`],
    ["a.py", `x = ${"[".repeat(20_000)}1${"]".repeat(20_000)}`],
    ["a.ts", `x = ${"a + ".repeat(20_000)}b`],
    ["a.py", `x = ${"a + ".repeat(20_000)}b`],
    ["a.ts", `x = a${".b".repeat(20_000)}`],
    ["a.py", `x = a${".b()".repeat(20_000)}`],
    ["a.ts", `x = ${"a ? b : ".repeat(20_000)}c`],
    ["a.py", `x = ${"a if b else ".repeat(20_000)}c`],
    ["a.ts", `${"if (a) b(); else ".repeat(20_000)}c()`],
    ["a.py", `if a:\n  b()\n${"elif a:\n  b()\n".repeat(20_000)}`],
    ["a.py", "(".repeat(15_000)],
    ["a.ts", "(".repeat(15_000)],
    ["a.ts", "${`".repeat(15_000)],
    ["a.ts", `f = ${"`${".repeat(5_000)}`],
    ["a.tsx", "<p>".repeat(15_000)],
    ["a.ts", "!".repeat(50_000)],
    ["a.py", `x = ${"a.b(".repeat(10_000)}`],
    ["a.py", `x = (${'"letter" '.repeat(50_000)})`],
  ])("deep or long ones end in a reading or a refusal: %s %#", (path, text) => {
    expect(readText(path, text).file.format).toBe("code");
  });
});
