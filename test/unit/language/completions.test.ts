import { describe, expect, test } from "vitest";
import { type Completion, completionsAt } from "../../../src/core/language/completions";
import { readPromptFile } from "../../../src/core/prompt/formats/promptFormats";

/** The completions at `|` in a file; everything else is its last reading. */
function offered(path: string, written: string): readonly Completion[] {
  const lines = written.slice(0, written.indexOf("|")).split("\n");
  const text = written.replace("|", "");
  return completionsAt({
    linePrefix: lines.at(-1) ?? "",
    linesBefore: lines.slice(0, -1),
    file: readPromptFile({ path, text }),
    sources: {},
    today: "2026-11-28",
  });
}

const texts = (completions: readonly Completion[]): readonly string[] =>
  completions.map(({ text }) => text);

describe("completion in prompt files", () => {
  test.each([
    ["a.prompty", "---\nmodel:\n  id: gpt|\n---\nuser:\nHi"],
    ["a.prompt", "---\nmodel: |\n---\nHi"],
    ["a.prompt.yml", "model: openai/g|\nmessages: []"],
  ])("offers models in %s, and says which of them end", (path, written) => {
    const completions = offered(path, written);
    expect(texts(completions)).toContain("gpt-6-luna");
    expect(completions.find(({ text }) => text === "gpt-4o")).toMatchObject({
      isDeprecated: true,
      detail: "GPT-4o, ends on 2027-01-14",
    });
    expect(completions.find(({ text }) => text === "gpt-6-luna")?.isDeprecated).toBe(false);
  });

  test("offers the efforts of the model that the file names", () => {
    const written = "---\nmodel: gpt-6.1-sol\nconfig:\n  reasoning_effort: |\n---\nHi";
    expect(texts(offered("a.prompt", written))).toEqual(["low", "medium", "high", "xhigh", "max"]);
  });

  test("offers the variables in an expression that has begun", () => {
    const written = "---\ninput:\n  schema:\n    ticket: string\n---\nSort {{|}} in {{language}}.";
    expect(texts(offered("a.prompt", written)).toSorted()).toEqual(["language", "ticket"]);
    expect(texts(offered("a.hbs", "{{#if tic|}}{{ticket}}{{/if}}"))).toContain("ticket");
  });

  test("offers nothing in the text of a prompt", () => {
    expect(offered("a.prompt", "---\nmodel: gpt-4o\n---\nmodel: |")).toEqual([]);
    expect(offered("a.prompt", "---\nname: |\n---\nHi")).toEqual([]);
  });
});
