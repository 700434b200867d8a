import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LineToRead } from "../../../src/core/prompt/formats/jsonl";
import type { Host } from "../../../src/cli/host";
import { readLines } from "../../../src/cli/input";
import { lineNumbers } from "../../../src/core/lineNumbers";

function hostOf(parts: readonly Uint8Array[]): Host {
  const unused = (): never => {
    throw new Error("not used");
  };
  return {
    out: unused,
    err: unused,
    input: (async function* () {
      for (const part of parts) {
        await Promise.resolve();
        yield part;
      }
    })(),
    hasColors: false,
    folder: "/",
    tokensFolder: "/",
    today: "2026-11-20",
    environment: {},
    onInterrupt: unused,
  };
}

describe("lines", () => {
  const text = fc
    .array(fc.constantFrom("a", "é", "東", "👩", "\n", "\r\n", "\n\n"), { maxLength: 40 })
    .map((pieces) => pieces.join(""));

  test("are those of the text, wherever its bytes are cut", async () => {
    await fc.assert(
      fc.asyncProperty(text, fc.array(fc.nat(200)), async (whole, cuts) => {
        const bytes = new TextEncoder().encode(whole);
        const ends = [...cuts, bytes.length]
          .map((cut) => Math.min(cut, bytes.length))
          .sort((a, b) => a - b);
        const parts = ends.map((end, index) => bytes.slice(ends[index - 1] ?? 0, end));
        const lines: LineToRead[] = [];
        for await (const line of readLines("-", hostOf(parts))) lines.push(line);
        const expected = whole.split(/\r\n|\n/);
        if (expected.at(-1) === "") expected.pop();
        expect(lines.map((line) => line.text)).toEqual(expected);
        for (const line of lines) {
          expect(whole.slice(line.offset, line.offset + line.text.length)).toBe(line.text);
          expect(lineNumbers(whole)(line.offset)).toBe(line.lineNumber);
        }
      }),
    );
  });

  test("have the numbers of their offsets", () => {
    fc.assert(
      fc.property(text, fc.nat(100), (whole, offset) => {
        const at = Math.min(offset, whole.length);
        expect(lineNumbers(whole)(at)).toBe(whole.slice(0, at).split("\n").length);
      }),
    );
  });
});
