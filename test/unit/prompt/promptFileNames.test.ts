import { describe, expect, test } from "vitest";
import { compileGlob } from "../../../src/core/glob";
import { detectFormat } from "../../../src/core/prompt/formats/promptFormats";
import {
  codeFileGlobs,
  isDecidedByText,
  promptFileGlobs,
} from "../../../src/core/prompt/formats/promptFileNames";
import { FIXTURES, fixtureText } from "./fixtures";

function matcher(globs: readonly string[]): (path: string) => boolean {
  const tests = globs.map((glob) => {
    const compiled = compileGlob(glob.toLowerCase());
    if (compiled.kind === "refused") throw new Error(compiled.reason);
    return compiled.matches;
  });
  return (path) => {
    const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
    return tests.some((matches) => matches(name));
  };
}

const isPromptName = matcher(promptFileGlobs());
const isCodeName = matcher(codeFileGlobs());

const letters = "abcdefghijklmnopqrstuvwxyz0123456789";

function* shortExtensions(): Generator<string> {
  for (const first of letters) {
    yield first;
    for (const second of letters) {
      yield first + second;
      for (const third of letters) yield first + second + third;
    }
  }
}

describe("the names of files that may be prompts", () => {
  test.each([
    ...FIXTURES.filter((file) => detectFormat({ path: file, text: fixtureText(file) })),
    "Modelfile",
    "modelfile.support",
    "Modelfile-large",
    "support.modelfile",
    ".roomodes",
    ".kilocodemodes",
    "custom_modes.yaml",
    ".cursorrules",
    ".windsurfrules",
    ".clinerules",
    ".roorules-code",
    ".goosehints",
    ".augment-guidelines",
    ".airules",
    ".rules",
    "style.mdc",
    "chat.chatml",
    "review.prompt.md",
    "AGENTS.MD",
    "answer.text",
    "notes.markdown",
    "letter.njk",
    "letter.nunjucks",
  ])("include %s", (file) => {
    expect(isPromptName(file) || isCodeName(file)).toBe(true);
  });

  test.each(["photo.png", "Makefile", "archive.zip", "main.go.sum", ".gitignore", "Modelfiles"])(
    "do not include %s",
    (file) => expect(isPromptName(file) || isCodeName(file)).toBe(false),
  );

  test("include every extension that a format is known by", () => {
    const known = [...shortExtensions()].filter((extension) =>
      detectFormat({ path: `a.${extension}`, text: "" }),
    );
    expect(known).toContain("har");
    expect(known.filter((each) => !isPromptName(`a.${each}`) && !isCodeName(`a.${each}`))).toEqual(
      [],
    );
  });

  test("tell code from other files as the formats do", () => {
    for (const extension of shortExtensions()) {
      const path = `a.${extension}`;
      expect(isCodeName(path), path).toBe(detectFormat({ path, text: "" }) === "code");
    }
    for (const glob of codeFileGlobs()) {
      expect(detectFormat({ path: glob.replace("*", "a"), text: "" }), glob).toBe("code");
    }
  });

  test("leave out no file whose text alone makes it a prompt", () => {
    const texts = FIXTURES.map(fixtureText);
    const stems = ["agents", "tasks", "a.prompt", "prompts", "a.request", "flow.dag", "a"];
    const extensions = (
      "json jsonc jsonl ndjson yaml yml toml md text txt sh bash zsh curl csv xml html ini env rst " +
      "adoc fish ps1 log tex"
    ).split(" ");
    const paths = stems.flatMap((stem) => extensions.map((extension) => `${stem}.${extension}`));
    for (const path of paths) {
      const named = detectFormat({ path, text: "" });
      if (texts.some((text) => detectFormat({ path, text: text.slice(0, 16_384) }) !== named)) {
        expect(isDecidedByText(path), path).toBe(true);
      }
    }
  });
});
