import { describe, expect, test } from "vitest";
import { conversation, onlyPrompt, readFixture, readText, uses, reasons } from "./fixtures";

test("a template in JSON, braces unescaped, places as in the file", () => {
  const fixture = readFixture("joke.langchain.json");
  const prompt = onlyPrompt(fixture);
  expect(conversation(prompt)).toEqual([
    'user: Tell a {adjective} joke about {topic}.\nAnswer as JSON: {"joke": "…"}',
  ]);
  expect(uses(fixture, prompt)).toEqual(["adjective {adjective}", "topic {topic}"]);
  expect(prompt.variables.map(({ name, defaultValue }) => [name, defaultValue])).toEqual([
    ["adjective", "dry"],
    ["topic", undefined],
  ]);
});

test("few-shot examples are written out in the format of their own prompt", () => {
  const fixture = readFixture("antonyms.yaml");
  const prompt = onlyPrompt(fixture);
  expect(conversation(prompt)).toEqual([
    "user: Write antonyms for the following words.\n\nInput: happy\nOutput: sad\n\n" +
      "Input: tall\nOutput: short\n\nInput: {adjective}\nOutput:",
  ]);
  expect(uses(fixture, prompt)).toEqual(["adjective {adjective}"]);
});

test("a chat that dumps wrote: templates are templates, messages are not", () => {
  const fixture = readFixture("chat.langchain.json");
  const prompt = onlyPrompt(fixture);
  expect(conversation(prompt)).toEqual([
    "system: You explain things.",
    "user: {history}",
    "assistant: What {shall} I explain?",
    "user: Explain {topic}.",
  ]);
  expect(prompt.variables.map(({ name }) => name)).toEqual(["topic", "history"]);
});

describe("other forms", () => {
  test.each([
    ["jinja2", "{{ a }} {b}", ["a {{ a }}"]],
    ["mustache", "{{a}} {b}", ["a {{a}}"]],
    ["f-string", "{{a}} {b}", ["b {b}"]],
  ])("template_format %s", (format, template, expected) => {
    const text = JSON.stringify({
      _type: "prompt",
      input_variables: [],
      template,
      template_format: format,
    });
    const fixture = readText("a.json", text);
    expect(uses(fixture, onlyPrompt(fixture))).toEqual(expected);
  });

  test("a template in its own file", () => {
    const text = "_type: prompt\ninput_variables: [a]\ntemplate_path: a.txt\n";
    const fixture = readText("a.yaml", text);
    expect(fixture.file.references.map(({ path }) => path)).toEqual(["a.txt"]);
    expect(reasons(fixture.file)).toEqual(["a.txt with the template can't be read"]);
    const read = readText("a.yaml", text, new Map([["a.txt", "Say {a}"]]));
    expect(conversation(onlyPrompt(read))).toEqual(["user: Say {a}"]);
  });

  test("examples in a file of their own", () => {
    const text =
      "_type: few_shot\ninput_variables: []\nexample_prompt: {_type: prompt, input_variables: [q], template: 'Q: {q}'}\nexamples: e.json\nsuffix: End\nexample_separator: '; '\n";
    const read = readText("a.yaml", text, new Map([["e.json", '[{"q":"1"},{"q":"2"}]']]));
    expect(conversation(onlyPrompt(read))).toEqual(["user: Q: 1; Q: 2; End"]);
  });

  test("the prompts inside a chain", () => {
    const prompt = { _type: "prompt", input_variables: ["a"], template: "Say {a}" };
    const text = JSON.stringify({
      _type: "chat_chain",
      llm_chain: { prompt },
      other: [{ prompt }],
    });
    expect(readText("a.json", text).file.prompts.map(conversation)).toEqual([
      ["user: Say {a}"],
      ["user: Say {a}"],
    ]);
  });

  test("pairs of role and template", () => {
    const messages = [
      ["system", "Be {a}."],
      ["human", "{b}"],
      ["ai", "ok"],
    ];
    const fixture = readText("a.json", JSON.stringify({ input_variables: ["a"], messages }));
    expect(conversation(onlyPrompt(fixture))).toEqual([
      "system: Be {a}.",
      "user: {b}",
      "assistant: ok",
    ]);
  });

  test("valid JSON without a prompt is not counted", () => {
    const { file } = readText("a.json", '{"_type":"prompt","input_variables":[]}');
    expect(file.prompts).toEqual([]);
    expect(file.problems[0]?.code).toBe("not-a-prompt");
  });
});

test("messages of an unknown shape are no prompt of three tokens", () => {
  const text = JSON.stringify({ input_variables: ["a"], messages: [{ parts: ["Sort {a}"] }] });
  const { file } = readText("a.json", text);
  expect(file.format).toBe("langchain");
  expect(file.prompts).toEqual([]);
  expect(file.problems.map(({ code }) => code)).toEqual(["not-a-prompt"]);
});
