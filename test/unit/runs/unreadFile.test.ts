import { expect, test } from "vitest";
import { firstUnreadFile } from "../../../src/core/prompt/caveats";
import { readPromptFile } from "../../../src/core/prompt/formats/promptFormats";

const PROVIDER = "providers: [openai:gpt-4o]\n";

test.each([
  ["promptfooconfig.yaml", `prompts: [file://../../secret.txt]\n${PROVIDER}`, "../../secret.txt"],
  ["promptfooconfig.yaml", `prompts: [file://prompts/*.txt]\n${PROVIDER}`, "prompts/*.txt"],
  ["promptfooconfig.yaml", `prompts: [file://make.py]\n${PROVIDER}`, "make.py"],
  [
    "a.prompty",
    "---\nname: a\ntools: ${file:tools.json}\n---\nsystem:\nBe kind.\nuser:\nHi\n",
    "tools.json",
  ],
])("%s without the file that it names has nothing to send", (path, text, missing) => {
  const [prompt] = readPromptFile({ path, text }).prompts;
  expect(prompt && firstUnreadFile(prompt)).toBe(missing);
});

test("with the file it can be sent", () => {
  const text = `prompts: [file://a.txt]\n${PROVIDER}`;
  const files = new Map([["a.txt", "Hello"]]);
  const [prompt] = readPromptFile({ path: "promptfooconfig.yaml", text, files }).prompts;
  expect(prompt && firstUnreadFile(prompt)).toBeUndefined();
});
