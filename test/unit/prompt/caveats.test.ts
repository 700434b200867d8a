import { describe, expect, test } from "vitest";
import { readPromptFile } from "../../../src/core/prompt/formats/promptFormats";
import { onlyPrompt, readText, reasons } from "./fixtures";

describe("a file of an unknown format", () => {
  test.each([
    ["calls.go", "package main\n", " (.go)"],
    ["study.rmd", "# Study\n", " (.rmd)"],
    ["compose.yaml", "services:\n  web:\n    image: nginx\n", " (.yaml)"],
    ["recorded.log", "GET /", " (.log)"],
    ["settings.json", '{"a": 1}', " (.json)"],
    ["folder.d/README", "Be brief.", ""],
  ])("%s is plain text by a guess", (path, text, name) => {
    const fixture = readText(path, text);
    expect(fixture.file.format).toBe("text");
    expect(onlyPrompt(fixture).caveats).toMatchObject([
      { kind: "approximate", reason: `an unknown format${name}, counted as plain text` },
    ]);
    expect(fixture.file.problems).toMatchObject([{ code: "unsupported" }]);
  });

  test.each(["prompt.txt", "C:\\prompts\\Prompt.TXT", "prompt.md", "-", "Untitled-1"])(
    "%s is the text that it is",
    (path) => {
      expect(onlyPrompt(readText(path, "Be brief.")).caveats).toEqual([]);
    },
  );

  test("is plain text if the user says so", () => {
    const file = readPromptFile({
      path: "calls.go",
      text: "GET /",
      format: "text",
      isFormatChosen: true,
    });
    expect(reasons(file)).toEqual([]);
  });
});

describe("a broken file", () => {
  test.each([
    ["a.prompt.yml", 'messages:\n  - role: user\n    content: "Sort the'],
    ["a.prompty", "---\nname: a\nsystem:\nHi\n"],
    ["a.json", '{"messages": [{"role": "user", "content": "Sort'],
    ["a.prompt", "---\nmodel: [\n---\nHi\n"],
    ["promptfooconfig.yaml", 'prompts: ["a\n'],
  ])("%s is never exact", (path, text) => {
    const fixture = readText(path, text);
    expect(fixture.file.problems.map(({ code }) => code)).toContain("broken-file");
    expect(onlyPrompt(fixture).caveats).toMatchObject([
      { kind: "approximate", reason: "the file is broken and counted as plain text" },
    ]);
  });

  test.each([
    ["a.prompt.yml", "messages:\n  - role: user\n    content: Hi\n    content: Hello\n"],
    ["a.prompty", "---\nmodel: gpt-4o\nmodel: gpt-4o-mini\n---\nuser:\nHi\n"],
  ])("%s with a key that occurs twice is not YAML", (path, text) => {
    const fixture = readText(path, text);
    const [problem] = fixture.file.problems;
    expect(problem?.code).toBe("broken-file");
    expect(problem?.message).toMatch(/the key (?:content|model) occurs twice\.$/);
    expect(reasons(fixture.file)).not.toEqual([]);
  });

  test.each([
    [
      "a.json",
      '{"model": "gpt-4o", "messages": [{"role": "user", "content": "Hi", "content": "Hi"}]}',
    ],
    ["a.batch.jsonl", '{"custom_id": "a", "body": {"input": "Hi", "input": "Hello"}}'],
  ])("%s with a key that occurs twice is an estimate", (path, text) => {
    expect(reasons(readText(path, text).file)).toEqual([
      expect.stringMatching(/^(?:content|input) occurs twice, and the last one is counted$/),
    ]);
  });

  test("what could be read is counted as a part", () => {
    const fixture = readText(
      "a.prompt.yml",
      "messages:\n  - role: user\n    content: Hi\nresponseFormat: json_schema\n",
    );
    expect(onlyPrompt(fixture).caveats).toMatchObject([
      { kind: "left-out", reason: "part of the file is broken" },
    ]);
  });
});

describe("a Git LFS pointer", () => {
  const POINTER =
    "version https://git-lfs.github.com/spec/v1\noid sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\nsize 48213\n";

  test.each(["a.jsonl", "a.batch.jsonl", "a.json", "a.prompty", "a.txt", "a.md", "a.py", "a.bin"])(
    "in place of %s has no request and says what to do",
    (path) => {
      for (const text of [POINTER, POINTER.replaceAll("\n", "\r\n")]) {
        const { prompts, problems } = readPromptFile({ path, text });
        expect(prompts).toEqual([]);
        expect(problems).toMatchObject([
          { code: "lfs-pointer", message: expect.stringContaining("git lfs pull") as string },
        ]);
      }
    },
  );

  test("a text about pointers is a text", () => {
    expect(readPromptFile({ path: "a.txt", text: `About:\n${POINTER}` }).prompts).toHaveLength(1);
  });
});

test("many missing files are named up to a number", () => {
  const imports = Array.from({ length: 30 }, (_, index) => `@./file${index}.md`).join(" ");
  const { caveats } = onlyPrompt(readText("CLAUDE.md", imports));
  expect(caveats).toHaveLength(21);
  expect(caveats.at(-1)?.reason).toBe("10 more files can't be read");
});
