import { describe, expect, test } from "vitest";
import { detectFormat } from "../../../src/core/prompt/formats/promptFormats";
import { conversation, onlyPrompt, readFixture, readText, textParts, uses } from "./fixtures";

describe("ChatML", () => {
  const fixture = readFixture("sort.chatml.txt");
  const prompt = onlyPrompt(fixture);

  test("has a message between each pair of marks; one without words asks to continue", () => {
    expect(fixture.file.format).toBe("chatml");
    expect(conversation(prompt)).toEqual([
      "system: You sort letters for {{shop}}.",
      "user: Sort this: a lamp is broken.",
    ]);
    for (const { text, range } of textParts(prompt)) expect(fixture.at(range)).toBe(text);
    expect(uses(fixture, prompt)).toEqual(["shop {{shop}}"]);
    expect(prompt.caveats).toEqual([]);
  });

  test.each([
    ["<|im_start|>user\na", ["user: a"]],
    ["\uFEFF\n<|im_start|>user\r\na\r\n<|im_end|>\r\n", ["user: a"]],
    ["<|im_start|>user\na\n<|im_start|>assistant\nb", ["user: a", "assistant: b"]],
    ["<|im_start|>system name=example_user\na<|im_end|>", ["system: a"]],
  ])("%j", (text, expected) => {
    expect(conversation(onlyPrompt(readText("a.txt", text)))).toEqual(expected);
  });

  test("leaves text outside the messages out", () => {
    const { file } = readText(
      "a.txt",
      "<|im_start|>user\na<|im_end|>\nb\n<|im_start|>user\nc<|im_end|>",
    );
    expect(file.prompts[0]?.caveats).toMatchObject([{ kind: "left-out" }]);
  });

  test.each([
    ["a.txt", "<|im_start|>user\na", "chatml"],
    ["a.md", "<|im_start|>user\na", "chatml"],
    ["a.chatml", "", "chatml"],
    ["a.txt", "About <|im_start|>user", "text"],
    ["a.md", "", "markdown"],
  ])("%s with %j is %s", (path, text, format) => {
    expect(detectFormat({ path, text })).toBe(format);
  });
});
