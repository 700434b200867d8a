import { describe, expect, it } from "vitest";
import {
  AnswerComparer,
  MAX_COMPARED_CHARACTERS,
} from "../../../src/core/runs/engine/answerComparer";

const left = { key: "run/left/0", text: "a b c d" };
const right = (text: string, key = "run/right/0") => ({ key, text });

describe("the comparison of the two answers that are shown", () => {
  it("is made again at most once a second while they come, and at their end", () => {
    const comparer = new AnswerComparer();
    const alike = (text: string, isDone: boolean, nowMs: number): number | undefined =>
      comparer.compare(left, right(text), isDone, nowMs)?.alike;
    expect(alike("a b x y", false, 5_000)).toBe(0.5);
    expect(alike("a b c y", false, 5_900)).toBe(0.5);
    expect(alike("a b c y", false, 6_000)).toBe(0.75);
    expect(alike("a b c d", true, 6_001)).toBe(1);
  });

  it("is made at once where other answers are shown", () => {
    const comparer = new AnswerComparer();
    comparer.compare(left, right("x"), false, 0);
    expect(comparer.compare(left, right("a b c d", "run/right/1"), false, 1)?.alike).toBe(1);
  });

  it("waits for the end of long answers and gives up on very long ones", () => {
    const comparer = new AnswerComparer();
    const long = right("word ".repeat(5_000));
    expect(comparer.compare(left, long, false, 0)).toBeUndefined();
    expect(comparer.compare(left, long, true, 1)?.wordsOnlyRight).toBe(5_000);
    const endless = right("x".repeat(MAX_COMPARED_CHARACTERS));
    expect(comparer.compare(left, { ...endless, key: "other" }, true, 2)).toBeUndefined();
  });
});
