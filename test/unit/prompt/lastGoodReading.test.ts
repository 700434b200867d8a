import { expect, test } from "vitest";
import { LastGoodReading } from "../../../src/core/prompt/lastGoodReading";
import { readPromptFile } from "../../../src/core/prompt/formats/promptFormats";
import { conversation } from "./fixtures";

const GOOD = "---\nname: x\n---\nuser:\nHello";
const BROKEN = "---\nname: x\n\nuser:\nHello there";

test("a file that breaks keeps its last good reading and says since when", () => {
  let minutes = 0;
  const last = new LastGoodReading(() => new Date(Date.UTC(2026, 0, 1, 14, minutes)));
  const show = (text: string, path = "a.prompty") => {
    minutes += 1;
    return last.update(readPromptFile({ path, text }));
  };
  expect(show(GOOD).staleSince).toBeUndefined();
  const broken = show(BROKEN);
  expect(broken.file.prompts.map(conversation)).toEqual([["user: Hello"]]);
  expect(broken.staleSince?.getUTCMinutes()).toBe(1);
  expect(broken.problems[0]?.code).toBe("broken-file");
  expect(show(`${BROKEN}, again`).staleSince?.getUTCMinutes()).toBe(1);
  const mended = show(`${GOOD} again`);
  expect(mended.staleSince).toBeUndefined();
  expect(mended.file.prompts.map(conversation)).toEqual([["user: Hello again"]]);
});

test("a file that was never right is shown as plain text", () => {
  const last = new LastGoodReading(() => new Date(0));
  const shown = last.update(readPromptFile({ path: "a.prompty", text: BROKEN }));
  expect(shown.staleSince).toBeUndefined();
  expect(shown.file.prompts.map(conversation)).toEqual([[`user: ${BROKEN}`]]);
});

test("a reading of another format is not kept", () => {
  const last = new LastGoodReading(() => new Date(0));
  last.update(readPromptFile({ path: "a.txt", text: "Hello" }));
  expect(last.update(readPromptFile({ path: "a.prompty", text: BROKEN })).file.format).toBe(
    "prompty",
  );
});

test("a broken line is no broken file", () => {
  const last = new LastGoodReading(() => new Date(0));
  const text = '{"messages":[{"role":"user","content":"hi"}]}\n{';
  const shown = last.update(readPromptFile({ path: "a.jsonl", text }));
  expect(shown.staleSince).toBeUndefined();
  expect(shown.file.prompts).toHaveLength(1);
});
