import { describe, expect, test } from "vitest";
import { detectFormat, isGeneralFormat } from "../../../src/core/prompt/formats/promptFormats";
import { fixtureText } from "./fixtures";

const CHAT = '{"model":"gpt-4o","messages":[{"role":"user","content":"hi"}]}';
const RESPONSES = '{"model":"gpt-4o","input":"hi"}';

describe("by the name", () => {
  test.each([
    ["a/b/triage.prompty", "prompty"],
    ["C:\\prompts\\GREETING.PROMPT", "dotprompt"],
    ["summary.prompt.yml", "github-models"],
    ["summary.prompt.yaml", "github-models"],
    [".github/prompts/review.prompt.md", "vscode-prompt"],
    ["planner.agent.md", "vscode-agent"],
    ["planner.chatmode.md", "vscode-agent"],
    [".github/agents/planner.md", "vscode-agent"],
    ["tests.instructions.md", "instructions"],
    [".github/copilot-instructions.md", "instructions"],
    ["AGENTS.md", "instructions"],
    ["packages/x/CLAUDE.md", "instructions"],
    ["CLAUDE.local.md", "instructions"],
    ["skills/notes/SKILL.md", "instructions"],
    [".cursorrules", "instructions"],
    ["promptfooconfig.yaml", "promptfoo"],
    ["letter.j2", "jinja"],
    ["letter.jinja2", "jinja"],
    ["letter.minijinja", "jinja"],
    ["reply.hbs", "handlebars"],
    ["reply.handlebars", "handlebars"],
    ["note.mustache", "mustache"],
    ["tickets.batch.jsonl", "batch-jsonl"],
    ["agent.ts", "code"],
    ["agent.mjs", "code"],
    ["agent.py", "code"],
    ["readme.md", "markdown"],
    ["prompt.txt", "text"],
  ])("%s is %s", (path, format) => {
    expect(detectFormat({ path, text: "" })).toBe(format);
  });

  test.each(["deployment.yaml.j2", "index.html.hbs", "app.vars.json", "photo.png", "Makefile"])(
    "%s is not a prompt",
    (path) => expect(detectFormat({ path, text: CHAT })).toBeUndefined(),
  );
});

describe("by the text", () => {
  test.each([
    ["extract.request.json", CHAT, "chat-request"],
    ["half-typed.request.json", '{"model":', "chat-request"],
    ["anything.json", CHAT, "chat-request"],
    ["anything.json", '[{"role":"system","content":"x"}]', "chat-request"],
    ["anything.json", RESPONSES, "responses-request"],
    ["anything.json", '{"model":"gpt-4o","instructions":"x"', "responses-request"],
    ["history.prompt.json", fixtureText("history.prompt.json"), "promptfoo"],
    ["joke.prompt.json", fixtureText("joke.langchain.json"), "langchain"],
    ["chat.json", fixtureText("chat.langchain.json"), "langchain"],
    ["antonyms.yaml", fixtureText("antonyms.yaml"), "langchain"],
    ["story.yaml", fixtureText("story.yaml"), "handlebars"],
    ["story.prompt.yaml", fixtureText("story.yaml"), "handlebars"],
    ["antonyms.prompt.yml", fixtureText("antonyms.yaml"), "langchain"],
    ["evals.yaml", fixtureText("promptfooconfig.yaml"), "promptfoo"],
    ["chat.yaml", "- role: system\n  content: hi\n", "promptfoo"],
    ["greeting_prompt.yml", fixtureText("summary.prompt.yml"), "github-models"],
    ["data.jsonl", fixtureText("tickets.jsonl"), "batch-jsonl"],
    ["data.jsonl", `{"broken\n${fixtureText("training.jsonl")}`, "fine-tuning-jsonl"],
    ["data.jsonl", '{"prompt":"a","completion":"b"}', "fine-tuning-jsonl"],
  ])("%s with %.30s… is %3$s", (path, text, format) => {
    expect(detectFormat({ path, text })).toBe(format);
  });

  test.each([
    ["package.json", '{"name":"x","version":"1.0.0"}'],
    ["openapi.json", '{"input":"x"}'],
    ["compose.yaml", "services:\n  web:\n    image: nginx\n"],
    ["log.jsonl", '{"level":"info"}'],
    ["messages.json", '{"messages":["a","b"]}'],
  ])("%s is not a prompt", (path, text) => {
    expect(detectFormat({ path, text })).toBeUndefined();
  });

  test("a beginning of the text is enough", () => {
    const text = `{"model":"gpt-4o","messages":[{"role":"user","content":"${"x".repeat(100_000)}"}]}`;
    expect(detectFormat({ path: "a.json", text: text.slice(0, 16_384) })).toBe("chat-request");
  });
});

test("the editor's language tells where the name does not", () => {
  const detect = (languageId: string): unknown =>
    detectFormat({ path: "Untitled-1", text: "", languageId });
  expect(detect("markdown")).toBe("markdown");
  expect(detect("plaintext")).toBe("text");
  expect(detect("prompt")).toBe("vscode-prompt");
  expect(detect("python")).toBe("code");
  expect(detect("rust")).toBeUndefined();
});

test("Markdown, text and code are prompts only where someone says so", () => {
  expect(["markdown", "text", "code"].map((format) => isGeneralFormat(format as "text"))).toEqual([
    true,
    true,
    true,
  ]);
  expect(isGeneralFormat("jinja")).toBe(false);
});

/** No format takes another's files. */
test.each([
  [".claude/agents/letter-reviewer.md", "claude-code"],
  [".claude/commands/git/label.md", "claude-code"],
  [".gemini/commands/review.toml", "gemini-command"],
  [".kiro/steering/tone.md", "instructions"],
  ["AGENTS.md", "instructions"],
  ["CLAUDE.md", "instructions"],
  ["Modelfile", "modelfile"],
  ["SKILL.md", "instructions"],
  ["antonyms.yaml", "langchain"],
  ["assistant.py", "code"],
  ["assistant.ts", "code"],
  ["chat.handlebars", "handlebars"],
  ["chat.langchain.json", "langchain"],
  ["continue/tests.prompt", "continue-prompt"],
  ["extract.request.json", "chat-request"],
  ["flow.dag.yaml", "prompt-flow"],
  ["flow_system.jinja2", "jinja"],
  ["greeting.prompt", "dotprompt"],
  ["history.prompt.json", "promptfoo"],
  ["invoice-v1.prompty", "prompty"],
  ["joke.langchain.json", "langchain"],
  ["letter.j2", "jinja"],
  ["letter.poml", "poml"],
  ["modes/.roomodes", "roo-modes"],
  ["modes/custom_modes.json", "roo-modes"],
  ["mustache.prompty", "prompty"],
  ["note.mustache", "mustache"],
  ["patterns/label_letter/system.md", "fabric"],
  ["patterns/label_letter/user.md", "fabric"],
  ["plan.request.json", "responses-request"],
  ["planner.agent.md", "vscode-agent"],
  ["promptfooconfig.yaml", "promptfoo"],
  ["reply.hbs", "handlebars"],
  ["requests.json", "request-list"],
  ["review.prompt.md", "vscode-prompt"],
  ["sort.chatml.txt", "chatml"],
  ["sorter/skprompt.txt", "semantic-kernel"],
  ["story.yaml", "handlebars"],
  ["style.chatmode.md", "vscode-agent"],
  ["summarise.md", "markdown"],
  ["summary.prompt.yml", "github-models"],
  ["support_system_prompt.txt", "system-prompt"],
  ["tests.instructions.md", "instructions"],
  ["tickets.jsonl", "batch-jsonl"],
  ["traffic.har", "har"],
  ["training.jsonl", "fine-tuning-jsonl"],
  ["translate.txt", "text"],
  ["triage.prompty", "prompty"],
])("the fixture %s is %s, also with CR LF and a byte order mark", (path, format) => {
  const text = fixtureText(path);
  expect(detectFormat({ path, text })).toBe(format);
  const windows = `\uFEFF${text.replaceAll("\n", "\r\n")}`;
  expect(detectFormat({ path, text: windows })).toBe(format);
});
