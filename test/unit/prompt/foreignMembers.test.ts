import { describe, expect, test } from "vitest";
import { readText, reasons } from "./fixtures";

const MESSAGES = [{ role: "user", content: "Sort the letter." }];

function reasonsOf(path: string, value: unknown): readonly string[] {
  return reasons(readText(path, JSON.stringify(value)).file);
}

describe("members that the API doesn't have", () => {
  test.each([
    ["system_prompt", "You sort letters."],
    ["systemPrompt", "You sort letters."],
    ["context", "You sort letters."],
    ["chat_history", [{ role: "user", content: "Hi" }]],
    ["plugins", [{ id: "web" }]],
    ["mcpServers", { drawers: {} }],
    ["images", ["letter.png"]],
  ])("%s is left out of a chat request", (key, value) => {
    const request = { model: "gpt-4o", messages: MESSAGES, [key]: value };
    const expected = [`the member ${key} is not counted`];
    expect(reasonsOf("a.json", request)).toEqual(expected);
    expect(reasonsOf("a.jsonl", request)).toEqual(expected);
    expect(reasonsOf("a.batch.jsonl", { custom_id: "a", body: request })).toEqual(expected);
  });

  test.each([
    ["user", "letters"],
    ["metadata", { team: "letters" }],
    ["prompt_cache_key", "letters"],
    ["prompt_tokens", 17],
    ["prompt_id", "abc"],
    ["system_prompt", ""],
    ["images", []],
    ["parallel_tool_calls", false],
    ["context_management", { type: "compaction" }],
  ])("%s with %j leaves nothing out", (key, value) => {
    expect(reasonsOf("a.json", { model: "gpt-4o", messages: MESSAGES, [key]: value })).toEqual([]);
    expect(reasonsOf("a.json", { model: "gpt-4o", input: "Hi", [key]: value })).toEqual([]);
  });

  test("are left out of a message, too", () => {
    const messages = [
      { role: "user", content: "Hi", experimental_attachments: [{ url: "a.png" }] },
    ];
    expect(reasonsOf("a.json", { model: "gpt-4o", messages })).toEqual([
      "the member experimental_attachments is not counted",
    ]);
  });

  test.each(["system", "history", "images"])("%s next to a prompt and its completion", (key) => {
    const row = { prompt: "Sort the letter.", completion: "Housing", [key]: ["x"] };
    expect(reasonsOf("a.jsonl", row)).toEqual([`the member ${key} is not counted`]);
  });

  test("a choice among tools that no rule covers is an estimate", () => {
    const tool_choice = { type: "allowed_tools", mode: "auto", tools: [] };
    expect(reasonsOf("a.json", { model: "gpt-4o", messages: MESSAGES, tool_choice })).toEqual([
      "the tool choice is not counted",
    ]);
  });
});

describe("rows that are no requests", () => {
  const ROW = "the program that reads these rows decides how it sends them";

  test.each([
    ["an input with its output", { input: "Sort the letter.", output: "Housing" }],
    ["a preference", { messages: MESSAGES, chosen: "Housing", rejected: "Food" }],
    [
      "turns with roles",
      { conversations: [...MESSAGES, { role: "assistant", content: "Housing" }] },
    ],
  ])("%s", (_, row) => {
    const { file } = readText("a.jsonl", JSON.stringify(row));
    expect(file.prompts.map(({ messages }) => messages.map(({ role }) => role))).toEqual([
      ["user"],
    ]);
    expect(reasons(file)).toEqual([ROW]);
  });

  test("a recorded request whose body is missing is not passed over", () => {
    const request = (postData: object) => ({
      request: { method: "POST", url: "https://api.openai.com/v1/responses", postData },
    });
    const body = { text: JSON.stringify({ model: "gpt-4o", input: "Hi" }) };
    const log = { entries: [request(body), request({ params: [] })] };
    const { file } = readText("a.har", JSON.stringify({ log }));
    expect(file.prompts).toHaveLength(1);
    expect(file.unread).toEqual({ unit: "item", count: 1 });
  });

  test("the first kind of Git LFS pointer is one, too", () => {
    const oid = "0".repeat(64);
    const text = `version https://hawser.github.com/spec/v1\noid sha256:${oid}\nsize 3\n`;
    expect(readText("a.prompty", text).file.problems.map(({ code }) => code)).toEqual([
      "lfs-pointer",
    ]);
  });
});

describe("a program that is cut off", () => {
  test.each([
    ["a.py", 'ask(model="gpt-4o", messages=[{"role": "user", "content": "Sort it.'],
    ["a.ts", 'ask({ model: "gpt-4o", messages: [{ role: "user", content: "Sort it." }], tools: ['],
    ["a.js", 'ask({ model: "gpt-4o", messages: [{ role: "user", content: `Sort it.'],
  ])("%s: %s", (path, text) => {
    expect(reasons(readText(path, text).file)).toContain("part of the program is broken");
  });

  test("elsewhere, its requests are known", () => {
    const text =
      'ask({ model: "gpt-4o", messages: [{ role: "user", content: "Hi" }] });\n\nfunction (';
    expect(reasons(readText("a.ts", text).file)).toEqual([]);
  });
});

describe("settings of formats that add to the prompt", () => {
  const SK = "name: s\ntemplate: Sort it\nexecution_settings:\n  default:\n    model_id: gpt-4o\n";
  const GITHUB = "model: openai/gpt-4o\nmessages:\n  - {role: user, content: Hi}\n";
  const PROMPTFOO = "prompts: [Sort it]\nproviders:\n  - id: openai:gpt-4o\n    config:\n";

  test.each([
    ["a.yaml", `${SK}    function_choice_behavior: {type: auto}\n`, "function_choice_behavior"],
    ["a.yaml", `${SK}    chat_system_prompt: You sort letters.\n`, "chat_system_prompt"],
    ["a.prompt.yml", `${GITHUB}context: You sort letters.\n`, "context"],
    ["promptfooconfig.yaml", `${PROMPTFOO}      mcp: {enabled: true}\n`, "mcp"],
    ["promptfooconfig.yaml", `${PROMPTFOO}      systemPrompt: Sort.\n`, "systemPrompt"],
    ["a.prompt", "---\nconfig:\n  tools: [{googleSearch: {}}]\n---\nHi\n", "tools"],
    ["a.prompt", "---\nmcp: [drawers]\n---\nHi\n", "mcp"],
    [
      "a.prompty",
      "---\nmodel:\n  parameters:\n    extra_body: {a: 1}\n---\nuser:\nHi\n",
      "extra_body",
    ],
  ])("%s: %s", (path, text, key) => {
    expect(reasons(readText(path, text).file)).toEqual([`the member ${key} is not counted`]);
  });

  test.each([
    [
      "a.yaml",
      `${SK}    response_format: {type: json_schema}\n`,
      "the response format is not counted",
    ],
    [
      "a.prompty",
      "---\nbase: other.prompty\n---\nuser:\nHi\n",
      "the base of this file is not read",
    ],
    [
      "a.json",
      '{"template": "Sort {{$l}}", "template_format": "semantic-kernel", "input_variables": []}',
      "the program that reads this file decides how it sends the template",
    ],
  ])("%s: %s: %s", (path, text, reason) => {
    expect(reasons(readText(path, text).file)).toEqual([reason]);
  });

  test("tools that another node of a flow makes", () => {
    const text =
      'nodes:\n- name: a\n  type: llm\n  source: {path: a.jinja2}\n  inputs: {functions: "${b.output}"}\n';
    expect(reasons(readText("flow.dag.yaml", text).file)).toContain(
      "functions of a node are not counted",
    );
  });
});
