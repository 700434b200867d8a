import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  detectFormat,
  PROMPT_FORMATS,
  readPromptFile,
} from "../../../src/core/prompt/formats/promptFormats";
import type { PromptFormat } from "../../../src/core/prompt/prompt";
import { estimateText } from "../estimate/services";
import { checkReading } from "./checkReading";
import { FIXTURES, fixtureText } from "./fixtures";

/** A real file of each format. */
const SAMPLES: ReadonlyMap<PromptFormat, string> = new Map(
  FIXTURES.flatMap((path) => {
    const format = detectFormat({ path, text: fixtureText(path) });
    return format === undefined ? [] : [[format, path] as const];
  }),
);

test("every format has a real file", () => {
  expect(PROMPT_FORMATS.filter((format) => !SAMPLES.has(format))).toEqual([]);
});

describe("a broken file is never exact", () => {
  const samples = fc.constantFrom(...FIXTURES);
  const place = fc.double({ min: 0, max: 1, noNaN: true });

  function expectNoExactness(path: string, text: string): void {
    const { file, estimates } = estimateText(path, text);
    checkReading(file, text);
    const isBroken = file.problems.some(({ code }) => code === "broken-file");
    if (!isBroken) return;
    for (const { left, right } of estimates) {
      expect(left.count.basis.kind).toBe("estimate");
      expect(right.count.basis.kind).toBe("estimate");
      expect(left.count.basis.reasons).not.toEqual([]);
    }
  }

  test("cut off anywhere", () => {
    fc.assert(
      fc.property(samples, place, (path, at) => {
        const text = fixtureText(path);
        expectNoExactness(path, text.slice(0, Math.floor(at * text.length)));
      }),
      { numRuns: 400 },
    );
  });

  test("with a part of it missing, twice, or in another's place", () => {
    fc.assert(
      fc.property(samples, place, place, place, (path, first, second, third) => {
        const text = fixtureText(path);
        const [a = 0, b = 0, c = 0] = [first, second, third]
          .map((at) => Math.floor(at * text.length))
          .toSorted((one, other) => one - other);
        for (const changed of [
          text.slice(0, a) + text.slice(b),
          text.slice(0, b) + text.slice(a),
          text.slice(0, a) + text.slice(b, c) + text.slice(a, b) + text.slice(c),
        ]) {
          expectNoExactness(path, changed);
        }
      }),
      { numRuns: 150 },
    );
  });

  test("with the brackets and quotes of another language in it", () => {
    const scraps = fc.constantFrom(
      '"',
      "'",
      "`",
      "[",
      "{",
      "}",
      "]",
      "\\",
      "\n---\n",
      ": ",
      "\t",
      "\0",
    );
    fc.assert(
      fc.property(
        samples,
        fc.array(fc.tuple(place, scraps), { minLength: 1, maxLength: 8 }),
        (path, edits) => {
          const text = edits.reduce((text, [at, scrap]) => {
            const index = Math.floor(at * text.length);
            return text.slice(0, index) + scrap + text.slice(index);
          }, fixtureText(path));
          expectNoExactness(path, text);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("four times the text takes no more than quadratic work", () => {
  /** Quadratic work would be 16 times as much; the rest is for a busy machine. */
  const MAX_GROWTH = 40;
  /** Less work than this says nothing about its growth. */
  const MIN_MICROSECONDS = 20_000;

  function workOf(path: string, text: string, format: PromptFormat): number {
    const before = process.cpuUsage();
    readPromptFile({ path, text, format });
    const { user, system } = process.cpuUsage(before);
    return user + system;
  }

  /** A step at some size is no growth: what grows too fast does so again from 4 to 16 times the text. */
  function expectBoundedGrowth(workOfTimes: (factor: number) => number): void {
    const [small, large] = [workOfTimes(1), workOfTimes(4)];
    if (large < MAX_GROWTH * Math.max(small, MIN_MICROSECONDS)) return;
    expect(workOfTimes(16)).toBeLessThan(MAX_GROWTH * large);
  }

  test.each([...SAMPLES])("%s", (format, path) => {
    const sample = fixtureText(path);
    const times = Math.max(1, Math.floor(20_000 / sample.length));
    workOf(path, sample.repeat(times), format);
    expectBoundedGrowth((factor) => workOf(path, sample.repeat(factor * times), format));
  });

  test("whatever is repeated", () => {
    const unit = fc
      .array(
        fc.constantFrom(
          ..."{}[]()\"'`\\<>|#:-=*&!%$@,./ \n\t".split(""),
          "a",
          "role: user\n",
          "{{a}}",
          "---\n",
        ),
        {
          minLength: 1,
          maxLength: 6,
        },
      )
      .map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(unit, fc.constantFrom(...PROMPT_FORMATS), (piece, format) => {
        const times = Math.ceil(2_000 / piece.length);
        const path = SAMPLES.get(format) ?? "a";
        expectBoundedGrowth((factor) => workOf(path, piece.repeat(factor * times), format));
      }),
      { numRuns: 400 },
    );
  });
});
