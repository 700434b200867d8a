import { expect, test } from "vitest";
import { readPromptFile } from "../../../src/core/prompt/formats/promptFormats";
import { MAX_MARKDOWN_IMAGES } from "../../../src/core/prompt/markdownImages";
import type { Part } from "../../../src/core/prompt/prompt";

const PATHS = ["a.prompt.md", "a.prompty", "CLAUDE.md"];

function read(path: string, count: number): { parts: readonly Part[]; reasons: string[] } {
  const images = "![](a.png)\n".repeat(count);
  const text = path.endsWith(".prompty") ? `---\nname: a\n---\nuser:\n${images}` : images;
  const [prompt] = readPromptFile({ path, text }).prompts;
  return {
    parts: prompt?.messages.flatMap(({ parts }) => parts) ?? [],
    reasons: prompt?.caveats.map(({ reason }) => reason) ?? [],
  };
}

function imagesIn(parts: readonly Part[]): number {
  return parts.filter(({ kind }) => kind === "image").length;
}

const REST_AS_TEXT = "the images after the first 2,000 of a message are counted as text";

test.each(PATHS)("%s: a message holds no more than 2,000 images, and says so", (path) => {
  const { parts, reasons } = read(path, 90_000);
  expect(imagesIn(parts)).toBeLessThanOrEqual(MAX_MARKDOWN_IMAGES);
  expect(imagesIn(parts) > 0 ? reasons : [REST_AS_TEXT]).toContain(REST_AS_TEXT);
});

test.each(["a.prompt.md", "a.prompty"])("%s: as many as are allowed are all images", (path) => {
  const { parts, reasons } = read(path, MAX_MARKDOWN_IMAGES);
  expect(imagesIn(parts)).toBe(MAX_MARKDOWN_IMAGES);
  expect(reasons).not.toContain(REST_AS_TEXT);
});
