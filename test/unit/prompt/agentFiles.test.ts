import { describe, expect, test } from "vitest";
import { detectFormat } from "../../../src/core/prompt/formats/promptFormats";
import { conversation, fixtureText, onlyPrompt, readFixture, readText, uses } from "./fixtures";

describe("an agent of Claude Code", () => {
  const fixture = readFixture(".claude/agents/letter-reviewer.md");
  const prompt = onlyPrompt(fixture);

  test("is a system message without its frontmatter, even one that is not quite YAML", () => {
    expect(fixture.file.formatLabel).toBe("Claude Code agent");
    expect(conversation(prompt)).toEqual([
      "system: You review replies to customers.\n\n- Say what is unclear.\n" +
        "- Never promise a refund. `$ARGUMENTS` is plain text here.",
    ]);
    expect(fixture.at(prompt.messages[0]?.range)).toMatch(/^You review[^]*here\.$/);
    expect(prompt.variables).toEqual([]);
  });

  test("names tools whose definitions are elsewhere", () => {
    expect(prompt.tools.map(({ type, range }) => [type, fixture.at(range)])).toEqual([
      ["reference", "Read"],
      ["reference", "Grep"],
      ["reference", "Bash(git diff:*)"],
    ]);
  });

  test("says that its model is another vendor's", () => {
    expect(prompt.model).toBeUndefined();
    const [problem] = fixture.file.problems;
    expect(problem).toMatchObject({
      code: "unsupported",
      message: "sonnet is not an OpenAI model: tokens are counted as an OpenAI model counts them.",
    });
    expect(fixture.at(problem?.range)).toBe("sonnet");
  });

  test("without its own model says nothing of one", () => {
    const inherited = readText(".claude/agents/a.md", "---\nmodel: inherit\n---\nBe brief.");
    expect(inherited.file.problems).toEqual([]);
    expect(conversation(onlyPrompt(inherited))).toEqual(["system: Be brief."]);
  });

  test("whose frontmatter has no end is broken, with the place of the end", () => {
    const { file } = readText(".claude/agents/a.md", "---\nname: a\n\n# Title\n\nYou review.");
    expect(file.problems[0]).toMatchObject({
      code: "broken-file",
      message: "The frontmatter is not closed. Add --- after line 2.",
    });
  });
});

describe("a slash command of Claude Code", () => {
  const fixture = readFixture(".claude/commands/git/label.md");
  const prompt = onlyPrompt(fixture);

  test("is a user message with arguments, shell commands and files in it", () => {
    expect(fixture.file.formatLabel).toBe("Claude Code command");
    expect(conversation(prompt)).toEqual([
      expect.stringMatching(/^user: Label issue \$1[^]*\$ARGUMENTS$/),
    ]);
    expect(uses(fixture, prompt)).toEqual([
      "1 $1",
      "– !`gh issue view $1`",
      "– @docs/labels.md",
      "ARGUMENTS $ARGUMENTS",
    ]);
  });

  test("leaves out what commands print and files hold", () => {
    expect(prompt.caveats.map(({ kind, reason }) => [kind, reason])).toEqual([
      ["left-out", "the output of 1 shell command"],
      ["left-out", "the text of 1 file named with @"],
    ]);
  });

  test("may ask for a model of OpenAI's, and needs no tools' definitions", () => {
    expect(prompt.model?.value).toBe("gpt-4o-mini");
    expect(prompt.tools).toEqual([]);
    expect(fixture.file.problems).toEqual([]);
  });

  test("needs no frontmatter", () => {
    expect(conversation(onlyPrompt(readText(".claude/commands/a.md", "Do it.\n")))).toEqual([
      "user: Do it.",
    ]);
  });

  test.each([
    ["Pay $5 now", ["5 $5"]],
    ["Pay $100 or $1,000", []],
    ["```!\ngit log\n```", ["– ```!\ngit log\n```"]],
    ["Ask @alice or a@b.example", []],
    ["Read @./a.md, (@b.md) and @~/c", ["– @./a.md", "– @~/c"]],
    [
      "First $ARGUMENTS[0], then ${CLAUDE_PLUGIN_ROOT}",
      ["ARGUMENTS $ARGUMENTS[0]", "CLAUDE_PLUGIN_ROOT ${CLAUDE_PLUGIN_ROOT}"],
    ],
    ["Home is $HOME", []],
  ])("%j", (text, expected) => {
    const command = readText(".claude/commands/a.md", text);
    expect(uses(command, onlyPrompt(command))).toEqual(expected);
  });
});

describe("folders of coding agents", () => {
  test.each([
    [".claude/agents/deep/folder/reviewer.md", "claude-code"],
    ["C:\\work\\.claude\\commands\\Commit.md", "claude-code"],
    ["x/.claude-plugin/agents/a.md", "claude-code"],
    [".opencode/agent/a.md", "claude-code"],
    [".cursor/commands/a.md", "claude-code"],
    [".codex/prompts/a.md", "claude-code"],
    [".claude/commands/README.md", "markdown"],
    [".claude/agents/CLAUDE.md", "instructions"],
    [".claude/notes.md", "markdown"],
    [".claude/skills/x/SKILL.md", "instructions"],
    ["plugins/mail/agents/a.md", "markdown"],
  ])("%s is %s", (path, format) => {
    expect(detectFormat({ path, text: "" })).toBe(format);
  });

  test("a plugin's agent is known by its frontmatter, too", () => {
    const text = "---\r\nname: a\r\ndescription: b\r\n---\r\nYou review.";
    expect(detectFormat({ path: "plugins/mail/agents/a.md", text })).toBe("claude-code");
    expect(conversation(onlyPrompt(readText("plugins/mail/agents/a.md", text)))).toEqual([
      "system: You review.",
    ]);
    expect(detectFormat({ path: "plugins/mail/agents/a.md", text: "# Agents" })).toBe("markdown");
  });
});

describe("rules of coding agents", () => {
  test.each([
    ".cursor/rules/style.md",
    ".cursor/rules/deep/style.mdc",
    ".cursorrules",
    ".windsurf/rules/style.md",
    ".windsurfrules",
    ".clinerules",
    ".clinerules/style.md",
    ".roo/rules/style.md",
    ".roo/rules-code/01-style.txt",
    ".roorules-architect",
    ".kiro/steering/tone.md",
    ".amazonq/rules/style.md",
    ".junie/guidelines.md",
    ".continue/rules/style.md",
    ".augment/rules/style.md",
    ".trae/rules/project_rules.md",
    ".goosehints",
    ".rules",
    "AGENT.md",
    "QWEN.md",
    "WARP.md",
    "app/CRUSH.md",
  ])("%s is a system message without frontmatter", (path) => {
    expect(detectFormat({ path, text: "" })).toBe("instructions");
    const file = readText(path, "---\nalwaysApply: true\n---\n\nUse tabs.\n");
    expect(conversation(onlyPrompt(file))).toEqual(["system: Use tabs."]);
  });

  test("a chat mode needs no suffix in its folder", () => {
    const path = ".github/chatmodes/planner.md";
    const { file } = readText(path, "---\ndescription: x\n---\nPlan.");
    expect([file.format, file.formatLabel]).toEqual(["vscode-agent", "VS Code chat mode"]);
  });

  test("the files that Kiro's steering links are left out", () => {
    const { file } = readText(".kiro/steering/api.md", "Follow #[[file:api/openapi.yaml]].");
    expect(file.prompts[0]?.caveats.map(({ reason }) => reason)).toEqual([
      "the text of 1 linked file",
    ]);
  });

  test("the imports of GEMINI.md and QWEN.md are references", () => {
    for (const path of ["GEMINI.md", "QWEN.md"]) {
      const { file } = readText(path, "See @./docs/style.md");
      expect(file.references.map((reference) => reference.path)).toEqual(["./docs/style.md"]);
    }
  });
});

describe("a system prompt by its name", () => {
  test.each([
    "system_prompt.txt",
    "src/agent/system-prompt.md",
    "support_system_prompt.v2.txt",
    "SystemPrompt.txt",
    "triage.system.txt",
    "prompts/en/system.txt",
    "sys_prompt.txt",
    "system_message.txt",
  ])("%s", (path) => {
    expect(detectFormat({ path, text: "" })).toBe("system-prompt");
  });

  test.each(["system.txt", "operating-system.md", "system.log.txt", "file-system-notes.md"])(
    "%s is none",
    (path) => expect(detectFormat({ path, text: "" })).not.toBe("system-prompt"),
  );

  test("is a system message as it stands", () => {
    const fixture = readFixture("support_system_prompt.txt");
    expect(conversation(onlyPrompt(fixture))).toEqual([`system: ${fixture.text}`]);
    expect(uses(fixture, onlyPrompt(fixture))).toEqual(["shop {{shop}}"]);
    expect(readText("system_prompt.txt", "").file.prompts).toEqual([]);
  });
});

describe("a pattern of Fabric", () => {
  const path = "patterns/label_letter/system.md";

  test("is a system message, with the user's next to it", () => {
    const user = fixtureText("patterns/label_letter/user.md");
    const fixture = readFixture(path, new Map([["user.md", user]]));
    expect(conversation(onlyPrompt(fixture))).toEqual([
      `system: ${fixture.text}`,
      "user: Label this letter for {{team}}:\n",
    ]);
  });

  test("is whole without the user's file", () => {
    const fixture = readFixture(path);
    expect(fixture.file.format).toBe("fabric");
    expect(conversation(onlyPrompt(fixture))).toEqual([`system: ${fixture.text}`]);
    expect(uses(fixture, onlyPrompt(fixture))).toEqual([
      "team {{team}}",
      "– {{plugin:datetime:now}}",
    ]);
    expect(onlyPrompt(fixture).caveats).toEqual([]);
    expect(fixture.file.references.map((reference) => reference.path)).toEqual(["user.md"]);
  });

  test("has a user's file that is a user message of its own", () => {
    const fixture = readFixture("patterns/label_letter/user.md");
    expect(conversation(onlyPrompt(fixture))).toEqual(["user: Label this letter for {{team}}:\n"]);
    expect(readText("patterns/a/user.md", "\n").file.prompts).toEqual([]);
  });

  test("is not every system.md", () => {
    expect(detectFormat({ path: "docs/system.md", text: "" })).toBe("markdown");
  });
});

describe("a command of Gemini CLI", () => {
  const fixture = readFixture(".gemini/commands/review.toml");
  const prompt = onlyPrompt(fixture);

  test("is the user message in the key prompt, its TOML decoded", () => {
    expect(conversation(prompt)).toEqual([
      'user: Review the change below in the tone of "a colleague".\n\n```diff\n' +
        "!{git diff --staged -- '*.{ts,tsx}'}\n```\n\nStyle: @{docs/style.md}\n§ {{args}}\n",
    ]);
  });

  test("has arguments, shell commands and files in their places", () => {
    expect(uses(fixture, prompt)).toEqual([
      "– !{git diff --staged -- '*.{ts,tsx}'}",
      "– @{docs/style.md}",
      "args {{args}}",
    ]);
  });

  test.each([
    ['prompt = "a\\tb {{args}} \\U0001F600"', "user: a\tb {{args}} 😀"],
    ["prompt = 'C:\\new {{args}}'", "user: C:\\new {{args}}"],
    ["prompt = '''\nraw \\n {{args}}'''", "user: raw \\n {{args}}"],
    ['prompt = """a "quoted" {{args}}"""', 'user: a "quoted" {{args}}'],
    ['\uFEFFprompt = """\r\na\\\r\n   b {{args}}"""', "user: ab {{args}}"],
    ["a = 1\nprompt='x {{args}}'\n[t]\nprompt='y'", "user: x {{args}}"],
  ])("%j", (text, expected) => {
    const command = readText(".gemini/commands/a.toml", text);
    expect(conversation(onlyPrompt(command))).toEqual([expected]);
    expect(uses(command, onlyPrompt(command))).toEqual(["args {{args}}"]);
  });

  test.each([
    ['description = "x"', "not-a-prompt"],
    ['prompt = """never closed', "broken-file"],
    ["prompt = 5", "not-a-prompt"],
    ["a.b = [[[", "broken-file"],
  ])("%j is %s", (text, code) => {
    const { file } = readText(".gemini/commands/a.toml", text);
    expect(file.problems.map((problem) => problem.code)).toEqual([code]);
  });

  test("is known in an extension, too, but is not every TOML", () => {
    expect(detectFormat({ path: "ext/commands/a.toml", text: 'prompt = "x"' })).toBe(
      "gemini-command",
    );
    expect(detectFormat({ path: "pyproject.toml", text: 'prompt = "x"' })).toBeUndefined();
  });
});

describe("skprompt.txt of Semantic Kernel", () => {
  const path = "sorter/skprompt.txt";
  const config = fixtureText("sorter/config.json");

  test("has variables with a dollar sign; calls are not run", () => {
    const fixture = readFixture(path);
    const prompt = onlyPrompt(fixture);
    expect(fixture.file.format).toBe("semantic-kernel");
    expect(prompt.messages.map(({ role }) => role)).toEqual(["user"]);
    expect(prompt.variables.map(({ name }) => name)).toEqual(["style", "input"]);
    expect(uses(fixture, prompt)).toEqual([
      "style {{$style}}",
      "– {{time.Today}}",
      '– {{ "{{" }}',
      "input {{$input}}",
    ]);
  });

  test("takes its model, limit, settings and defaults from config.json", () => {
    const prompt = onlyPrompt(readFixture(path, new Map([["config.json", config]])));
    expect(prompt.model?.value).toBe("gpt-4o-mini");
    expect(prompt.maxOutputTokens?.value).toBe(120);
    expect(prompt.settings?.map(({ key }) => key)).toEqual(["temperature"]);
    expect(prompt.valueSets).toEqual([
      { label: "defaults", values: new Map([["style", "a librarian"]]) },
    ]);
  });

  test("takes the first version of config.json, too", () => {
    const first = JSON.stringify({
      type: "completion",
      completion: { max_tokens: 60, temperature: 0 },
      input: { parameters: [{ name: "style", defaultValue: "" }] },
    });
    const prompt = onlyPrompt(readFixture(path, new Map([["config.json", first]])));
    expect(prompt.maxOutputTokens?.value).toBe(60);
    expect(prompt.valueSets).toEqual([]);
  });

  test("says what is wrong with config.json", () => {
    const { file } = readFixture(path, new Map([["config.json", "{"]]));
    expect(file.problems[0]?.message).toMatch(/^config\.json is not JSON: .+\. Its settings/);
    expect(file.prompts).toHaveLength(1);
  });

  test("has messages if it marks them", () => {
    const { file } = readText(path, '<message role="system">Sort.</message>{{$input}}');
    expect(file.prompts[0]?.messages.map(({ role }) => role)).toEqual(["system"]);
  });
});

describe("a prompt of Continue", () => {
  const fixture = readFixture("continue/tests.prompt");
  const prompt = onlyPrompt(fixture);

  test("has a system and a user message, and a preamble that is not sent", () => {
    expect(fixture.file.format).toBe("continue-prompt");
    expect(conversation(prompt)).toEqual([
      "system: You write tests for {{{ language }}}.",
      "user: {{{ input }}}\n\nWrite tests for @currentFile as a colleague would.",
    ]);
    expect(prompt.maxOutputTokens?.value).toBe(800);
    expect(prompt.settings?.map(({ key }) => key)).toEqual(["temperature"]);
    expect(prompt.name).toBe("tests");
  });

  test("has variables and what Continue fetches", () => {
    expect(uses(fixture, prompt)).toEqual([
      "language {{{ language }}}",
      "input {{{ input }}}",
      "– @currentFile",
    ]);
  });

  test.each([
    ["<system>\nYou sort letters.\n</system>\n\nSort {{{ input }}}\n", "continue-prompt"],
    ["---\nname: a\n---\n<system>x</system>\ny", "continue-prompt"],
    ["temperature: 0.1\n---\nDo it.", "continue-prompt"],
    ["---\nmodel: a\n---\nDo it.", "dotprompt"],
    ["# license\n---\nmodel: a\n---\nDo it.", "dotprompt"],
    ['{{role "system"}}\n<system>x</system>', "dotprompt"],
    ["Plain words.", "dotprompt"],
    ["", "dotprompt"],
  ])("%j is %s", (text, format) => {
    expect(detectFormat({ path: "a.prompt", text })).toBe(format);
  });

  test("says that a block is not closed", () => {
    const { file } = readText("a.prompt", "<system>\nYou sort.\n\nSort {{input}}");
    expect(file.problems[0]).toMatchObject({ code: "broken-file" });
    expect(file.problems[0]?.message).toContain("<system> block is not closed");
  });
});
