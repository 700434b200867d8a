import { describe, expect, test } from "vitest";
import { conversation, onlyPrompt, readFixture, readText, uses, reasons } from "./fixtures";

describe(".prompt.md", () => {
  const fixture = readFixture("review.prompt.md");
  const prompt = onlyPrompt(fixture);

  test("the body is one user message; the model's name is the API's", () => {
    expect(prompt.messages.map(({ role }) => role)).toEqual(["user"]);
    expect(prompt.model?.value).toBe("gpt-4o-mini");
    expect(fixture.at(prompt.model?.range)).toBe("GPT-4o mini");
  });

  test("variables of the editor are placeholders, a shell's are text", () => {
    expect(uses(fixture, prompt)).toEqual([
      "selection ${selection}",
      "fileBasename ${fileBasename}",
      "concern ${input:concern:security or speed}",
      "– #tool:githubRepo",
    ]);
  });

  test("pictures are images, but not in code", () => {
    expect(prompt.messages[0]?.parts.map(({ kind }) => kind)).toEqual(["text", "image", "text"]);
  });

  test("tools are names that the editor knows", () => {
    expect(prompt.tools.map(({ type, name }) => [type, name])).toEqual([
      ["reference", "search/codebase"],
      ["reference", "githubRepo"],
    ]);
  });

  test("needs no frontmatter, and says where a half-typed one should end", () => {
    expect(conversation(onlyPrompt(readText("a.prompt.md", "Do it.\n")))).toEqual(["user: Do it."]);
    expect(
      readText("a.prompt.md", "---\nagent: ask\n\n# Title\n\nDo it.").file.problems[0],
    ).toMatchObject({
      code: "broken-file",
      message: "The frontmatter is not closed. Add --- after line 2.",
    });
  });
});

test.each([
  ["planner.agent.md", "VS Code agent", "gpt-4o", /^system: You are a planner\./],
  ["style.chatmode.md", "VS Code chat mode", undefined, /^system: Rewrite what/],
  [
    "tests.instructions.md",
    "VS Code instructions",
    undefined,
    /^system: Write tests with vitest\./,
  ],
  ["AGENTS.md", "AGENTS.md", undefined, /^system: # Working in this repository/],
  ["SKILL.md", "Agent skill", undefined, /^system: # Release notes\n\nGroup/],
])("%s holds instructions", (name, label, model, message) => {
  const fixture = readFixture(name);
  const prompt = onlyPrompt(fixture);
  expect(fixture.file.formatLabel).toBe(label);
  expect(prompt.model?.value).toBe(model);
  expect(conversation(prompt)).toEqual([expect.stringMatching(message)]);
});

describe("CLAUDE.md", () => {
  test("imports are references; mail addresses and code are none", () => {
    const fixture = readFixture("CLAUDE.md");
    expect(fixture.file.references.map(({ path }) => path)).toEqual([
      "docs/style.md",
      "./README.md",
    ]);
    expect(reasons(fixture.file)).toEqual([
      "docs/style.md with an imported text can't be read",
      "./README.md with an imported text can't be read",
    ]);
  });

  test("an import that is at hand is taken in", () => {
    const files = new Map([["docs/style.md", "Use tabs."]]);
    const fixture = readFixture("CLAUDE.md", files);
    const prompt = onlyPrompt(fixture);
    expect(conversation(prompt)[0]).toContain("See Use tabs. and @./README.md.");
    expect(reasons(fixture.file)).toEqual(["./README.md with an imported text can't be read"]);
  });

  test("the target of a link is said, not counted as a prompt's words", () => {
    const fixture = readText("CLAUDE.md", "AGENTS.md");
    expect(fixture.file.problems).toMatchObject([
      {
        code: "unread",
        message: expect.stringMatching(/^AGENTS\.md with .* link .* can't be read/) as string,
      },
    ]);
    expect(conversation(onlyPrompt(fixture))).toEqual([]);
    const linked = readText("CLAUDE.md", "AGENTS.md", new Map([["AGENTS.md", "Be brief."]]));
    expect(linked.file.problems).toEqual([]);
    expect(conversation(onlyPrompt(linked))).toEqual(["system: Be brief."]);
  });

  test("a line of dashes at the top is no frontmatter", () => {
    expect(readText("AGENTS.md", "---\nHello\n").file.problems).toEqual([]);
  });
});

describe("Markdown and text", () => {
  test("all of it is one user message, line ends as written", () => {
    const fixture = readFixture("translate.txt");
    expect(conversation(onlyPrompt(fixture))).toEqual([`user: ${fixture.text}`]);
    expect(uses(fixture, onlyPrompt(fixture))).toEqual(["text {{text}}"]);
  });

  test("images of a kind that the API takes are images", () => {
    const prompt = onlyPrompt(readFixture("summarise.md"));
    expect(prompt.messages[0]?.parts[1]).toMatchObject({ kind: "image", source: "charts/q3.png" });
    expect(conversation(prompt)[0]).toContain("![build](https://img.shields.io/build.svg)");
  });

  test("a workflow's expression is no variable", () => {
    expect(
      onlyPrompt(readText("a.md", "Set ${{ secrets.KEY }} and {{ name }}.")).variables,
    ).toMatchObject([{ name: "name" }]);
  });

  test("nothing is not a prompt", () => {
    expect(readText("a.md", "").file.prompts).toEqual([]);
    expect(readText("a.txt", "\uFEFF").file.prompts).toEqual([]);
  });
});
