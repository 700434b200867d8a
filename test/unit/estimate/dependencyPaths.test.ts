import { expect, test } from "vitest";
import { dependencyPaths } from "../../../src/core/estimate/readWithDependencies";
import { readPromptFile } from "../../../src/core/prompt/formats/promptFormats";

function pathsOf(path: string, text: string): readonly string[] {
  return dependencyPaths(path, readPromptFile({ path, text })).toSorted();
}

test("a prompt depends on its values, whether the file exists or not", () => {
  expect(pathsOf("/project/triage.prompt.md", "Sort {{ticket}}.")).toEqual(["triage.vars.json"]);
});

test("a prompt depends on its images in files, each named once", () => {
  const text =
    '{{media url="photo.png"}}{{media url="./b/c.jpg"}}{{media url="photo.png"}}' +
    '{{media url="https://example.com/d.png"}}{{media url="data:image/png;base64,AAAA"}}';
  expect(pathsOf("/project/look.prompt", text)).toEqual([
    "./b/c.jpg",
    "look.vars.json",
    "photo.png",
  ]);
});

test("a prompt depends on the files that it takes text from", () => {
  const text = "prompts:\n  - file://answer.txt\nproviders:\n  - openai:gpt-4o\n";
  expect(pathsOf("promptfooconfig.yaml", text)).toEqual([
    "answer.txt",
    "promptfooconfig.vars.json",
  ]);
});
